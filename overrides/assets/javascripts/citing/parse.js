// What a reader's citation means: « voir A/76/463, proj. de résolution I, annexe, §§ 20-22 » → symbol and anchors.
// This is build_scripts/citing/parse.py and wording.py, function by function; tests/export/citations.json holds both to the same
// results. Its words are those of data/citing/*.toml, which the build writes into words.js. Addresses and fragments
// are read by address.js and anchor.js, which come first.
(() => {
  const cote = (globalThis.cote ??= {});
  const LONGEST = 2000;
  const CHINESE = '第'; // stands before a number whose kind follows: 第III节
  const QUOTE = '\ue000';

  const WRAPPED = /https?:\/\/\S*?[?&](?:url|u|q|target)=(https?%3a[^&\s>]+)/i;
  const ADDRESS = /(?:https?:\/\/|(?<![\w.])(?:undocs|docs\.un)\.org\/)[^\s<>«»“”"]+/i;
  const GIVEN = /[?&](?:FinalSymbol|DS|symbol)=([^&#]+)/i;
  const HOST = /^(?:https?:\/\/)?[^/]+\//i;
  const TAIL = /[.,;:!?)\]}'>]+$/;
  const QUOTED = /«\s*(.+?)\s*»(?!\s*»)|“(.+?)”|”(.+?)“|《(.+?)》|"(.+?)"/g;
  const INSIDE = String.raw`\s?\((?:(?:sect|vol|part|supp|add|corr)\.?\s?[\divx]+|(?:E?S-)?[ivxlc]+|(?:19|20)\d\d)\)`;
  const SYMBOL = new RegExp(String.raw`(?<![A-Za-z0-9/])[A-Za-z]{1,12}(?:-[A-Za-z]{2,4})*(?:\s?/\s?[A-Za-z0-9][A-Za-z0-9._-]*(?:${INSIDE})?)+`, 'gi');
  const ACT = /\/(?:RES|DEC)\//i;
  const YEAR = /\s?\((?:19|20)\d\d\)$/;

  // Read at a place in the text, each with the flag `y`.
  const NUMBER = /(\d+(?:\.\d+)*)([a-z]*)/y;
  const BIS = /[\s-]?(bis|ter|quater)(?![a-z])/y;
  const LABEL = /\.?\s*([ivxl]+ [a-z](?: \d+)?(?![a-z0-9)]| ?[ivxl\d])|(?:[ivxlcdm]+|\d+|[a-z])(?:\.\s?(?:[ivxlcdm]+|\d+|[a-z])(?![a-z]))*)(?![a-z0-9])/y;
  const ITEM = /[\s,.]*(?:\(\s?(\w{1,4})\s?\)|([a-z]{1,4})\s?\)|([a-z])(?=\s*(?:$|[,;.:]|\ue000)))/y;
  const FOREIGN_ITEM = /[\s,.]*\(\s?([\u0621-\u064a]{1,2})\s?\)/y;
  const DASH = /\s?-+\s?/y;
  const STARS = /\s*(\*+)/y;
  const AGAIN = /\s?\[(\d+)\]/y;
  const TABLE_NOTE = /\.?\s*([a-z]|\d+)(?![a-z0-9])/y;
  const FRACTION = /\d+(?:\s?\/\s?\d+)+/y;
  const COMMA = /[\s,]*/y;
  const BLANK = /\s*/y;
  const LEAD = /(?:[\s.:第]|n[o°]\.?\s?(?=\d))*/y;
  const PART_LEAD = /[\s.]*(?:n[o°]\.?\s?)?/y;
  const PART_DIGITS = /(\d+)(\s?\/\s?\d+)?(?![a-z0-9(])/y;
  const PART_ROMAN = /[ivxlc]+(?![a-z'])/y;
  const LETTERS = /[a-zа-я]+/y;
  const MORE = /\s?[a-z0-9]/y;
  const ROMAN = /^(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;
  const VALUES = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

  const SCOPES = { resolution: 'res', decision: 'dec', annex: 'annex', summary: 'summary' };
  const UNITS = { operative: 'par', ...Object.fromEntries(['par', 'pp', 'txt', 'sec', 'note', 'table', 'fig'].map((kind) => [kind, kind])) };
  const LITTLE = /^(?:[dl]|l[ae]|les|aux?|the|in|dans|voir|see|cf)$/; // what may stand between the words of a place

  let tables = null;
  let phrases = null;
  let numbers = null;

  function prepare() {
    if (tables) return;
    tables = cote.words;
    phrases = new RegExp(tables.phrase_pattern, 'y');
    numbers = new RegExp(tables.number_pattern, 'y');
  }

  const at = (pattern, string, position) => {
    pattern.lastIndex = position;
    return pattern.exec(string);
  };
  const end = (match) => match.index + match[0].length;
  const after = (pattern, string, position) => end(at(pattern, string, position));

  const phraseAt = (string, position) => {
    const match = at(phrases, string, position);
    return match && { kind: tables.phrases[match[1] ?? match[2]], end: end(match) };
  };
  const numberAt = (string, position) => {
    const match = at(numbers, string, position);
    return match && { value: tables.numbers[match[0]], end: end(match) };
  };

  const decoded = (string) => {
    try { return decodeURIComponent(string); } catch { return string; }
  };

  /** Lower case, without accents, with one kind of apostrophe, dash and blank. */
  function fold(string) {
    const signs = (text) => text.replace(/[\u2018\u2019\u02bc\u2032]/g, "'").replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.codePointAt(0) & 15)
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '');
    return signs(signs(string).normalize('NFKD')).toLowerCase().replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim();
  }

  // --- addresses, quotations, symbols

  function trimmed(address) {
    const bare = address.replace(TAIL, '');
    const count = (sign) => bare.split(sign).length;
    return count('(') > count(')') && address[bare.length] === ')' ? `${bare})` : bare;
  }

  function readAddress(found) {
    const address = trimmed(decoded(found));
    const given = GIVEN.exec(address);
    if (given) return { symbol: tidy(given[1]), anchor: '', last: '' };
    const [path, fragment = ''] = address.split(/#(.*)/s);
    const { symbol, anchor } = cote.addresses.read(path.replace(HOST, ''));
    return { symbol, ...inFragment(fragment || anchor) };
  }

  function withoutQuotes(text) {
    const quotes = [];
    const bare = text.replaceAll(QUOTE, ' ').replace(QUOTED, (...found) => {
      quotes.push(found.slice(1, 6).find(Boolean));
      return ` ${QUOTE} `;
    });
    return [bare, quotes];
  }

  function findSymbol(text) {
    const plain = text.replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[\u2044\uff0f]/g, '/');
    for (const match of plain.matchAll(SYMBOL)) {
      let found = match[0].replace(/[.-]+$/, '');
      if (YEAR.test(found) && !ACT.test(found)) found = found.replace(YEAR, '');
      if (/\d/.test(found)) return [tidy(found), plain.slice(0, match.index), plain.slice(match.index + found.length)];
    }
    return ['', text, ''];
  }

  const tidy = (symbol) => symbol.split(/\s+/).filter(Boolean).join(' ').replace(/\s*\/\s*/g, '/').replace(/^\/+|\/+$/g, '');

  // --- the words

  /** `operative` and `strange` (other words stood there too) serve place(), which only browsers need. */
  function walked(text) {
    prepare();
    const string = fold(text);
    const state = { scopes: [], kind: '', first: null, last: null, pending: null, items: [], preamble: false, counted: false, table: '', before: '', operative: false, strange: false };
    for (let position = 0; position < string.length;) position = step(string, position, state);
    return state;
  }

  const readWords = (text, symbol, quotes) => result(walked(text), symbol, quotes);

  function step(string, position, state) {
    const phrase = phraseAt(string, position);
    if (phrase) {
      const next = readPhrase(string, phrase.end, phrase.kind, state);
      state.before = phrase.kind;
      return next;
    }
    const fraction = at(FRACTION, string, position);
    if (fraction) {
      state.strange = true;
      return end(fraction);
    }
    const label = string[position] === CHINESE && readLabels(string, position + 1);
    if (label && phraseAt(string, label[2])?.kind === 'sec') {
      state.pending = label.slice(0, 2);
      return label[2];
    }
    const range = readRange(string, position);
    if (range) {
      state.pending = range.slice(0, 2);
      return range[2];
    }
    const items = state.before === 'item' && readItems(string, position);
    if (items) {
      [state.items, position] = items;
      state.before = '';
      return position;
    }
    const word = at(LETTERS, string, position);
    state.strange ||= word ? !LITTLE.test(word[0]) : /\p{L}/u.test(string[position]);
    return word ? end(word) : position + 1;
  }

  function readPhrase(string, position, kind, state) {
    if (kind in SCOPES) return readScope(string, position, kind, state);
    if (kind === 'preamble') state.preamble = true;
    else if (kind in UNITS) {
      state.operative ||= kind === 'operative';
      return readUnit(string, position, UNITS[kind], state);
    } else if (kind === 'item') {
      const items = readItems(string, position);
      if (items) [state.items, position] = items;
      state.counted = state.pending?.[0].ordinal ?? false;
    } else if (kind === 'range' && state.kind && !state.last) state.before = 'range';
    return position;
  }

  function readScope(string, position, kind, state) {
    let number;
    if (state.kind === '' && state.pending?.[0].ordinal) {
      number = state.pending[0].number;
      state.pending = null;
    } else [number, position] = scopeNumber(string, position);
    if (number === null) return position;
    const alone = { resolution: 'res-1', decision: 'dec-1' }[kind] ?? SCOPES[kind];
    const own = number ? `${SCOPES[kind]}-${number}` : alone;
    if (state.scopes.length && (state.before === 'of' || state.before === 'range')) state.scopes.unshift(own);
    else state.scopes.push(own);
    return position;
  }

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

  function readUnit(string, position, kind, state) {
    const own = kind === 'note' && state.kind === 'table' && state.first && at(TABLE_NOTE, string, position);
    if (own) {
      [state.table, state.kind, state.first] = [state.first.number, kind, value(own[1])];
      return end(own);
    }
    let read = kind === 'sec' ? readLabels(string, position) : readRange(string, position, kind === 'note');
    if (!read && state.pending) read = [...pendingAt(string, position, state), position];
    if (!read && kind === 'sec') {
      const word = numberAt(string, position + 1);
      if (word) read = [value(String(word.value)), null, word.end];
    }
    if (!read) {
      if ((kind === 'sec' && !state.kind) || (kind === 'txt' && state.kind === 'par')) state.kind = kind;
      return position;
    }
    state.pending = null;
    if (state.kind && state.before === 'range' && !state.last) state.last = read[0];
    else if (!state.first || (state.kind === 'sec' && kind !== 'sec')) [state.kind, state.first, state.last] = [kind, read[0], read[1]];
    return read[2];
  }

  function pendingAt(string, position, state) {
    const [first, last] = state.pending;
    if (!first.items.length && !last) first.items = readItems(string, position)?.[0] ?? [];
    return [first, last];
  }

  const value = (number = '', more = {}) => ({ number, items: [], ordinal: false, again: '', ...more });

  function readRange(string, position, stars = false) {
    const read = readValue(string, position, stars);
    if (!read) return null;
    const first = read[0];
    position = read[1];
    const joint = readJoint(string, position);
    if (joint) {
      const other = readValue(string, joint[1]) ?? (first.items.length ? onlyItems(string, joint[1]) : null);
      if (other && !other[0].number) other[0].number = first.number;
      if (other && (joint[0] === 'range' || follows(first, other[0]))) return [first, ...other];
    }
    return [first, null, position];
  }

  const follows = (first, other) => /^\d+$/.test(first.number) && /^\d+$/.test(other.number)
    && Number(other.number) === Number(first.number) + 1;

  function readJoint(string, position) {
    const dash = at(DASH, string, position);
    if (dash) return ['range', end(dash)];
    const phrase = phraseAt(string, after(BLANK, string, position));
    return phrase && (phrase.kind === 'range' || phrase.kind === 'and') ? [phrase.kind, phrase.end] : null;
  }

  function readValue(string, position, stars = false) {
    const start = after(LEAD, string, position);
    const asterisks = stars && at(STARS, string, start);
    if (asterisks) return [value(`x${asterisks[1].length}`), end(asterisks)];
    const word = numberAt(string, start);
    if (word) return withItems(string, word.end, value(String(word.value), { ordinal: true }));
    const number = at(NUMBER, string, start);
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

  function withItems(string, position, read) {
    const again = at(AGAIN, string, position);
    if (again) {
      read.again = again[1];
      position = end(again);
    }
    const phrase = phraseAt(string, after(COMMA, string, position));
    const items = readItems(string, phrase?.kind === 'item' ? phrase.end : position);
    if (items) {
      read.items.push(...items[0]);
      position = items[1];
    }
    return [read, position];
  }

  function onlyItems(string, position) {
    const items = readItems(string, position);
    return items && [value('', { items: items[0] }), items[1]];
  }

  function readItems(string, position) {
    const found = [];
    while (found.length < 4) {
      let match = at(ITEM, string, position);
      let letters = match?.slice(1).find(Boolean) ?? '';
      if (!match) {
        match = at(FOREIGN_ITEM, string, position);
        letters = match ? tables.letters[match[1]] ?? '' : '';
      }
      if (!match || !letters || (letters.length > 1 && !ROMAN.test(letters) && new Set(letters).size > 1)) break;
      found.push(letters);
      position = end(match);
    }
    return found.length ? [found, position] : null;
  }

  function readLabels(string, position) {
    const match = at(LABEL, string, position);
    if (!match) return null;
    const first = value(path(match[1]));
    let stop = end(match);
    const joint = readJoint(string, stop);
    if (joint?.[0] === 'range') {
      const other = at(LABEL, string, joint[1]);
      if (other) return [...two(first, path(other[1]), string.slice(stop, joint[1]).trim().startsWith('-')), end(other)];
    }
    const again = at(AGAIN, string, stop);
    if (again) {
      first.again = again[1];
      stop = end(again);
    }
    return [first, null, stop];
  }

  function two(first, other, dash) {
    const steps = first.number.split('.');
    const letter = /^[a-z]+$/.test(other);
    if (dash && letter && /^\d+$/.test(steps.at(-1))) return [value(`${first.number}.${other}`), null];
    if (letter && steps.length > 1 && /^[a-z]+$/.test(steps.at(-1))) return [first, value([...steps.slice(0, -1), other].join('.'))];
    return [first, value(other)];
  }

  const path = (label) => label.split(/[\s.]+/).map((part, index) => {
    const numeral = !/^\d+$/.test(part) && (part.length > 1 || (index === 0 && 'ivx'.includes(part))) && ROMAN.test(part);
    return numeral ? String(roman(part)) : part;
  }).join('.');

  const roman = (numeral) => [...numeral].reduce((sum, sign, index, all) => (
    sum + ((VALUES[all[index + 1]] ?? 0) > VALUES[sign] ? -VALUES[sign] : VALUES[sign])), 0);

  // --- the result

  function result(state, symbol, quotes) {
    const names = [...quotes];
    const title = names.length && !symbol ? names.shift() : '';
    let { kind, first, last } = state;
    if (kind === '' && state.pending) {
      [first, last] = state.pending;
      if (state.items.length) kind = 'par';
      else if (state.preamble || state.counted) kind = 'pp';
      else kind = !first.ordinal && first.number.length <= 3 ? 'par' : '';
    }
    if (state.preamble && (kind === 'par' || kind === 'txt')) kind = 'pp';
    if (state.preamble && kind === '' && /^\d+$/.test(state.items[0] ?? '')) [kind, first] = ['pp', value(state.items[0])];
    else if (first && state.items.length && !first.items.length) first.items = state.items;
    const scope = [...state.scopes, ...(state.table ? [`table-${state.table}`] : [])].join('.');
    const anchor = anchorOf(scope, kind, first);
    const stop = anchorOf(scope, kind, last);
    return { symbol, anchor: anchor || scope, last: stop === anchor ? '' : stop, title, headings: names };
  }

  function anchorOf(scope, kind, read) {
    if (!read || !kind || !read.number) return '';
    const own = scope.split('.').at(-1) === 'summary' && kind === 'par' && read.ordinal ? 'txt' : kind;
    const unit = [`${own}-${read.number}`, ...read.items].join('.') + (read.again && `_${read.again}`);
    return scope ? `${scope}.${unit}` : unit;
  }

  /** {anchor, last, operative} of words that name a place and say nothing else; null of any others. For search, where
      words may be meant as words. */
  function place(text) {
    if (!cote.words) return null;
    const state = walked(text);
    const named = state.kind || state.scopes.length || state.preamble || state.counted || state.items.length;
    const { anchor, last } = result(state, '', []);
    return anchor && named && !state.strange ? { anchor, last, operative: state.operative } : null;
  }

  /** The words that fragments are read with (anchor.js). */
  function fragmentWords() {
    prepare();
    return { phraseAt, letters: tables.letters };
  }

  /** {anchor, last} that a fragment means: `par-12`, or as readers slip `12`, `para12`, `PAR_12`, `op12`; else empty. */
  const inFragment = (fragment) => cote.anchors.read(fragment.slice(0, LONGEST), fragmentWords());

  const slipped = (fragment) => inFragment(fragment).anchor;

  /** {symbol, anchor, last, title, headings} of what the words cite; all empty where they cite nothing. */
  function read(given) {
    let text = given.slice(0, LONGEST).replace(/\s+/g, ' ');
    for (let match = WRAPPED.exec(text); match; match = WRAPPED.exec(text)) {
      text = `${text.slice(0, match.index)}${decoded(match[1])} ${text.slice(end(match))}`;
    }
    let [symbol, anchor, last] = ['', '', ''];
    const address = ADDRESS.exec(text);
    if (address) {
      ({ symbol, anchor, last } = readAddress(address[0]));
      text = `${text.slice(0, address.index)} ${text.slice(end(address))}`;
      if (anchor) return { symbol, anchor, last, title: '', headings: [] };
    }
    const [bare, quotes] = withoutQuotes(text);
    text = bare;
    if (!symbol) {
      const [found, before, rest] = findSymbol(text);
      symbol = found;
      if (rest.startsWith('#')) return { symbol, ...inFragment(rest.split(' ')[0]), title: '', headings: [] };
      if (symbol) text = `${rest} ${before}`;
    }
    return readWords(text, symbol, quotes);
  }

  cote.citations = { read, place, slipped, fragmentWords, fold, quotations: (text) => withoutQuotes(text)[1] };
})();
