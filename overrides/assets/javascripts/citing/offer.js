// What the pages of unknown addresses and of pasted citations offer, as lists of links.
(() => {
  const cote = window.cote;
  const { documents } = cote;

  function element(name, attributes = {}, ...content) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
  }

  const link = (href, ...content) => element('a', { href }, ...content);

  /** A document held, as the archive's lists show it. */
  function entry(one, fragment = '') {
    const symbol = one.symbol ? [element('span', { class: 'symbol' }, one.symbol), ' '] : [];
    const item = element('li', {}, link(documents.page(`${one.language}/${one.path}`, fragment), ...symbol, element('span', { class: 'title' }, one.title)));
    if (one.date) item.append(' ', element('span', { class: 'facts' }, one.date));
    return item;
  }

  const fragmentOf = ({ anchor, last }) => (last ? `${anchor}--${last}` : anchor);

  /** The address of the place that a reference names in a document held. */
  function target(one, reference) {
    const address = new URL(documents.page(`${one.language}/${one.path}`, fragmentOf(reference)));
    for (const heading of reference.headings) address.searchParams.append('titre', heading);
    return address;
  }

  const list = (entries, fragment) => element('ul', { class: 'documents' }, ...entries.map((one) => entry(one, fragment)));

  /** « docs.un.org/… », or that nothing official is known. */
  const officially = (symbol) => {
    const address = documents.official(symbol);
    return address ? ['Adresse officielle\u202f: ', link(address, address), '.'] : ['Aucune adresse officielle n’est connue.'];
  };

  /** Who cites a document that is not held, as a link where there is a page of that. */
  function citing({ places, page }) {
    const count = places > 1 ? `${places} passages de l’archive le citent` : 'Un passage de l’archive le cite';
    return [page ? link(documents.page(page), count) : count, '.'];
  }

  /** What can be said of a document that is not held: its official address, who cites it, what is near, search. */
  async function absent(symbol, cited) {
    const lines = [element('p', {}, `L’archive n’a pas le document ${symbol}.`), element('p', {}, ...officially(symbol))];
    if (cited) lines.push(element('p', {}, ...citing(cited)));
    return [...lines, ...await nearby(symbol), search(symbol)];
  }

  /** Where a reference leads: each document that it may mean, at its place where it is held. */
  function meanings(reference, found, chosen) {
    return element('ul', { class: 'meanings' }, ...found.flatMap(({ symbol, held, cited }) => {
      if (held.length) return chosen(held).map((one) => element('li', {}, ...inArchive(reference, one)));
      const more = cited ? [' ', ...citing(cited)] : [];
      return [element('li', {}, `L’archive n’a pas le document ${symbol}. `, ...officially(symbol), ...more)];
    }));
  }

  function inArchive(reference, one) {
    const place = reference.place.replace(/^[\s,;(]+|[\s,;]+$/g, '');
    const at = place && `, ${place.includes('(') || /[\p{L}\d]\)$/u.test(place) ? place : place.replace(/\)+$/, '')}`;
    const name = one.symbol ? [element('span', { class: 'symbol' }, `${one.symbol}${at}`), ' '] : [];
    return [link(target(one, reference), ...name, element('span', { class: 'title' }, one.symbol ? one.title : `${one.title}${at}`))];
  }

  /** Why a reference leads nowhere. */
  function unknown({ kind, number }) {
    if (kind === 'address') return element('p', {}, 'Cette adresse ne dit pas quel document elle ouvre.');
    if (kind === 'act') return element('p', {}, `L’archive ne connaît pas d’organe qui numérote ainsi (${number}).`);
    if (kind === 'title') return element('p', {}, 'L’archive n’a pas de document de ce titre.');
    return element('p', {}, 'L’archive ne connaît pas ce document.');
  }

  async function nearby(symbol) {
    const found = await documents.near(symbol);
    return found.length ? [element('h2', {}, 'Documents dont l’adresse est proche'), list(found)] : [];
  }

  function search(words) {
    const address = `${documents.page('recherche')}?q=${encodeURIComponent(words)}`;
    return element('p', {}, link(address, `Chercher «\u202f${words}\u202f» dans l’archive`), '.');
  }

  cote.offer = { absent, element, fragmentOf, link, list, meanings, nearby, search, target, unknown };
})();
