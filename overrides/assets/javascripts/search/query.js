/* What a reader typed, as the words, expressions and symbols to look for. */
(() => {
  'use strict';
  const { words } = window.coteSearch;

  const SCOPE = /^(?:summary|(?:res|dec|annex)(?:-\d+)?)$/;

  /* What words such as « par. 12 a) » or « projet de résolution VI, note 3 » pin down, where they say nothing else. */
  const pinpoint = (text) => {
    const found = window.cote?.citations?.place(text);
    if (!found) return null;
    const pieces = found.anchor.split('.');
    const at = pieces.findIndex((piece) => !SCOPE.test(piece));
    return {
      unit: at < 0 ? '' : pieces.slice(at).join('.'),
      scopes: at < 0 ? pieces : pieces.slice(0, at),
      last: found.last,
      operative: found.operative,
      text: text.replace(/^[\s:–-]+|[\s,;:)]+$/g, ''),
    };
  };

  const LONGEST = 200; // letters of a query that are looked at for a symbol
  const LEAD = /^(?:(?:voir|cf\.?|see|cotes?|docs?\.?|documents?|symbole|(?:la |les |sa |ses )?(?:résolutions?|resolutions?|décisions?|decisions?))\s+)+/i;
  /* A symbol: it has a digit, and a stroke or a year or session in brackets. Spaces for strokes pass where the whole
     query is so. */
  const SYMBOL = /^[A-Za-z0-9][\w.]*(?:\/[\w.()+*-]+)+(?: ?\([^)]*\))?$/;
  const YEARLY = /^\d{1,4}(?: [A-Z])? \((?:\d{4}|[IVXLC]+|[SE]+-[IVXLC]+)\)$/i;
  const SPACED = /^[A-Z]{1,5}(?:[\s.-]+[A-Z0-9()]+){2,}$/i;

  const looksSpaced = (text) => /\d/.test(text) && SPACED.test(text);
  const looksLikeSymbol = (text) => /\d/.test(text) && (SYMBOL.test(text) || YEARLY.test(text));

  const tidy = (text) => text.normalize('NFC').replace(/[\u00a0\u202f\u2000-\u200a]/g, ' ').replace(/[\u200b\u00ad\ufeff]/g, '')
    .replace(/[\u2010\u2011\u2212]/g, '-').replace(/\s+/g, ' ').trim();

  /* A symbol that looks so, and the place that other words name: {symbol, pin, sure}; null where either is none. */
  const reading = (written, place, looks) => {
    const symbol = written.replace(LEAD, '').replace(/[\s,;.:]+$/, '').replace(/^([^(]*)\)$/, '$1').replace(/ ?\/ ?/g, '/');
    const pin = place && looks(symbol) ? pinpoint(place) : null;
    if (!looks(symbol) || (place && !pin)) return null;
    const sure = looks === looksLikeSymbol;
    return { symbol: sure ? symbol : symbol.replace(/[\s-]+/g, '/'), pin, sure };
  };

  const withUnit = (found) => (found?.pin?.unit ? found : null);

  const first = (pairs, read) => {
    for (const pair of pairs) {
      const found = read(...pair);
      if (found) return found;
    }
    return null;
  };

  /* The whole query as one symbol, with a place after it, before it, or without; null where it is none. */
  const asSymbol = (text) => {
    const bare = tidy(text.slice(0, LONGEST).replace(/[«»"“”„]/g, ' ').replace(/^\s*\((.*)\)\s*$/, '$1')).replace(/ (?=[,;])/g, '');
    const parted = [...bare.matchAll(/[\s,;(]+/g)].filter(({ index }) => index)
      .map(({ 0: sign, index }) => [bare.slice(0, index), bare.slice(index + sign.length)]);
    // The longest symbol first: « S/RES/2370 (2017), par. 4 ».
    return first([...parted].reverse(), (symbol, place) => reading(symbol, place, looksLikeSymbol))
      ?? reading(bare, '', looksLikeSymbol)
      // Before the symbol, « projet de résolution » says what the document is, and « par. 12 de » a place in it.
      ?? first(parted, (place, symbol) => withUnit(reading(symbol, place, looksLikeSymbol)))
      ?? first(parted, (symbol, place) => !/^\d/.test(place) && reading(symbol, place, looksSpaced))
      ?? reading(bare, '', looksSpaced);
  };

  const PIECES = /[«“„"]\s*([^»”"]*?)\s*(?:[»”"]|$)|(\S+)/g;

  /* {text, symbol, terms}: each term a {kind: 'phrase' | 'word' | 'start' | 'symbol', forms, text}. */
  const parse = (typed) => {
    const text = tidy(typed);
    const terms = [];
    const apart = text.replace(/(?<=^|\s)(\d{1,4}) \((\d{4})\)(?=$|[\s,;.])/g, '$1\u00a0($2)');
    for (const [, phrase, word] of apart.matchAll(PIECES)) {
      const piece = (phrase ?? word).replace(/\u00a0/g, ' ');
      const forms = words(piece);
      if (!forms.length) continue;
      if (phrase !== undefined) terms.push({ kind: 'phrase', forms, text: piece });
      else if (looksLikeSymbol(piece.replace(/[,;.]+$/, ''))) terms.push({ kind: 'symbol', forms, text: piece.replace(/[,;.]+$/, '') });
      else if (/\*$/.test(piece) && forms[0].length > 1) terms.push({ kind: 'start', forms, text: piece });
      else for (const form of forms) terms.push({ kind: 'word', forms: [form], text: piece });
    }
    return { text, symbol: asSymbol(text), terms };
  };

  Object.assign(window.coteSearch, { parse });
})();
