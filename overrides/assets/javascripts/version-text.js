// The text of a document and what is said of it, out of its page, for the page with two beside each other (desk/side-texts.js).
(() => {
  /** @type {Cote.Shared['versionText']} */
  window.cote.versionText = (page, address) => {
    /** @param {string} selector */
    const all = (selector) => [...page.querySelectorAll(selector)];
    // By its attribute: in a page that was fetched, a link's own address is that of the page that fetched it.
    /** @param {Element} link */
    const target = (link) => new URL(link.getAttribute('href') ?? '', address).href;
    /** @param {?Element} element */
    const words = (element) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const report = /** @type {HTMLElement} */ (page.querySelector('.report'));
    const copy = /** @type {HTMLElement} */ (report.cloneNode(true));
    for (const extra of copy.querySelectorAll('[data-chrome]')) extra.remove();
    const title = words(page.querySelector('h1'));
    return {
      html: copy.outerHTML,
      lang: report.getAttribute('lang') ?? '',
      dir: report.closest('[dir]')?.getAttribute('dir') || 'ltr',
      title,
      symbol: page.querySelector('#cote')?.textContent ?? '',
      versions: all('[data-versions] a[hreflang]:not([data-network])').map((link) => ({
        address: target(link).split(/[?#]/)[0], words: words(link), lang: link.getAttribute('lang') ?? '',
      })),
      corrections: all('[data-was]').map((one) => ({
        anchor: one.dataset.was ?? '', day: one.querySelector('time')?.dateTime ?? '', words: words(one.querySelector('blockquote')),
      })),
      related: all('a[data-related]:not([data-network])').map((link) => ({ address: target(link), words: words(link), of: link.dataset.related ?? '' })),
    };
  };
})();
