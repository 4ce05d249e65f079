// The one reader of references: what a reader pastes or types, « voir A/76/463, proj. de résolution I, annexe, §§ 20-22, et la
// résolution 76/181 de l’Assemblée générale » → each document with its place. « Aller à une référence », the search box
// and the page of unknown addresses ask it. Only what the words say is read: whether the archive has such a document and
// such a place is for others to find.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const reading = (cote.reading ??= /** @type {Cote.Reading} */ ({}));
  const LONGEST = 20_000; // signs that are read
  const NEAR = 60; // signs of other words between a document and its place
  const FAR = 80; // « paragraphe 5 du rapport du Secrétaire général ( »
  const SENTENCE_ENDS = /[;!?。；]|\.\s+(?=\p{Lu}\p{Ll})/u;
  const PASSED = new Set(['around', 'of', 'resolution', 'decision']); // « voir la résolution 76/181 »
  const SCOPED = new RegExp(`^(?:${Object.keys(cote.knowledge.anchors.parts).join('|')})`);
  const UNNUMBERED = /^(?:res|dec)-1$/;
  const NUMBERED = /^([ ,(]*)n[°o](?=\.? ?\d)/; // « , n° 3 », « , no. 3 »
  const PARAGRAPH = /(?:^|\.)(?:par|pp)-/; // of `res-1.par-3`
  const FRAGMENT = /#[^\s,;)»”"]+/y;
  const QUOTED = /«\s*(.{1,300}?)\s*»(?!\s*»)|“(.{1,300}?)”|”(.{1,300}?)“|《(.{1,300}?)》|"(.{1,300}?)"/;
  const ALL_QUOTED = new RegExp(QUOTED, 'g');

  /**
   * Words between two documents, with the places that they name.
   * @typedef {{start: number, end: number, string: string, plain: string, places: Cote.Place[], strange: Stretch[], pages: Stretch[]}} Gap
   *
   * A place where it stands in the text: before or behind its document, or inside what names it; `said`: its words in a list.
   * @typedef {Cote.Place & {start: number, end: number, side: Side, said?: Stretch[]}} PlaceInText
   * @typedef {'before' | 'after' | 'inside'} Side
   */

  /** @type {Omit<Cote.Head, 'start' | 'end'>} */
  const EMPTY = {
    kind: 'symbol', symbol: '', candidates: [], number: '', anchor: '', last: '', named: false, operative: false,
    title: '', headings: [], path: '', place: '',
  };

  // --- which documents

  /**
   * The documents that a text names, in order: addresses first, so that no symbol is read in one.
   * @param {Cote.Spelled} text
   * @param {number} year
   * @returns {Cote.Head[]}
   */
  function headsIn(text, year) {
    const marks = new Uint8Array(text.plain.length + 1);
    const taken = (/** @type {number} */ start, /** @type {number} */ end) => marks.subarray(start, end).includes(1);
    /** @type {Cote.Head[]} */
    const heads = [];
    const take = (/** @type {Iterable<Cote.PartialHead>} */ some) => {
      for (const head of some) {
        if (taken(head.start, head.end)) continue;
        marks.fill(1, head.start, head.end);
        heads.push({ ...EMPTY, candidates: head.symbol ? [head.symbol] : [], ...head });
      }
    };
    take(reading.addressesIn(text));
    take(reading.symbolsIn(text));
    take(reading.actsIn(text, taken, year));
    take(repeated(text));
    const alone = heads.length ? [] : lone(text, year);
    if (alone.length) return alone;
    // What isn't understood has its places, too, so that no other document gets them.
    take([...reading.unknownSymbols(text), ...reading.unknownActs(text)].map(([start, end]) => ({ kind: 'unread', symbol: '', start, end })));
    return heads.sort((a, b) => a.start - b.start).map((head) => withFragment(text, completed(head)));
  }

  /** @param {'ibid' | 'ibid_series'} key @param {string} flags */
  const inAll = (key, flags) => new RegExp(cote.bodies.languages.flatMap(({ [key]: source }) => source ?? []).join('|'), flags);

  /** @type {?{words: RegExp, series: RegExp}} */
  let sameWords = null;

  /** « ibid. », « там же », « 同上 »; and behind them what repeats a series and no document, « Ibid., Supplement No. 10 ». */
  const same = () => (sameWords ??= { words: inAll('ibid', 'gu'), series: inAll('ibid_series', 'uy') });

  /** @param {Cote.Spelled} text @returns {Cote.PartialHead[]} */
  function repeated({ plain }) {
    const { words, series } = same();
    return [...plain.matchAll(words)].flatMap(({ 0: word, index }) => {
      const end = index + word.length;
      series.lastIndex = end + (/^[ ,]*/.exec(plain.slice(end, end + 4))?.[0].length ?? 0);
      return series.test(plain) ? [] : [{ kind: 'same', symbol: '', start: index, end }];
    });
  }

  /**
   * The document of « ibid. » is the one that was named before it; none where none was.
   * @param {Cote.Head[]} heads
   * @param {?Cote.Reference} before the last reference of what was read before
   */
  function antecedents(heads, before) {
    let { symbol, candidates } = before ?? EMPTY;
    return heads.map((head) => {
      if (head.kind === 'same') return { ...head, symbol, candidates };
      ({ symbol, candidates } = head);
      return head;
    });
  }

  /** An act that only one body can have adopted has its key for a symbol. @param {Cote.Head} head @returns {Cote.Head} */
  const completed = (head) => (head.kind === 'act' || head.kind === 'number' ? { ...head, symbol: head.candidates.length === 1 ? head.candidates[0] : '' } : head);

  /** « E/CN.15/2020/8#par12 ». @param {Cote.Spelled} text @param {Cote.Head} head @returns {Cote.Head} */
  function withFragment({ plain }, head) {
    if (head.kind === 'address' || plain[head.end] !== '#') return head;
    FRAGMENT.lastIndex = head.end;
    const fragment = FRAGMENT.exec(plain);
    if (!fragment) return head;
    const { anchor, last } = reading.fragment(fragment[0]);
    return { ...head, end: head.end + fragment[0].length, anchor, last, named: anchor !== '' };
  }

  /**
   * A symbol with spaces for strokes, or a bare number, that is the whole text but for a place: « A 76 463, par. 12 ».
   * @param {Cote.Spelled} text
   * @param {number} year
   */
  function lone(text, year) {
    for (const start of starts(text)) {
      const head = reading.numberAlone(text, start, year) ?? reading.spaced(text, start);
      if (!head) continue;
      const rest = [text.folded.slice(0, head.start), text.folded.slice(head.end)].map((gap) => reading.placesIn(gap));
      if (rest.every(({ strange }) => strange.length === 0)) return [completed({ ...EMPTY, ...head })];
    }
    return [];
  }

  /** Where such a text may begin: behind « voir », and behind a place, « par. 12 de ». @param {Cote.Spelled} text */
  function starts({ folded }) {
    const behind = (/** @type {number} */ position) => {
      for (let steps = 0; steps < 6; steps += 1) {
        const space = position + (/^[\s([«“"]*/.exec(folded.slice(position, position + 8))?.[0].length ?? 0);
        const phrase = reading.phraseAt(folded, space);
        if (!phrase || !PASSED.has(phrase.kind)) return space;
        position = phrase.end;
      }
      return position;
    };
    const { places } = reading.placesIn(folded.slice(0, NEAR));
    return [...new Set([behind(0), ...places.map(({ stop }) => behind(stop))])];
  }

  // --- which places

  /** @param {Cote.Spelled} text @param {number} start @param {number} end */
  const slice = (text, start, end) => text.given.slice(text.from[start], text.from[end]);

  /**
   * Words between two documents, with the places that they name.
   * @param {Cote.Spelled} text
   * @param {number} start
   * @param {number} end
   * @returns {Gap}
   */
  function gapAt(text, start, end) {
    const string = text.folded.slice(start, end).replace(NUMBERED, '$1§ '); // « A/76/463, n° 3 » is paragraph 3
    const written = (/** @type {number} */ from, /** @type {number} */ to) => slice(text, start + from, start + to);
    return { start, end, string, plain: text.plain.slice(start, end), ...reading.placesIn(string, written) };
  }

  /** @param {Gap} gap @param {number} start @param {number} end */
  const strangeIn = ({ strange }, start, end) => strange.some(([from, to]) => from < end && start < to);

  /**
   * Whether a place that begins there belongs to a document, or a place, that ends at `from`.
   * @param {Gap} gap
   * @param {number} from
   * @param {Cote.Place} place
   */
  const follows = (gap, from, place) => {
    const between = gap.plain.slice(from, place.begin);
    if (/^[\s,;:(]*$/.test(between)) return true;
    return !SENTENCE_ENDS.test(between) && (!strangeIn(gap, from, place.begin) || between.length <= NEAR);
  };

  /** Whether nothing but signs and little words stands between. @param {Gap} gap @param {number} from @param {Cote.Place} place */
  const adjoins = (gap, from, place) => !SENTENCE_ENDS.test(gap.plain.slice(from, place.begin)) && !strangeIn(gap, from, place.begin);

  /**
   * Whether the last place of a gap belongs to the document behind it: « par. 12 de A/76/463 », « par. 20 (A/76/463) ».
   * @param {Gap} gap
   * @param {Cote.Head | undefined} previous
   * @param {Cote.Head | undefined} next
   */
  function leadsOn(gap, previous, next) {
    const last = gap.places.at(-1);
    if (!next || !last) return false;
    const tail = gap.string.slice(last.stop);
    if (SENTENCE_ENDS.test(gap.plain.slice(last.stop))) return false;
    const of = ofIn(tail);
    if (strangeIn(gap, last.stop, gap.string.length)) return of === 'first' && tail.length <= FAR && /\(\s*$/.test(tail);
    if (of) return true;
    if (!previous) return true;
    if (next.kind === 'act' && /^\s*$/.test(tail)) return true;
    return !adjoins(gap, 0, gap.places.find(({ group }) => group === last.group) ?? last);
  }

  /** Whether « de », or a bracket, stands in words: `first` where they begin with it. @param {string} tail */
  function ofIn(tail) {
    for (let position = 0; position < tail.length; position += 1) {
      if (tail[position] === '(') return position ? 'later' : '';
      const phrase = /\s/.test(tail[position]) ? null : reading.phraseAt(tail, position);
      if (phrase?.kind === 'of') return /^\s*$/.test(tail.slice(0, position)) ? 'first' : 'later';
      if (phrase) position = phrase.end - 1;
    }
    return '';
  }

  /**
   * The places of a gap by the document that they belong to: `before` the one behind, `after` the one before.
   * @param {Gap} gap
   * @param {Cote.Head | undefined} previous
   * @param {Cote.Head | undefined} next
   */
  function divided(gap, previous, next) {
    const { places } = gap;
    let split = places.length;
    if (leadsOn(gap, previous, next)) {
      const { group } = places[places.length - 1];
      while (split > 0 && places[split - 1].group === group) split -= 1;
      while (!previous && split > 0 && adjoins(gap, places[split - 1].stop, places[split])) split -= 1;
    }
    /** @type {Cote.Place[]} */
    const after = [];
    let from = 0;
    for (const place of previous ? places.slice(0, split) : []) {
      if (!follows(gap, from, place)) break;
      after.push(place);
      from = place.stop;
    }
    return { before: places.slice(split), after };
  }

  /**
   * « projet de résolution A/C.3/76/L.10 » says what the document is, and no part of it.
   * @param {Gap} gap
   * @param {Cote.Place} place
   */
  const describes = (gap, place) => place.scoped && UNNUMBERED.test(place.anchor) && /^\s*$/.test(gap.string.slice(place.stop));

  /** @param {Cote.Spelled} text @param {Cote.Head[]} heads */
  function withPlaces(text, heads) {
    const gaps = Array.from({ length: heads.length + 1 }, (_, index) => gapAt(text, index ? heads[index - 1].end : 0, heads[index]?.start ?? text.folded.length));
    const inner = heads.map(({ inside }) => (inside ? gapAt(text, ...inside) : null));
    const alone = heads.length === 1 && gaps.every(({ strange }) => strange.length === 0);
    const all = heads.map(() => /** @type {PlaceInText[]} */ ([]));
    const loose = gaps.flatMap((gap, index) => {
      const { before, after } = divided(gap, heads[index - 1], heads[index]);
      const kept = before.filter((place) => !describes(gap, place));
      if (heads[index]) all[index].push(...kept.map((place) => placed(gap, place, 'before')));
      if (heads[index - 1]) all[index - 1].push(...after.map((place) => placed(gap, place, 'after')));
      return looseIn(gap, heads[index - 1] ? [...before, ...after] : before, Boolean(heads[index - 1]));
    });
    inner.forEach((gap, index) => { if (gap) all[index].unshift(...gap.places.map((place) => placed(gap, place, 'inside'))); });
    const kept = all.map((places) => combined(places.filter(({ bare }) => !bare || alone)));
    const references = heads.flatMap((head, index) => (head.kind === 'unread' ? [] : referencesOf(text, head, kept[index])));
    const unread = heads.flatMap((head, index) => (head.kind === 'unread' ? [around([head, ...kept[index]])] : []));
    return { references, unread: [...unread, ...loose], alone: !unread.length && gaps.every(({ strange }) => strange.length === 0) };
  }

  /** @param {{start: number, end: number}[]} all @returns {Stretch} */
  const around = (all) => [Math.min(...all.map(({ start }) => start)), Math.max(...all.map(({ end }) => end))];

  /**
   * Where words name a paragraph of no document, or the page of one: « ibid., par. 4 » at the beginning, « A/76/463, p. 12 ».
   * @param {Gap} gap
   * @param {Cote.Place[]} used
   * @param {boolean} named whether a document stands before
   * @returns {Stretch[]}
   */
  function looseIn(gap, used, named) {
    /** @type {Map<number, Stretch>} */
    const byGroup = new Map();
    const taken = new Set(used);
    for (const { begin, stop, group } of gap.places.filter((place) => !taken.has(place) && !place.bare && PARAGRAPH.test(place.anchor))) {
      const [from, to] = byGroup.get(group) ?? [begin, stop];
      byGroup.set(group, [Math.min(from, begin), Math.max(to, stop)]);
    }
    const pages = named ? gap.pages.filter(([start]) => !SENTENCE_ENDS.test(gap.plain.slice(0, start)) && !strangeIn(gap, 0, start)) : [];
    return [...byGroup.values(), ...pages].map(([from, to]) => [gap.start + from, gap.start + to]);
  }

  /**
   * A place where it stands in the text; of one of a list, « par. 12 et 15 », without the others.
   * @param {Gap} gap
   * @param {Cote.Place} place
   * @param {Side} side
   * @returns {PlaceInText}
   */
  function placed(gap, place, side) {
    const [first, ...others] = gap.places.filter(({ group }) => group === place.group);
    const own = { ...place, start: gap.start + place.begin, end: gap.start + place.stop, side };
    if (!others.length || !others.every(({ at }) => at) || !first.at || !place.at) return own;
    /** @type {Stretch} */
    const lead = [gap.start + first.begin, gap.start + first.at[0]];
    /** @type {Stretch} */
    const at = [gap.start + place.at[0], gap.start + place.at[1]];
    /** @type {Stretch[]} */
    const under = place.under ? [[gap.start + place.under[0], gap.start + place.under[1]]] : [];
    return { ...own, ...(side === 'after' && { start: place === first ? lead[0] : at[0], end: at[1] }), said: [lead, ...under, at] };
  }

  /**
   * « le projet de résolution I (A/76/463), par. 4 »: a part before a document, a block in it behind.
   * @param {PlaceInText[]} places
   * @returns {PlaceInText[]}
   */
  function combined(places) {
    const [first, ...rest] = places;
    const parted = first?.side === 'before' && first.scoped && rest.length
      && rest.every(({ side, anchor, scoped }) => side === 'after' && !scoped && !SCOPED.test(anchor));
    return parted ? rest.map((place) => ({
      ...place,
      start: Math.min(first.start, place.start),
      anchor: `${first.anchor}.${place.anchor}`,
      last: place.last && `${first.anchor}.${place.last}`,
    })) : places;
  }

  /** @param {Cote.Spelled} text @param {Cote.Head} head @param {PlaceInText[]} places */
  function referencesOf(text, head, places) {
    if (!places.length || head.anchor) return [reference(text, head, [[head.start, head.end]])];
    return places.map((place, index) => {
      const { anchor, last, operative, headings, bare } = place;
      // The document is named once for a list of places.
      const beside = place.side === 'after' ? index === 0 : index === places.length - 1;
      /** @type {Stretch} */
      const own = [place.start, place.end];
      /** @type {Stretch[]} */
      const spans = beside || place.side === 'inside' ? [[head.start, head.end], own] : [own];
      const said = (place.said ?? [own]).map(([from, to]) => slice(text, from, to).trim()).join(' ');
      return reference(text, { ...head, anchor, last, operative, headings, named: !bare, place: said }, spans);
    });
  }

  /**
   * A document with the words that name it and its place.
   * @param {Cote.Spelled} text
   * @param {Omit<Cote.Head, 'start' | 'end'>} head
   * @param {Stretch[]} spans
   * @returns {Cote.Reference}
   */
  function reference(text, { inside: _, ...head }, spans) {
    const start = Math.min(...spans.map(([from]) => from));
    const end = enclosed(text, start, Math.max(...spans.map(([, to]) => to)));
    const given = (/** @type {Stretch} */ [from, to]) => /** @type {Stretch} */ ([text.from[from], text.from[to]]);
    return { ...head, start: text.from[start], end: text.from[end], words: slice(text, start, end).trim(), spans: spans.map(given) };
  }

  /**
   * Where a reference ends, with the parenthesis that closes behind it: « A/76/463 (par. 12) ».
   * @param {Cote.Spelled} text
   * @param {number} start
   * @param {number} end
   */
  function enclosed({ plain }, start, end) {
    const closing = /^ ?\)/.exec(plain.slice(end, end + 2));
    const signs = plain.slice(start, end);
    return closing && signs.split('(').length > signs.split(')').length && !/\p{L}\)/u.test(signs) ? end + closing[0].length : end;
  }

  /** « E/CN.15/2020/8, par. 12 <https://…> » is one reference, and so is what says the same twice. @param {Cote.Reference[]} all */
  function merged(all) {
    /** @type {Cote.Reference[]} */
    const kept = [];
    for (const next of all) {
      const before = kept.at(-1);
      if (before && isRepeated(before, next)) {
        const { anchor, last } = before.anchor ? before : next;
        Object.assign(before, { end: next.end, spans: [...before.spans, ...next.spans], anchor, last });
      } else kept.push(next);
    }
    return kept;
  }

  /** Whether an address says what stands right before it. @param {Cote.Reference} before @param {Cote.Reference} next */
  const isRepeated = (before, next) => next.kind === 'address' && next.symbol !== '' && before.symbol.toLowerCase() === next.symbol.toLowerCase()
    && (!next.anchor || !before.anchor || next.anchor === before.anchor) && next.start - before.end <= 3;

  /** « « Exécution des mandats » (20 juillet 2023), par. 12 »: a title in place of a symbol. @param {Cote.Spelled} text */
  function titled(text) {
    const quoted = QUOTED.exec(text.plain);
    if (!quoted) return [];
    const title = quoted.slice(1).find((group) => group !== undefined) ?? '';
    const start = quoted.index + quoted[0].indexOf(title);
    const stop = quoted.index + quoted[0].length;
    const found = gapAt(text, stop, text.folded.length).places.find(({ bare }) => !bare);
    const { anchor = '', last = '', headings = [], stop: end = 0 } = found ?? {};
    return [reference(text, { ...EMPTY, kind: 'title', title: slice(text, start, start + title.length), anchor, last, headings }, [[quoted.index, stop + end]])];
  }

  // --- what others ask

  /** Up to where a text is read: to a space, where it is longer than what is read. @param {string} given */
  function reach(given) {
    if (given.length <= LONGEST) return given.length;
    const space = given.slice(0, LONGEST).search(/\s\S*$/);
    return space > 0 ? space : LONGEST;
  }

  /**
   * Every reference of a text, in order; whether it says nothing else; and up to where it has been read. `year`: by which
   * acts were adopted, so that no session of the future is meant; 0 where that isn't known. `before`: the reference that
   * « ibid. » at the beginning repeats.
   * @type {Cote.Citations['survey']}
   */
  function survey(given, year = 0, before = null) {
    const end = reach(given);
    const text = reading.spelled(given.slice(0, end));
    const { references, unread, alone } = withPlaces(text, antecedents(headsIn(text, year), before));
    const titles = references.length ? [] : titled(text);
    const stretches = unread.map(([from, to]) => trimmed(given, text.from[from], text.from[to]))
      .filter(([from]) => !titles.some(({ spans: [[start, stop]] }) => start <= from && from < stop)).sort(([a], [b]) => a - b);
    return { references: references.length ? merged(references) : titles, unread: stretches, alone: alone && !titles.length && references.length > 0, end };
  }

  /** @param {string} given @param {number} start @param {number} end @returns {Stretch} */
  const trimmed = (given, start, end) => [start + given.slice(start, end).search(/\S|$/), start + given.slice(start, end).trimEnd().length];

  /** Every reference of a text, in order. @type {Cote.Citations['references']} */
  const references = (given) => survey(given).references;

  /** The first reference of a text; a place without document, or nothing, where there is none. @type {Cote.Citations['read']} */
  function read(given) {
    const [first] = references(given);
    if (first) return first;
    const text = reading.spelled(given.slice(0, reach(given)));
    const gap = gapAt(text, 0, text.folded.length);
    const found = gap.places.find(({ bare }) => !bare || !gap.strange.length);
    const nothing = { ...EMPTY, start: 0, end: 0, words: '', spans: [] };
    if (!found) return nothing;
    const { anchor, last, headings, operative, bare } = found;
    return { ...nothing, anchor, last, headings, named: !bare, operative };
  }

  /** A place that words name, where they say nothing else; null otherwise. @type {Cote.Citations['place']} */
  function placeAlone(given) {
    const { places, strange } = reading.placesIn(reading.spelled(given).folded);
    if (strange.length || places.length !== 1 || places[0].bare || !places[0].anchor) return null;
    const [{ anchor, last, operative }] = places;
    return { anchor, last, operative };
  }

  /** What stands in quotation marks. @type {Cote.Citations['quotations']} */
  const quotations = (given) => [...given.matchAll(ALL_QUOTED)].map((quoted) => quoted.slice(1).find(Boolean) ?? '');

  /** A symbol as it is printed, where it was typed without capitals: `a/76/463/add.1` → `A/76/463/Add.1`. @param {string} symbol */
  function printed(symbol) {
    if (/\p{Lu}/u.test(symbol)) return symbol;
    const { spelling, within } = cote.bodies.symbols;
    const known = new Map([...spelling, ...within.kinds.map(({ key }) => /[A-Za-z]+/.exec(key)?.[0] ?? '')].map((part) => [part.toUpperCase(), part]));
    return symbol.toUpperCase().replace(/(?<=[/(])[A-Z]+(?=[.)/ ]|$)/g, (part) => known.get(part) ?? part);
  }

  /**
   * Where a document officially is; empty where nothing official is known of it (build_scripts/citations/keys.py,
   * address).
   * @type {Cote.Citations['official']}
   */
  function official(symbol, language) {
    const { addresses, unofficial, project, addressed, otherwise } = cote.bodies;
    const key = printed(symbol).replace(/\s+/g, '');
    const whole = (/** @type {string} */ pattern) => new RegExp(`^(?:${pattern})$`, 'iu').test(key);
    if (unofficial.includes(key.split('/')[0].toUpperCase()) || project.some(whole)) return '';
    const [, address = ''] = addresses.find(([pattern]) => whole(pattern)) ?? [];
    const [, volume = ''] = key.split('/');
    const half = key.split(/-(?=[A-Za-z]+\/)/)[0];
    return address.replace('{lang}', addressed.includes(language) ? language : otherwise).replaceAll('{volume}', volume).replace('{symbol}', () => encodeURI(half));
  }

  cote.citations = Object.assign(cote.citations ?? {}, /** @satisfies {Partial<Cote.Citations>} */ ({
    references,
    read,
    survey,
    place: placeAlone,
    printed,
    official,
    quotations,
    fold: reading.fold,
    fragment: reading.fragment,
    longest: LONGEST,
  }));
})();
