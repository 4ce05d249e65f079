// Which places of a document words name: « projet de résolution I, annexe, §§ 20-22 » → `res-1.annex.par-20` to 22;
// « par. 12 et 15 » → two. The words are those of each language's references.toml, which the build writes into words.js.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const reading = (cote.reading ??= /** @type {Cote.Reading} */ ({}));
  const CHINESE = '第'; // stands before a number whose kind follows: 第III节
  const LONGEST_QUOTE = 300;

  // Read at a place in folded text, each with the flag `y`.
  const NUMBER = /(\d+(?:\.\d+)*)([a-z]*)/y; // « 12 », « 35.1 », « 5a »
  const BIS = /[\s-]?(bis|ter|quater)(?![a-z])/y;
  const LABEL = /\.?\s*([ivxl]+ [a-z](?: \d+)?(?![a-z0-9)]| ?[ivxl\d])|(?:[ivxlcdm]+|\d+|[a-z])(?:\.\s?(?:[ivxlcdm]+|\d+|[a-z])(?![a-z]))*)(?![a-z0-9])/y; // « III.A.1 », « III A 1 »
  const ITEM = /[\s,.]*(?:\(\s?(\w{1,4})\s?\)|([a-z]{1,4})\s?\)|([a-z])(?=\s*(?:$|[,;.:«“"])))/y; // « (a) », « a) », « al. a »
  const FOREIGN_ITEM = /[\s,.]*\(\s?([\u0621-\u064a]{1,2})\s?\)/y;
  const DASH = /\s?-+\s?/y;
  const STARS = /\s*(\*+)/y;
  const AGAIN = /\s?\[(\d+)\]/y;
  const TABLE_NOTE = /\.?\s*([a-z]|\d+)(?![a-z0-9])/y;
  const FRACTION = /\d+(?:\s?\/\s?\d+)+/y;
  const COMMA = /[\s,]*/y;
  const BLANK = /\s*/y;
  const SEPARATOR = /\s*[,;、،]\s*/y;
  const LEAD = /(?:[\s.:第]|n[o°]\.?\s?(?=\d))*/y; // « n° 12 »
  const PART_LEAD = /[\s.]*(?:n[o°]\.?\s?)?/y;
  const PART_DIGITS = /(\d+)(\s?\/\s?\d+)?(?![a-z0-9(])/y;
  const PART_ROMAN = /[ivxlc]+(?![a-z'])/y;
  const LETTERS = /[a-zа-я]+/y;
  const MORE = /\s?[a-z0-9]/y;
  const WORD = /\s?[\p{L}\d/]/uy;
  const LIST_ENDS = /\s*(?:$|[,;.:)\]»”"、，])/y;
  const YEAR = /^(?:19|20)\d\d$/;
  const QUOTED = new RegExp(['«\\s*(.{1,N}?)\\s*»(?!\\s*»)', '“(.{1,N}?)”', '”(.{1,N}?)“', '《(.{1,N}?)》', '"(.{1,N}?)"'].join('|').replaceAll('N', String(LONGEST_QUOTE)), 'y');
  const ROMAN = /^(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;
  /** @type {Record<string, number>} */
  const VALUES = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

  /** @type {Record<string, string>} */
  const SCOPES = { resolution: 'res', decision: 'dec', annex: 'annex', summary: 'summary' };
  /** @type {Record<string, string>} */
  const UNITS = { operative: 'par', ...Object.fromEntries(['par', 'pp', 'txt', 'sec', 'note', 'table', 'fig'].map((kind) => [kind, kind])) };
  /** @type {Record<string, string>} */
  const UNNUMBERED = { resolution: 'res-1', decision: 'dec-1' };
  const LIST = new Set(['and', ';']);

  /** @type {?ReturnType<typeof compiled>} */
  let tables = null;

  /** Compiled once from the data. */
  const known = () => (tables ??= compiled());

  function compiled() {
    const { words } = cote;
    return {
      ...words,
      phrase: new RegExp(words.phrase_pattern, 'y'),
      number: new RegExp(words.number_pattern, 'y'),
      adopted: new Set(Object.entries(words.phrases).filter(([phrase, kind]) => isAdopted(words, phrase, kind)).map(([phrase]) => phrase)),
    };
  }

  /**
   * « résolution » is a word for an act that has been adopted, too; « projet de résolution », which holds it, isn't.
   * @param {Cote.Words} words
   * @param {string} word
   * @param {string} kind
   */
  const isAdopted = ({ phrases }, word, kind) => (kind === 'resolution' || kind === 'decision')
    && Object.entries(phrases).some(([phrase, other]) => other === kind && (phrase.endsWith(` ${word}`) || (/\p{Script=Han}/u.test(word) && phrase !== word && phrase.startsWith(word))));

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

  /** @type {Cote.Reading['phraseAt']} */
  const phraseAt = (string, position) => {
    const { phrase, phrases } = known();
    const match = at(phrase, string, position);
    return match && { kind: phrases[match[1] ?? match[2]], end: end(match) };
  };

  /** @type {Cote.Reading['numberAt']} */
  const numberAt = (string, position) => {
    const { number, numbers } = known();
    const match = at(number, string, position);
    return match && { value: numbers[match[0]], end: end(match) };
  };

  /**
   * A number with its items: « 12 a) ii) ».
   * @typedef {{number: string, items: string[], ordinal: boolean, again: string, at?: Stretch, under?: Stretch}} Value
   *
   * A place and the last of its range.
   * @typedef {[first: Value, last: ?Value]} Pair
   *
   * A place, the last of its range, and where reading goes on.
   * @typedef {[first: Value, last: ?Value, stop: number]} Range
   *
   * Pairs, and where reading goes on.
   * @typedef {[pairs: Pair[], stop: number]} Pairs
   *
   * Values that one word for their kind stands for; of a range, the last.
   * @typedef {{kind: string, first: ?Value, last: ?Value, begin: number, stop: number, group: number}} Unit
   *
   * What has been read of a place: its parts (`scopes`; the first of them `inherited` from the place before), its `units`,
   * and the one that is being read (`kind`, `first`, `last`, since a place of the text).
   * @typedef {object} State
   * @property {string[]} scopes
   * @property {number} inherited
   * @property {string} lastScope of a range of parts
   * @property {Unit[]} units
   * @property {string} kind
   * @property {?Value} first
   * @property {?Value} last
   * @property {number} begin
   * @property {number} stop
   * @property {number} since
   * @property {number} group
   * @property {?Pair[]} pending numbers that stand before the word for their kind
   * @property {string[]} items that a word names, « al. a) »
   * @property {string[][]} others further items, « al. a) et b) »
   * @property {boolean} preamble
   * @property {boolean} counted
   * @property {string} table
   * @property {string} before kind of the phrase before
   * @property {string} joint what joins to what was before
   * @property {boolean} operative
   * @property {boolean} unsure
   * @property {string[]} headings
   *
   * @typedef {object} Walk
   * @property {string} string
   * @property {(start: number, stop: number) => string} written
   * @property {State} state
   * @property {Cote.Place[]} places
   * @property {Stretch[]} strange
   * @property {number} groups
   */

  /** @type {(number?: string, more?: Partial<Value>) => Value} */
  const value = (number = '', more = {}) => ({ number, items: [], ordinal: false, again: '', ...more });

  /** @type {(scopes?: string[]) => State} */
  const fresh = (scopes = []) => ({
    scopes, inherited: scopes.length, lastScope: '', units: [], kind: '', first: null, last: null, begin: -1, stop: -1,
    since: -1, group: 0, pending: null, items: [], others: [], preamble: false, counted: false, table: '', before: '',
    joint: '', operative: false, unsure: false, headings: [],
  });

  /**
   * All places that folded words name, in order, and the stretches that say something else.
   * @type {Cote.Reading['placesIn']}
   */
  function placesIn(string, written = (/** @type {number} */ start, /** @type {number} */ stop) => string.slice(start, stop)) {
    /** @type {Walk} */
    const walk = { string, written, state: fresh(), places: [], strange: [], groups: 0 };
    for (let position = 0; position < string.length;) position = step(walk, position);
    close(walk);
    return { places: walk.places, strange: walk.strange };
  }

  /** @param {State} state @param {number} start @param {number} stop */
  function touch(state, start, stop) {
    if (state.begin < 0) state.begin = start;
    if (state.since < 0) state.since = start;
    state.stop = stop;
    state.joint = '';
  }

  /** @param {Walk} walk @param {number} position @returns {number} */
  function step(walk, position) {
    const { string, state } = walk;
    const phrase = phraseAt(string, position);
    if (phrase) return stepPhrase(walk, position, phrase);
    const quoted = at(QUOTED, string, position);
    if (quoted) return stepQuoted(walk, position, quoted);
    const fraction = at(FRACTION, string, position);
    if (fraction) return stranger(walk, position, end(fraction));
    const label = string[position] === CHINESE ? readLabels(string, position + 1) : null;
    if (label && phraseAt(string, label[1])?.kind === 'sec') return stepPending(walk, position, label);
    const values = readValues(string, position);
    if (values) return stepPending(walk, position, values);
    const items = state.before === 'item' ? readItems(string, position) : null;
    if (items) {
      state.items = items[0];
      state.before = '';
      touch(state, position, items[1]);
      return items[1];
    }
    const word = at(LETTERS, string, position);
    if (word || /\p{L}/u.test(string[position])) return stranger(walk, position, word ? end(word) : position + 1);
    if (string[position] === ';') state.joint = ';';
    else if (/[,、،]/.test(string[position])) state.joint ||= ',';
    return position + 1;
  }

  /** @param {Walk} walk @param {number} position @param {number} stop */
  function stranger({ state, strange }, position, stop) {
    strange.push([position, stop]);
    if (!state.kind) state.pending = null;
    state.joint = '';
    return stop;
  }

  /** @param {Walk} walk @param {number} position @param {Pairs} pairs */
  function stepPending({ state }, position, [pairs, stop]) {
    state.pending = pairs;
    if (!state.first) {
      const { joint } = state;
      touch(state, position, stop);
      state.joint = joint;
    }
    return stop;
  }

  /**
   * A heading’s words beside « sect. »; any other quotation says something else.
   * @param {Walk} walk
   * @param {number} position
   * @param {RegExpExecArray} quoted
   */
  function stepQuoted(walk, position, quoted) {
    const { state } = walk;
    const index = quoted.findIndex((group, i) => i > 0 && group !== undefined);
    const named = phraseAt(walk.string, end(quoted))?.kind === 'sec'; // 第“…”节
    if (state.kind !== 'sec' && !named) return stranger(walk, position, end(quoted));
    const start = position + quoted[0].indexOf(quoted[index]);
    state.headings.push(walk.written(start, start + quoted[index].length));
    touch(state, position, end(quoted));
    return end(quoted);
  }

  /** @param {Walk} walk @param {number} position @param {Cote.Phrase} phrase */
  function stepPhrase(walk, position, phrase) {
    const next = readPhrase(walk, position, phrase);
    if (phrase.kind !== 'around') walk.state.before = phrase.kind;
    return next;
  }

  /** @param {Walk} walk @param {number} position @param {Cote.Phrase} phrase @returns {number} */
  function readPhrase(walk, position, { kind, end: stop }) {
    const { string, state } = walk;
    if (kind in SCOPES) return readScope(walk, position, stop, kind);
    if (kind in UNITS) return readUnit(walk, position, stop, kind);
    if (kind === 'preamble') {
      state.preamble = true;
      touch(state, position, stop);
    } else if (kind === 'item') return readItemList(string, position, stop, state);
    else if (kind === 'and' && state.joint !== ';') state.joint = 'and';
    return stop;
  }

  /** « al. a) et b) ». @param {string} string @param {number} position @param {number} stop @param {State} state */
  function readItemList(string, position, stop, state) {
    const items = readItems(string, stop);
    if (items) {
      [state.items, stop] = items;
      for (let more = nextItems(string, stop); more; more = nextItems(string, stop)) {
        state.others.push(more[0]);
        [, stop] = more;
      }
    }
    state.counted = state.pending?.[0][0].ordinal ?? false;
    touch(state, position, stop);
    return stop;
  }

  /** @param {string} string @param {number} position */
  function nextItems(string, position) {
    const start = listJoint(string, position);
    return start === null ? null : readItems(string, start.end);
  }

  // --- parts

  /** @param {Walk} walk @param {number} position @param {number} stop @param {string} kind */
  function readScope(walk, position, stop, kind) {
    const { string } = walk;
    let { state } = walk;
    /** @type {?string} */
    let number;
    let read;
    if (kind === 'summary') [number, read] = ['', stop]; // a document has one
    else if (state.kind === '' && state.pending?.[0][0].ordinal) {
      ({ number } = state.pending[0][0]);
      state.pending = null;
      read = stop;
    } else [number, read] = scopeNumber(string, stop);
    if (number === null || (!number && known().adopted.has(string.slice(position, stop).replace(/\.$/, '')))) return read;
    const bare = SCOPES[kind];
    const own = number ? `${bare}-${number}` : UNNUMBERED[kind] ?? bare;
    if (isNext(walk, read, bare)) state = parted(walk, bare);
    place(state, own);
    touch(state, position, read);
    return kind === 'summary' ? read : moreScopes(walk, read, bare);
  }

  /** « par. 20 de l’annexe »: what was named before lies in it. @param {State} state @param {string} own */
  function place(state, own) {
    const within = state.before === 'of' || state.before === 'range';
    if (!within) state.scopes.push(own);
    else if (state.scopes.length > state.inherited) state.scopes.unshift(own);
    else {
      state.scopes.push(own);
      if (state.units.some(({ group }) => group !== state.group)) state.unsure = true;
    }
  }

  /** @param {string} scope */
  const kindOf = (scope) => scope.split('-')[0];

  /**
   * Whether a part is another place, « annexe I et annexe II », or a part of what was named, « résolution I, annexe ».
   * @param {Walk} walk
   * @param {number} stop
   * @param {string} kind
   */
  function isNext({ string, state }, stop, kind) {
    if (state.before === 'of' || state.before === 'range' || !state.joint) return false;
    if (LIST.has(state.joint)) return state.first !== null || state.scopes.length > 0;
    if (state.first) return (phraseAt(string, after(COMMA, string, stop))?.kind ?? '') in UNITS;
    return state.scopes.some((scope) => kindOf(scope) === kind);
  }

  /** The next place: in the parts around the last one of its kind. @param {Walk} walk @param {string} kind */
  function parted(walk, kind) {
    const { scopes } = walk.state;
    const same = scopes.findIndex((scope) => kindOf(scope) === kind);
    const around = same < 0 ? scopes.filter((scope) => kind === 'annex' && /^(?:res|dec)$/.test(kindOf(scope))) : scopes.slice(0, same);
    close(walk);
    walk.state = fresh([...around]);
    return walk.state;
  }

  /** « annexes I et II », « projets de résolution I à III ». @param {Walk} walk @param {number} stop @param {string} kind */
  function moreScopes(walk, stop, kind) {
    const { string } = walk;
    for (let joint = listJoint(string, stop, true); joint; joint = listJoint(string, stop, true)) {
      const [number, read] = scopeNumber(string, joint.end);
      if (!number || at(WORD, string, read)) return stop;
      const { state } = walk;
      const own = `${kind}-${number}`;
      if (joint.kind === 'range') {
        state.lastScope = [...state.scopes.slice(0, -1), own].join('.');
      } else {
        const around = state.scopes.slice(0, -1);
        close(walk);
        walk.state = fresh([...around, own]);
        walk.state.inherited = around.length;
      }
      touch(walk.state, joint.end, read);
      stop = read;
    }
    return stop;
  }

  /**
   * The number of a part, and where it ends; null where it is that of something else, empty where there is none.
   * @param {string} string
   * @param {number} position
   * @returns {[?string, number]}
   */
  function scopeNumber(string, position) {
    const start = after(PART_LEAD, string, position);
    const digits = at(PART_DIGITS, string, start);
    if (digits) return [digits[2] ? null : String(Number(digits[1])), end(digits)];
    const word = numberAt(string, start);
    if (word) return [String(word.value), word.end];
    const numeral = at(PART_ROMAN, string, start);
    if (numeral && ROMAN.test(numeral[0])) return [String(roman(numeral[0])), end(numeral)];
    return ['', position];
  }

  // --- blocks

  /** @param {Walk} walk @param {number} position @param {number} stop @param {string} written */
  function readUnit(walk, position, stop, written) {
    const { string, state } = walk;
    const kind = UNITS[written];
    state.operative ||= written === 'operative';
    const own = kind === 'note' && state.kind === 'table' ? at(TABLE_NOTE, string, stop) : null;
    if (own && state.first) {
      [state.table, state.kind, state.first] = [state.first.number, kind, value(own[1])];
      touch(state, position, end(own));
      return end(own);
    }
    const read = unitValues(string, stop, kind, state);
    if (!read) {
      if ((kind === 'sec' && !state.kind) || (kind === 'txt' && state.kind === 'par')) {
        state.kind = kind;
        touch(state, position, stop);
      }
      return stop;
    }
    state.pending = null;
    takeUnit(walk, position, kind, read);
    return read[1];
  }

  /** @param {string} string @param {number} stop @param {string} kind @param {State} state @returns {?Pairs} */
  function unitValues(string, stop, kind, state) {
    const read = kind === 'sec' ? readLabels(string, stop) : readValues(string, stop, kind === 'note');
    if (read) return read;
    if (state.pending) return [pendingAt(string, stop, state.pending), stop];
    const word = kind === 'sec' ? numberAt(string, stop + 1) : null;
    return word ? [[[value(String(word.value)), null]], word.end] : null;
  }

  /** @param {Walk} walk @param {number} position @param {string} kind @param {Pairs} pairs */
  function takeUnit(walk, position, kind, [pairs, stop]) {
    const { state } = walk;
    const other = state.joint === ',' ? state.kind === kind : LIST.has(state.joint);
    if (state.first && state.before === 'range' && !state.last) [[state.last]] = pairs;
    else if (state.first && other) {
      keepUnit(state);
      beginUnit(walk, position, kind, pairs, stop);
    } else if (!state.first || (state.kind === 'sec' && kind !== 'sec')) beginUnit(walk, state.since < 0 ? position : state.since, kind, pairs, stop);
    touch(state, position, stop);
  }

  /**
   * The last of a list is the one that goes on.
   * @param {Walk} walk
   * @param {number} position
   * @param {string} kind
   * @param {Pair[]} pairs
   * @param {number} stop
   */
  function beginUnit(walk, position, kind, pairs, stop) {
    const { state } = walk;
    walk.groups += 1;
    state.group = walk.groups;
    state.since = position;
    for (const [first, last] of pairs.slice(0, -1)) state.units.push({ kind, first, last, begin: position, stop, group: state.group });
    [state.kind, [state.first, state.last]] = [kind, pairs[pairs.length - 1]];
  }

  /** @param {State} state */
  function keepUnit(state) {
    state.units.push({ kind: state.kind, first: state.first, last: state.last, begin: state.since, stop: state.stop, group: state.group });
    [state.kind, state.first, state.last, state.since] = ['', null, null, -1];
  }

  /**
   * A number that stood before its kind, with the items that stand after: « troisième alinéa du préambule, a) ».
   * @param {string} string
   * @param {number} position
   * @param {Pair[]} pending
   */
  function pendingAt(string, position, pending) {
    const [first, last] = pending[pending.length - 1];
    if (!first.items.length && !last) first.items = readItems(string, position)?.[0] ?? [];
    return pending;
  }

  // --- numbers

  /**
   * « 12 », « 12 à 15 », « 12 a) et c), 15 et 17 »: pairs of a place and the last of its range.
   * @param {string} string
   * @param {number} position
   * @param {boolean} [stars]
   * @returns {?Pairs}
   */
  function readValues(string, position, stars = false) {
    const read = readRange(string, position, stars);
    if (!read) return null;
    /** @type {Pair[]} */
    const pairs = [[read[0], read[1]]];
    let [, , stop] = read;
    for (let [before] = read, more = nextValue(string, stop, before); more; more = nextValue(string, stop, before)) {
      pairs.push([more[0], more[1]]);
      [before, , stop] = more;
    }
    return [pairs, stop];
  }

  /** @param {string} string @param {number} position @param {Value} before @returns {?Range} */
  function nextValue(string, position, before) {
    const joint = listJoint(string, position);
    if (!joint) return null;
    const items = before.items.length ? onlyItems(string, joint.end) : null;
    const read = readRange(string, joint.end) ?? (items && /** @type {Range} */ ([items[0], null, items[1]]));
    if (!read || (YEAR.test(read[0].number) && !YEAR.test(before.number))) return null;
    if (!read[0].number) {
      const start = before.at?.[0] ?? 0;
      Object.assign(read[0], { number: before.number, under: before.under ?? [start, start + before.number.length] });
    }
    return isListed(string, read[2], joint.comma) ? read : null;
  }

  /**
   * « par. 12, 15 et 17 » is a list; of « par. 12, 15 mars » and « par. 12 et 3 autres » it isn't.
   * @param {string} string
   * @param {number} position
   * @param {boolean} comma
   */
  function isListed(string, position, comma) {
    if (at(LIST_ENDS, string, position)) return true;
    const start = after(BLANK, string, position);
    const phrase = phraseAt(string, start);
    if (phrase) return !comma || phrase.kind === 'and' || phrase.kind === 'range' || phrase.kind === 'of';
    return !comma && !at(WORD, string, position);
  }

  /** What joins two items of a list. @type {Cote.Reading['listJoint']} */
  function listJoint(string, position, ranges = false) {
    const comma = at(SEPARATOR, string, position);
    const start = comma ? end(comma) : after(BLANK, string, position);
    const phrase = phraseAt(string, start);
    if (phrase?.kind === 'and') return { end: phrase.end, comma: false, kind: 'and' };
    if (comma) return { end: end(comma), comma: true, kind: 'and' };
    const dash = ranges ? at(DASH, string, position) : null;
    if (dash) return { end: end(dash), comma: false, kind: 'range' };
    return ranges && phrase?.kind === 'range' ? { end: phrase.end, comma: false, kind: 'range' } : null;
  }

  /** @param {string} string @param {number} position @param {boolean} [stars] @returns {?Range} */
  function readRange(string, position, stars = false) {
    const read = readValue(string, position, stars);
    if (!read) return null;
    const [first, stop] = read;
    const begin = after(LEAD, string, position);
    first.at = [begin, stop];
    const joint = readJoint(string, stop);
    const other = joint && (readValue(string, joint[1]) ?? (first.items.length ? onlyItems(string, joint[1]) : null));
    if (!joint || !other) return [first, null, stop];
    const [last, lastStop] = other;
    last.number ||= first.number;
    if (joint[0] !== 'range' && (!follows(first, last) || nextValue(string, lastStop, last))) return [first, null, stop];
    first.at = [begin, lastStop];
    return [first, last, lastStop];
  }

  /** « par. 12 et 13 » is a range; « par. 12 et 15 » is a list. @param {Value} first @param {Value} other */
  const follows = (first, other) => !first.items.length && !other.items.length && /^\d+$/.test(first.number) && /^\d+$/.test(other.number)
    && Number(other.number) === Number(first.number) + 1;

  /** @param {string} string @param {number} position @returns {?[string, number]} */
  function readJoint(string, position) {
    const dash = at(DASH, string, position);
    if (dash) return ['range', end(dash)];
    const phrase = phraseAt(string, after(BLANK, string, position));
    return phrase && (phrase.kind === 'range' || phrase.kind === 'and') ? [phrase.kind, phrase.end] : null;
  }

  /** @param {string} string @param {number} position @param {boolean} [stars] @returns {?[Value, number]} */
  function readValue(string, position, stars = false) {
    const start = after(LEAD, string, position);
    const asterisks = stars ? at(STARS, string, start) : null;
    if (asterisks) return [value(`x${asterisks[1].length}`), end(asterisks)];
    const word = numberAt(string, start);
    if (word) return withItems(string, word.end, value(String(word.value), { ordinal: true }));
    const number = at(FRACTION, string, start) ? null : at(NUMBER, string, start);
    if (!number) return null;
    const read = value(number[1].replace(/^0+(?=\d)/, ''));
    let stop = end(number);
    if (number[2].length === 1 && !at(MORE, string, stop)) read.items.push(number[2]);
    const bis = at(BIS, string, stop);
    if (bis) {
      read.number += `-${bis[1]}`;
      stop = end(bis);
    }
    return withItems(string, stop, read);
  }

  /** @param {string} string @param {number} position @param {Value} read @returns {[Value, number]} */
  function withItems(string, position, read) {
    const again = at(AGAIN, string, position);
    if (again) {
      read.again = again[1];
      position = end(again);
    }
    const phrase = phraseAt(string, after(COMMA, string, position));
    const named = phrase?.kind === 'item';
    const items = named || !isAnd(string, position) ? readItems(string, named ? phrase.end : position) : null;
    if (items) {
      read.items.push(...items[0]);
      position = items[1];
    }
    return [read, position];
  }

  /**
   * Whether a letter joins what follows: « párr. 12, y » before the next document names no item y; « párr. 12 y) » does.
   * @param {string} string
   * @param {number} position
   */
  const isAnd = (string, position) => at(ITEM, string, position)?.[3] !== undefined && phraseAt(string, after(COMMA, string, position))?.kind === 'and';

  /** Items of a number that was said before. @param {string} string @param {number} position @returns {?[Value, number]} */
  function onlyItems(string, position) {
    const items = readItems(string, position);
    return items && [value('', { items: items[0], at: [after(COMMA, string, position), items[1]] }), items[1]];
  }

  /** @param {string} string @param {number} position @returns {?[string[], number]} */
  function readItems(string, position) {
    /** @type {string[]} */
    const items = [];
    while (items.length < 4) {
      let match = at(ITEM, string, position);
      let letters = match?.slice(1).find(Boolean) ?? '';
      if (!match) {
        match = at(FOREIGN_ITEM, string, position);
        letters = match ? known().letters[match[1]] ?? '' : '';
      }
      if (items.length && isAnd(string, position)) break;
      if (!match || !letters || (letters.length > 1 && !ROMAN.test(letters) && new Set(letters).size > 1)) break;
      items.push(letters);
      position = end(match);
    }
    return items.length ? [items, position] : null;
  }

  /** « III.A », « IV.B à D », « III et V.A ». @param {string} string @param {number} position @returns {?Pairs} */
  function readLabels(string, position) {
    const read = readLabelRange(string, position);
    if (!read) return null;
    /** @type {Pair[]} */
    const pairs = [read[0]];
    let [, stop] = read;
    for (let joint = listJoint(string, stop); joint; joint = listJoint(string, stop)) {
      const more = phraseAt(string, joint.end) ? null : readLabelRange(string, joint.end);
      if (!more || !isListed(string, more[1], joint.comma)) break;
      pairs.push(more[0]);
      [, stop] = more;
    }
    return [pairs, stop];
  }

  /** @param {string} string @param {number} position @returns {?[Pair, number]} */
  function readLabelRange(string, position) {
    const match = at(LABEL, string, position);
    if (!match) return null;
    const first = value(path(match[1]), { at: [end(match) - match[1].length, end(match)] });
    let stop = end(match);
    const joint = readJoint(string, stop);
    if (joint?.[0] === 'range') {
      const other = at(LABEL, string, joint[1]);
      if (other) return [two(first, path(other[1]), string.slice(stop, joint[1]).trim().startsWith('-')), end(other)];
    }
    const again = at(AGAIN, string, stop);
    if (again) {
      first.again = again[1];
      stop = end(again);
    }
    return [[first, null], stop];
  }

  /**
   * Two labels: ends of a range, or with a dash one alone, « II-A ».
   * @param {Value} first
   * @param {string} other
   * @param {boolean} dash
   * @returns {Pair}
   */
  function two(first, other, dash) {
    const steps = first.number.split('.');
    const letter = /^[a-z]+$/.test(other);
    if (dash && letter && /^\d+$/.test(steps.at(-1) ?? '')) return [value(`${first.number}.${other}`), null];
    if (letter && steps.length > 1 && /^[a-z]+$/.test(steps.at(-1) ?? '')) return [first, value([...steps.slice(0, -1), other].join('.'))];
    return [first, value(other)];
  }

  /** @param {string} label */
  const path = (label) => label.split(/[\s.]+/).map((part, index) => {
    const numeral = !/^\d+$/.test(part) && (part.length > 1 || (index === 0 && 'ivx'.includes(part))) && ROMAN.test(part);
    return numeral ? String(roman(part)) : part;
  }).join('.');

  /** @param {string} numeral */
  const roman = (numeral) => [...numeral].reduce((sum, sign, index, all) => (
    sum + ((VALUES[all[index + 1]] ?? 0) > VALUES[sign] ? -VALUES[sign] : VALUES[sign])), 0);

  // --- the result

  /** The places that have been read become part of the result. @param {Walk} walk */
  function close(walk) {
    const { state } = walk;
    if (state.begin < 0) return;
    const kind = kindNamed(state);
    for (const unit of lastUnits(state, kind)) {
      walk.places.push(...placesOf(state, unit).filter(({ anchor, headings, unsure }) => anchor || unsure || headings.length));
    }
  }

  /** The kind of what was read last, where no word said it. @param {State} state */
  function kindNamed(state) {
    let { kind } = state;
    if (kind === '' && state.pending && !state.units.length) {
      const [first] = state.pending[0];
      if (state.items.length) kind = 'par';
      else if (state.preamble || state.counted) kind = 'pp';
      else kind = !first.ordinal && first.number.length <= 3 ? 'bare' : '';
    }
    return state.preamble && (kind === 'par' || kind === 'txt' || kind === 'bare') ? 'pp' : kind;
  }

  /**
   * All units, with the one that was read last; one without number where only parts are named.
   * @param {State} state
   * @param {string} kind
   * @returns {Unit[]}
   */
  function lastUnits(state, kind) {
    const stretch = { begin: state.since < 0 ? state.begin : state.since, stop: state.stop, group: state.group };
    if (state.preamble && kind === '' && /^\d+$/.test(state.items[0] ?? '')) return [{ kind: 'pp', first: value(state.items[0]), last: null, ...stretch }];
    /** @type {?[?Value, ?Value][]} */
    const named = state.kind ? [[state.first, state.last]] : kind ? state.pending : null;
    const units = (named ?? []).map(([first, last]) => ({ kind, first, last, ...stretch }));
    if (state.kind && kind === 'pp') for (const unit of state.units) unit.kind = kind;
    const all = [...state.units, ...units];
    return all.length ? all : [{ kind: '', first: null, last: null, ...stretch }];
  }

  /** @param {State} state @param {Unit} unit @returns {Cote.Place[]} */
  function placesOf(state, { kind, first, last, begin, stop, group }) {
    const scope = [...state.scopes, ...(state.table ? [`table-${state.table}`] : [])].join('.');
    const lists = state.items.length && first && !first.items.length ? [state.items, ...state.others] : [null];
    const own = group === state.group;
    const unsure = !own && state.unsure;
    return lists.map((list) => {
      const unit = kind === 'bare' ? 'par' : kind;
      const anchor = anchorOf(scope, unit, first && list ? { ...first, items: list } : first);
      const end_ = anchorOf(scope, unit, last) || (anchor ? '' : state.lastScope);
      return {
        anchor: unsure ? '' : anchor || scope, last: unsure || end_ === anchor ? '' : end_, begin: own && !state.units.length ? state.begin : begin, stop: own ? state.stop : stop,
        group, at: list ? null : first?.at ?? null, under: first?.under ?? null, bare: kind === 'bare', scoped: !anchor, operative: state.operative, unsure, headings: own ? state.headings : [],
      };
    });
  }

  /** @param {string} scope @param {string} kind @param {?Value} read */
  function anchorOf(scope, kind, read) {
    if (!read || !kind || !read.number) return '';
    const own = scope.split('.').at(-1) === 'summary' && kind === 'par' && read.ordinal ? 'txt' : kind;
    const unit = [`${own}-${read.number}`, ...read.items].join('.') + (read.again && `_${read.again}`);
    return scope ? `${scope}.${unit}` : unit;
  }

  /** The words that fragments are read with (anchor.js). */
  const fragmentWords = () => ({ phraseAt, letters: known().letters });

  Object.assign(reading, /** @satisfies {Partial<Cote.Reading>} */ ({ placesIn, phraseAt, numberAt, listJoint, fragmentWords }));
  cote.citations = Object.assign(cote.citations ?? {}, /** @satisfies {Partial<Cote.Citations>} */ ({ fragmentWords }));
})();
