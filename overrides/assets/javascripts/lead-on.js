// How a page gives way to another: all of them do it here and nowhere else, so that none can do it for ever. A page never
// leads to its own address, nor on where one has led to it already. (tests/browser/permalinks checks that of all scripts.)
(() => {
  const cote = (window.cote ??= /** @type {Cote.Shared} */ ({}));
  const MARK = 'cote.led';
  const own = location.href.split('#')[0];

  /** Put the mark, or where storage is refused, call the window so. @param {string} address */
  function mark(address) {
    try { sessionStorage.setItem(MARK, address); } catch { window.name = `${MARK} ${address}`; }
  }

  /** Take the mark away: the address to which a page has led, or nothing. */
  function marked() {
    const [, named = ''] = window.name.split(`${MARK} `);
    if (named) window.name = '';
    try {
      const stored = sessionStorage.getItem(MARK) ?? '';
      sessionStorage.removeItem(MARK);
      return stored || named;
    } catch { return named; }
  }

  // A server may have sent the reader on from there. Where a reader left while a page gave way, its mark is of another page:
  // it says nothing of this one.
  const from = marked();
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
  const led = from === own || (from !== '' && (visit?.redirectCount ?? 0) > 0);

  /** Open another page in place of this one, and say whether; if not, the page must offer it as a link. */
  cote.leadTo = (target) => {
    const { href } = new URL(target, location.href);
    const page = href.split('#')[0];
    if (led || page === own || new URL(page).pathname === location.pathname) return false;
    mark(page);
    location.replace(href);
    return true;
  };

  /** Open another page because the reader asks for it, as by a link: the way back leads here. */
  cote.follow = (target) => location.assign(target);

  cote.onceLoaded = (act) => {
    if (document.readyState === 'complete') act();
    else window.addEventListener('load', () => setTimeout(act), { once: true });
  };

  /** Have the address name a block of this page, which loads nothing. While a page loads, Firefox takes a new fragment
      for the address alone, and no block becomes its target. */
  cote.showBlock = (anchor) => cote.onceLoaded(() => location.replace(`#${anchor}`));

  // An address that leads to another (renvoi.html, and the small page of a paragraph), at the paragraph that was asked for.
  const target = /** @type {?HTMLLinkElement} */ (document.querySelector('link[data-target]'));
  if (!target) return;
  const address = new URL(target.href);
  address.search = location.search;
  address.hash ||= location.hash;
  cote.leadTo(address);
})();
