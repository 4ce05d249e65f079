// Which places of a document words name: « projet de résolution I, annexe, §§ 20-22 » → `res-1.annex.par-20` to 22;
// « par. 12 et 15 » → two. Their numbers and the words for their kinds are read in numbers.js.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const { reading } = cote;
  const { listJoint, numberAt, phraseAt } = reading;
  const { at, end, after, isRoman, roman } = cote.scan;
  const { value, readValues, readItems, readLabels, isAdoptedWord, COMMA, FRACTION, WORD } = reading.numbers;
  const CHINESE = '第'; // stands before a number whose kind follows: 第III节
  const LONGEST_QUOTE = 300;

  // Read at a place in folded text, each with the flag `y`.
  const TABLE_NOTE = /\.?\s*([a-z]|\d+)(?![a-z0-9])/y;
  const PART_LEAD = /[\s.]*(?:n[o°]\.?\s?)?/y;
  const PART_DIGITS = /(\d{1,3})(\s?\/\s?\d+)?(?![a-z0-9(])/y; // « résolution 1373 » is no part
  const PART_OF_SESSION = /((?:[a-z]{1,6}-)?\d+\/[a-z]{1,6}\.\d+)(?![a-z0-9])/y; // « 1/CMA.5 »
  const PART_ROMAN = /[ivxlc]+(?![a-z'])/y;
  const PART_LETTER = /([a-z])(?![\p{L}\d'/_]|\.\d|\s?-?\d)/uy; // « A »; not « A/76/463 », « A-76-463 »
  const LETTER_ENDS = /\s*(?:$|[,;:()\]»”"、，])/y;
  const LETTERS = /[a-zа-я]+/y;
  const SENTENCE_END = /^(?:[.!?]\s+\p{Lu}|。)/u; // « . Elle »
  const QUOTES = ['«\\s*(.{1,N}?)\\s*»(?!\\s*»)', '“(.{1,N}?)”', '”(.{1,N}?)“', '《(.{1,N}?)》', '"(.{1,N}?)"'];
  const QUOTED = new RegExp(QUOTES.join('|').replaceAll('N', String(LONGEST_QUOTE)), 'y');

  /** @type {Record<string, string>} */
  const SCOPES = Object.fromEntries(Object.entries(cote.knowledge.anchors.parts).map(([part, name]) => [name, part]));
  /** @type {Record<string, string>} */
  const UNITS = { operative: 'par', ...Object.fromEntries(cote.knowledge.anchors.units.map((kind) => [kind, kind])) };
  /** @type {Record<string, string>} */
  const UNNUMBERED = { resolution: 'res-1', decision: 'dec-1' };
  /** @type {Record<string, string[]>} */
  const AROUND = { annex: ['res', 'dec'], encl: ['annex', 'res', 'dec'] }; // the parts in which a part may be
  const LIST = new Set(['and', ';']);

  /**
   * @typedef {Cote.NumberRead} Value
   * @typedef {Cote.NumberPair} Pair
   * @typedef {Cote.NumberPairs} Pairs
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
   * @property {Stretch[]} pages
   * @property {number} groups
   * @property {number[]} open brackets
   */

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
    const walk = { string, written, state: fresh(), places: [], strange: [], pages: [], groups: 0, open: [] };
    for (let position = 0; position < string.length;) position = step(walk, position);
    close(walk);
    return { places: walk.places, strange: walk.strange, pages: walk.pages };
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
    if (ends(walk, position)) {
      close(walk);
      walk.state = fresh();
    } else if (string[position] === ';') state.joint = ';';
    else if (/[,、،]/.test(string[position])) state.joint ||= ',';
    return position + 1;
  }

  /**
   * Whether what has been read of a place can't go on behind a sign: the end of a sentence, or a bracket that was opened
   * before it, « (A/76/463, par. 1) et « … » (par. 2 de … ».
   * @param {Walk} walk
   * @param {number} position
   */
  function ends(walk, position) {
    const { string, state, written } = walk;
    const sign = string[position];
    if (sign === '(') walk.open.push(position);
    const opened = sign === ')' ? walk.open.pop() ?? -1 : position;
    if (state.begin < 0) return false;
    return opened < 0 || (/[.!?。]/.test(sign) && SENTENCE_END.test(written(position, position + 4)));
  }

  /** @param {Walk} walk @param {number} position @param {number} stop */
  function stranger({ state, strange }, position, stop) {
    strange.push([position, stop]);
    if (!state.kind) state.pending = null;
    state.joint = '';
    return stop;
  }

  /** « p. 12 », « 第12页 »: a page is no place that has an anchor. @param {Walk} walk @param {number} position @param {number} stop */
  function stepPage(walk, position, stop) {
    const { pending, kind, since } = walk.state;
    const behind = readValues(walk.string, stop)?.[1];
    const before = pending && !kind ? since : -1;
    if (behind ?? before >= 0) walk.pages.push([before >= 0 ? before : position, behind ?? stop]);
    return stranger(walk, position, behind ?? stop);
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
    if (phrase.kind === 'page') return stepPage(walk, position, phrase.end);
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
    } else [number, read] = scopeNumber(walk, stop);
    if (number === null || (!number && isAdoptedWord(string.slice(position, stop).replace(/\.$/, '')))) return read;
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
    const around = same < 0 ? scopes.filter((scope) => (AROUND[kind] ?? []).includes(kindOf(scope))) : scopes.slice(0, same);
    close(walk);
    walk.state = fresh([...around]);
    return walk.state;
  }

  /** « annexes I et II », « projets de résolution I à III ». @param {Walk} walk @param {number} stop @param {string} kind */
  function moreScopes(walk, stop, kind) {
    const { string } = walk;
    for (let joint = listJoint(string, stop, true); joint; joint = listJoint(string, stop, true)) {
      const [number, read] = scopeNumber(walk, joint.end);
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
   * @param {Walk} walk
   * @param {number} position
   * @returns {[?string, number]}
   */
  function scopeNumber(walk, position) {
    const { string } = walk;
    const start = after(PART_LEAD, string, position);
    const session = at(PART_OF_SESSION, string, start);
    if (session) return [session[1].toUpperCase().replace('/', '-'), end(session)];
    const digits = at(PART_DIGITS, string, start);
    if (digits) return [digits[2] ? null : String(Number(digits[1])), end(digits)];
    const word = numberAt(string, start);
    if (word) return [String(word.value), word.end];
    const numeral = at(PART_ROMAN, string, start);
    if (numeral && isRoman(numeral[0]) && !/^[lc]$/.test(numeral[0])) return [String(roman(numeral[0])), end(numeral)];
    const letter = at(PART_LETTER, string, start);
    return letter && isPartLetter(walk, letter) ? [letter[1], end(letter)] : ['', position];
  }

  /**
   * « annexe B, par. 3 », « annexes A et B »; of letters that are words, « annexe à la lettre », and of small ones, only
   * those before a comma, a bracket or the end.
   * @param {Walk} walk
   * @param {RegExpExecArray} letter
   */
  function isPartLetter({ string, written }, letter) {
    if (at(LETTER_ENDS, string, end(letter))) return true;
    const capital = /^[A-Z]$/.test(written(letter.index, end(letter)).trim().normalize('NFKC'));
    return capital && (listJoint(string, end(letter), true) !== null || phraseAt(string, after(COMMA, string, end(letter)))?.kind === 'of');
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
        anchor: unsure ? '' : anchor || scope, last: unsure || end_ === anchor ? '' : end_,
        begin: own && !state.units.length ? state.begin : begin, stop: own ? state.stop : stop,
        group, at: list ? null : first?.at ?? null, under: first?.under ?? null, bare: kind === 'bare', scoped: !anchor,
        operative: state.operative, unsure, headings: own ? state.headings : [],
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

  Object.assign(reading, /** @satisfies {Partial<Cote.Reading>} */ ({ placesIn }));
})();
