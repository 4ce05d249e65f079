// How readers' words are compared: one spelling for signs (data/signs.toml, which the build writes into signs.js), for
// letters and for blanks, with the place of each sign in what was pasted.
(() => {
  const cote = (globalThis.cote ??= {});
  const ASCII = /^[\x20-\x5f\x61-\x7e]$/;
  const kept = new Map();

  /** A sign in its plain spelling. Quotation marks stay: an opening one is told from a closing one. */
  const same = (sign) => (cote.signs[sign] === '"' ? sign : cote.signs[sign] ?? sign);

  function spelling(sign) {
    if (ASCII.test(sign)) return sign;
    if (/\s/.test(sign) && !(sign in cote.signs)) return ' ';
    if (!kept.has(sign)) kept.set(sign, [...same(sign).normalize('NFKD').replace(/\p{M}/gu, '')].map(same).join(''));
    return kept.get(sign);
  }

  /** In lower case, as long as it was. */
  const lower = (plain) => {
    const all = plain.toLowerCase();
    return all.length === plain.length ? all : [...plain].map((sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join('');
  };

  /**
   * @typedef {object} Spelled
   * @property {string} given what was pasted
   * @property {string} plain the same without accents, with one kind of sign and single blanks
   * @property {string} folded the same in lower case, sign for sign
   * @property {number[]} from where each of those signs stands in `given`, and where it ends
   */

  /** @type {(given: string) => Spelled} */
  function spelled(given) {
    const signs = [];
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

  /** Lower case, without accents, with one kind of apostrophe, dash and blank. */
  const fold = (string) => spelled(string).folded.trim();

  Object.assign((cote.reading ??= {}), { fold, spelled });
})();
