// Full references of a place, in a dialog: as the UN writes them and in styles of the Citation Style Language, which
// citeproc-js formats (data/csl.toml). Comes with the first that is asked for (reference.js), and loads the rest: the
// document's record, the styles, the locales. What it knows of the document is the record's alone.
(() => {
  const cote = window.cote;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const folder = (/** @type {string} */ path) => new URL(`../../${path}`, own).href;

  // --- loading

  /** @type {Map<string, Promise<unknown>>} */
  const coming = new Map();
  /** Run a script once; one that failed is tried again. @param {string} address */
  function once(address) {
    const known = coming.get(address) ?? cote.run(address);
    coming.set(address, known);
    known.catch(() => coming.delete(address));
    return known;
  }

  const style = () => new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: folder('stylesheets/joined/reference.css') });
    link.onload = link.onerror = resolve; // without it the dialog is plain
    document.head.append(link);
  });
  /** @type {?Promise<unknown>} */
  let styled = null;

  /** @param {string} language */
  const localeOf = (language) => cote.csl.locales[language.slice(0, 2)] ?? cote.csl.locales.other;

  /** Each document's record, by its address. @type {Map<string, Promise<Cote.DocumentRecord>>} */
  const records = new Map();
  /** @type {Cote.Shared['recordAt']} */
  cote.recordAt = (address) => {
    // A script and its `load` are one task: nothing comes between, and what it has set is its own.
    const known = records.get(address) ?? cote.run(address).then(() => cote.record);
    records.set(address, known);
    known.catch(() => records.delete(address));
    return known;
  };

  /** @type {Cote.Shared['recordedPlace']} */
  cote.recordedPlace = ({ kinds, places }, anchor) => {
    const place = places[anchor] ?? '';
    if (typeof place === 'string') return { words: place, label: '', number: '', suffix: '' };
    const [number, kind, words] = place;
    const [before, after, label, suffix] = kinds[kind];
    return { words: words ?? before + number + after, label, number, suffix };
  };

  /** The record, and the names of the styles. @param {Cote.FullPlace} place */
  const begin = (place) => Promise.all([cote.recordAt(place.record), once(folder('csl/styles.js'))]).then(([record]) => record);

  /** What the dialog takes besides: what it says, and its style. */
  function furnished() {
    styled ??= style();
    const said = 'reference.title' in cote.knowledge.sentences ? null : once(folder('javascripts/said/reference.js'));
    return Promise.all([said, styled]);
  }

  /** What a style takes besides. @param {string} name @param {string} locale the one that it insists on @param {string} language the document's */
  function rest(name, locale, language) {
    // citeproc-js looks in `other` for what a locale lacks.
    const spoken = new Set([locale || localeOf(language), cote.csl.locales.other]);
    const names = ['citeproc', name, ...[...spoken].map((code) => `locales-${code}`)];
    return Promise.all(names.map((part) => once(folder(`csl/${part}.js`))));
  }

  // --- formatting

  // citeproc-js reads words inside a locator (« par. 4 ») and sets ranges of plain numbers alone. So it is given plain
  // numbers, which nothing else of a reference looks like; the place's own take their places in what it returns.
  const FIRST = '700000001';
  const LAST = '800000002';

  /**
   * What citeproc-js is told of a place, and the words that it hasn't seen: those of the record where CSL has a name for
   * such places, else those of the short citation.
   * @param {Cote.FullPlace} place
   * @param {Cote.DocumentRecord} record
   */
  function located({ first, last, words }, record) {
    const [from, to] = [first, last].map((anchor) => cote.recordedPlace(record, anchor));
    const { label, number, suffix } = from;
    if (!label || label !== to.label || suffix !== to.suffix) {
      return { label: 'none', locator: FIRST, numbers: [words] }; // for which no locale has a word
    }
    return first === last
      ? { label, locator: FIRST, numbers: [number + suffix] }
      : { label, locator: `${FIRST}-${LAST}`, numbers: [number, to.number + suffix] };
  }

  /** @type {Record<string, string>} */
  const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  /** @param {string} text */
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => ENTITIES[sign]);

  const INLINE = /^(?:I|B|SUP|SUB)$/;
  /** The words of HTML with their italics and raised letters, and nothing else of it. @param {Node} node @returns {string} */
  function inline(node) {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.nodeValue ?? '');
    const inner = [...node.childNodes].map(inline).join('');
    const name = node.nodeName.toLowerCase();
    return INLINE.test(node.nodeName) ? `<${name}>${inner}</${name}>` : inner;
  }

  /** @param {string} html */
  const cleaned = (html) => inline(new DOMParser().parseFromString(html, 'text/html').body).replace(/\s*\n\s*/g, ' ').trim();

  /** The day on which the page is consulted, which styles ask for where an address is. @returns {Cote.Day} */
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  };

  /**
   * A date that isn't sure, for a style that knows none but sure ones: in brackets, as catalogues write what they supply.
   * @param {string} name
   * @param {Cote.DocumentRecord} record
   * @returns {Record<string, unknown>}
   */
  function dated(name, record) {
    const { issued } = record.item;
    if (!issued?.circa || cote.csl.styles.some(([known,,, marks]) => known === name && marks)) return {};
    const parts = issued['date-parts'][0].map((part) => String(part).padStart(2, '0'));
    return { issued: { literal: `[${parts.join('-')}]` } };
  }

  /** @type {Map<string, CSL.Item>} */
  const items = new Map();
  /** @type {Map<string, CSL.Engine>} */
  const engines = new Map();
  /** @param {string} name @param {string} language the document's */
  function engineOf(name, language) {
    const locale = localeOf(language);
    const system = {
      retrieveLocale: (/** @type {string} */ code) => cote.csl.texts[`locales-${localeOf(code)}`],
      retrieveItem: (/** @type {string} */ id) => /** @type {CSL.Item} */ (items.get(id)),
    };
    const engine = engines.get(`${name} ${locale}`) ?? new window.CSL.Engine(system, cote.csl.texts[name], locale);
    engines.set(`${name} ${locale}`, engine);
    return engine;
  }

  /**
   * A place in a style: with its number, as a note or in a text, and as lists of references have the document.
   * @param {string} name
   * @param {Cote.FullPlace} place
   * @param {Cote.DocumentRecord} record
   * @returns {Cote.FullReference[]}
   */
  function inStyle(name, place, record) {
    const { numbers, ...where } = place.words ? located(place, record) : { numbers: [] };
    const id = `${place.address} ${items.size}`; // what has an id is remembered
    items.set(id, { ...record.item, ...dated(name, record), id, URL: place.address, accessed: { 'date-parts': [place.day ?? today()] } });
    const engine = engineOf(name, record.item.language);
    engine.setOutputFormat('html');
    engine.updateItems([id]);
    const listed = cleaned(engine.makeBibliography()[1].join(''));
    const cited = engine.previewCitationCluster({ citationItems: [{ id, ...where }], properties: { noteIndex: 1 } }, [], [], 'html');
    const placed = cleaned(cited).replace(FIRST, () => escaped(numbers[0])).replace(LAST, () => escaped(numbers[numbers.length - 1]));
    const inNotes = engine.opt.xclass === 'note';
    const rows = [{ kind: inNotes ? 'note' : 'in_text', html: placed }, { kind: 'list', html: listed }];
    return inNotes ? rows : rows.reverse();
  }

  /** As the UN writes it. @param {Cote.FullPlace} of @param {Cote.DocumentRecord} record @returns {Cote.FullReference[]} */
  function asTheUn({ words, address }, record) {
    const { place, whole } = record.un;
    const pieces = words ? [place[0], escaped(words), place[1], escaped(address), place[2]] : [whole[0], escaped(address), whole[1]];
    return [{ kind: '', html: cleaned(pieces.join('')) }];
  }

  /** A place in one style. @param {string} name @param {Cote.FullPlace} place @param {Cote.DocumentRecord} record */
  async function formatted(name, place, record) {
    if (name === 'un') return asTheUn(place, record);
    const [, , locale = ''] = cote.csl.styles.find(([known]) => known === name) ?? [];
    await rest(name, locale, record.item.language);
    return inStyle(name, place, record);
  }

  cote.fullReferences = async (place) => {
    const record = await begin(place);
    /** @type {Record<string, Cote.FullReference[]>} */
    const all = {};
    for (const name of ['un', ...cote.csl.styles.map(([file]) => file)]) all[name] = await formatted(name, place, record);
    return all;
  };

  /* Where a place is cited, a style in notes has all in the note; one with author and date has few words in the text, which
     say nothing without the entry that they name. */
  cote.referenceIn = async (name, place) => {
    const record = await begin(place);
    const references = await formatted(name, place, record);
    const [first] = references;
    const rows = place.words && references.some(({ kind }) => kind === 'in_text') ? references.toReversed() : [first];
    const wordsOf = (/** @type {string} */ html) => new DOMParser().parseFromString(html, 'text/html').body.textContent;
    return { rows: rows.map(({ html }) => ({ html, text: wordsOf(html) })), form: rows[0].kind === 'in_text' ? 'in_text' : 'below' };
  };

  // --- the dialog

  /** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} content */
  function element(name, attributes, ...content) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
  }

  /** @type {Record<string, string>} */
  const KINDS = { note: 'reference.note', in_text: 'reference.in_text', list: 'reference.list' };

  /** Of what is in the document's language. */
  const language = (/** @type {string} */ code) => ({ lang: code, dir: 'auto' });

  /** @param {Cote.FullReference} reference @param {string} heading the id of its style's name @param {number} number @param {string} code the document's language */
  function row({ kind, html }, heading, number, code) {
    const text = element('p', { class: 'references__text', ...language(code) });
    text.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
    const id = `${heading}-${number}`;
    const copy = element('button', { type: 'button', 'aria-describedby': `${heading} ${id}` }, cote.text('reference.copy'));
    copy.addEventListener('click', () => cote.copyRich(html, text.textContent, cote.text('reference.copied')));
    return element('div', { class: 'references__row' }, element('p', { class: 'references__kind', id }, kind && cote.text(KINDS[kind])), text, copy);
  }

  // The processor's licence asks for this phrase, as it is (docs/developers/licences.md).
  const foot = () => element('p', { class: 'references__foot' }, ...cote.pieces('reference.made_with', {
    processor: (words) => element('a', { href: 'https://citationstyles.org/', rel: 'external', lang: 'en', dir: 'ltr' }, words),
    licences: (words) => element('a', { href: folder('csl/LICENSE.txt') }, words),
  }));

  /** @param {string} name @param {number} number */
  function section(name, number) {
    const id = `references-${number}`;
    const kind = element('p', { class: 'references__kind' }, cote.text('reference.coming'));
    return element('section', { 'aria-labelledby': id, 'aria-busy': 'true' }, element('h3', { id }, name), kind);
  }

  /** @param {HTMLElement} part a section @param {(Node | string)[]} content what stands below its name */
  function fill(part, ...content) {
    const heading = /** @type {HTMLElement} */ (part.firstElementChild);
    part.replaceChildren(heading, ...content);
    part.removeAttribute('aria-busy');
  }

  /** @param {HTMLElement} part @param {Cote.FullReference[]} references @param {string} code */
  const show = (part, references, code) => fill(part, ...references.map((reference, index) => row(reference, part.firstElementChild?.id ?? '', index, code)));

  /** @param {Cote.FullPlace} place @param {HTMLElement[]} sections @param {string} code */
  function dialogOf(place, sections, code) {
    const close = element('button', { type: 'button' }, cote.text('reference.close'));
    const choice = cote.styleChoice(cote.csl.styles);
    const title = element('h2', { id: 'references', tabindex: '-1', autofocus: '' }, cote.text('reference.title'));
    const dialog = /** @type {HTMLDialogElement} */ (element('dialog', {
      class: 'references', 'aria-labelledby': 'references', 'data-chrome': '', lang: cote.knowledge.language, dir: document.documentElement.dir || 'ltr',
    }, element('div', { class: 'references__head' }, title, close), element('p', language(code), place.citation), choice, ...sections, foot()));
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    // What is outside of an open dialog is neither seen nor heard.
    const toast = /** @type {HTMLElement} */ (document.querySelector('[data-toast]'));
    dialog.append(toast);
    dialog.addEventListener('close', () => { document.body.append(toast); dialog.remove(); });
    return dialog;
  }

  const drawn = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

  /**
   * Names of styles with what readers see of them; that in which references are copied comes first.
   * @returns {[name: string, shown: string][]}
   */
  function inOrder() {
    const styles = cote.csl.styles.map(([name, shown]) => /** @type {[string, string]} */ ([name, shown]));
    /** @type {[string, string][]} */
    const all = [['un', cote.text('reference.un')], ...styles];
    const chosen = cote.citationStyle();
    return all.toSorted(([a], [b]) => Number(b === chosen) - Number(a === chosen));
  }

  cote.showFullReferences = async (place) => {
    const [record] = await Promise.all([begin(place), furnished()]);
    const { language: code } = record.item;
    const styles = inOrder();
    const sections = styles.map(([, shown], index) => section(shown, index));
    show(sections[styles.findIndex(([name]) => name === 'un')], asTheUn(place, record), code);
    const dialog = dialogOf(place, sections, code);
    document.body.append(dialog);
    dialog.showModal();
    // A large style takes a second or more: what is ready is shown before the next is begun.
    for (const [index, [name]] of styles.entries()) {
      if (name === 'un') continue;
      try {
        await drawn();
        if (!dialog.open) return;
        show(sections[index], await formatted(name, place, record), code);
      } catch {
        fill(sections[index], element('p', {}, cote.text('document.no_references')));
      }
    }
  };
})();
