// How the numbers, items and labels of places are read: « 12 a) et c), 15 », « III.A à C », « troisième ». Reading begins at
// a place in folded text; the words are those of each language's references.toml, which the build writes into words.js.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const reading = (cote.reading ??= /** @type {Cote.Reading} */ ({}));
  const { at, end, after, isRoman, roman } = cote.scan;

  // Read at a place in folded text, each with the flag `y`.
  const NUMBER = /(\d+(?:\.\d+)*)([a-z]*)/y; // « 12 », « 35.1 », « 5a »
  const inserted = new Map(cote.knowledge.anchors.inserted.flatMap((words) => words.map((word) => [word, words[0]])));
  const INSERTED = new RegExp(String.raw`[\s-]?(${[...inserted.keys()].join('|')})(?![a-zа-я\u0621-\u064a])`, 'y'); // « 4 bis », « 4-бис », « 4之二 »
  // « III.A.1 », « III A 1 »
  const LABEL = /\.?\s*([ivxl]+ [a-z](?: \d+)?(?![a-z0-9)]| ?[ivxl\d])|(?:[ivxlcdm]+|\d+|[a-z])(?:\.\s?(?:[ivxlcdm]+|\d+|[a-z])(?![a-z]))*)(?![a-z0-9])/y;
  const ITEM = /[\s,.]*(?:\(\s?(\w{1,4})\s?\)|([a-z]{1,4})\s?\)|([a-z])(?=\s*(?:$|[,;.:«“"])))/y; // « (a) », « a) », « al. a »
  const FOREIGN_ITEM = /[\s,.]*\(\s?([\u0621-\u064a]{1,2})\s?\)/y;
  const DASH = /\s?-+\s?/y;
  const STARS = /\s*(\*+)/y;
  const AGAIN = /\s?\[(\d+)\]/y;
  const FRACTION = /\d+(?:\s?\/\s?\d+)+/y;
  const COMMA = /[\s,]*/y;
  const BLANK = /\s*/y;
  const SEPARATOR = /\s*[,;、،]\s*/y;
  const LEAD = /(?:[\s.:第]|n[o°]\.?\s?(?=\d))*/y; // « n° 12 »
  const MORE = /\s?[a-z0-9]/y;
  const WORD = /\s?[\p{L}\d/]/uy;
  const LIST_ENDS = /\s*(?:$|[,;.:)\]»”"、，])/y;
  const YEAR = /^(?:19|20)\d\d$/;

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
    && Object.entries(phrases).some(([phrase, other]) => other === kind
      && (phrase.endsWith(` ${word}`) || (/\p{Script=Han}/u.test(word) && phrase !== word && phrase.startsWith(word))));

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
   * @typedef {Cote.NumberRead} Value
   * @typedef {Cote.NumberPair} Pair
   * @typedef {Cote.NumberPairs} Pairs
   *
   * A place, the last of its range, and where reading goes on.
   * @typedef {[first: Value, last: ?Value, stop: number]} Range
   */

  /** @type {(number?: string, more?: Partial<Value>) => Value} */
  const value = (number = '', more = {}) => ({ number, items: [], ordinal: false, again: '', ...more });

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
    const ending = at(INSERTED, string, stop);
    if (ending) {
      read.number += `-${inserted.get(ending[1])}`;
      stop = end(ending);
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
      if (!match || !letters || (letters.length > 1 && !isRoman(letters) && new Set(letters).size > 1)) break;
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
    const numeral = !/^\d+$/.test(part) && (part.length > 1 || (index === 0 && 'ivx'.includes(part))) && isRoman(part);
    return numeral ? String(roman(part)) : part;
  }).join('.');

  /** The words that fragments are read with (anchor.js). */
  const fragmentWords = () => ({ phraseAt, letters: known().letters });

  /** Whether a phrase is also a word for an act that has been adopted. @type {Cote.Numbers['isAdoptedWord']} */
  const isAdoptedWord = (phrase) => known().adopted.has(phrase);

  reading.numbers = { value, readValues, readItems, readLabels, isAdoptedWord, COMMA, FRACTION, WORD };
  Object.assign(reading, /** @satisfies {Partial<Cote.Reading>} */ ({ phraseAt, numberAt, listJoint, fragmentWords }));
  cote.citations = Object.assign(cote.citations ?? {}, /** @satisfies {Partial<Cote.Citations>} */ ({ fragmentWords }));
})();
