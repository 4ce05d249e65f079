// The contents show where the reader is, and fold again once they have led somewhere.
(() => {
  const contents = document.querySelector('.contents');
  if (!contents) return;
  const fold = /** @type {HTMLDetailsElement} */ (contents.querySelector('details'));
  const title = /** @type {HTMLElement} */ (fold.querySelector('summary'));
  const here = /** @type {HTMLElement} */ (contents.querySelector('.contents__here'));
  const entries = [...contents.querySelectorAll('a')]
    .flatMap((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return heading ? [{ link, heading }] : [];
    });
  const side = window.matchMedia('(min-width: 64em)');
  /** @type {{link: HTMLAnchorElement, heading: HTMLElement} | undefined} */
  let current;

  /**
   * Index of the last heading at or above the reader's line; -1 before the first. They stand in order, so halve.
   * @param {number} line
   */
  function lastAbove(line) {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (entries[middle].heading.getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function show() {
    const sticky = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const entry = entries[lastAbove(sticky + 8)];
    if (entry === current) return;
    current?.link.removeAttribute('aria-current');
    current = entry;
    here.textContent = entry ? entry.link.textContent : '';
    if (!entry) return;
    entry.link.setAttribute('aria-current', 'location');
    keepInSight(entry.link);
  }

  /** Scroll the list alone, never the page. @param {HTMLElement} link */
  function keepInSight(link) {
    const list = fold.scrollHeight > fold.clientHeight ? fold : /** @type {HTMLElement} */ (fold.querySelector('ol'));
    const box = link.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (box.top < frame.top) list.scrollTop -= frame.top - box.top + frame.height / 3;
    if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom + frame.height / 3;
  }

  let waiting = false;
  window.addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; show(); });
  }, { passive: true });

  /** At the side the list is always open, and its title isn't a control. */
  function arrange() {
    fold.open = side.matches;
    title.tabIndex = side.matches ? -1 : 0;
  }

  const close = () => { fold.open = side.matches; };
  contents.addEventListener('click', (event) => { if (/** @type {Element} */ (event.target).closest('a')) close(); });
  document.addEventListener('click', (event) => { if (!contents.contains(/** @type {Node} */ (event.target))) close(); });
  contents.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !fold.open || side.matches) return;
    close();
    title.focus();
  });
  fold.addEventListener('toggle', () => { if (fold.open && current) keepInSight(current.link); });
  side.addEventListener('change', arrange);
  arrange();
  show();
})();
