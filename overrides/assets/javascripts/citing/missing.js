// The page of an address that isn't the archive's: it reads the address, leads on where only the writing was wrong,
// and otherwise offers the documents that are near, the official address, and search.
(() => {
  const cote = window.cote;
  const place = /** @type {HTMLElement} */ (document.querySelector('[data-found]'));
  const { documents, offer } = cote;

  const path = location.pathname.slice(new URL(documents.root).pathname.length);
  const { language, whole, symbol, anchor } = cote.addresses.read(path);
  // The document's page finds the block: it knows which ones it has. A mail program may have written %23 for #.
  const [, glued = ''] = cote.anchors.decoded(path).split(/#(.*)/s);
  const fragment = location.hash.slice(1) || glued;

  /** What is known of the address: of a document, or of a block in it. */
  async function known() {
    const document_ = await documents.find(whole);
    if (document_.held.length || document_.cited || symbol === whole) return { ...document_, fragment };
    // The address of a paragraph's own page is what was given out; behind it a letter or a program has put more.
    return { ...await documents.find(symbol), fragment: anchor || fragment };
  }

  /** Another page of the archive, of which only the ending was wrong: `aide.html` for `aide/`. Or the page of a document
      that was removed, where the address is that of one of its paragraphs. */
  async function ledToPage() {
    if (/^404(?:\.html)?$/.test(path)) return false; // this page itself, opened by its name
    const pages = [{ page: path, hash: location.hash }];
    if (anchor) pages.push({ page: `${language}/${symbol}`, hash: `#${anchor}` });
    for (const { page, hash } of pages) {
      const address = documents.page(cote.addresses.foldersOf(page).map(encodeURIComponent).join('/'));
      if (new URL(address).pathname === location.pathname) continue;
      const answer = await fetch(address, { method: 'HEAD' });
      // 410: the page that says that it is gone.
      if (answer.ok || answer.status === 410) return cote.leadTo(`${address}${location.search}${hash}`);
    }
    return false;
  }

  async function help() {
    if (!/[A-Za-z].*\d/.test(symbol) && !symbol.startsWith('sans-cote/')) {
      if (await ledToPage().catch(() => false)) return;
      const words = symbol.replace(/[/_.-]+/g, ' ').trim();
      if (words) place.replaceChildren(offer.search(words));
      return;
    }
    const { held, cited, fragment: named } = await known();
    const entry = held.find((other) => other.language === (language || document.documentElement.lang)) ?? held[0];
    if (entry) {
      if (!cote.leadTo(documents.page(`${entry.language}/${entry.path}`, named))) {
        place.replaceChildren(offer.list([entry], named));
      }
      return;
    }
    if (await ledToPage().catch(() => false)) return;
    if (symbol.startsWith('sans-cote/')) {
      place.replaceChildren(...await offer.nearby(symbol), offer.search((symbol.split('/').at(-1) ?? '').replaceAll('-', ' ')));
    } else place.replaceChildren(...await offer.absent(spelled(symbol), cited));
  }

  /**
   * A symbol as it is written, where an address has it in lower case: parts that are all letters stay capitals.
   * @param {string} written
   */
  const spelled = (written) => (/[A-Z]/.test(written) ? written
    : written.toUpperCase().replace(/\/(ADD|CORR|REV)\./g, (_, part) => `/${part[0]}${part.slice(1).toLowerCase()}.`));

  help().catch(() => {});
})();
