/* What counts as one word, and when two spellings are the same. The index is made by the same rules
   (build_scripts/search/word_folding.py); tests/search/fold.json holds both sides to the same results.
   Which signs are the same is data/signs.toml, and which words elide is in data/languages/: the build writes both into
   signs.js. */
(() => {
  'use strict';
  const { signs, ligatures, either, stops, elisions, attached } = globalThis.cote;
  const LONGEST = 80;
  /** @type {Map<string, string>} */
  const SAME = new Map(Object.entries(ligatures));
  for (const c of '\u00aa\u00ba') SAME.set(c, '');
  for (const [sign, plain] of Object.entries(signs)) SAME.set(sign, plain);
  const SAME_PATTERN = new RegExp(`[${[...SAME.keys()].join('')}]`, 'gu');

  /** @param {string} plain */
  const written = (plain) => plain + Object.keys(signs).filter((sign) => signs[sign] === plain).join('');
  const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
  const HAS_HAN = new RegExp(`[${HAN}]`, 'u');
  const HAN_PIECES = new RegExp(`[${HAN}]|[${stops}]+|[^${HAN}${stops}]+`, 'gu');
  const STOPS = new RegExp(`^[${stops}]+$`);
  const SIGNS_BEFORE = /^[^\p{L}\p{M}\p{Nd}]+/u;
  const SIGNS_AFTER = /[^\p{L}\p{M}\p{Nd}]+$/u;
  const ELIDED = elisions.flatMap((language) => language.words).join('|') || '(?!)';
  const ELISION = new RegExp(`^(?:${ELIDED})'`);
  const ELISION_RAW = new RegExp(`^(?:${ELIDED})[${written("'")}]`, 'i');
  /* Arabic words of one letter before a number or a symbol: « و2006 ». */
  const ATTACHED_WORD = attached ? `[${attached}]+\\u0640?[^\\p{L}\\p{N}_]*` : '(?!)';
  const ATTACHED = new RegExp(`^${ATTACHED_WORD}(?=[0-9a-z])`, 'u');
  const ATTACHED_RAW = new RegExp(`^${ATTACHED_WORD}(?=[\\p{Nd}A-Za-z])`, 'u');
  const SLASH = `[${written('/')}]`;
  const NOT_SLASH = new RegExp(`[^${written('/')}]+`, 'gu');
  /* What a slash doesn't part: symbols and sessions (`A/C.3/76/L.10`, `77/237`, `E/CN.15`) and web addresses. */
  const WHOLE = new RegExp(
    `^[^\\p{L}\\p{N}_]*(?:${ATTACHED_WORD})?(?:\\p{Nd}|[A-Za-z]{1,5}\\p{Nd}*(?:\\.\\p{Nd}+)?${SLASH}`
    + `(?:.*${SLASH})?(?:\\p{Nd}|[A-Za-z]+\\.\\p{Nd})|[A-Za-z]+://|[Ww][Ww][Ww]\\.)`, 'u');
  const HAS_SLASH = new RegExp(SLASH, 'u');
  const ABBREVIATION = /^\p{L}(?:\.\p{L})+$/u;
  /* A hyphen or apostrophe between letters, or a letter and a digit: `socio-économique`, `covid-19`, not `2019-2020`. */
  const JOINT = /(?<=[\p{L}\p{M}])[-'](?=[\p{L}\p{N}])|(?<=\p{Nd})[-'](?=\p{L})/gu;
  /* Marks on a letter that has no accents of its own (see search/word_folding.py, accented). */
  const NO_ACCENTS = /(?<![a-z]\p{M}*)(?!(?<=\u0438\p{M}*)\u0306)\p{M}/gu;

  /**
   * Signs inside a word become Georgian letters: Pagefind drops signs and splits words at them (see
   * search/word_folding.py). So do accents: it takes them off.
   * @type {Record<string, string>}
   */
  const SIGNS = { '-': 'ა', '/': 'ბ', '.': 'გ', "'": 'დ', ',': 'ე', ':': 'ვ', '(': 'ზ', ')': 'თ', _: 'ი' };
  /** @type {Record<string, string>} */
  const ACCENTS = { '\u0301': 'ო', '\u0300': 'პ', '\u0302': 'ჟ', '\u0308': 'რ', '\u0327': 'ს', '\u0303': 'ტ', '\u0306': 'უ', '\u030c': 'ფ' };
  /** @type {Record<string, string>} */
  const LETTERS = { ...SIGNS, ...ACCENTS };
  const END = 'ჰ';
  const CITED = 'ნ';
  const DAMAGED = 'მ';
  /* Takes up a place, and nothing is found there. */
  const GAP = '.';

  // Decomposed first: U+1FFD is an accent that stands alone, `ǽ` the ligature with one.
  /** @param {string} text */
  const decomposed = (text) => text.normalize('NFD').replace(SAME_PATTERN, (c) => SAME.get(c) ?? c).toLowerCase().normalize('NFD');

  const EITHER = new RegExp(`[${Object.keys(either).join('')}]`, 'g');
  /** @param {string} form */
  const sameLetters = (form) => form.replace(EITHER, (c) => either[c]);

  /** @param {string} form */
  const unaccented = (form) => sameLetters(form.normalize('NFD').replace(/\p{M}/gu, ''));

  /** @param {string} text */
  const fold = (text) => unaccented(decomposed(text));

  /** @param {string} text */
  const accented = (text) => decomposed(text).replace(NO_ACCENTS, '').normalize('NFC');

  /** The form that all its spellings with and without hyphens, apostrophes and points have in common. @param {string} form */
  const closed = (form) => {
    if (form.includes('/')) return form;
    return ABBREVIATION.test(form) ? form.replaceAll('.', '') : form.replace(JOINT, '');
  };

  /** @param {string} form */
  const bare = (form) => form.replace(SIGNS_BEFORE, '').replace(SIGNS_AFTER, '');

  /** @param {string} token */
  const formOf = (token) => {
    if (STOPS.test(token)) return GAP;
    const text = accented(token);
    const [before] = SIGNS_BEFORE.exec(text) ?? [''];
    // Not of a letter in quotation marks (« option ‘C’ ») is the apostrophe that of an article.
    const form = before.includes("'") ? text : text.slice(before.length).replace(ELISION, '');
    return [...bare(bare(form).replace(ATTACHED, ''))].slice(0, LONGEST).join('');
  };

  /** The words of a token: {text, index}. @param {string} token */
  const piecesOf = (token) => {
    const pieces = HAS_HAN.test(token) ? [...token.matchAll(HAN_PIECES)].map(({ 0: text, index }) => ({ text, index })) : [{ text: token, index: 0 }];
    return pieces.flatMap(({ text, index }) => (HAS_SLASH.test(text) && !WHOLE.test(text)
      ? [...text.matchAll(NOT_SLASH)].map((part) => ({ text: part[0], index: index + part.index })) : [{ text, index }]));
  };

  /**
   * Words with their places, and signs that part Chinese ones (GAP): {form, accented, start, end}: the word without and with its accents, and text.slice(start,
   * end) is what a reader would mark.
   * @param {string} text
   */
  const places = (text) => {
    /** @type {Search.WordPlace[]} */
    const found = [];
    for (const token of text.matchAll(/\S+/gu)) {
      for (const piece of piecesOf(token[0])) {
        const form = formOf(piece.text);
        if (!form) continue;
        let core = piece.text;
        const cut = (/** @type {RegExp} */ pattern) => { core = core.replace(pattern, ''); };
        cut(SIGNS_BEFORE); cut(ELISION_RAW); cut(SIGNS_BEFORE); cut(ATTACHED_RAW);
        const start = token.index + piece.index + piece.text.length - core.length;
        found.push({ form: unaccented(form), accented: form, start, end: start + core.replace(SIGNS_AFTER, '').length });
      }
    }
    return found;
  };

  /** The places of a text's words, in a list each that signs between Chinese characters part. @param {string} text */
  const expressions = (text) => {
    /** @type {Search.WordPlace[][]} */
    const lists = [[]];
    for (const place of places(text)) if (place.form === GAP) lists.push([]); else lists.at(-1)?.push(place);
    return lists.filter((list) => list.length);
  };

  /** @param {string} text */
  const hasHan = (text) => HAS_HAN.test(text);

  /** @param {string} text */
  const placesOfWords = (text) => places(text).filter(({ form }) => form !== GAP);
  /** The words of a text without accents; with them. @param {string} text */
  const words = (text) => placesOfWords(text).map(({ form }) => form);
  /** @param {string} text */
  const accentedWords = (text) => placesOfWords(text).map((place) => place.accented);

  /** @param {string} form */
  const key = (form) => form.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, (c) => LETTERS[c] ?? `კ${(c.codePointAt(0) ?? 0).toString(16)}ლ`) + END;

  /** @param {string} cited */
  const citationKey = (cited) => CITED + key(cited.toLowerCase());

  /** @param {string} form */
  const damagedKey = (form) => DAMAGED + key(form);

  globalThis.coteSearch = Object.assign(globalThis.coteSearch ?? {}, /** @satisfies {Partial<Search.Shared>} */ (
    { fold, unaccented, sameLetters, closed, words, accentedWords, expressions, hasHan, places, key, citationKey, damagedKey }));
})();
