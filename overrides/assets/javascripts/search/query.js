/* What a reader typed, as the words, expressions and symbols to look for. */
(() => {
  'use strict';
  const { fold, words, accentedWords, expressions, hasHan } = globalThis.coteSearch;

  /** @param {string} text */
  const tidy = (text) => text.normalize('NFC').replaceAll('\ue000', '').replace(/[\u00a0\u202f\u2000-\u200a]/g, ' ').replace(/[\u200b\u00ad\ufeff]/g, '')
    .replace(/[\u2010\u2011\u2212]/g, '-').replace(/\s+/g, ' ').trim();

  const QUOTED = /[«“„"]\s*([^»”"]*?)\s*(?:[»”"]|$)/g;
  /* What stands for an expression in quotation marks while references are looked for: « 63/1 » in one is a word. */
  const HELD = /^\ue000+$/;
  /* An article whose apostrophe was left out: « mandat d arrêt ». */
  const ARTICLES = globalThis.cote.elisions.map(({ words: elided, before }) => ({ elided: new Set(elided), before: new RegExp(`^[${before}]`) }));

  /** Numbers of words that may be articles without their apostrophe. @param {string[]} forms */
  const articles = (forms) => new Set(forms.flatMap((form, i) => (
    ARTICLES.some(({ elided, before }) => elided.has(form) && before.test(forms[i + 1] ?? '')) ? [i] : [])));

  /** What stands between spaces or in quotation marks: {text, quoted}. @param {string} text @param {string[]} phrases */
  const piecesOf = (text, phrases) => (text.match(/\S+/g) ?? []).map((piece) => (
    HELD.test(piece) ? { text: phrases[piece.length - 1], quoted: true } : { text: piece, quoted: false }));

  /**
   * What is quoted, or a run of Chinese characters, as expressions: one, unless signs part the characters. `unquoted`: the
   * reader may have meant words.
   * @param {string} text
   * @param {boolean} quoted
   * @returns {Search.TypedTerm[]}
   */
  const phrasesOf = (text, quoted) => expressions(text).map((places, _, { length }) => {
    const [forms, accented] = [places.map(({ form }) => form), places.map((place) => place.accented)];
    const own = length > 1 ? text.slice(places[0].start, places.at(-1)?.end) : text;
    return { kind: 'phrase', forms, accented, text: own, optional: articles(forms), unquoted: !quoted };
  });

  /** @param {{text: string, quoted: boolean}[]} pieces @returns {Search.TypedTerm[]} */
  const termsOf = (pieces) => {
    const dropped = articles(pieces.map(({ text, quoted }) => (quoted ? '' : fold(text))));
    return pieces.flatMap(/** @returns {Search.TypedTerm[]} */ ({ text, quoted }, i) => {
      const [forms, accented] = [words(text), accentedWords(text)];
      if (!forms.length || (dropped.has(i) && text === text.toLowerCase())) return [];
      if (quoted || (hasHan(text) && forms.length > 1)) return phrasesOf(text, quoted);
      if (/\*$/.test(text) && forms[0].length > 1) return [{ kind: 'start', forms, accented, text }];
      if (text.includes('/')) return [{ kind: 'word', forms, accented, text }];
      return forms.map((form, j) => ({ kind: 'word', forms: [form], accented: [accented[j]], text }));
    });
  };

  /**
   * The words of a run of Chinese characters, where the browser can tell. It is never asked for what texts have: browsers cut
   * 大会 differently. Characters that it leaves alone are joined to what is before them, up to three; stop words go.
   * @type {Search.Shared['wordsApart']}
   */
  const wordsApart = (text, common) => {
    if (!Intl.Segmenter) return [];
    const cut = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].filter(({ segment, isWordLike }) => isWordLike && !common.includes(segment));
    /** @type {string[]} */
    const found = [];
    for (const { segment } of cut) {
      const last = found.at(-1) ?? '';
      if (last && segment.length === 1 && last.length < 3 && hasHan(last)) found[found.length - 1] = last + segment; else found.push(segment);
    }
    return found;
  };

  /**
   * {text, symbol, terms}: each term a {kind: 'phrase' | 'word' | 'start' | 'symbol', forms, accented, text}; of a
   * symbol, with what `references.js` says of it.
   * @type {Search.Shared['parse']}
   */
  const parse = (typed) => {
    const text = tidy(typed);
    /** @type {string[]} */
    const phrases = [];
    // Where the reader of references isn't there (a document's own box, a query without number), a symbol is a word.
    const { reference = () => null, referencesAmong = (left) => ({ left, found: [] }) } = globalThis.coteSearch;
    const { left, found } = referencesAmong(text.replace(QUOTED, (_, phrase) => ` ${'\ue000'.repeat(phrases.push(phrase))} `));
    const symbols = found.map((cited) => /** @type {const} */ ({
      ...cited, kind: 'symbol', forms: words(cited.symbol), accented: accentedWords(cited.symbol), text: cited.symbol,
    }));
    // Several words in quotation marks are meant as words.
    const symbol = phrases.some((phrase) => /\S\s+\S/.test(phrase)) ? null : reference(text);
    return { text, symbol, terms: [...termsOf(piecesOf(left, phrases)), ...symbols] };
  };

  Object.assign(globalThis.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ parse, wordsApart }));
})();
