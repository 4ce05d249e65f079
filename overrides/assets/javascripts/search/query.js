/* What a reader typed, as the words, expressions and symbols to look for. */
(() => {
  'use strict';
  const { words } = window.coteSearch;

  const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  const PAR = String.raw`par(?:agraphe?s?|\.|as?\b)?\.?|para(?:graph)?s?\.?|§+|¶+|o\.?p\.?`;
  const PREAMBULAR = String.raw`p\.?p\.?`;
  const NOTE = String.raw`notes?(?: de bas de page)?|n\.`;
  const ITEM = String.raw`(?:[ ,]*(?:al(?:inéa|\.)? ?)?\(?([a-z])\))?(?: ?\(?([ivx]+)\))?`;
  const PIN = new RegExp(String.raw`[\s,;:(–-]*(?:(?:au|aux|à la|du|de la|le|the|of)\s+)?(?<![\p{L}\p{N}])(${PAR}|${PREAMBULAR}|${NOTE})\s*(\d+(?:\.\d+)*)(?: ?(bis|ter))?${ITEM}\s*\)?[.\s]*$`, 'iu');
  const ORDINALS = ['premier', 'deuxième', 'troisième', 'quatrième', 'cinquième', 'sixième', 'septième', 'huitième', 'neuvième', 'dixième'];
  const ORDINAL = new RegExp(String.raw`[\s,;(]*(?:(\d+)\s*(?:e|er|re|ère|ème)|(${ORDINALS.join('|')}))\s+alinéa(?:\s+du\s+préambule)?\s*\)?[.\s]*$`, 'i');
  const SCOPE = /[\s,;(]*(?:(?:au|du|le|la)\s+)?(projets? de résolution|draft resolution|projets? de décision|draft decision|annexe?)(?:\s+([ivxlc]+|\d+))?[\s,;]*$/i;

  const number = (text) => (/^\d+$/.test(text) ? Number(text)
    : [...text.toLowerCase()].reduce((sum, c, i, all) => sum + (ROMAN[c] < (ROMAN[all[i + 1]] ?? 0) ? -ROMAN[c] : ROMAN[c]), 0));

  /* « E/CN.15/2020/8, par. 12 » → the pinpoint as the end of an anchor, and what stands before it. */
  const pinpoint = (text) => {
    let rest = text;
    let unit = '';
    let operative = false;
    const pin = PIN.exec(rest);
    const ordinal = pin ? null : ORDINAL.exec(rest);
    if (pin) {
      const kind = pin[1].toLowerCase();
      const name = new RegExp(`^(?:${PREAMBULAR})$`).test(kind) ? 'pp' : new RegExp(`^(?:${NOTE})$`).test(kind) ? 'note' : 'par';
      operative = /^o/.test(kind);
      unit = [`${name}-${pin[2]}${pin[3] ? `-${pin[3].toLowerCase()}` : ''}`, pin[4], pin[5]].filter(Boolean).join('.').toLowerCase();
      rest = rest.slice(0, pin.index);
    } else if (ordinal) {
      unit = `pp-${ordinal[1] ?? ORDINALS.indexOf(ordinal[2].toLowerCase()) + 1}`;
      rest = rest.slice(0, ordinal.index);
    }
    const scopes = [];
    for (let scope = SCOPE.exec(rest); scope; scope = SCOPE.exec(rest)) {
      const name = /annex/i.test(scope[1]) ? 'annex' : /d[ée]cision/i.test(scope[1]) ? 'dec' : 'res';
      scopes.unshift(scope[2] ? `${name}-${number(scope[2])}` : name);
      rest = rest.slice(0, scope.index);
    }
    return unit || scopes.length ? { unit, scopes, operative, rest: rest.trim() } : null;
  };

  const LEAD = /^(?:(?:voir|cf\.?|see|cotes?|docs?\.?|documents?|symbole|(?:la |les |sa |ses )?(?:résolutions?|resolutions?|décisions?|decisions?))\s+)+/i;
  /* A symbol: it has a digit, and a stroke or a year or session in brackets. Spaces for strokes pass where the whole
     query is so. */
  const SYMBOL = /^[A-Za-z0-9][\w.]*(?:\/[\w.()+*-]+)+(?: ?\([^)]*\))?$/;
  const YEARLY = /^\d{1,4}(?: [A-Z])? \((?:\d{4}|[IVXLC]+|[SE]+-[IVXLC]+)\)$/i;
  const SPACED = /^[A-Z]{1,5}(?:[\s.-]+[A-Z0-9()]+){2,}$/i;

  const looksLikeSymbol = (text) => /\d/.test(text) && (SYMBOL.test(text) || YEARLY.test(text));

  const tidy = (text) => text.normalize('NFC').replace(/[\u00a0\u202f\u2000-\u200a]/g, ' ').replace(/[\u200b\u00ad\ufeff]/g, '')
    .replace(/[\u2010\u2011\u2212]/g, '-').replace(/\s+/g, ' ').trim();

  /* The whole query as one symbol, with a pinpoint or without: {symbol, pin, sure}; null where it is none. */
  const asSymbol = (text) => {
    const bare = tidy(text.replace(/[«»"“”„]/g, ' ').replace(/^\s*\((.*)\)\s*$/, '$1')).replace(/ (?=[,;])/g, '');
    const pin = pinpoint(bare);
    for (const [rest, found] of [[pin?.rest, pin], [bare, null]]) {
      if (!rest) continue;
      const symbol = rest.replace(LEAD, '').replace(/[\s,;.:]+$/, '').replace(/ ?\/ ?/g, '/');
      if (looksLikeSymbol(symbol)) return { symbol, pin: found, sure: true };
      if (SPACED.test(symbol) && /\d/.test(symbol)) return { symbol: symbol.replace(/[\s-]+/g, '/'), pin: found, sure: false };
    }
    return null;
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

  Object.assign(window.coteSearch, { parse, pinpoint });
})();
