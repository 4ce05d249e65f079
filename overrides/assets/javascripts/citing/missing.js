// The page of an address that is none of the archive's: it reads the address, leads on where only the writing was wrong,
// and otherwise offers the documents that are near, the official address, and search.
(() => {
  const cote = window.cote;
  const place = document.querySelector('[data-found]');
  const { documents, offer } = cote;

  /** The symbol that the address names, and its place: `…/fr/E/CN.15/2020/8/par-12`, with or without language. */
  function asked() {
    const path = new URL(location.href).pathname.slice(new URL(documents.root).pathname.length);
    return cote.citations.read(`https://x/${path}${location.hash}`);
  }

  const language = () => /(?:^|\/)(ar|en|es|fr|ru|zh)\//i.exec(location.pathname)?.[1].toLowerCase() ?? document.documentElement.lang;

  async function help() {
    const { symbol, anchor, last } = asked();
    if (!/[A-Za-z].*\d/.test(symbol) && !symbol.startsWith('sans-cote/')) {
      const words = decodeURIComponent(symbol).replace(/[/_.-]+/g, ' ').trim();
      if (words) place.replaceChildren(offer.search(words));
      return;
    }
    const { held, cited } = await documents.find(symbol);
    const one = held.find((entry) => entry.language === language()) ?? held[0];
    if (one) {
      const fragment = last ? `${anchor}--${last}` : anchor || decodeURIComponent(location.hash.slice(1));
      location.replace(documents.page(`${one.language}/${one.path}`, fragment));
      return;
    }
    place.replaceChildren(...(symbol.startsWith('sans-cote/') ? [...await offer.nearby(symbol), offer.search(symbol.split('/').at(-1).replaceAll('-', ' '))] : await offer.absent(symbol.toUpperCase() === symbol ? symbol : spelled(symbol), cited)));
  }

  /** A symbol as it is written, where an address has it in lower case: parts that are all letters stay capitals. */
  const spelled = (symbol) => (/[A-Z]/.test(symbol) ? symbol : symbol.toUpperCase().replace(/\/(ADD|CORR|REV)\./g, (_, part) => `/${part[0]}${part.slice(1).toLowerCase()}.`));

  help().catch(() => {});
})();
