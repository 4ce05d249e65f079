// On small screens a block is laid out when the reader comes near it (report.css). Until then heights are estimates, so a
// browser that returns to a height after a reload shows another paragraph: the place is kept as a block and how far the
// window is from it.
(() => {
  const cote = window.cote;
  const blocks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.report [id]:not(sup > a, .page)')]);
  const FRAMES = 20; // in which blocks around the place have got their heights
  const REST = 200; // ms without scrolling after which the reader is somewhere

  /** @param {Element} block */
  const top = (block) => block.getBoundingClientRect().top;

  /** Whether the style sheet leaves blocks unlaid, in this browser and at this width. */
  const lazy = () => blocks.some((block) => getComputedStyle(block).contentVisibility === 'auto');

  /** The last block that begins above the middle of the window. They stand in order, so halve. */
  function here() {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (top(blocks[middle]) <= window.innerHeight / 2) low = middle + 1;
      else high = middle;
    }
    return blocks[low - 1];
  }

  function keep() {
    const block = window.scrollY > 0 && lazy() ? here() : undefined;
    history.scrollRestoration = block ? 'manual' : 'auto';
    history.replaceState({ ...history.state, place: block && { id: block.id, top: top(block) } }, '');
  }

  /** @param {Element} block @param {number} wanted @param {number} frames */
  function bring(block, wanted, frames) {
    window.scrollBy({ top: top(block) - wanted, behavior: 'instant' });
    if (frames > 1) requestAnimationFrame(() => bring(block, wanted, frames - 1));
  }

  cote.bring = (block, wanted) => cote.onceLoaded(() => bring(block, wanted, FRAMES));
  cote.blockRead = () => (window.scrollY > 0 ? here() : undefined);

  // While a page is left, Chromium no longer takes what is to be kept with its address.
  /** @type {number | undefined} */
  let resting;
  window.addEventListener('scroll', () => {
    clearTimeout(resting);
    resting = setTimeout(keep, REST);
  }, { passive: true });
  document.addEventListener('visibilitychange', () => { if (document.hidden) keep(); });

  const place = history.state?.place;
  const block = place && lazy() && document.getElementById(place.id);
  if (block) cote.bring(block, place.top);
})();
