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

  const list = (entries, fragment) => element('ul', { class: 'documents' }, ...entries.map((one) => entry(one, fragment)));

  /** What can be said of a document that is not held: its official address, who cites it, what is near, search. */
  async function absent(symbol, cited) {
    const lines = [element('p', {}, `L’archive n’a pas le document ${symbol}.`)];
    lines.push(element('p', {}, 'Adresse officielle\u202f: ', link(documents.official(symbol), documents.official(symbol)), '.'));
    if (cited) {
      const count = cited.places > 1 ? `${cited.places} passages de l’archive le citent` : 'Un passage de l’archive le cite';
      lines.push(element('p', {}, ...(cited.page ? [link(documents.page(cited.page), count)] : [count]), '.'));
    }
    return [...lines, ...await nearby(symbol), search(symbol)];
  }

  async function nearby(symbol) {
    const found = await documents.near(symbol);
    return found.length ? [element('h2', {}, 'Documents dont l’adresse est proche'), list(found)] : [];
  }

  function search(words) {
    const address = `${documents.page('recherche')}?q=${encodeURIComponent(words)}`;
    return element('p', {}, link(address, `Chercher «\u202f${words}\u202f» dans l’archive`), '.');
  }

  cote.offer = { absent, element, link, list, nearby, search };
})();
