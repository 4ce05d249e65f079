// The text of a file that a reader opens: plain text, or a document of Word (ECMA-376), of which only the words are read, with
// notes in brackets where they are called and block quotations as lines behind « > ».
(() => {
  const cote = window.cote;
  /* ZIP (APPNOTE 6.3.10): the ends of its directory, its entries, and of what a file is. */
  const [END, ENTRY, STORED, DEFLATED] = [0x06054b50, 0x02014b50, 0, 8];
  const LONGEST = 64 << 20; // bytes of a part, unpacked
  const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const STRICT = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
  const QUOTE = /quote|citation|zitat|cita|цитат|اقتباس|引用/i; // names of styles of block quotations
  const SET_IN = 700; // twentieths of a point by which a block quotation is set in at least

  /** @param {Uint8Array<ArrayBuffer>} packed @param {number} method */
  async function unpacked(packed, method) {
    if (method === STORED) return packed;
    if (method !== DEFLATED) throw new Error('method');
    return cote.desk.inflated(packed, LONGEST);
  }

  /** Some parts of a ZIP, by their names. @param {ArrayBuffer} buffer @param {string[]} wanted */
  async function partsOf(buffer, wanted) {
    const view = new DataView(buffer);
    let end = buffer.byteLength - 22;
    while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
    if (end < 0) throw new Error('no ZIP');
    let at = view.getUint32(end + 16, true);
    /** @type {Map<string, string>} */
    const parts = new Map();
    for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === ENTRY; left -= 1) {
      const [method, size, name, extra, comment, local] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true),
        view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
      const path = new TextDecoder().decode(new Uint8Array(buffer, at + 46, name));
      if (wanted.includes(path)) {
        const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        parts.set(path, new TextDecoder().decode(await unpacked(new Uint8Array(buffer, start, size), method)));
      }
      at += 46 + name + extra + comment;
    }
    return parts;
  }

  /** @param {string | undefined} xml */
  const parsed = (xml) => new DOMParser().parseFromString(xml ?? '<none/>', 'text/xml');

  /** @param {Document | Element} node @param {string} name */
  const all = (node, name) => [...node.getElementsByTagNameNS(WORD, name), ...node.getElementsByTagNameNS(STRICT, name)];

  /** @param {Element} node @param {string} name */
  const attribute = (node, name) => node.getAttributeNS(WORD, name) ?? node.getAttributeNS(STRICT, name) ?? '';

  /** The words of a paragraph: not those that were taken out. @param {Element} paragraph @param {Map<string, string>} notes @returns {string} */
  function wordsOf(paragraph, notes) {
    return [...paragraph.children].map((node) => {
      switch (node.localName) {
        case 't': return node.textContent;
        case 'tab': return ' ';
        case 'br': case 'cr': return '\n';
        case 'noBreakHyphen': return '-';
        case 'footnoteReference': case 'endnoteReference': {
          const note = notes.get(`${node.localName} ${attribute(node, 'id')}`);
          return note ? ` (${note})` : '';
        }
        case 'del': case 'moveFrom': case 'pPr': case 'rPr': case 'instrText': case 'p': return '';
        default: return wordsOf(node, notes);
      }
    }).join('');
  }

  /** @param {Element} paragraph */
  function isBlock(paragraph) {
    const [style] = all(paragraph, 'pStyle');
    if (style && QUOTE.test(attribute(style, 'val'))) return true;
    const [indent] = all(paragraph, 'ind');
    const number = (/** @type {string} */ name) => Number(indent ? attribute(indent, name) : 0);
    return !all(paragraph, 'numPr').length && Math.max(number('left'), number('start')) >= SET_IN && Math.max(number('right'), number('end')) >= SET_IN;
  }

  /** @param {ArrayBuffer} buffer */
  async function wordText(buffer) {
    const parts = await partsOf(buffer, ['word/document.xml', 'word/footnotes.xml', 'word/endnotes.xml']);
    if (!parts.has('word/document.xml')) throw new Error('no document of Word');
    /** @type {Map<string, string>} */
    const notes = new Map();
    for (const kind of ['footnote', 'endnote']) {
      for (const note of all(parsed(parts.get(`word/${kind}s.xml`)), kind)) {
        notes.set(`${kind}Reference ${attribute(note, 'id')}`, all(note, 'p').map((paragraph) => wordsOf(paragraph, new Map()).trim()).join(' ').trim());
      }
    }
    const lines = all(parsed(parts.get('word/document.xml')), 'p').map((paragraph) => {
      const words = wordsOf(paragraph, notes);
      return isBlock(paragraph) ? words.split('\n').map((line) => `> ${line}`).join('\n') : words;
    });
    return lines.filter((line) => line.trim()).join('\n\n');
  }

  /** @type {Checking.Shared['textOf']} */
  async function textOf(file) {
    const buffer = await file.arrayBuffer();
    const [first, second] = new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength));
    if (first === 0x50 && second === 0x4b) return wordText(buffer);
    const bytes = new Uint8Array(buffer);
    const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
    try {
      return new TextDecoder(utf16 || 'utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }

  Object.assign(cote.checking, /** @satisfies {Partial<Checking.Shared>} */ ({ textOf }));
})();
