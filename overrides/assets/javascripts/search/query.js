/* What a reader typed, as the words, expressions and symbols to look for. */
(() => {
  'use strict';
  const { words, accentedWords } = globalThis.coteSearch;

  const SCOPE = /^(?:summary|(?:res|dec|annex)(?:-\d+)?)$/;

  /* What words such as « par. 12 a) » or « projet de résolution VI, note 3 » pin down, where they say nothing else. */
  const pinpoint = (text) => {
    const found = globalThis.cote?.citations?.place(text);
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

  const JOINT = '\ue000'; // for the blank inside a symbol
  const PIECES = /[«“„"]\s*([^»”"]*?)\s*(?:[»”"]|$)|(\S+)/g;
  /* An article whose apostrophe was left out: « mandat d arrêt ». */
  const ARTICLE = /^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)$/;
  const VOWEL = /^[aeiouyh]/;
  const LEADING = 3; // words that say what a symbol is, at most
  const PINNED = 10; // words of a pinpoint, at most

  /* Numbers of words that may be articles without their apostrophe. */
  const articles = (forms) => new Set(forms.flatMap((form, i) => (ARTICLE.test(form) && VOWEL.test(forms[i + 1] ?? '') ? [i] : [])));

  /* What stands between blanks or in quotation marks: {text, quoted}. */
  const piecesOf = (text) => [...text.matchAll(PIECES)]
    .map(([, phrase, word]) => ({ text: (phrase ?? word).replaceAll(JOINT, ' '), quoted: phrase !== undefined }));

  const symbolOf = ({ text, quoted }) => {
    const bare = text.replace(/[,;.]+$/, '');
    return !quoted && looksLikeSymbol(bare) ? bare : '';
  };

  /* A symbol among words, with the words that belong to it: « la résolution » before, a pinpoint after it or at the end.
     The pieces that are left, and the terms of symbols. */
  const withoutSymbols = (pieces) => {
    const left = [];
    const terms = [];
    for (let at = 0; at < pieces.length; at += 1) {
      const symbol = symbolOf(pieces[at]);
      if (!symbol) { left.push(pieces[at]); continue; }
      const lead = leadOf(left);
      left.length -= lead.length;
      const { pin, count } = pinAfter(pieces.slice(at + 1));
      const written = [...lead, ...pieces.slice(at, at + count + 1).map(({ text }) => text)].join(' ');
      terms.push({ kind: 'symbol', forms: words(symbol), accented: accentedWords(symbol), text: symbol, pin, written });
      at += count;
    }
    return { left, terms };
  };

  /* The last words that say what a symbol is: « la résolution ». */
  const leadOf = (pieces) => {
    for (let count = Math.min(LEADING, pieces.length); count > 0; count -= 1) {
      const last = pieces.slice(-count);
      const texts = last.map(({ text }) => text);
      if (last.every(({ quoted }) => !quoted) && !`${texts.join(' ')} `.replace(LEAD, '')) return texts;
    }
    return [];
  };

  const pinAfter = (pieces) => {
    const next = pieces.slice(0, PINNED);
    const end = next.findIndex((piece) => piece.quoted || symbolOf(piece));
    for (let count = end < 0 ? next.length : end; count > 0; count -= 1) {
      const pin = pinpoint(next.slice(0, count).map(({ text }) => text).join(' '));
      if (pin) return { pin, count };
    }
    return { pin: null, count: 0 };
  };

  const termsOf = (pieces) => {
    const plain = pieces.map(({ text, quoted }) => (quoted ? '' : text.toLowerCase()));
    const dropped = articles(plain);
    return pieces.flatMap(({ text, quoted }, i) => {
      const [forms, accented] = [words(text), accentedWords(text)];
      if (!forms.length || (dropped.has(i) && text === plain[i])) return [];
      if (quoted) return [{ kind: 'phrase', forms, accented, text, optional: articles(forms) }];
      if (/\*$/.test(text) && forms[0].length > 1) return [{ kind: 'start', forms, accented, text }];
      if (text.includes('/')) return [{ kind: 'word', forms, accented, text }];
      return forms.map((form, j) => ({ kind: 'word', forms: [form], accented: [accented[j]], text }));
    });
  };

  /* {text, symbol, terms}: each term a {kind: 'phrase' | 'word' | 'start' | 'symbol', forms, accented, text}. A symbol has
     its `pin`, and what was `written` for both. */
  const parse = (typed) => {
    const text = tidy(typed);
    const symbol = asSymbol(text);
    const { left, terms } = withoutSymbols(piecesOf(text.replace(/(?<=^|\s)(\d{1,4}) \((\d{4})\)(?=$|[\s,;.])/g, `$1${JOINT}($2)`)));
    return { text, symbol, terms: [...termsOf(left), ...terms] };
  };

  Object.assign(globalThis.coteSearch, { parse });
})();
