/* Documents held or cited, by symbol: whole, in part, or with a slip. See build_scripts/search/symbol_index.py. */
(() => {
  'use strict';
  const { load, manifest } = window.coteSearch;
  const { distance } = window.cote;
  const FEW = 8;
  /* Edits that a slip makes at most; with two, 55/25 would be 55/67. */
  const SLIP = 1;

  /** `E/CN.15/2020/08` → e, cn, 15, 2020, 8: what remains of a symbol whatever its signs. @param {string} symbol */
  const parts = (symbol) => (symbol.toLowerCase().match(/[a-z]+|\d+/g) ?? []).map((part) => part.replace(/^0+(?=\d)/, ''));

  /** @param {string[]} whole @param {string[]} end */
  const ends = (whole, end) => end.length <= whole.length && end.every((part, i) => part === whole[whole.length - end.length + i]);

  /** @param {string[]} whole @param {string[]} piece */
  const holds = (whole, piece) => whole.some((_, at) => piece.every((part, i) => part === whole[at + i]));

  /** Path, title, shard and number of each version, one after the other. @param {(string | number)[]} held */
  const versionsOf = (held) => Array.from({ length: held.length / 4 }, (_, i) => {
    const [path, title, shard, document] = /** @type {[string, string, number, number]} */ (held.slice(4 * i, 4 * i + 4));
    return { path, title, shard, document };
  });

  /**
   * The documents of the table that have the last numbers of a symbol.
   * @param {string} symbol
   * @returns {Promise<Search.KnownDocument[]>}
   */
  const known = async (symbol) => {
    const { symbols } = await manifest();
    const last = parts(symbol).filter((part) => /\d/.test(part)).slice(-2);
    const numbers = symbols <= FEW ? Array.from({ length: symbols }, (_, i) => i)
      : [...new Set((last.length ? last : ['0']).map((n) => Number(BigInt(n) % BigInt(symbols))))];
    const pieces = await Promise.all(numbers.map((piece) => load(`symbols/${piece}`)));
    const entries = new Map(pieces.flat().map((entry) => [entry[0], entry]));
    return [...entries.values()].map(([name, count, shards, page, ...held]) => (
      { symbol: name, count, shards, page, held: versionsOf(held), parts: parts(name) }));
  };

  /**
   * {exact, found}: the documents that a symbol may mean; `exact` is false where a slip had to be supposed.
   * @type {Search.Shared['symbols']['find']}
   */
  const find = async (symbol, sure) => {
    const wanted = parts(symbol).filter((part, i, all) => !(i === 1 && all.length === 3 && /^[a-z]$/.test(part) && /^[ivxlc]+$/.test(all[2])));
    const entries = await known(symbol);
    /** @type {((entry: Search.KnownDocument) => boolean)[]} */
    const tiers = [
      ({ parts: whole }) => whole.length === wanted.length && ends(whole, wanted),
      ({ parts: whole }) => wanted.length > 1 && ends(whole, wanted),
      ({ parts: whole }) => wanted.length > 1 && holds(whole, wanted),
    ];
    for (const tier of tiers) {
      const found = entries.filter(tier);
      if (found.length) return { exact: true, found: found.slice(0, 40) };
    }
    if (!sure) return { exact: true, found: [] };
    const typed = wanted.join('/');
    const slips = entries.map((entry) => {
      const tails = [entry.parts, entry.parts.slice(-wanted.length)].map((tail) => tail.join('/'));
      return { ...entry, far: Math.min(...tails.map((tail) => distance(typed, tail, SLIP))) };
    }).filter(({ far }) => far <= SLIP);
    const nearest = Math.min(...slips.map(({ far }) => far));
    return { exact: false, found: slips.filter(({ far }) => far === nearest).slice(0, 5) };
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ symbols: { find, parts } }));
})();
