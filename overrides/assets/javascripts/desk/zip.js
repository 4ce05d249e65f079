// A ZIP file (PKWARE APPNOTE 6.3), its entries compressed where the browser can.
(() => {
  const desk = window.cote.desk;
  const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xEDB88320 : value >>> 1;
    return value;
  });
  const DAY = 0x0021; // 1 January 1980, the first that the format has: a file says nothing of when it was made
  const UTF8 = 0x0800; // names are in UTF-8

  /** @param {Uint8Array} bytes */
  const crc = (bytes) => {
    let value = -1;
    for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 255];
    return ~value >>> 0;
  };

  /** Numbers of 2 and 4 bytes, the lowest byte first. @param {[size: 2 | 4, value: number][]} fields */
  function record(...fields) {
    const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
    let at = 0;
    for (const [size, value] of fields) {
      if (size === 2) view.setUint16(at, value, true); else view.setUint32(at, value, true);
      at += size;
    }
    return new Uint8Array(view.buffer);
  }

  /** @type {Cote.Desk['zip']} */
  desk.zip = async (files, type) => {
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const contents = [];
    let [offset, listed] = [0, 0];
    for (const [name, text] of Object.entries(files)) {
      const plain = new TextEncoder().encode(text);
      const packed = 'CompressionStream' in window ? await desk.deflated(plain) : plain;
      const title = new TextEncoder().encode(name);
      /** @type {[2 | 4, number][]} */
      const common = [
        [2, 20], [2, UTF8], [2, packed === plain ? 0 : 8], [2, 0], [2, DAY],
        [4, crc(plain)], [4, packed.length], [4, plain.length], [2, title.length], [2, 0],
      ];
      const head = [record([4, 0x04034B50], ...common), title, packed];
      const entry = [record([4, 0x02014B50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), title];
      parts.push(...head);
      contents.push(...entry);
      offset += head.reduce((sum, { length }) => sum + length, 0);
      listed += entry.reduce((sum, { length }) => sum + length, 0);
    }
    const count = Object.keys(files).length;
    const end = record([4, 0x06054B50], [2, 0], [2, 0], [2, count], [2, count], [4, listed], [4, offset], [2, 0]);
    return new Blob([...parts, ...contents, end], { type });
  };
})();
