/* Reads the numbers of the tables: in digits of 5 bits, the last first, as in source maps but without a sign. They are
   written by build_scripts/search/digits.py. */
(() => {
  'use strict';
  const VALUES = new Uint8Array(128);
  for (const [i, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) VALUES[digit.charCodeAt(0)] = i;

  /** @param {string} text */
  const numbers = (text) => {
    /** @type {number[]} */
    const found = [];
    let value = 0;
    let worth = 1;
    for (let i = 0; i < text.length; i += 1) {
      const digit = VALUES[text.charCodeAt(i)];
      value += (digit & 31) * worth;
      if (digit & 32) { worth *= 32; continue; }
      found.push(value);
      value = 0;
      worth = 1;
    }
    return found;
  };

  /** Of each number how much it is greater than the one before is written. @param {string} text */
  const ascending = (text) => {
    let sum = 0;
    return numbers(text).map((step) => { sum += step; return sum; });
  };

  globalThis.coteSearch = Object.assign(globalThis.coteSearch ?? {}, /** @satisfies {Partial<Search.Shared>} */ ({ numbers, ascending }));
})();
