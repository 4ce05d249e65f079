// Which block a fragment means: `#par-12`, or what mail programs and people make of it: `#res-1.par-3).`, `#PAR12`,
// `#res-I.par-3`, `#par-12(a)`, `#par-3–par-5?utm_source=x`. Every letter and digit of a fragment must be understood
// (docs/developers/pages.md, « Fragments »); where some are not, or where two blocks fit, it means none: no scope is ever
// dropped, and no reader comes to another block. Nothing here touches the page.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const LONGEST = 120; // letters of what may be read, without a query
  const LONGEST_WITH_QUERY = 4000;
  const DEEPEST = 4; // parts in a part, headings below a heading, items below an item
  /** @type {Record<string, boolean>} */
  const SCOPES = { summary: false, annex: false, encl: false, res: true, dec: true, rule: true, art: true }; // whether each needs a number
  const ROMAN = /^(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;
  /** @type {Record<string, number>} */
  const VALUES = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
  const { units: kinds, parts: partNames, inserted, scope: SCOPE } = cote.knowledge.anchors;
  /** @type {Record<string, string>} */
  // Of references.toml; the others are the anchors' own.
  const KINDS = { operative: 'par', ...Object.fromEntries(Object.entries(partNames).map(([part, name]) => [name, part])) };
  const BLOCKS = [...kinds, 'ref']; // a note's call is no unit
  const UNIT = BLOCKS.join('|');
  const NAMES = new Set([...Object.keys(partNames), ...BLOCKS]);
  const ANCHOR = new RegExp(String.raw`^(?:${SCOPE}\.)*(?:${SCOPE}|(?:${UNIT})[-.][A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?:_\d+)?)$`);

  const BEFORE_UNIT = new RegExp(`^(?:.*\\.)?(?=(?:${UNIT})[-.])`);

  // Read at a place in the fragment, each with the flag `y`.
  const JOINT = /(?:[\s._+:=/,]|-(?!-))*/y; // « res-1.par-3 », « res-1/par-3 », « res1par3 »
  const LINK = /(?:[\s._+:=/,–—]|-(?!-))*/y; // « par-12 », « par.12 », « par 12 », « par12 », « par–12 »
  const STEP = /(?:[\s._/]|-(?!-))*/y;
  const LETTERS = /[a-z]+/y;
  const DIGITS = /0*(\d+)/y;
  const INSERTED = inserted.map(([word]) => word).join('|');
  const NUMBER = new RegExp(String.raw`0*(\d+(?:\.\d+)*)(?:[\s.\-_]?(${INSERTED})(?![a-z]))?`, 'y'); // « 12 », « 35.1 », « 4 bis »
  const CONFERENCE = /((?:([a-z]+)-)?\d+[-/](?:([a-z]+)\.)?\d+)/y; // « 1-CMA.5 »: the decision 1/CMA.5; « 10-1 »
  const AGAIN = /(?:_(\d+))?/y; // « _2 »: a number that the source repeats
  const UNNUMBERED = /h[-.\s]?(\d+)/y;
  const STARRED = /x-?(\d+)/y;
  const STARS = /\*+/y;
  const ITEM = /(?:[\s.,_:/]|-(?!-))*\(?\s*(?:([a-z]{1,4}|\d{1,2})(?![a-z0-9])|([\u0621-\u064a]\u0640?)(?!\p{L}))\s*\)?/uy; // « .a », « (a) », « a) »
  const RANGE = /\s*(?:-{1,3}|[–—])\s*/y; // a mail program writes a dash for « -- »
  const TABLE_NOTE = /[\s.\-_]*note[\s.\-_]*([a-z]|\d+)(?![a-z0-9])/y;
  const CHINESE = /第?\s*0*(\d+)\s*/y; // the name of what is counted follows: 第12段

  const LEAD = /^[^\p{L}\p{N}§¶]+/u;
  const TAIL = /^(?:[^\p{L}\p{N}]|[²³¹⁰⁴-⁹])*$/u; // raised digits are a note's call
  const SIGNS_AT_END = /[^\p{L}\p{N}]+$/u;
  const END = /[?"<>\r\n]|[&#;][\w.#-]+[=;]/; // « ?utm_source=… », « &fbclid=… », « &gt; », « "> »: no more of the fragment
  const TEXT_FRAGMENT = ':~:';

  /**
   * What stands at a place.
   * @param {RegExp} pattern
   * @param {string} string
   * @param {number} position
   */
  const at = (pattern, string, position) => {
    pattern.lastIndex = position;
    return pattern.exec(string);
  };
  /** @param {RegExpExecArray} match */
  const end = (match) => match.index + match[0].length;
  /**
   * The place behind a pattern, which may match nothing.
   * @param {RegExp} pattern
   * @param {string} string
   * @param {number} position
   */
  const after = (pattern, string, position) => {
    const match = at(pattern, string, position);
    return match ? end(match) : position;
  };

  /** @param {string} word */
  const isRoman = (word) => ROMAN.test(word);

  /** The value of a roman numeral in small letters. @param {string} numeral */
  const roman = (numeral) => [...numeral].reduce((sum, sign, index, all) => (
    sum + ((VALUES[all[index + 1]] ?? 0) > VALUES[sign] ? -VALUES[sign] : VALUES[sign])), 0);

  // --- the fragment as it was meant to be written

  /** @param {string} run */
  const bytes = (run) => Uint8Array.from(run.slice(1).split('%'), (byte) => parseInt(byte, 16));

  /**
   * Without percent signs, also where they were set twice; what isn't UTF-8 (Latin-1, a letter cut in two) isn't a
   * letter.
   * @param {string} fragment
   */
  function decoded(fragment) {
    let string = fragment;
    for (let round = 0; round < 3 && string.includes('%'); round += 1) {
      string = string.replace(/(?:%[0-9a-f]{2})+/gi, (run) => new TextDecoder().decode(bytes(run)));
    }
    return string.replace(/%[0-9a-f]?$/i, '');
  }

  /** Without what stands before an anchor, and without a query or a text fragment behind it. @param {string} fragment */
  function bare(fragment) {
    if (fragment.length > LONGEST_WITH_QUERY) return '';
    const string = decoded(fragment).split(TEXT_FRAGMENT)[0].replace(/\p{Cf}/gu, '').replace(LEAD, '');
    const stop = string.search(END);
    return stop < 0 ? string : string.slice(0, stop);
  }

  /**
   * Lower case, with the signs and digits of ASCII. Of two anchors that differ only so, no page has both.
   * @param {string} string
   */
  const plain = (string) => string.normalize('NFC').toLowerCase()
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\u2010-\u2012\u2212\ufe63]/g, '-').replace(/\u2015/g, '—').replace(/\s/g, ' ');

  /**
   * The same length, as the phrases of data/languages/ (references.toml) are folded: without accents, words parted by spaces.
   * @param {string} string
   */
  const folded = (string) => [...string].map((sign) => (sign.length > 1 ? sign : sign.normalize('NFD')[0])).join('')
    .replace(/(?<=\p{L})[-_.+](?=\p{L})/gu, ' ');

  // --- reading

  /**
   * What is read at a place, and where it ends.
   * @typedef {[string, number]} Read
   * @typedef {{scope: string, kind: string, unit: string, end: number}} Place parts, and a block in them
   */

  /**
   * A fragment while it is read; `phraseAt` finds words for places, where those are at hand.
   * @param {string} string
   * @param {Cote.FragmentWords} [words]
   */
  function reader(string, { phraseAt, letters = {} } = {}) {
    const words = phraseAt ? folded(string) : '';

    /** The name of a part or a block that stands there. @param {number} position */
    function nameAt(position) {
      const run = at(LETTERS, string, position);
      if (run && NAMES.has(run[0])) return { kind: run[0], end: end(run) };
      const phrase = phraseAt?.(words, position);
      const kind = phrase ? KINDS[phrase.kind] ?? phrase.kind : '';
      return phrase && NAMES.has(kind) ? { kind, end: phrase.end } : null;
    }

    /**
     * A number as arabic, letters as themselves: what a part or a heading may be called.
     * @param {number} position
     * @returns {Generator<Read>}
     */
    function* labels(position) {
      const digits = at(DIGITS, string, position);
      if (digits) yield [digits[1], end(digits)];
      const run = at(LETTERS, string, position);
      if (!run || NAMES.has(run[0])) return;
      if (isRoman(run[0])) yield [String(roman(run[0])), end(run)];
      if (run[0].length === 1) yield [run[0], end(run)];
    }

    /** @param {string} anchor @param {number} position @returns {Generator<Read>} */
    function* again(anchor, position) {
      const mark = at(AGAIN, string, position);
      if (mark?.[1]) yield [`${anchor}_${mark[1]}`, end(mark)];
      yield [anchor, position];
    }

    /** @param {string} kind @param {number} position @returns {Generator<Read>} */
    function* parts(kind, position) {
      if (!SCOPES[kind]) yield* again(kind, position);
      if (kind === 'summary') return;
      const start = after(LINK, string, position);
      const conference = at(CONFERENCE, string, start);
      if (conference && !NAMES.has(conference[2]) && !NAMES.has(conference[3])) {
        yield* again(`${kind}-${conference[1].replace('/', '-').toUpperCase()}`, end(conference));
      }
      for (const [label, stop] of labels(start)) yield* again(`${kind}-${label}`, stop);
    }

    /** @param {RegExpExecArray} match */
    const itemOf = (match) => (match[1] ?? letters[match[2].normalize('NFD')[0] + match[2].slice(1)] ?? '');
    /** @param {string} item @param {number} depth */
    const isItem = (item, depth) => (/^\d/.test(item) ? depth > 0
      : item !== '' && !NAMES.has(item) && (isRoman(item) || new Set(item).size === 1));

    /** @param {string} anchor @param {number} position @returns {Generator<Read>} */
    function* items(anchor, position, depth = 0) {
      yield* again(anchor, position);
      const match = depth < DEEPEST ? at(ITEM, string, position) : null;
      const item = match ? itemOf(match) : '';
      if (match && isItem(item, depth)) yield* items(`${anchor}.${item}`, end(match), depth + 1);
    }

    /** @param {string} kind @param {number} position @returns {Generator<Read>} */
    function* numbered(kind, position) {
      const number = at(NUMBER, string, after(LINK, string, position));
      if (!number) return;
      const anchor = `${kind}-${number[1]}${number[2] ? `-${number[2]}` : ''}`;
      const mark = at(AGAIN, string, end(number));
      if (mark?.[1]) yield* items(`${anchor}_${mark[1]}`, end(mark));
      yield* items(anchor, end(number));
    }

    /** @param {number} position @returns {Generator<Read>} */
    function* headings(position) {
      for (const [path, stop] of steps('', after(LINK, string, position), 0)) {
        yield* again(path.startsWith('h-') ? `sec.${path}` : `sec-${path}`, stop);
      }
    }

    /** @param {string} path @param {number} position @param {number} depth @returns {Generator<Read>} */
    function* steps(path, position, depth) {
      if (path) yield [path, position];
      if (depth === DEEPEST) return;
      const start = path ? after(STEP, string, position) : position;
      if (/\d$/.test(path) && start === position && at(DIGITS, string, start)) return;
      const unnumbered = at(UNNUMBERED, string, start);
      /** @type {Read[]} */
      const next = [...labels(start)];
      if (unnumbered) next.unshift([`h-${unnumbered[1]}`, end(unnumbered)]);
      for (const [label, stop] of next) yield* steps(path ? `${path}.${label}` : label, stop, depth + 1);
    }

    /** @param {string} kind @param {number} position @returns {Generator<Read>} */
    function* counted(kind, position) {
      const start = after(LINK, string, position);
      const starred = at(STARRED, string, start);
      if (starred) yield* again(`${kind}-x${starred[1]}`, end(starred));
      const stars = kind === 'note' ? at(STARS, string, start) : null;
      if (stars) yield [`note-x${stars[0].length}`, end(stars)];
      const digits = at(DIGITS, string, start);
      if (digits) yield* again(`${kind}-${digits[1]}`, end(digits));
    }

    /** @param {number} position @returns {Generator<Read>} */
    function* tables(position) {
      for (const [anchor, stop] of counted('table', position)) {
        const note = at(TABLE_NOTE, string, stop);
        if (note) yield [`${anchor}.note-${note[1]}`, end(note)];
        yield [anchor, stop];
      }
    }

    /** @param {string} kind @param {number} position */
    const units = (kind, position) => {
      if (kind === 'sec') return headings(position);
      if (kind === 'table') return tables(position);
      return kind === 'par' || kind === 'pp' || kind === 'txt' ? numbered(kind, position) : counted(kind, position);
    };

    /** Each place that may be read there. @param {number} position @returns {Generator<Place>} */
    function* places(position, scope = '', depth = 0) {
      const name = nameAt(position);
      if (!name) {
        if (!scope) yield* nameless(position);
        return;
      }
      if (!(name.kind in SCOPES)) {
        for (const [unit, stop] of units(name.kind, name.end)) yield { scope, kind: name.kind, unit, end: stop };
        return;
      }
      for (const [part, stop] of parts(name.kind, name.end)) {
        const inner = scope ? `${scope}.${part}` : part;
        yield { scope: inner, kind: '', unit: '', end: stop };
        if (depth < DEEPEST) yield* places(after(JOINT, string, stop), inner, depth + 1);
      }
    }

    /** « 12 », « 12 a) »; « 第12段 », where the name follows. @param {number} position @returns {Generator<Place>} */
    function* nameless(position) {
      const chinese = phraseAt ? at(CHINESE, string, position) : null;
      const name = chinese && nameAt(end(chinese));
      if (chinese && name && !(name.kind in SCOPES)) yield { scope: '', kind: name.kind, unit: `${name.kind}-${chinese[1]}`, end: name.end };
      yield* bareNumber('', 'par', position);
    }

    /** @param {string} scope @param {string} kind @param {number} position @returns {Generator<Place>} */
    function* bareNumber(scope, kind, position) {
      if (!kind || !at(DIGITS, string, position)) return;
      for (const [unit, stop] of units(kind, position)) yield { scope, kind, unit, end: stop };
    }

    /**
     * What a range may end with: « par-3--par-5 », « res-1.par-3--5 », « res-1.par-3--par-5 ».
     * @param {Place} first
     * @param {number} position
     * @returns {Generator<Place>}
     */
    function* lasts(first, position) {
      yield* bareNumber(first.scope, first.kind, position);
      for (const last of places(position)) {
        yield last;
        if (first.scope && !last.scope) yield { ...last, scope: first.scope };
      }
    }

    /** @param {number} position */
    const isTail = (position) => TAIL.test(string.slice(position));

    /** @returns {Generator<[Place, ?Place]>} */
    return function* all() {
      for (const first of places(0)) {
        if (isTail(first.end)) yield [first, null];
        const dash = at(RANGE, string, first.end);
        if (!dash) continue;
        // « par-3-par-5 » is a range; « res-1-par-3 » is a place.
        for (const last of lasts(first, end(dash))) {
          if (isTail(last.end) && (dash[0].trim() !== '-' || last.kind === first.kind)) yield [first, last];
        }
      }
    };
  }

  /** @param {Place} place */
  const anchorOf = ({ scope, unit }) => [scope, unit].filter(Boolean).join('.');

  /**
   * All that a fragment may mean, as [anchor, last anchor of a range or ''], the likeliest first.
   * @param {string} fragment
   * @param {Cote.FragmentWords} [words]
   * @returns {[string, string][]}
   */
  function readings(fragment, words) {
    const string = plain(bare(fragment));
    if (!string || string.length > LONGEST) return [];
    /** @type {Map<string, [string, string]>} */
    const pairs = new Map();
    for (const [first, last] of reader(string, words)()) {
      const [anchor, end_] = [anchorOf(first), last ? anchorOf(last) : ''];
      pairs.set(`${anchor}--${end_}`, [anchor, end_]);
    }
    return [...pairs.values()];
  }

  /** @type {Cote.Anchors['read']} */
  function read(fragment, words) {
    const written = bare(fragment).replace(SIGNS_AT_END, '');
    const pairs = readings(fragment, words);
    const [anchor, last] = pairs.find((pair) => pair.join('--') === written || pair[0] === written) ?? pairs[0] ?? ['', ''];
    return { anchor, last };
  }

  // --- on a page

  /** @type {Cote.Anchors['resolve']} */
  function resolve(fragment, ids, words) {
    const order = new Map(Array.from(ids, (id, index) => /** @type {[string, number]} */ ([id, index])));
    for (const written of [decoded(fragment).replace(/^#/, ''), bare(fragment).replace(SIGNS_AT_END, '')]) {
      const [first, last = ''] = order.has(written) ? [written] : written.split('--');
      if (order.has(first) && (!last || (order.has(last) && isOnward(first, last, order)))) return { first, last };
    }
    /** @type {Map<string, string[]>} */
    const spelled = new Map();
    for (const id of order.keys()) {
      const key = plain(id);
      spelled.set(key, [...(spelled.get(key) ?? []), id]);
    }
    const known = (/** @type {string} */ anchor) => spelled.get(plain(anchor)) ?? [];
    const whole = plain(bare(fragment)).replace(SIGNS_AT_END, '');
    const fitting = [[whole, ''], ...readings(fragment, words)].flatMap(([anchor, last]) => known(anchor).flatMap((first) => (
      last ? known(last).filter((other) => isOnward(first, other, order)).map((other) => [first, other]) : [[first, '']])));
    const different = new Map(fitting.map((pair) => [pair.join('--'), pair]));
    return different.size === 1 ? { first: fitting[0][0], last: fitting[0][1] } : null;
  }

  /** @param {string} anchor */
  const scopeOf = (anchor) => BEFORE_UNIT.exec(anchor)?.[0] ?? '';

  /**
   * Of « res-1.par-3--par-5 », the end is in the part where the range begins, unless the other comes later.
   * @param {string} first
   * @param {string} last
   * @param {Map<string, number>} order
   */
  const isOnward = (first, last, order) => !scopeOf(first) || scopeOf(last) !== '' || (order.get(first) ?? 0) <= (order.get(last) ?? 0);

  cote.scan = { at, end, after, isRoman, roman };
  cote.anchors = { bare, decoded, read, resolve, is: (string) => ANCHOR.test(string) };
})();
