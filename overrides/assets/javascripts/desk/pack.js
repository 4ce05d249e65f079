// A dossier in a link: compressed (files.js), in the letters of base64url (RFC 4648), behind `#dossier=`. A link carries the
// words as long as programs that carry links are likely to leave it whole; beyond that what stands for them, their hashes.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const desk = (cote.desk ??= /** @type {Cote.Desk} */ ({}));
  const VERSION = 1;
  const LIMIT = 8_000; // characters of a link: what servers, shorteners and messengers take at least; mail programs take less
  const LARGEST = 20_000_000; // bytes of what a link unpacks to
  const STEP = 0x8000; // arguments of a call

  /** @param {Uint8Array} bytes */
  function lettersOf(bytes) {
    let binary = '';
    for (let at = 0; at < bytes.length; at += STEP) binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
    return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  /** @param {string} letters */
  const bytesOf = (letters) => Uint8Array.from(atob(letters.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

  /** @param {Cote.Collected[]} passages @param {boolean} worded */
  const compact = (passages, worded) => JSON.stringify([VERSION, passages.map(({ path, reference, symbol, title, address, part, note, tags, at, blocks }) => [
    path, reference, symbol, title, address, part ?? 0, note, tags, at,
    blocks.map(({ anchor, number, words, hash }) => (worded && words ? [anchor, number, words] : [anchor, hash])),
  ])]);

  /** @param {Cote.Collected[]} passages @param {boolean} worded */
  const fragment = async (passages, worded) => `#dossier=${lettersOf(await desk.deflated(new TextEncoder().encode(compact(passages, worded))))}`;

  /** @type {Cote.Desk['link']} */
  desk.link = async (passages, page, limit = LIMIT) => {
    const own = page.split('#')[0];
    for (const worded of [true, false]) {
      const address = own + await fragment(passages, worded);
      if (address.length <= limit) return { address, worded, limit };
    }
    return { address: '', worded: false, limit };
  };

  /** @param {unknown[]} row */
  function passageOf([path, reference, symbol, title, address, part, note, tags, at, blocks]) {
    if (!Array.isArray(blocks)) return null;
    const given = blocks.map((block) => (block.length === 3
      ? { anchor: block[0], number: block[1], words: block[2] }
      : { anchor: block[0], number: '', words: '', hash: block[1] }));
    const told = { path, reference, symbol, title, address, note, tags, at, blocks: given, ...(part ? { part } : {}) };
    return desk.passageOf(/** @type {Partial<Cote.Collected>} */ (told));
  }

  /** @type {Cote.Desk['linked']} */
  desk.linked = async (hash) => {
    const [, letters] = /^#dossier=([\w-]*)/.exec(hash) ?? [];
    if (letters === undefined) return null;
    if (!letters) throw new TypeError('no dossier'); // what carried the link left nothing of it
    const unpacked = await desk.inflated(bytesOf(letters), LARGEST);
    const [version, rows] = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(unpacked));
    if (version !== VERSION) throw new desk.OtherVersion(version);
    const passages = rows.map(passageOf);
    if (passages.includes(null)) throw new TypeError('no passage');
    return passages;
  };

  /** What is read is of another form than this archive writes. */
  desk.OtherVersion = class extends Error {
    /** @param {unknown} version */
    constructor(version) {
      super(String(version));
      this.version = String(version);
    }
  };
})();
