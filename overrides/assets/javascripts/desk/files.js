// Files that readers open and take away: bytes packed and unpacked (RFC 1951), and files handed over to the browser.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const desk = (cote.desk ??= /** @type {Cote.Desk} */ ({}));
  const KEPT = 60_000; // milliseconds for which the browser may read what it is handed

  /** @param {Uint8Array<ArrayBuffer>} bytes @param {CompressionStream | DecompressionStream} way @param {number} most */
  async function through(bytes, way, most) {
    const reader = new Blob([bytes]).stream().pipeThrough(way).getReader();
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      size += part.value.length;
      if (size > most) { await reader.cancel(); throw new RangeError('too large'); }
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  desk.deflated = (bytes) => through(bytes, new CompressionStream('deflate-raw'), Infinity);
  desk.inflated = (bytes, most) => through(bytes, new DecompressionStream('deflate-raw'), most);

  desk.handOver = (content, name) => {
    const address = URL.createObjectURL(content);
    cote.element('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
  };
})();
