// The page « Aller à une référence »: `aller/?c=E/CN.15/2020/8, par. 12` goes there. Where the archive has no such document,
// or the words name several or none, it says so, and where each reference leads.
(() => {
  const cote = window.cote;
  const place = /** @type {HTMLElement} */ (document.querySelector('[data-found]'));
  const field = /** @type {HTMLTextAreaElement} */ (document.querySelector('[name="c"]'));
  const form = /** @type {HTMLFormElement} */ (field.form);
  const { citations, documents, offer } = cote;
  const { element } = offer;
  const LONGEST_ADDRESS = 1500; // servers refuse longer ones
  const ENDS = 60; // letters that show where reading stopped

  /** @param {Cote.Content[]} content */
  const show = (...content) => place.replaceChildren(...content);

  /** Of a document in several languages, the page's; all where it isn't in that one. @param {Cote.HeldEntry[]} held */
  function chosen(held) {
    const own = held.filter(({ language }) => language === document.documentElement.lang);
    return held.length > 1 && own.length ? own : held;
  }

  /**
   * What may be meant by a reference. None of several is chosen; but of a bare number, which may be many things, only
   * those that the archive knows.
   * @param {Cote.Reference} reference
   * @returns {Promise<Cote.Meaning[]>}
   */
  async function meanings(reference) {
    if (reference.title) return [{ symbol: '', held: await documents.byTitle(reference.title), cited: null }];
    const choices = await Promise.all(reference.candidates.map(async (symbol) => ({ symbol: citations.printed(symbol), ...await documents.find(symbol) })));
    if (choices.length < 2) return choices;
    return choices.filter(({ symbol, held, cited }) => (
      held.length > 0 || cited !== null || (reference.kind !== 'number' && documents.official(symbol) !== '')));
  }

  /** One document that is held: go there. @param {Cote.Reference} reference @param {Cote.HeldEntry[]} held */
  function lead(reference, held) {
    const [entry] = held;
    if (!cote.leadTo(offer.target(entry, reference))) show(offer.list(held, offer.fragmentOf(reference)));
  }

  /** Go to the document of the only reference, or say why not. @param {Cote.Reference} reference */
  async function single(reference) {
    const [only, ...others] = await meanings(reference);
    const held = chosen(only?.held ?? []);
    if (!others.length && held.length === 1) lead(reference, held);
    else if (!others.length && held.length) show(element('p', {}, cote.text('go.several')), offer.list(held, offer.fragmentOf(reference)));
    else if (!others.length && only?.symbol) show(...await offer.absent(only.symbol, only.cited));
    else if (others.length) show(element('p', {}, cote.text('go.several')), offer.meanings(reference, [only, ...others], chosen));
    else show(offer.unknown(reference), offer.search(reference.words));
  }

  /** What says the same twice is listed once. @param {Cote.Reference[]} references */
  const distinct = (references) => [...new Map(references.map((reference) => {
    const { candidates, anchor, last, title, headings, words } = reference;
    return [JSON.stringify([candidates.join(), anchor, last, title, headings, candidates.length ? '' : words]).toLowerCase(), reference];
  })).values()];

  /** What isn't understood. @param {string[]} words */
  const notRead = (words) => (words.length ? [
    element('h2', { id: 'non-lu' }, cote.text('go.not_read')),
    element('p', {}, cote.text('go.not_read_told')),
    element('ul', { class: 'references', 'aria-labelledby': 'non-lu' }, ...words.map((one) => element('li', { class: 'pasted', dir: 'auto' }, one))),
  ] : []);

  /** Every reference, in order, with where it leads. @param {Cote.Reference[]} references @param {string[]} others what isn't understood */
  async function several(references, others) {
    const rows = await Promise.all(references.map(async (reference) => {
      const choices = await meanings(reference);
      const leads = choices.some(({ symbol, held }) => symbol || held.length) ? offer.meanings(reference, choices, chosen) : offer.unknown(reference);
      return element('li', {}, element('p', { class: 'pasted' }, reference.spans.length === 1 && reference.place ? reference.place : reference.words), leads);
    }));
    const title = element('h2', { id: 'references' }, cote.text('go.read', { count: references.length }));
    const lists = rows.length ? [title, element('ol', { class: 'references', 'aria-labelledby': 'references' }, ...rows)] : [];
    show(...lists, ...notRead(others));
  }

  /** @param {string} given */
  async function read(given) {
    const { references, unread, end } = citations.survey(given, new Date().getFullYear());
    const distinctReferences = distinct(references);
    const others = unread.map(([from, to]) => given.slice(from, to));
    if (!distinctReferences.length && !others.length) {
      show(element('p', {}, cote.text('go.nothing')), offer.search(given.trim().replace(/\s+/g, ' ').slice(0, LONGEST_ADDRESS)));
    } else if (distinctReferences.length === 1 && !others.length && end === given.length) await single(distinctReferences[0]);
    else await several(distinctReferences, [...new Set(others)]);
    if (end < given.length) place.append(element('p', { class: 'cut' }, cote.text('go.cut', { words: given.slice(0, end).trim().slice(-ENDS) })));
  }

  /** @param {string} given */
  const go = (given) => read(given).catch(() => show(element('p', {}, cote.text('go.not_loaded')), offer.search(given.slice(0, LONGEST_ADDRESS))));

  // Enter goes there, as in a field of one line; a line of its own is Shift and Enter.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    if (encodeURIComponent(field.value).length <= LONGEST_ADDRESS) return;
    event.preventDefault();
    go(field.value);
  });

  const given = new URLSearchParams(location.search).get('c') ?? '';
  if (!given.trim()) return;
  field.value = given;
  go(given);
})();
