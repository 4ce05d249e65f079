// What stands behind a symbol and is part of it, or makes others of it: parts in parentheses, « A/73/5 (Vol. I et II) », and
// symbols of which only the last part is printed, « A/64/442 et Add.1 et Add.1/Corr.1 ». Words and numbers are those of
// data/series.toml; the passes read the same in build_scripts/citations/within.py and citations/continued.py.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const reading = (cote.reading ??= /** @type {Cote.Reading} */ ({}));
  const { at, end } = cote.scan;
  const OPENS = / ?\( ?|, /y;
  const BRACKET = / ?[[(] ?/y;
  const CLOSES = / ?\)/y;
  const CLOSES_BRACKET = / ?[\])]/y;
  const OPENED = /\(?(?=[\p{L}\p{N}_])/uy;
  const GLUED = /[A-Za-z0-9/]|-[A-Za-z0-9]/y;
  const SHARES = / ?[).,;\]、،，]|$/y;
  const DIGITS = /\d{1,4}(?![A-Za-z0-9/%]|[.,]\d)/y;
  const ENDS = /(?=[).,\]、，。；،؛]| ?[;:»”]|$)/y;
  const PIN_LEAD = /\)?,? ?\(?/y;
  const PIN = / ?(?:\d{1,3}[a-z]?|[ivxlc]+)(?:[.-]\d{1,3})*/y;
  const PINS = new Set(['par', 'operative', 'pp', 'note', 'sec']);
  const ITEM = /[\dA-Z]/y;
  const JOINT = /-(?=[A-Z]+(?:-[A-Z]+)*\/)/i; // A/78/80-E/2023/64; in « DP-FPA/2018/1 » nothing is joined
  const CAPITAL = /\p{Lu}/u;
  const FOREIGN = /(?![a-z])\p{L}/iu; // « volúmenes », « том »
  const CORRIGENDUM = /\/Corr\.\d+$/i;
  const TENS = ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC'];
  const ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];

  /** @param {number} value */
  const asRoman = (value) => TENS[Math.floor(value / 10)] + ONES[value % 10];

  /**
   * @typedef {Omit<Cote.PartKind, 'only'> & {only: ?RegExp, behind: boolean}} Kind of a part; its word may stand `behind` its number
   * @typedef {{match: RegExpExecArray, item: RegExp, start: number, end: number, ranged: boolean}} Item of a list
   * @typedef {{match: RegExpExecArray, kind: ?Kind, tail: string, end: number}} Part as it is read, with what follows it
   * @typedef {Part & {kind: Kind}} NamedPart
   * @typedef {ReturnType<typeof known>} Patterns
   */

  /** @type {?ReturnType<typeof compiledAll>} */
  let tables = null;

  /** Compiled once from the data: as they are printed, and for symbols that were typed without capitals. */
  const all = () => (tables ??= compiledAll());

  function compiledAll() {
    const { within, suffixes } = cote.bodies.symbols;
    return {
      printed: compiled('u'),
      small: compiled('iu'),
      kinds: within.kinds.map((kind) => ({ ...kind, only: kind.only ? new RegExp(`^(?:${kind.only})$`, 'i') : null })),
      numerals: new Map(Object.entries(within.numerals)),
      together: new Map(within.together.map(([keys, key]) => [keys.join(), key])),
      suffixes: new Map(suffixes.map((suffix) => [suffix.toLowerCase(), suffix])),
      others: suffixes.join('|'),
    };
  }

  /** @param {string} flags */
  function compiled(flags) {
    const { within, chain, link, tail } = cote.bodies.symbols;
    return {
      item: new RegExp(within.item, `${flags}y`),
      inside: new RegExp(`^(?:${within.item})$`, flags),
      unread: new RegExp(within.unread, `${flags}y`),
      chain: new RegExp(chain, `${flags}y`),
      link: new RegExp(link, `${flags}g`),
      numbered: new RegExp(`^(?:${link})$`, flags),
      tail: new RegExp(tail, `${flags}y`),
    };
  }

  /** The patterns for a symbol, and the tables. @param {string} symbol */
  const known = (symbol) => ({ ...all(), ...(CAPITAL.test(symbol) ? all().printed : all().small) });

  /** @param {string} symbol */
  const keyOf = (symbol) => symbol.replace(/\s/g, '');
  /** @param {string} symbol @param {string} like */
  const cased = (symbol, like) => (CAPITAL.test(like) ? symbol : symbol.toLowerCase());

  // --- parts in parentheses

  /**
   * Which part words name, and whether its word stands behind its number; null for a number alone.
   * @param {RegExpExecArray} match
   * @returns {?Kind}
   */
  function kindOf({ groups = {} }) {
    const [name] = Object.entries(groups).find(([group, words]) => group !== 'number' && words !== undefined) ?? [];
    return name ? { ...all().kinds[Number(name.slice(1))], behind: name[0] === 'e' } : null;
  }

  /**
   * A part as symbols have it, « (Vol. I) »; a number in words, or in figures behind a word of another language, is as
   * the data say.
   * @param {Kind} kind
   * @param {RegExpExecArray} match
   * @param {string} given
   */
  function printed(kind, match, given) {
    let number = match.groups?.number ?? '';
    const value = all().numerals.get(number);
    const translated = /^\d+$/.test(number) && FOREIGN.test(given);
    if (value || (translated && kind.roman)) number = kind.roman ? asRoman(value ?? Number(number)) : String(value);
    return ` (${kind.key.replace('{number}', number && ` ${number}`)})`;
  }

  /** A symbol with what stands in its parentheses as symbols have it. @type {Cote.Reading['canonical']} */
  function canonical(symbol, given) {
    const { inside } = known(symbol);
    return symbol.replace(/ ?\(([^()]*)\)/g, (written, content) => {
      const match = inside.exec(content.trim());
      const kind = match && kindOf(match);
      return kind ? cased(printed(kind, match, given), symbol) : written;
    });
  }

  /** @param {Cote.Spelled} text @param {RegExpExecArray} match */
  const words = (text, match) => text.given.slice(text.from[match.index], text.from[end(match)]);

  /**
   * The next item of a list, behind words that join it to what ends there; `opened`: a bracket stands between.
   * @param {Cote.Spelled} text
   * @param {number} position
   * @param {RegExp} item
   * @param {boolean} [opened]
   * @returns {?Item}
   */
  function following({ plain, folded }, position, item, opened = false) {
    const joint = reading.listJoint(folded, position, true);
    if (!joint && !opened) return null;
    const start = joint ? joint.end + (folded[joint.end] === ' ' ? 1 : 0) : position;
    const match = at(item, plain, start);
    return match && { match, item, start, end: end(match), ranged: joint?.kind === 'range' };
  }

  /**
   * Parts, and numbers that share the word of another.
   * @param {Cote.Spelled} text
   * @param {number} position
   * @param {Patterns} patterns
   */
  function listed(text, position, { item, tail }) {
    /** @type {Part[]} */
    const parts = [];
    /** @type {?Kind} */
    let word = null;
    for (let match = at(item, text.plain, position); match;) {
      const kind = kindOf(match);
      if (kind && !kind.behind) word = kind;
      const suffixes = at(tail, text.plain, end(match));
      const stop = suffixes ? end(suffixes) : end(match);
      /** @type {?Item} */
      const further = following(text, stop, item);
      const whole = kind && match.groups?.number;
      if (!whole && !further && !at(SHARES, text.plain, stop)) break; // « (Vol. I, 25 juin 2014) »
      parts.push({ match, kind: kind ?? word, tail: suffixes ? keyOf(suffixes[0]) : '', end: stop });
      match = further && further.match;
    }
    return parts;
  }

  /**
   * The parts with the word behind a later number, « première et deuxième parties »; none where the words aren't part
   * of this symbol.
   * @param {Part[]} list
   * @param {string} base
   * @returns {NamedPart[]}
   */
  function named(list, base) {
    /** @type {NamedPart[]} */
    const parts = [];
    /** @type {?Kind} */
    let word = null;
    for (const part of [...list].reverse()) {
      word = part.kind ?? word;
      if (!word) continue;
      if (word.only && !word.only.test(base)) return [];
      parts.unshift({ ...part, kind: word });
    }
    return parts.length && parts.at(-1)?.match === list.at(-1)?.match && parts[0].match === list[0].match ? parts : [];
  }

  /** « A/73/5, vol. I »; « A/76/463, vol. 12 de la collection » isn't part of it. @param {NamedPart} part */
  const behindComma = ({ kind, match }) => kind.comma && !/^\d*$/.test(match.groups?.number ?? '');

  /** @type {Cote.Reading['partsBehind']} */
  function partsBehind(text, cited) {
    const patterns = known(cited.symbol);
    const opening = at(OPENS, text.plain, cited.end);
    if (!opening) return { parts: [], readable: true };
    const bracket = opening[0].includes('(');
    const items = named(listed(text, end(opening), patterns), keyOf(cited.symbol));
    if (!items.length || !(bracket || behindComma(items[0]))) return { parts: [], readable: !(bracket && at(patterns.unread, text.plain, end(opening))) };
    const symbolOf = (/** @type {NamedPart} */ { kind, match, tail }) => cited.symbol + cased(printed(kind, match, words(text, match)), cited.symbol) + tail;
    const parts = items.map((part) => ({ start: part.match.index, end: part.end, symbol: symbolOf(part) }));
    const closing = bracket ? at(CLOSES, text.plain, parts[parts.length - 1].end) : null;
    const edge = outside(text, parts, items, closing, patterns);
    if (at(GLUED, text.plain, edge)) return { parts: [], readable: false };
    parts[0].start = cited.start;
    return { parts, readable: true };
  }

  /**
   * Gives a single part its closing parenthesis and what follows, parts issued together their one symbol; where they
   * end.
   * @param {Cote.Spelled} text
   * @param {Cote.CitedSymbol[]} parts
   * @param {NamedPart[]} items
   * @param {?RegExpExecArray} closing
   * @param {Patterns} patterns
   */
  function outside({ plain }, parts, items, closing, { tail, together }) {
    const whole = together.get(parts.map(({ symbol }) => keyOf(symbol)).join());
    const edge = closing ? end(closing) : parts[parts.length - 1].end;
    if (whole) parts.splice(0, parts.length, { start: 0, end: edge, symbol: whole });
    if (whole || !closing || parts.length > 1 || items[0].tail) return edge;
    const suffixes = at(tail, plain, edge);
    parts[0].end = suffixes ? end(suffixes) : edge;
    parts[0].symbol += suffixes ? keyOf(suffixes[0]) : '';
    return parts[0].end;
  }

  // --- symbols without their beginning

  /**
   * The symbols that follow a whole one, in order.
   * @param {Cote.Spelled} text
   * @param {Cote.CitedSymbol} cited
   * @returns {Generator<Cote.CitedSymbol>}
   */
  function* continued(text, cited) {
    const patterns = known(cited.symbol);
    let base = cited.symbol;
    let last = base;
    let position = cited.end;
    let replaced = '';
    for (let next = nextItem(text, position, patterns); next; next = nextItem(text, position, patterns)) {
      if (next.item === patterns.item) last = base = withPart(base, next, text, patterns);
      else if (next.item === patterns.chain) {
        /** @type {[string, string][]} */
        const parts = Array.from(next.match[0].matchAll(patterns.link), ({ groups: { part = '', number = '' } = {} }) => (
          [patterns.suffixes.get(part.toLowerCase()) ?? part, number]));
        const [[kind]] = parts;
        const suffix = patterns.suffixes.has(kind.toLowerCase());
        if (replaced && suffix && kind !== replaced) return; // « A/64/442/Add.1, Add.2 and Corr.1 »: of which?
        last = withChain(base, parts, patterns);
        if (!suffix) base = last;
        replaced = suffix && base.toLowerCase().includes(`/${kind.toLowerCase()}.`) ? kind : '';
        const { parts: divided, readable } = last ? partsBehind(text, { start: next.start, end: next.end, symbol: last }) : { parts: [], readable: true };
        if (divided.length) {
          yield* divided;
          const closing = divided.length > 1 ? at(CLOSES, text.plain, divided[divided.length - 1].end) : null;
          position = closing ? end(closing) : divided[divided.length - 1].end;
          continue;
        }
        if (!readable) return;
      } else last = withNumber(last, next.match[0], next.ranged, patterns);
      if (!last) return;
      yield { start: next.start, end: next.end, symbol: last };
      position = next.end;
      // The parenthesis that ends what one before the item opened.
      const closing = /[[(] ?(?:[^\s()[\]]+ ?)?$/.test(text.plain.slice(Math.max(0, next.start - 13), next.start)) ? at(CLOSES_BRACKET, text.plain, position) : null;
      if (closing) position = end(closing);
    }
  }

  /** @param {Cote.Spelled} text @param {number} position @param {Patterns} patterns @returns {?Item} */
  function nextItem(text, position, patterns) {
    const opening = at(BRACKET, text.plain, position);
    if (opening) return following(text, end(opening), patterns.chain, true) ?? apart(following(text, end(opening), patterns.item, true));
    const chain = following(text, position, patterns.chain);
    if (chain) return chain;
    const digits = text.plain[position - 1] === ')' ? null : following(text, position, DIGITS);
    if (digits && (text.plain.slice(position, digits.start) === '-' || closes(text, digits.end))) return digits;
    return nextPart(text, position, patterns) ?? behindPin(text, position, patterns);
  }

  /** « A/64/442, par. 5, et Add.1 ». @param {Cote.Spelled} text @param {number} position @param {Patterns} patterns */
  function behindPin(text, position, { chain }) {
    const lead = at(PIN_LEAD, text.folded, position);
    const phrase = lead?.[0] ? reading.phraseAt(text.folded, end(lead)) : null;
    const pin = phrase && PINS.has(phrase.kind) ? at(PIN, text.folded, phrase.end) : null;
    return pin && following(text, end(pin), chain);
  }

  /** « S/PV.4833 and Resumption 1 »: the symbol alone is a document, too. @param {?Item} next */
  const apart = (next) => (next?.match.groups?.number && kindOf(next.match)?.apart ? next : null);

  /**
   * « (Vol. I) et (Vol. II) », « (Vol. I) et Vol. II », « (Resumption 1) and 2 ».
   * @param {Cote.Spelled} text
   * @param {number} position
   * @param {Patterns} patterns
   * @returns {?Item}
   */
  function nextPart(text, position, patterns) {
    if (text.plain[position - 1] !== ')') return apart(following(text, position, patterns.item));
    const opening = following(text, position, OPENED);
    const match = opening && at(patterns.item, text.plain, opening.end);
    if (!opening || !match) return null;
    const next = { match, item: patterns.item, start: match.index, end: end(match), ranged: opening.ranged };
    if (opening.match[0]) return at(CLOSES, text.plain, next.end) ? next : null;
    return kindOf(match) || closes(text, next.end) ? next : null;
  }

  /**
   * Whether a bare number is one of a list of parts: a sign follows, or another item of the list.
   * @param {Cote.Spelled} text
   * @param {number} position
   * @returns {boolean}
   */
  const closes = (text, position) => at(ENDS, text.plain, position) !== null || following(text, position, ITEM) !== null;

  /** @param {RegExpExecArray} match */
  const isFigures = (match) => /^\d+$/.test(match.groups?.number ?? '');

  /**
   * A symbol with another part of the same kind in its parentheses; empty where it has none of that kind.
   * @param {string} base
   * @param {Item} item
   * @param {Cote.Spelled} text
   * @param {Patterns} patterns
   */
  function withPart(base, { match }, text, { inside }) {
    const kind = kindOf(match);
    const part = (/** @type {Kind} */ meant) => cased(printed(meant, match, words(text, match)), base);
    if (kind?.apart && !base.endsWith(')')) return base + part(kind);
    const opening = base.lastIndexOf('(');
    const before = opening >= 0 && base.endsWith(')') ? inside.exec(base.slice(opening + 1, -1)) : null;
    const own = before && kindOf(before);
    if (!before || !own || (kind && kind.key !== own.key)) return '';
    const alike = isFigures(before) === isFigures(match);
    return kind || alike ? base.slice(0, opening).trimEnd() + part(own) : '';
  }

  /**
   * A symbol with other parts at its end, of a joint one each half: in place of those of the same kind with all behind
   * them; a suffix may also stand behind all others, but not behind a corrigendum. Empty where they cannot stand there.
   * @param {string} base
   * @param {[string, string][]} parts
   * @param {Patterns} patterns
   */
  function withChain(base, parts, { suffixes, others }) {
    const [[kind]] = parts;
    const own = new RegExp(String.raw`/${kind}\.\d+(?:/(?:${others})\.\d+)*$`, 'i');
    const written = cased(parts.map(([part, number]) => `/${part}.${number}`).join(''), base);
    const whole = halves(base).map((half) => {
      const cut = own.exec(half);
      if (!cut && !suffixes.has(kind.toLowerCase())) return '';
      return (cut ? half.slice(0, cut.index) : half.replace(CORRIGENDUM, '')) + written;
    });
    return whole.every(Boolean) ? whole.join('-') : '';
  }

  /** The symbols that a joint one joins. @param {string} symbol */
  function halves(symbol) {
    /** @type {string[]} */
    const joined = [];
    for (const part of symbol.split(JOINT)) {
      if (joined.length && !joined[joined.length - 1].includes('/')) joined.push(`${joined.pop()}-${part}`);
      else joined.push(part);
    }
    return joined;
  }

  /**
   * A symbol with another number at its end; of a plain number only the end of a range: « A/C.5/75/1 à 4 ».
   * @param {string} last
   * @param {string} number
   * @param {boolean} ranged
   * @param {Patterns} patterns
   */
  function withNumber(last, number, ranged, { numbered }) {
    if (/\d\)$/.test(last)) return last.replace(/\d+\)$/, `${number})`); // « Resumptions 1 and 2 »
    const plain = /\/(\d+)$/.exec(last);
    const part = /\/([A-Za-z]+\.\d+)$/.exec(last);
    const fits = part ? numbered.test(part[1]) : ranged && plain && Number(number) > Number(plain[1]);
    return fits && halves(last).length === 1 ? last.replace(/\d+$/, number) : '';
  }

  Object.assign(reading, /** @satisfies {Partial<Cote.Reading>} */ ({ canonical, partsBehind, continued, asRoman }));
})();
