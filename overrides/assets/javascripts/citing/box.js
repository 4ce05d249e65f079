// The home page's box: a reference that says where it leads goes there, all else is looked for. The results page offers the
// way, too, where a reference may be one of several documents, or stands among words.
(() => {
  const cote = window.cote;
  const form = /** @type {HTMLFormElement} */ (document.querySelector('form[data-box]'));
  const field = /** @type {HTMLInputElement} */ (form.querySelector('[name="q"]'));
  const scripts = new URL('.', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const NUMBER = /\p{N}/u; // no reference is without

  /** @type {?Promise<unknown>} */
  let reader = null;
  /** What reads references, once there is something to read. */
  const ready = () => {
    reader ??= cote.run(`${scripts}references.js`).then(() => cote.run(`${scripts}leading.js`));
    reader.catch(() => { reader = null; });
    return reader;
  };

  /** Of a document in several languages, that which the reader reads first. @param {Cote.HeldEntry[]} held */
  const preferred = (held) => {
    if (held.length < 2) return held[0];
    const languages = cote.readersLanguages(cote.knowledge.language);
    return languages.map((code) => held.find(({ language }) => language === code)).find(Boolean);
  };

  /**
   * Where a text leads that is a reference of one document, or the page that lists several; empty for words, for what may
   * be one of several documents, and for what the archive hasn't.
   * @param {string} text
   */
  async function addressOf(text) {
    await ready();
    const { references, alone } = cote.citations.survey(text, new Date().getFullYear());
    if (!alone || !references.length) return '';
    const symbols = new Set(references.map(({ candidates }) => candidates.join()));
    if (symbols.size > 1) return `${cote.documents.page('aller')}?${new URLSearchParams({ c: text })}`;
    const [reference] = references;
    if (reference.candidates.length !== 1) return '';
    const { held } = await cote.documents.find(cote.citations.printed(reference.candidates[0]));
    const entry = preferred(held);
    return entry ? cote.offer.target(entry, reference).href : '';
  }

  field.addEventListener('input', () => { if (NUMBER.test(field.value)) ready().catch(() => {}); }); // said by its absence
  form.addEventListener('submit', (event) => {
    const text = field.value.trim();
    if (!NUMBER.test(text)) return;
    event.preventDefault();
    const search = `${form.action}?${new URLSearchParams({ q: text })}`;
    addressOf(text).catch(() => '').then((address) => cote.follow(address || search));
  });
})();
