// The dossier in other forms: Markdown, Word (Office Open XML, ISO/IEC 29500), RIS. Each has of every passage reference, words,
// note, tags and address, and at its end or in its notes the hash that the registry has.
(() => {
  const cote = window.cote;
  const { desk } = cote;
  const say = cote.text;
  const isTurned = (/** @type {string} */ language) => cote.knowledge.right_to_left.includes(language);

  /** The words of a passage that are quoted, with the printed numbers where there are several blocks or a block whole.
      @param {Cote.Collected} passage */
  const lines = (passage) => desk.quoted(passage).map((words, at) => {
    const { number } = passage.blocks[at];
    return number && !(passage.part?.[0] && at === 0) ? `${number} ${words}` : words;
  });

  // --- references

  /** Records of documents by their addresses. @type {Map<string, Promise<?Cote.DocumentRecord>>} */
  const records = new Map();

  /** The record of a passage's document, where it is, and what the passage's reference says behind the document's name; null
      where the archive hasn't the document. @param {Cote.Collected} passage */
  async function recorded({ path, reference }) {
    const address = cote.documents.file(path, 'reference.js');
    const coming = records.get(address) ?? cote.run(address).then(() => cote.record, () => { records.delete(address); return null; });
    records.set(address, coming);
    const record = await coming;
    if (!record) return null;
    const start = record.short.name + record.short.join;
    return { record, address, place: reference.startsWith(start) ? reference.slice(start.length) : reference };
  }

  /** @type {Cote.Desk['cited']} */
  desk.cited = async (passage) => {
    const { blocks, reference, address } = passage;
    const found = cote.citationStyle() === 'short' || !address ? null : await recorded(passage);
    return cote.chosenReference({
      first: blocks[0].anchor, last: blocks[blocks.length - 1].anchor, words: found?.place ?? '', citation: reference, address, record: found?.address ?? '',
    });
  };

  /** Its reference where that says more than its heading, the short one. @param {Cote.Collected} passage */
  async function further(passage) {
    const reference = await desk.cited(passage);
    return reference.form === 'short' ? '' : cote.plainReference(reference);
  }

  /** @template T @param {Cote.Collected[]} passages @param {(passage: Cote.Collected) => Promise<T>} act one after the other */
  async function each(passages, act) {
    const all = [];
    for (const passage of passages) all.push(await act(passage));
    return all;
  }

  // --- Markdown (CommonMark 0.31)

  /** @param {string} text */
  const plain = (text) => text.replace(/[\\\x60*_[\]<>&~|]/g, '\\$&')
    .replace(/^(\s*)(#+(?=\s|$)|[-+](?=\s|$)|=+\s*$)/gm, '$1\\$2') // what begins headings and lists: `# a`, `- a`
    .replace(/^(\s*\d{1,9})([.)])/gm, '$1\\$2'); // `12. a`
  /** @param {string} address */
  const target = (address) => address.replace(/[()<>\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

  /** @type {Cote.Desk['markdown']} */
  desk.markdown = async (passages) => {
    const parts = await each(passages, async (passage) => {
      const { reference, address, title, note, tags, blocks } = passage;
      const named = address ? `[${plain(reference)}](${target(address)})` : plain(reference);
      return [
        `## ${named}`, plain(title), lines(passage).map((line) => `> ${plain(line)}`).join('\n>\n'),
        plain(await further(passage)).replaceAll('\n', '\n\n'), plain(note),
        tags.length ? plain(say('dossier.tags_are', { tags: tags.join(', ') })) : '',
        blocks.map(({ anchor, hash }) => `\`${anchor}\` SHA-256 \`${hash}\``).join('  \n'),
      ];
    });
    return [`# ${say('dossier.title')}`, ...parts.flat()].filter(Boolean).join('\n\n').concat('\n');
  };

  // --- Word

  // What XML 1.0 has no place for: `\u0000`, a lone surrogate; not `\t`, `\n`.
  const OUTSIDE = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
  /** @param {string} text */
  const xml = (text) => cote.escaped(text.replace(OUTSIDE, '\uFFFD'));
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const OFFICE = 'http://schemas.openxmlformats.org';

  /** @param {string} text @param {string} language @param {string} [style] */
  function run(text, language, style = '') {
    const turned = isTurned(language);
    const script = language === 'zh' ? 'eastAsia' : 'val';
    const how = `${style && `<w:rStyle w:val="${style}"/>`}${turned ? '<w:rtl/>' : ''}<w:lang w:${turned ? 'bidi' : script}="${language}"/>`;
    const written = text.split('\n').map((line) => `<w:t xml:space="preserve">${xml(line)}</w:t>`).join('<w:br/>');
    return `<w:r><w:rPr>${how}</w:rPr>${written}</w:r>`;
  }

  /** @param {string} style @param {string} language @param {string} runs */
  const paragraph = (style, language, runs) => `<w:p><w:pPr><w:pStyle w:val="${style}"/>${isTurned(language) ? '<w:bidi/>' : ''}</w:pPr>${runs}</w:p>`;

  /** @param {string} id @param {string} name @param {string} base @param {string} more */
  const style = (id, name, base, more) => [
    `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${name}"/>`,
    `${base && `<w:basedOn w:val="${base}"/>`}<w:qFormat/>${more}</w:style>`,
  ].join('');

  const STYLES = [
    `${HEAD}<w:styles xmlns:w="${OFFICE}/wordprocessingml/2006/main">`,
    style('Normal', 'Normal', '', '<w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr>'),
    style('Title', 'Title', 'Normal', '<w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr>'),
    style('Heading1', 'heading 1', 'Normal', [
      '<w:pPr><w:keepNext/><w:spacing w:before="360"/><w:outlineLvl w:val="0"/></w:pPr>',
      '<w:rPr><w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>',
    ].join('')),
    style('Quote', 'Quote', 'Normal', '<w:pPr><w:ind w:left="567" w:right="567"/></w:pPr>'),
    style('Small', 'Small', 'Normal', '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'),
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>',
    '<w:rPr><w:color w:val="174A7C"/><w:u w:val="single"/></w:rPr></w:style>',
    '</w:styles>',
  ].join('');

  /** @param {Cote.Collected} passage @param {string} link the name of its relationship @param {string} more its reference in a style */
  function section(passage, link, more) {
    const { language, reference, title, note, tags, blocks } = passage;
    const own = cote.knowledge.language;
    const named = run(reference, language, link && 'Hyperlink');
    return [
      paragraph('Heading1', language, link ? `<w:hyperlink r:id="${link}" w:history="1">${named}</w:hyperlink>` : named),
      title && paragraph('Small', language, run(title, language)),
      ...lines(passage).map((line) => paragraph('Quote', language, run(line, language))),
      more && paragraph('Normal', language, run(more, language)),
      note && paragraph('Normal', own, run(note, own)),
      tags.length && paragraph('Small', own, run(say('dossier.tags_are', { tags: tags.join(', ') }), own)),
      paragraph('Small', 'en', run([passage.address, ...blocks.map(({ anchor, hash }) => `${anchor} SHA-256 ${hash}`)].filter(Boolean).join('\n'), 'en')),
    ].filter(Boolean).join('');
  }

  const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  /** @param {string} id @param {string} kind @param {string} aim @param {string} [more] */
  const relation = (id, kind, aim, more = '') => `<Relationship Id="${id}" Type="${OFFICE}/officeDocument/2006/relationships/${kind}" Target="${aim}"${more}/>`;
  /** @param {string[]} all */
  const relations = (...all) => `${HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships">${all.join('')}</Relationships>`;

  /** @type {Cote.Desk['word']} */
  desk.word = async (passages) => {
    const own = cote.knowledge.language;
    /** @type {string[]} */
    const links = [];
    const body = await each(passages, async (passage) => section(passage, passage.address && `link${links.push(passage.address)}`, await further(passage)));
    const targets = links.map((address, at) => relation(`link${at + 1}`, 'hyperlink', xml(new URL(address).href), ' TargetMode="External"'));
    const margins = '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>';
    const content = paragraph('Title', own, run(say('dossier.title'), own)) + body.join('');
    return desk.zip({
      '[Content_Types].xml': [
        `${HEAD}<Types xmlns="${OFFICE}/package/2006/content-types">`,
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        ...['document.main', 'styles'].map((kind) => `<Override PartName="/word/${kind.split('.')[0]}.xml" ContentType="${WORD}.${kind}+xml"/>`),
        '</Types>',
      ].join(''),
      '_rels/.rels': relations(relation('document', 'officeDocument', 'word/document.xml')),
      'word/document.xml': [
        `${HEAD}<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships">`,
        `<w:body>${content}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>${margins}</w:sectPr></w:body></w:document>`,
      ].join(''),
      'word/styles.xml': STYLES,
      'word/_rels/document.xml.rels': relations(relation('styles', 'styles', 'styles.xml'), ...targets),
    }, `${WORD}.document`);
  };

  // --- RIS

  /** The fields that the archive's own RIS has of a document, what the passage says where it hasn't the document; and the
      passage's place in it. @param {Cote.Collected} passage @returns {Promise<{ fields: [tag: string, value: string][], place: string }>} */
  async function fieldsOf(passage) {
    const found = await recorded(passage);
    if (found) return { fields: found.record.ris, place: found.place };
    const { symbol, title, language, reference } = passage;
    const name = [symbol, title].find((known) => known && reference.startsWith(known)) ?? '';
    return { fields: [['TY', 'RPRT'], ['TI', title], ['SN', symbol], ['LA', language]], place: reference.slice(name.length).replace(/^[^\p{L}\p{N}]+/u, '') };
  }

  /** @type {Cote.Desk['ris']} */
  desk.ris = async (passages) => {
    /** @type {string[]} */
    const written = [];
    for (const passage of passages) {
      const { id, address, note, tags, blocks } = passage;
      const { fields, place } = await fieldsOf(passage);
      // A record has one number and one address: those of the passage. Its words are its abstract.
      const own = fields.filter(([name]) => !['ID', 'UR', 'AB'].includes(name));
      const number = own.findIndex(([name]) => name === 'N1');
      /** @type {[string, string][]} */
      const more = [
        ['SP', place], ['UR', address], ['AB', lines(passage).join(' ')], ...tags.map((name) => /** @type {[string, string]} */ (['KW', name])), ['N1', note],
        ...blocks.map(({ anchor, hash }) => /** @type {[string, string]} */ (['N1', `${anchor} SHA-256 ${hash}`])),
      ];
      const all = [own[0], ['ID', id], ...own.slice(1, number < 0 ? undefined : number), ...more, ...(number < 0 ? [] : own.slice(number))];
      written.push(...all.filter(([, value]) => value).map(([name, value]) => `${name}  - ${value.replace(/\s+/g, ' ').trim()}`), 'ER  - ', '');
    }
    return written.join('\r\n');
  };
})();
