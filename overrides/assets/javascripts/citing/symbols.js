// Symbols in what was pasted: as the UN writes them, `A/76/463`, `A/80/6 (Sect. 35)`; in lists, « A/64/442 et Add.1 »; and
// as file names and slips have them, `A_76_463-FR.pdf`, `A-76-463`, `A 76 463`. How symbols begin and what their parts are
// called is data/series.toml, which the build writes into bodies.js.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const reading = (cote.reading ??= /** @type {Cote.Reading} */ ({}));
  const LONGEST_NAME = 150;
  const LEAST = 3; // parts of a symbol without strokes
  const OFFICIAL_LANGUAGES = `${cote.words.languages.join('|')}|[${cote.words.language_letters}]`; // as file names have them: `-FR`, `_E`
  const FOLDER = String.raw`\(\d{1,2}\)|[A-Za-z0-9][A-Za-z0-9._-]*(?:\(\d{1,2}\))?`; // `CN.15`, `(02)`, `COP(14)`
  const ROUND = /^\(\d{1,2}\)$/;
  const YEAR = /^\s?\((?:19|20)\d\d\)$/;
  const ACT = /\/(?:RES|DEC)\//i;
  const JOINT = /-(?=[A-Za-z]+\/)/; // A/78/80-E/2023/64
  const LOOSE = /\d[^/]*? \/ ?(?=[A-Za-z]+ ?\/)|\d[^/]*?\/ (?=[A-Za-z]+\/)/; // « A/76/463 / E/CN.15/2020/8 » are two
  const WORD = /(?:[^\s"«»“”<>|()]|(?<=[^\s(])\([^()\s]{1,12}(?: [^()\s]{1,8})?\)| (?=\(\d{1,2}\)))+/g; // also `A_80_6_(Sect. 35)-FR.pdf`
  // `A.RES.76.181`, `E.CN.15/2020.8`
  const POINTED = /(?<![\p{L}\p{N}@/._-])[A-Z]{1,6}(?:[./][A-Z]+)*(?:[./](?:[A-Z]{1,4}\.)?\d+[A-Z]?){2,}(?![\p{L}\p{N}@/_-]|\.[\p{L}\p{N}])/gu;
  const FIGURES = 4;
  // `X/12/34`, `A 76 463`, `A.76-463`: capitals and numbers with the same signs between them.
  const PIECE = String.raw`(?:(?:[A-Z]{1,5}\.?)?\d{1,6}[A-Z]?|[A-Z]{2,5})`;
  const UNKNOWN = new RegExp(String.raw`(?<![\p{L}\p{N}@/\\|._-])([A-Z]{1,6})([ ./\\|_-])${PIECE}(?:[ ./\\|_-]${PIECE})+(?![\p{L}\p{N}/])`, 'gu');
  const STROKES = new Set(['/', '\\', '|']);
  const ENDING = /\.[a-z]{2,4}x?$/i;
  const COPY = /[ _]?\(\d{1,2}\)$/; // a second download: `A_76_463-FR (1).pdf`
  const LETTER = /^[A-Z]$/;
  const SLIP = / \/|\/ /; // spaces that extraction leaves
  const CUT = /^ \d{1,3}(?![\p{L}\p{N}_/])/u;
  const OPEN = '\ue001';
  const CLOSED = '\ue002';
  const HYPHEN = /^(?:-(?: (?=\S))?| -(?! ))/;
  const NUMERAL = /^[IVXLC]+$/; // « décision XIV/8 »

  /** @typedef {{cited: Cote.CitedSymbol[], end: number}} Read symbols that were read, and where reading goes on */

  /** @type {?ReturnType<typeof compiled>} */
  let patterns = null;

  /** @param {string} string */
  const upper = (string) => string.toUpperCase();

  /** Compiled once from the data. `printed`: as the passes read symbols (build_scripts/citations/symbols.py); `loose`: typed
      without capitals, of unknown series, with parts that the passes don't take. */
  const known = () => (patterns ??= compiled());

  function compiled() {
    const { principal, folders, heads, spelling, suffixes, numbered, before, whole: wholeSymbol, part, rules, foreign, latin } = cote.bodies.symbols;
    const anyFolder = folders.map((folder) => folder.replace(/[.-]/g, '\\$&').replaceAll('{n}', '\\d{1,5}')).join('|');
    const anyName = [...new Set([...spelling, ...suffixes, ...numbered])].join('|');
    // Parts are looked for first, and their parentheses marked: the pattern of symbols would have theirs twenty times.
    const symbol = wholeSymbol.replaceAll('\\(', `[(${OPEN}]`).replaceAll('\\)', `[)${CLOSED}]`).replaceAll('{part}', `${OPEN}[^${CLOSED}]*${CLOSED}`);
    return {
      principal: new Set(principal),
      heads: new Map(Object.entries(heads)),
      printed: new RegExp(before + symbol, 'gu'),
      unbound: new RegExp(symbol, 'uy'),
      loose: new RegExp(String.raw`(?<![A-Za-z0-9/_@.])[A-Za-z]{1,12}(?:-[A-Za-z]{2,6})*(?: ?/ ?(?:${FOLDER})(?: ?\([^()]{1,40}\))?)+`, 'gi'),
      folder: new RegExp(`^(?:${anyFolder})$`, 'i'),
      inside: new RegExp(part, 'gu'),
      whole: new RegExp(`^${part}$`, 'iu'),
      part: new RegExp(String.raw`^(?:\d{1,6}[A-Z]?|(?:${anyName})(?:\.?[A-Z]?\d{1,4})?|${anyFolder}|[A-Z]{1,6}\.\d{1,4})(?:\(.{1,12}\))?$`, 'i'),
      numbered: new RegExp(String.raw`/(?:${numbered.join('|')})\.\d{1,4}$`, 'i'),
      spelling: new Map(spelling.map((word) => [word.toLowerCase(), word])),
      rules: rules.map(([pattern, written]) => ({ pattern: new RegExp(pattern, 'u'), written })),
      foreign: new RegExp(foreign, 'gu'),
      latin: new Map(Object.entries(latin)),
    };
  }

  /** The head of the data that a symbol begins with: « GC(58)/RES/1 » begins with `GC({n})`. @param {string} head */
  const ownHead = (head) => [upper(head), upper(head).replace(/\d+/, '{n}')].find((name) => known().heads.has(name));
  /** @param {string} head */
  const hasHead = (head) => known().principal.has(upper(head)) || ownHead(head) !== undefined;

  /** Spaces around strokes go, others are single. @param {string} symbol */
  const tidy = (symbol) => symbol.split(/\s+/).filter(Boolean).join(' ').replace(/\s*\/\s*/g, '/').replace(/^\/+|\/+$/g, '');

  /**
   * Whether letters and strokes are a symbol and no other words: it begins as symbols do, and has numbers.
   * @param {string} symbol
   */
  function isSymbol(symbol) {
    if (!/\d/.test(symbol)) return false;
    const [head, ...parts] = symbol.split('/');
    const first = (parts[0] ?? '').replace(/ ?\(.*$/, '');
    if (known().principal.has(upper(head))) {
      if (parts.length === 1 && /^\d{1,2}$/.test(first)) return false;
      return known().folder.test(first) || /^[A-Z]/.test(first);
    }
    if (ownHead(head)) return true;
    return head === upper(head) && head.length > 1 && !NUMERAL.test(head) && parts.some((part) => /^\d|\.\d/.test(part));
  }

  // --- with strokes

  /** What the pattern took, up to where it is one symbol. @param {RegExpExecArray} match */
  function cut(match) {
    let found = match[0].replace(/[.-]+$/, '');
    const loose = LOOSE.exec(found);
    if (loose) found = found.slice(0, loose.index + loose[0].lastIndexOf('/')).trimEnd();
    const strange = [...found.matchAll(/ ?\([^()]*\)/g)].find(({ 0: words, index }) => !isPart(words, found.slice(0, index)));
    return strange ? found.slice(0, strange.index) : found;
  }

  /** Whether parentheses are part of the symbol before them. @param {string} words @param {string} before */
  function isPart(words, before) {
    if (ROUND.test(words)) return true;
    if (YEAR.test(words)) return ACT.test(before);
    const small = /^ ?\([a-z]+\)$/.test(words) && /[A-Z]/.test(before); // « A/76/463 (i) »
    return !small && known().whole.test(words.trim());
  }

  /** A symbol without its last number. @param {string} symbol */
  const stem = (symbol) => symbol.replace(/(?:\d+|[\dIVXLC]+\))$/, '');

  /**
   * A joint symbol is one; two of one series, « A/C.3/76/L.10-A/C.3/76/L.12 », are the ends of a range.
   * @param {string} found
   * @param {number} start
   * @returns {Generator<Cote.CitedSymbol>}
   */
  function* halves(found, start) {
    let begin = 0;
    for (const { index } of found.matchAll(new RegExp(JOINT, 'g'))) {
      const before = found.slice(begin, index);
      if (stem(before) !== stem(found.slice(index + 1).split(JOINT)[0])) continue;
      yield { start: start + begin, end: start + index, symbol: tidy(before) };
      begin = index + 1;
    }
    yield { start: start + begin, end: start + found.length, symbol: tidy(found.slice(begin)) };
  }

  /**
   * A symbol as it is printed, each part spelled as the UN does, `/ADD.1` → `/Add.1`; what stands in its parentheses as
   * symbols have it, whatever the language.
   * @param {string} written
   * @param {string} given
   */
  function normal(written, given) {
    const { spelling, rules } = known();
    const plain = reading.canonical(tidy(written), given);
    const [head, ...parts] = plain.split('/').map((part) => part.replace(/ (?=[.\d])(?![^()]*\))|(?<=\.) (?=\d)(?![^()]*\))/g, ''));
    const spelled = parts.map((part) => part.replace(/^[A-Za-z]+(?=$|[.( ])/, (word) => spelling.get(word.toLowerCase()) ?? word));
    return rules.reduce((symbol, rule) => symbol.replace(rule.pattern, rule.written), [head, ...spelled].join('/'));
  }

  /** Latin letters in place of those of other scripts that look like them, in symbols: « А/С.3/76/L.2 ». @param {string} plain */
  const latinised = (plain) => plain.replace(known().foreign, (letters) => [...letters].map((letter) => known().latin.get(letter) ?? letter).join(''));

  /** Parentheses of parts with signs of their own in their place. @param {string} plain */
  const marked = (plain) => (plain.includes('(') ? plain.replace(known().inside, (written) => `${OPEN}${written.slice(1, -1)}${CLOSED}`) : plain);

  /**
   * The symbol that begins there, with those that a hyphen joins to it, with its parts, and what follows it.
   * @param {Cote.Spelled} text
   * @param {string} string
   * @param {RegExpExecArray} match
   * @returns {Read}
   */
  function asPrinted(text, string, match) {
    const { plain } = text;
    const given = (/** @type {number} */ from, /** @type {number} */ to) => text.given.slice(text.from[from], text.from[to]);
    let start = match.index;
    let end = start + match[0].length;
    if (SLIP.test(match[0]) && /\d$/.test(match[0])) end += CUT.exec(plain.slice(end, end + 5))?.[0].length ?? 0; // « A/RES/ 76/7 4 »
    let symbol = normal(plain.slice(start, end), given(start, end));
    /** @type {Cote.CitedSymbol[]} */
    const cited = [];
    for (let dash = joint(string, end); dash; dash = joint(string, end)) {
      const { index, 0: written } = dash;
      const other = normal(plain.slice(index, index + written.length), given(index, index + written.length));
      if (stem(other) === stem(symbol.split(JOINT).at(-1) ?? '')) {
        cited.push({ start, end, symbol });
        [start, symbol] = [index, other];
      } else symbol = `${symbol}-${other}`;
      end = index + written.length;
    }
    const rest = withRest(text, { start, end, symbol });
    return { cited: [...cited, ...rest], end: rest.at(-1)?.end ?? end };
  }

  /**
   * A symbol with its parts in parentheses, and what follows it; nothing where parts stand there that cannot be read.
   * @param {Cote.Spelled} text
   * @param {Cote.CitedSymbol} symbol
   */
  function withRest(text, symbol) {
    const { parts, readable } = reading.partsBehind(text, symbol);
    if (!readable) return [];
    const cited = parts.length ? parts : [symbol];
    return parts.length < 2 ? [...cited, ...reading.continued(text, cited[0])] : cited;
  }

  /** The symbol that a hyphen joins to what ends there. @param {string} plain @param {number} position */
  function joint(plain, position) {
    const dash = HYPHEN.exec(plain.slice(position, position + 3));
    if (!dash) return null;
    const { unbound } = known();
    unbound.lastIndex = position + dash[0].length;
    const match = unbound.exec(plain);
    return match && /\d/.test(match[0]) ? match : null;
  }

  /** What the loose pattern took, as symbols. @param {Cote.Spelled} text @param {RegExpExecArray} match @returns {Read} */
  function asTyped(text, match) {
    const found = cut(match);
    /** @type {Cote.CitedSymbol[]} */
    const cited = [];
    for (const half of halves(found, match.index)) {
      if (!isSymbol(half.symbol)) continue;
      cited.push(...withRest(text, { ...half, symbol: reading.canonical(half.symbol, half.symbol) }));
    }
    return { cited, end: Math.max(match.index + Math.max(found.length, 1), cited.at(-1)?.end ?? 0) };
  }

  /**
   * The next match of a pattern from a place on; asked in order, it is looked for once.
   * @param {RegExp} pattern
   * @param {string} string
   */
  function seeker(pattern, string) {
    /** @type {?RegExpExecArray} */
    let match = null;
    let over = false;
    return (/** @type {number} */ position) => {
      if (!over && (!match || match.index < position)) {
        pattern.lastIndex = position;
        match = pattern.exec(string);
        over = !match;
      }
      return over ? null : match;
    };
  }

  /**
   * Symbols with strokes, in order.
   * @param {Cote.Spelled} given
   * @returns {Generator<Cote.CitedSymbol & {kind: 'symbol'}>}
   */
  function* withStrokes(given) {
    const plain = latinised(given.plain);
    const text = { ...given, plain };
    const string = marked(plain);
    const [nextPrinted, nextLoose] = [seeker(known().printed, string), seeker(known().loose, plain)];
    for (let position = 0; ;) {
      const printed = nextPrinted(position);
      const loose = nextLoose(position);
      const read = firstOf(text, string, printed, loose);
      if (!read) return;
      for (const symbol of read.cited) if (/\d/.test(symbol.symbol)) yield { ...symbol, kind: 'symbol' };
      position = Math.max(read.end, position + 1);
    }
  }

  /**
   * What the first match of the two patterns is read as.
   * @param {Cote.Spelled} text
   * @param {string} string
   * @param {?RegExpExecArray} printed
   * @param {?RegExpExecArray} loose
   */
  function firstOf(text, string, printed, loose) {
    if (!loose) return printed && asPrinted(text, string, printed);
    if (printed && printed.index <= loose.index && !goesOn(text.plain, printed, loose)) return asPrinted(text, string, printed);
    const read = asTyped(text, loose);
    const inside = !read.cited.length && printed && printed.index < read.end;
    return inside ? asPrinted(text, string, printed) : read;
  }

  /**
   * Whether a symbol goes on in a way that only the loose pattern takes.
   * @param {string} plain
   * @param {RegExpExecArray} printed
   * @param {RegExpExecArray} loose
   */
  const goesOn = (plain, printed, loose) => loose.index === printed.index && loose[0].length > printed[0].length
    && /^\/[A-Za-z0-9(]/.test(plain.slice(printed.index + printed[0].length).slice(0, 2));

  // --- without strokes

  /** Parts of which some are one: « S-30 », « ES-11 », and « (2001) » behind a number. @param {string[]} parts */
  function united(parts) {
    /** @type {string[]} */
    const units = [];
    for (const part of parts) {
      const before = units.at(-1) ?? '';
      const lettered = LETTER.test(part) && /^\d+$/.test(before) && /^(?:RES|DEC)$/i.test(units.at(-3) ?? '');
      if (/^E?S$/i.test(before) && /^\d{1,2}$/.test(part)) units.splice(-1, 1, `${before}-${part}`);
      else if (/^\(.*\)$/.test(part) && units.length) units.splice(-1, 1, `${before} ${part}`);
      else if (lettered) units.splice(-1, 1, before + part);
      else units.push(part);
    }
    return units;
  }

  /** Parts as a symbol; empty where they aren't one. @param {string[]} parts */
  function assembled(parts) {
    const [head = '', ...rest] = parts;
    const units = united(rest);
    const alone = units.length === 1 && /^\d{3,6}$/.test(units[0]) && (known().principal.has(upper(head)) || known().heads.get(ownHead(head) ?? ''));
    const symbol = [upper(head), ...units].join('/');
    const fits = units.length + 1 >= LEAST && units.every((part) => known().part.test(part.replace(/ ?\(.*$/, '')));
    return hasHead(head) && (alone || fits) && isSymbol(symbol) ? symbol : '';
  }

  /** What a file is called, without folders, ending and language. @param {string} word */
  function stripped(word) {
    let name = (word.split(/[/\\]/).at(-1) ?? '').replace(/^[([{<]+(?!\d+\))|[.,;:!?>\]}]+$/g, '');
    const ending = ENDING.exec(name);
    if (ending) name = name.slice(0, ending.index);
    name = name.replace(COPY, (copy) => (ending ? '' : copy));
    const language = new RegExp(`[-_. ](${OFFICIAL_LANGUAGES})$`, 'i').exec(name);
    return { name: language ? name.slice(0, language.index) : name, language: language ? language[0] : '' };
  }

  /** @param {string} name @param {RegExp} sign */
  const divided = (name, sign) => name.replace(/\(([^()]*)\)/g, (inner) => inner.replaceAll('_', ' ')).split(sign).filter(Boolean);

  /**
   * The symbols that a file name, or a symbol with hyphens for strokes, may mean: none, one, or two where its last
   * letter may be the resolution's or the language.
   * @param {string} word
   */
  function fromName(word) {
    const { name, language } = stripped(word);
    const sign = name.includes('_') ? /_|\.?(?=\()/ : /-/;
    const symbol = assembled(divided(name, sign));
    if (!symbol) {
      const full = language ? assembled(divided(`${name}${language}`, sign)) : '';
      return full ? [full] : [];
    }
    const letter = language.slice(1);
    const lettered = ACT.test(symbol) && language[0] === '_' && LETTER.test(letter);
    return lettered ? [symbol, `${symbol}${letter}`] : [symbol];
  }

  /**
   * File names that are symbols.
   * @param {Cote.Spelled} text
   * @returns {Generator<Cote.PartialHead>}
   */
  function* named(text) {
    for (const match of text.plain.matchAll(WORD)) {
      const word = match[0].slice(0, LONGEST_NAME);
      if (!/[_-]/.test(word) || !/\d/.test(word) || /^\w+:\/\//.test(word)) continue;
      const symbols = fromName(word);
      const bare = /^[([{<]*/.exec(match[0])?.[0].length ?? 0;
      const stop = match[0].replace(/[.,;:!?>\]})]+$/, '').length;
      if (!symbols.length) continue;
      const [start, end] = [match.index + bare, match.index + Math.max(stop, bare + 1)];
      yield { start, end, kind: 'name', symbol: symbols.length > 1 ? '' : symbols[0], candidates: symbols };
    }
  }

  /**
   * `A.76.463`, `E.CN.15.2020.8`, `A.RES/76.181` in a sentence: with as many figures as no number of a heading has, « A.1.2 ».
   * @param {Cote.Spelled} text
   * @returns {Generator<Cote.PartialHead>}
   */
  function* pointed(text) {
    for (const { 0: word, index } of text.plain.matchAll(POINTED)) {
      if ((word.match(/\d/g) ?? []).length < FIGURES) continue;
      const symbol = assembled(dotted(word.split(/[./]/)));
      if (symbol && symbol !== word) yield { start: index, end: index + word.length, kind: 'name', symbol, candidates: [symbol] };
    }
  }

  /** What looks like a symbol, whether or not one is read there. @type {Cote.Reading['unknownSymbols']} */
  const unknownSymbols = ({ plain }) => [...plain.matchAll(UNKNOWN)]
    .filter(([words, head, sign]) => words.replace(/\D/g, '').length >= FIGURES && (STROKES.has(sign) || hasHead(head)))
    .map(({ 0: words, index }) => [index, index + words.length]);

  /** « E.CN.15.2020.8 »: a dot that is one of the symbol’s own stays. @param {string[]} parts */
  const dotted = (parts) => parts.reduce((/** @type {string[]} */ all, part) => {
    const own = all.length > 1 && /^\d+$/.test(part) && (known().folder.test(`${all.at(-1)}.${part}`) || known().numbered.test(`/${all.at(-1)}.${part}`));
    return own ? [...all.slice(0, -1), `${all.at(-1)}.${part}`] : [...all, part];
  }, []);

  /**
   * `A 76 463`, `E.CN.15.2020.8`: only where the whole text begins so, for « a 12 24 » isn't a symbol in a sentence.
   * @type {Cote.Reading['spaced']}
   */
  function spaced(text, start = 0) {
    const words = [...text.plain.slice(start, start + LONGEST_NAME).matchAll(/[^\s,;]+/g)];
    /** @type {?Cote.PartialHead} */
    let best = null;
    for (let length = Math.min(words.length, 8); length >= LEAST && !best; length -= 1) {
      const stop = words[length - 1].index + words[length - 1][0].length;
      const symbol = assembled(words.slice(0, length).map(([word]) => word));
      if (!symbol || /[,;]/.test(text.plain.slice(start, start + stop))) continue;
      best = { start: start + words[0].index, end: start + stop, kind: 'symbol', symbol, candidates: [symbol] };
    }
    if (best || !words.length) return best;
    const symbol = assembled(dotted(words[0][0].replace(/[.]+$/, '').split('.')));
    return symbol ? { start: start + words[0].index, end: start + words[0].index + words[0][0].length, kind: 'symbol', symbol, candidates: [symbol] } : null;
  }

  /** The symbol that a text is, and nothing else; else empty. @param {string} given */
  function whole(given) {
    const text = reading.spelled(given.trim());
    const [first] = withStrokes(text);
    return first && first.start === 0 && first.end === text.plain.length ? first.symbol : '';
  }

  /** All symbols, in order of their kinds: with strokes, then file names and slips, then points for strokes. @param {Cote.Spelled} text */
  const symbolsIn = (text) => [...withStrokes(text), ...named(text), ...pointed(text)];

  Object.assign(reading, /** @satisfies {Partial<Cote.Reading>} */ ({ symbolsIn, unknownSymbols, spaced, isSymbol, whole, fromName, hasHead }));
})();
