// The text of a version and what is said of it, out of its page, for the page with two beside each other (side-by-side.js).
(() => {
  /** @type {Cote.Shared['versionText']} */
  window.cote.versionText = (page, address) => {
    const links = /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll('[data-versions] a[hreflang]')]);
    const report = /** @type {HTMLElement} */ (page.querySelector('.report'));
    const copy = /** @type {HTMLElement} */ (report.cloneNode(true));
    for (const extra of copy.querySelectorAll('[data-chrome]')) extra.remove();
    const own = links.find((link) => link.matches('[aria-current]'));
    const title = page.querySelector('h1')?.textContent ?? '';
    return {
      html: copy.outerHTML,
      lang: own?.lang ?? '',
      dir: own?.dir ?? '',
      name: own?.textContent ?? '',
      title,
      symbol: page.querySelector('#cote')?.textContent ?? title,
      // By its attribute: in a page that was fetched, a link's own address is that of the page that fetched it.
      versions: links.map((link) => new URL(link.getAttribute('href') ?? '', address).href.split(/[?#]/)[0]),
    };
  };
})();
