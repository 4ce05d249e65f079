// How readers' words are compared: one spelling for signs (data/signs.toml, which the build writes into signs.js), for
// letters and for spaces, with the place of each sign in what was pasted.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const ASCII = /^[\x20-\x5f\x61-\x7e]$/;
  /** @type {Map<string, string>} */
  const kept = new Map();

  /** A sign in its plain spelling. Quotation marks stay: an opening one is told from a closing one. @param {string} sign */
  const same = (sign) => (cote.signs[sign] === '"' ? sign : cote.signs[sign] ?? sign);

  /** @param {string} sign */
  function spelling(sign) {
    if (ASCII.test(sign)) return sign;
    if (/\s/.test(sign) && !(sign in cote.signs)) return ' ';
    const known = kept.get(sign);
    if (known !== undefined) return known;
    const plain = [...same(sign).normalize('NFKD').replace(/\p{M}/gu, '')].map(same).join('');
    kept.set(sign, plain);
    return plain;
  }

  /** In lower case, as long as it was. @param {string} plain */
  const lower = (plain) => {
    const all = plain.toLowerCase();
    return all.length === plain.length ? all : [...plain].map((sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join('');
  };

  /** @type {Cote.Reading['spelled']} */
  function spelled(given) {
    /** @type {string[]} */
    const signs = [];
    /** @type {number[]} */
    const from = [];
    let place = 0;
    for (const sign of given) {
      for (const plain of spelling(sign)) {
        if (plain !== ' ' || signs.at(-1) !== ' ') {
          signs.push(plain);
          for (let unit = 0; unit < plain.length; unit += 1) from.push(place);
        }
      }
      place += sign.length;
    }
    from.push(place);
    const plain = signs.join('');
    return { given, plain, folded: lower(plain), from };
  }

  /** Lower case, without accents, with one kind of apostrophe, dash and space. @param {string} string */
  const fold = (string) => spelled(string).folded.trim();

  cote.reading = Object.assign(cote.reading ?? {}, /** @satisfies {Partial<Cote.Reading>} */ ({ fold, spelled }));
})();
