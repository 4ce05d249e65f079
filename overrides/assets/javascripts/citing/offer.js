// What the pages of unknown addresses and of pasted citations offer, as lists of links.
(() => {
  const cote = window.cote;
  const { documents } = cote;

  /** @type {Cote.Offer['element']} */
  function element(name, attributes = {}, ...content) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...content);
    return node;
  }

  /** @type {Cote.Offer['link']} */
  const link = (href, ...content) => element('a', { href: String(href) }, ...content);

  /** A document held, as the archive's lists show it. @param {Cote.HeldEntry} entry */
  function item({ language, path, symbol, title, date }, fragment = '') {
    const name = symbol ? [element('span', { class: 'symbol' }, symbol), ' '] : [];
    const node = element('li', {}, link(documents.page(`${language}/${path}`, fragment), ...name, element('span', { class: 'title' }, title)));
    if (date) node.append(' ', element('span', { class: 'facts' }, date));
    return node;
  }

  /** @type {Cote.Offer['fragmentOf']} */
  const fragmentOf = ({ anchor, last }) => (last ? `${anchor}--${last}` : anchor);

  /** The address of the place that a reference names in a document held. @type {Cote.Offer['target']} */
  function target({ language, path }, reference) {
    const address = new URL(documents.page(`${language}/${path}`, fragmentOf(reference)));
    for (const heading of reference.headings) address.searchParams.append('titre', heading);
    return address;
  }

  /** @type {Cote.Offer['list']} */
  const list = (entries, fragment) => element('ul', { class: 'documents' }, ...entries.map((entry) => item(entry, fragment)));

  /** « docs.un.org/… », or that nothing official is known. @param {string} symbol @returns {Cote.Content[]} */
  const officially = (symbol) => {
    const address = documents.official(symbol);
    return address ? cote.pieces('go.official', { address: link(address, address) }) : [cote.text('go.no_official')];
  };

  /** Who cites a document that isn't held, as a link where there is a page of that. @param {Cote.CitedEntry} cited */
  function citing({ places, page }) {
    const cited = cote.text('go.cited', { count: places });
    return cote.pieces('go.cited_sentence', { cited: page ? link(documents.page(page), cited) : cited });
  }

  /**
   * What can be said of a document that isn't held: its official address, who cites it, what is near, search.
   * @type {Cote.Offer['absent']}
   */
  async function absent(symbol, cited) {
    const lines = [element('p', {}, cote.text('go.absent', { symbol })), element('p', {}, ...officially(symbol))];
    if (cited) lines.push(element('p', {}, ...citing(cited)));
    return [...lines, ...await nearby(symbol), search(symbol)];
  }

  /** Where a reference leads: each document that it may mean, at its place where it is held. @type {Cote.Offer['meanings']} */
  function meanings(reference, choices, chosen) {
    return element('ul', { class: 'meanings' }, ...choices.flatMap(({ symbol, held, cited }) => {
      if (held.length) return chosen(held).map((entry) => element('li', {}, ...inArchive(reference, entry)));
      const citations = cited ? [' ', ...citing(cited)] : [];
      return [element('li', {}, cote.text('go.absent', { symbol }), ' ', ...officially(symbol), ...citations)];
    }));
  }

  /**
   * A document held, at the place of a reference.
   * @param {Cote.Reference} reference
   * @param {Cote.HeldEntry} entry
   */
  function inArchive(reference, entry) {
    const { symbol, title } = entry;
    const place = reference.place.replace(/^[\s,;(]+|[\s,;]+$/g, '');
    const at = place && `, ${place.includes('(') || /[\p{L}\d]\)$/u.test(place) ? place : place.replace(/\)+$/, '')}`;
    const name = symbol ? [element('span', { class: 'symbol' }, `${symbol}${at}`), ' '] : [];
    return [link(target(entry, reference), ...name, element('span', { class: 'title' }, symbol ? title : `${title}${at}`))];
  }

  /** Why a reference leads nowhere. @type {Cote.Offer['unknown']} */
  function unknown({ kind, number }) {
    if (kind === 'address') return element('p', {}, cote.text('go.unknown_address'));
    if (kind === 'act') return element('p', {}, cote.text('go.unknown_act', { number }));
    if (kind === 'same') return element('p', {}, cote.text('go.not_read_told'));
    if (kind === 'title') return element('p', {}, cote.text('go.unknown_title'));
    return element('p', {}, cote.text('go.unknown'));
  }

  /** @type {Cote.Offer['nearby']} */
  async function nearby(symbol) {
    const entries = await documents.near(symbol);
    return entries.length ? [element('h2', {}, cote.text('go.near')), list(entries)] : [];
  }

  /** @type {Cote.Offer['search']} */
  function search(words) {
    const address = `${documents.page('recherche')}?q=${encodeURIComponent(words)}`;
    return element('p', {}, ...cote.pieces('go.search_sentence', { search: link(address, cote.text('go.search', { words })) }));
  }

  cote.offer = { absent, element, fragmentOf, link, list, meanings, nearby, search, target, unknown };
})();
