// SHA-256 (FIPS 180-4), as the registry has it of the words of a passage. Browsers offer their own to secure pages alone,
// which those of an intranet by http are not.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  /** The first 32 bits of what stands behind the point in a root of a prime. @param {number} prime @param {number} power */
  const bits = (prime, power) => { const root = prime ** power; return ((root - Math.floor(root)) * 2 ** 32) | 0; };
  /** @type {number[]} */
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  const CONSTANTS = primes.map((prime) => bits(prime, 1 / 3));
  const FIRST = primes.slice(0, 8).map((prime) => bits(prime, 1 / 2));

  /** @param {number} word @param {number} by */
  const turned = (word, by) => (word >>> by) | (word << (32 - by));

  /** @param {Int32Array} words the first 16 of 64 */
  function extend(words) {
    for (let i = 16; i < 64; i += 1) {
      const [a, b] = [words[i - 15], words[i - 2]];
      words[i] = words[i - 16] + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) + words[i - 7] + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
    }
  }

  /** @param {number[]} state @param {Int32Array} words */
  function mixed(state, words) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[i] + words[i];
      const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    return [a, b, c, d, e, f, g, h].map((value, place) => (state[place] + value) | 0);
  }

  /** The bytes of the SHA-256 of a text in UTF-8. @param {string} text */
  function digest(text) {
    const given = new TextEncoder().encode(text);
    const view = new DataView(new ArrayBuffer((given.length + 72) & ~63));
    new Uint8Array(view.buffer).set(given);
    view.setUint8(given.length, 0x80);
    view.setBigUint64(view.byteLength - 8, BigInt(given.length) * 8n);
    let state = FIRST;
    for (let start = 0; start < view.byteLength; start += 64) {
      const words = new Int32Array(64);
      for (let i = 0; i < 16; i += 1) words[i] = view.getInt32(start + 4 * i);
      extend(words);
      state = mixed(state, words);
    }
    return Uint8Array.from(state.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));
  }

  // White space as build_scripts/published/registry.py makes it one: `\t`, `\u00a0`; not the zero-width `\u200b`.
  const SPACES = /\p{White_Space}+/gu;

  const desk = (cote.desk ??= /** @type {Cote.Desk} */ ({}));
  desk.digest = digest;
  desk.sha256 = (text) => [...digest(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  desk.normal = (text) => text.normalize('NFC').replace(SPACES, ' ').replace(/^ | $/g, '');
  desk.hashOf = ({ number, words }) => desk.sha256(desk.normal(`${number} ${words}`));
})();
