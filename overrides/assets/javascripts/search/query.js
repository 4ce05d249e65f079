/* What a reader typed, as the words, expressions and symbols to look for. */
(() => {
  'use strict';
  const { reference, referencesAmong, words } = window.coteSearch;

  const tidy = (text) => text.normalize('NFC').replace(/[\u00a0\u202f\u2000-\u200a]/g, ' ').replace(/[\u200b\u00ad\ufeff]/g, '')
    .replace(/[\u2010\u2011\u2212]/g, '-').replace(/\s+/g, ' ').trim();

  const PIECES = /[«“„"]\s*([^»”"]*?)\s*(?:[»”"]|$)|(\S+)/g;

  const termOf = (piece, quoted) => {
    const forms = words(piece);
    if (!forms.length) return [];
    if (quoted) return [{ kind: 'phrase', forms, text: piece }];
    if (/\*$/.test(piece) && forms[0].length > 1) return [{ kind: 'start', forms, text: piece }];
    return forms.map((form) => ({ kind: 'word', forms: [form], text: piece }));
  };

  /* {text, symbol, terms}: each term a {kind: 'phrase' | 'word' | 'start' | 'symbol', forms, text}; of a symbol, with what
     `references.js` says of it. */
  const parse = (typed) => {
    const text = tidy(typed);
    const { left, found } = referencesAmong(text);
    const terms = [...left.matchAll(PIECES)].flatMap(([, phrase, word]) => termOf(phrase ?? word, phrase !== undefined));
    const symbols = found.map((one) => ({ ...one, kind: 'symbol', forms: words(one.symbol), text: one.symbol }));
    return { text, symbol: reference(text), terms: [...terms, ...symbols] };
  };

  Object.assign(window.coteSearch, { parse });
})();
