// Symbols in what was pasted: as the UN writes them, `A/76/463`, `A/80/6 (Sect. 35)`; in lists, « A/64/442 et Add.1 »; and
// as file names and slips have them, `A_76_463-FR.pdf`, `A-76-463`, `A 76 463`. How symbols begin and what their parts are
// called is data/series.toml, which the build writes into bodies.js.
(() => {
  const cote = (globalThis.cote ??= {});
  const reading = (cote.reading ??= {});
  const LONGEST_NAME = 150;
  const LEAST = 3; // parts of a symbol without strokes
  const OFFICIAL_LANGUAGES = `${cote.words.languages.join('|')}|[${cote.words.language_letters}]`; // as file names have them: `-FR`, `_E`
  const FOLDER = String.raw`\(\d{1,2}\)|[A-Za-z0-9][A-Za-z0-9._-]*(?:\(\d{1,2}\))?`; // `CN.15`, `(02)`, `COP(14)`
  const ROUND = /^\(\d{1,2}\)$/;
  const YEAR = /\s?\((?:19|20)\d\d\)$/;
  const ACT = /\/(?:RES|DEC)\//i;
  const JOINT = /-(?=[A-Za-z]+\/)/; // A/78/80-E/2023/64
  const LOOSE = /\d[^/]*? \/ ?(?=[A-Za-z]+ ?\/)|\d[^/]*?\/ (?=[A-Za-z]+\/)/; // « A/76/463 / E/CN.15/2020/8 » are two
  const WORD = /(?:[^\s"«»“”<>|()]|(?<=[^\s(])\([^()\s]{1,12}(?: [^()\s]{1,8})?\)| (?=\(\d{1,2}\)))+/g; // also `A_80_6_(Sect. 35)-FR.pdf`
  const ENDING = /\.[a-z]{2,4}x?$/i;
  const COPY = /[ _]?\(\d{1,2}\)$/; // a second download: `A_76_463-FR (1).pdf`
  const LETTER = /^[A-Z]$/;
  const NUMERAL = /^[IVXLC]+$/; // « décision XIV/8 »

  let patterns = null;

  const upper = (string) => string.toUpperCase();

  /** Compiled once from the data. */
  function known() {
    if (patterns) return patterns;
    const { principal, folders, heads, parentheses, within, numerals, spelling, suffixes, numbered } = cote.bodies.symbols;
    const inside = String.raw`(?: ?\((?:${parentheses}|(?:19|20)\d\d|\d{1,2})\))?`;
    const folder = folders.map((one) => one.replace(/[.-]/g, '\\$&').replaceAll('{n}', '\\d{1,5}')).join('|');
    const named = [...new Set([...spelling, ...suffixes, ...numbered])].join('|');
    patterns = {
      principal: new Set(principal),
      heads: new Map(heads),
      symbol: new RegExp(String.raw`(?<![A-Za-z0-9/_@.])[A-Za-z]{1,12}(?:-[A-Za-z]{2,6})*(?: ?/ ?(?:${FOLDER})${inside})+`, 'gi'),
      folder: new RegExp(`^(?:${folder})$`, 'i'),
      part: new RegExp(String.raw`^(?:\d{1,6}[A-Z]?|(?:${named})(?:\.?[A-Z]?\d{1,4})?|${folder}|[A-Z]{1,6}\.\d{1,4})(?:\(.{1,12}\))?$`, 'i'),
      suffix: new RegExp(String.raw`(?:${suffixes.join('|')})\.? ?\d{1,4}(?:/(?:${suffixes.join('|')})\.\d{1,4})*(?![A-Za-z0-9/])`, 'iy'),
      numbered: new RegExp(String.raw`/(?:${numbered.join('|')})\.\d{1,4}$`, 'i'),
      again: new RegExp(String.raw`(?:${numbered.join('|')})\.\d{1,4}(?:/(?:${suffixes.join('|')})\.\d{1,4})*(?![A-Za-z0-9/])`, 'iy'),
      ...withinPatterns(within, numerals, suffixes),
    };
    return patterns;
  }

  /** « Vol. I », « première partie », « Introduction »: of each kind, the pattern of one; `unread`, its word with something else. */
  function withinPatterns(within, numerals, suffixes) {
    const number = String.raw`(?<number>(?:[IVXLC]+|\d{1,3}[A-Z]?|[A-Z])(?![A-Za-z0-9])|${Object.keys(numerals).join('|')})`;
    const kinds = within.map((kind) => {
      const { before, behind, alone, cased, only } = kind;
      const words = [before && String.raw`(?:${before})\.? ?(?:第 ?)?${number}`, behind && String.raw`(?:第 ?)?${number.replace('number', 'counted')} ?(?:${behind})(?![\p{L}])`, alone && String.raw`(?:${alone})(?![\p{L}\p{N}])`];
      return {
        ...kind,
        only: only && new RegExp(`^(?:${only})$`, 'i'),
        pattern: new RegExp(words.filter(Boolean).join('|'), cased ? 'uy' : 'iuy'),
        unread: before && !only ? new RegExp(String.raw`(?:${before})\.? ?[A-Z0-9][\p{L}\p{N}_.]{0,8}\)`, cased ? 'uy' : 'iuy') : null,
      };
    });
    return {
      within: kinds,
      number: new RegExp(String.raw`(?:第 ?)?${number}`, 'uy'),
      tail: new RegExp(String.raw`(?:/(?:${suffixes.join('|')})\. ?\d{1,4})*`, 'iy'),
      numerals,
    };
  }

  const hasHead = (head) => known().principal.has(upper(head)) || known().heads.has(upper(head));

  /** Blanks around strokes go, others are single. */
  const tidy = (symbol) => symbol.split(/\s+/).filter(Boolean).join(' ').replace(/\s*\/\s*/g, '/').replace(/^\/+|\/+$/g, '');

  /** Whether letters and strokes are a symbol and no other words: it begins as symbols do, and has numbers. */
  function isSymbol(symbol) {
    if (!/\d/.test(symbol)) return false;
    const [head, ...parts] = symbol.split('/');
    const first = (parts[0] ?? '').replace(/ ?\(.*$/, '');
    if (known().principal.has(upper(head))) {
      if (parts.length === 1 && /^\d{1,2}$/.test(first)) return false;
      return known().folder.test(first) || /^[A-Z]/.test(first);
    }
    if (known().heads.has(upper(head))) return true;
    return head === upper(head) && head.length > 1 && !NUMERAL.test(head) && parts.some((part) => /^\d|\.\d/.test(part));
  }

  // --- with strokes

  /** What the pattern took, up to where it is one symbol. */
  function cut(match) {
    let found = match[0].replace(/[.-]+$/, '');
    const loose = LOOSE.exec(found);
    if (loose) found = found.slice(0, loose.index + loose[0].lastIndexOf('/')).trimEnd();
    if (YEAR.test(found) && !ACT.test(found)) found = found.replace(YEAR, '');
    const blank = / (\([^()]*\))$/.exec(found);
    if (blank && ROUND.test(blank[1])) found = found.slice(0, blank.index); // « A/76/463 (12) »
    return found;
  }

  /** A joint symbol is one; two of one series, « A/C.3/76/L.10-A/C.3/76/L.12 », are the ends of a range. */
  function* halves(found, start) {
    const stem = (symbol) => symbol.replace(/\d+$/, '');
    let begin = 0;
    for (const joint of found.matchAll(new RegExp(JOINT, 'g'))) {
      const before = found.slice(begin, joint.index);
      if (stem(before) !== stem(found.slice(joint.index + 1).split(JOINT)[0])) continue;
      yield { start: start + begin, end: start + joint.index, symbol: tidy(before) };
      begin = joint.index + 1;
    }
    yield { start: start + begin, end: start + found.length, symbol: tidy(found.slice(begin)) };
  }

  const at = (pattern, string, position) => {
    pattern.lastIndex = position;
    return pattern.exec(string);
  };

  // --- parts in parentheses, each a document of its own (build_scripts/citations/within.py does it for texts)

  const asRoman = (value) => ['', 'X', 'XX', 'XXX', 'XL', 'L'][Math.floor(value / 10)] + ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][value % 10];

  /** « (Vol. I) », as the archive writes it in every language. */
  function partOf({ key, roman }, { words, number }) {
    const value = known().numerals[number.toLowerCase()] ?? (roman && /^\d+$/.test(number) && /[^\x20-\x7e]/.test(words) ? Number(number) : 0);
    const own = (value && (roman ? asRoman(value) : String(value))) || upper(number);
    return `(${key.replace(/(\.?)\{number\}/, (_, stop) => `${stop} ${own}`)})`;
  }

  /** One part, or a number that shares the word of another: {kind, words, number, end}. */
  function itemAt(plain, position, symbol) {
    for (const kind of known().within) {
      const match = kind.only && !kind.only.test(symbol) ? null : at(kind.pattern, plain, position);
      if (match) return { kind, words: match[0], number: match.groups?.number ?? match.groups?.counted ?? '', behind: match.groups?.counted !== undefined, end: position + match[0].length };
    }
    const match = at(known().number, plain, position);
    return match && { kind: null, words: match[0], number: match.groups.number, behind: false, end: position + match[0].length };
  }

  /** « (Vol. I et Vol. I/Corr.1, Vol. II) », « (Sect. 3 et 4) », « , vol. I » behind a symbol: a symbol for each; none where
      there are none; null where what stands there cannot be read, so that the symbol would be cut. */
  function withParts({ plain, folded }, { start, end, symbol }) {
    const opening = /^(?: ?\( ?|, )/.exec(plain.slice(end, end + 4))?.[0];
    if (!opening) return [];
    const bracket = opening.includes('(');
    const items = [];
    let closing = null;
    for (let item = itemAt(plain, end + opening.length, symbol), from = end + opening.length; item; item = from && itemAt(plain, from, symbol)) {
      const tail = at(known().tail, plain, item.end)[0];
      items.push({ ...item, from, tail, end: item.end + tail.length });
      const joint = reading.listJoint(folded, items.at(-1).end);
      closing = /^ ?\)/.exec(plain.slice(items.at(-1).end, items.at(-1).end + 2));
      if (closing || !joint || !bracket) break;
      from = joint.end + /^\s*/.exec(folded.slice(joint.end, joint.end + 3))[0].length;
    }
    // A number has the word before it, « Vol. I et II », or behind a later one, « première et deuxième parties ».
    items.forEach((item, index) => {
      const before = items.slice(0, index).findLast(({ kind, behind }) => kind && !behind);
      item.kind ??= before?.kind ?? items.slice(index).find(({ kind }) => kind)?.kind ?? null;
    });
    const read = items.length > 0 && items.every(({ kind, number }) => kind && (number || kind.alone)) && (bracket ? closing !== null : items[0].kind.comma && !/^\d+$/.test(items[0].number));
    if (!read) return bracket && known().within.some(({ unread }) => unread && at(unread, plain, end + opening.length)) ? null : [];
    const last = items.at(-1);
    const outside = at(known().tail, plain, last.end + (closing?.[0].length ?? 0))[0];
    if (outside && items.length > 1) return null;
    last.tail += outside;
    if (items.length === 1) last.end += (closing?.[0].length ?? 0) + outside.length;
    return items.map((item, index) => ({ start: index ? item.from : start, end: item.end, symbol: `${symbol}${symbol.endsWith(' ') ? '' : ' '}${partOf(item.kind, item)}${item.tail.replace(/ /g, '')}` }));
  }

  /** « et Corr.1 », « [et Add.1/Corr.1] », « , 10 et 12 » behind a symbol. */
  function* continued({ plain, folded }, one) {
    const { suffix, numbered, again } = known();
    let last = one.symbol;
    let position = one.end;
    for (let joint = partJoint(folded, position); joint; joint = partJoint(folded, position)) {
      const other = at(again, plain, joint);
      const same = other && new RegExp(`/${other[0].split('.')[0]}\\.\\d`, 'i').test(one.symbol);
      const part = at(suffix, plain, joint) ?? (same ? other : null);
      const digits = !part && numbered.test(last) && /^\d{1,4}(?=\s*(?:$|[,;.)\]]| ?\p{L}{1,4} \d))/u.exec(plain.slice(joint, joint + 16));
      if (!part && !digits) return;
      last = part ? withPart(one.symbol, part[0].replace(/\. ?|(?<=[a-z]) ?(?=\d)/i, '.')) : last.replace(/\d+$/, digits[0]);
      position = joint + (part ?? digits)[0].length;
      yield { start: joint, end: position, symbol: last };
    }
  }

  function partJoint(folded, position) {
    const bracket = /^\s?[[(]\s?/.exec(folded.slice(position, position + 4));
    const start = position + (bracket?.[0].length ?? 0);
    const joint = reading.listJoint(folded, start);
    return joint && joint.end + (/^\s*/.exec(folded.slice(joint.end, joint.end + 3))[0].length);
  }

  /** A part in place of one of its kind, else behind. */
  function withPart(symbol, part) {
    const kind = upper(part.split('.')[0]);
    const same = new RegExp(String.raw`/${kind}\.\d+(?:/[A-Z]+\.\d+)*$`, 'i').exec(symbol);
    return `${same ? symbol.slice(0, same.index) : symbol}/${part}`;
  }

  function* withStrokes(text) {
    const pattern = new RegExp(known().symbol);
    for (let match = pattern.exec(text.plain); match; match = pattern.exec(text.plain)) {
      const found = cut(match);
      pattern.lastIndex = match.index + Math.max(found.length, 1);
      for (const half of halves(found, match.index)) {
        if (!isSymbol(half.symbol)) continue;
        const parts = withParts(text, half);
        if (!parts) continue;
        for (const one of parts.length ? parts : [half]) yield { ...one, kind: 'symbol' };
        for (const more of continued(text, parts.at(-1) ?? half)) yield { ...more, kind: 'symbol' };
      }
    }
  }

  // --- without strokes

  /** Parts as a symbol; empty where they are none. */
  function assembled(parts) {
    const [head = '', ...rest] = parts;
    const joined = [];
    for (const part of rest) {
      // « S-30 », « ES-11 », and « (2001) » behind a number, are one part.
      if (/^E?S$/i.test(joined.at(-1) ?? '') && /^\d{1,2}$/.test(part)) joined.push(`${joined.pop()}-${part}`);
      else if (/^\(.*\)$/.test(part) && joined.length) joined.push(`${joined.pop()} ${part}`);
      else if (LETTER.test(part) && /^\d+$/.test(joined.at(-1) ?? '') && /^(?:RES|DEC)$/i.test(joined.at(-3) ?? '')) joined.push(`${joined.pop()}${part}`);
      else joined.push(part);
    }
    const alone = joined.length === 1 && /^\d{3,6}$/.test(joined[0]) && (known().principal.has(upper(head)) || known().heads.get(upper(head))?.alone);
    const symbol = [upper(head), ...joined].join('/');
    const fits = joined.length + 1 >= LEAST && joined.every((part) => known().part.test(part.replace(/ ?\(.*$/, '')));
    return hasHead(head) && (alone || fits) && isSymbol(symbol) ? symbol : '';
  }

  /** What a file is called, without folders, ending and language: {name, language}. */
  function stripped(word) {
    let name = word.split(/[/\\]/).at(-1).replace(/^[([{<]+(?!\d+\))|[.,;:!?>\]}]+$/g, '');
    const ending = ENDING.exec(name);
    if (ending) name = name.slice(0, ending.index);
    name = name.replace(COPY, (copy) => (ending ? '' : copy));
    const language = new RegExp(`[-_. ](${OFFICIAL_LANGUAGES})$`, 'i').exec(name);
    return { name: language ? name.slice(0, language.index) : name, language: language ? language[0] : '', ending: ending !== null };
  }

  const divided = (name, sign) => name.replace(/\(([^()]*)\)/g, (inner) => inner.replaceAll('_', ' ')).split(sign).filter(Boolean);

  /** The symbols that a file name, or a symbol with hyphens for strokes, may mean: none, one, or two where its last letter
      may be the resolution's or the language. */
  function fromName(word) {
    const { name, language } = stripped(word);
    const sign = name.includes('_') ? /_|\.?(?=\()/ : /-/;
    const symbol = assembled(divided(name, sign));
    if (!symbol) {
      const whole = language ? assembled(divided(`${name}${language}`, sign)) : '';
      return whole ? [whole] : [];
    }
    const letter = language.slice(1);
    const lettered = ACT.test(symbol) && language[0] === '_' && LETTER.test(letter);
    return lettered ? [symbol, `${symbol}${letter}`] : [symbol];
  }

  function* named(text) {
    for (const match of text.plain.matchAll(WORD)) {
      const word = match[0].slice(0, LONGEST_NAME);
      if (!/[_-]/.test(word) || !/\d/.test(word) || /^\w+:\/\//.test(word)) continue;
      const symbols = fromName(word);
      const bare = /^[([{<]*/.exec(match[0])[0].length;
      const stop = match[0].replace(/[.,;:!?>\]})]+$/, '').length;
      if (symbols.length) yield { start: match.index + bare, end: match.index + Math.max(stop, bare + 1), kind: 'name', symbol: symbols.length > 1 ? '' : symbols[0], candidates: symbols };
    }
  }

  /** « E.CN.15.2020.8 »: a dot that is one of the symbol’s own stays. */
  const dotted = (parts) => parts.reduce((all, part) => {
    const own = all.length > 1 && /^\d+$/.test(part) && (known().folder.test(`${all.at(-1)}.${part}`) || known().numbered.test(`/${all.at(-1)}.${part}`));
    return own ? [...all.slice(0, -1), `${all.at(-1)}.${part}`] : [...all, part];
  }, []);

  /** `A 76 463`, `E.CN.15.2020.8`: only where the whole text begins so, for « a 12 24 » is no symbol in a sentence. */
  function spaced(text, start = 0) {
    const words = [...text.plain.slice(start, start + LONGEST_NAME).matchAll(/[^\s,;]+/g)];
    let best = null;
    for (let length = Math.min(words.length, 8); length >= LEAST && !best; length -= 1) {
      const stop = words[length - 1].index + words[length - 1][0].length;
      const symbol = assembled(words.slice(0, length).map(([word]) => word));
      if (symbol && !/[,;]/.test(text.plain.slice(start, start + stop))) best = { start: start + words[0].index, end: start + stop, kind: 'symbol', symbol, candidates: [symbol] };
    }
    if (best || !words.length) return best;
    const symbol = assembled(dotted(words[0][0].replace(/[.]+$/, '').split('.')));
    return symbol ? { start: start + words[0].index, end: start + words[0].index + words[0][0].length, kind: 'symbol', symbol, candidates: [symbol] } : null;
  }

  /** All symbols, in order of their kinds: with strokes, then file names and slips. */
  /** The symbol that a text is, and nothing else; else empty. */
  function whole(given) {
    const text = reading.spelled(given.trim());
    const [first] = withStrokes(text);
    return first && first.start === 0 && first.end === text.plain.length ? first.symbol : '';
  }

  const symbolsIn = (text) => [...withStrokes(text), ...named(text)];

  Object.assign(reading, { symbolsIn, spaced, isSymbol, whole, fromName, hasHead });
})();
