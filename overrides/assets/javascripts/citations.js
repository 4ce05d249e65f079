// Pointing at a citation, or reaching it by keyboard, shows a card: what is cited, how often the archive cites it, and
// where it is. The card is the citation's entry in the list at the foot of the page. Under a finger the first tap shows
// it, and the second follows the link. A card stays while pointer or focus is on it or on its citation; Escape closes it
// (WCAG 1.4.13).
(() => {
  const cote = window.cote;
  const report = document.querySelector('.report');
  if (!report) return;
  const CITATION = '.report a[data-cite]';
  const PATIENCE = 300; // ms before a card opens under a passing pointer, or closes behind it
  /** @type {Map<string, HTMLElement>} */
  const entries = new Map();
  /** @type {?{panel: HTMLElement, link: HTMLElement}} the card that is open, and the citation that it is of */
  let card = null;
  /** @type {?HTMLElement} the citation whose card was closed on purpose, until the reader leaves it */
  let closed = null;
  /** @type {number | undefined} */
  let waiting;

  for (const entry of document.querySelectorAll('.cites > li')) {
    for (const key of (entry.dataset.keys ?? '').split(' ')) entries.set(key, entry);
  }

  (cote.actions ??= {})['cited-by'] = {
    shown: (place) => document.getElementById(`cite-${place.anchor}`) !== null,
    href: (place) => `#cite-${place.anchor}`,
  };

  // --- the card

  /** @param {HTMLElement} citation @param {DOMRect} box */
  function open(citation, box) {
    const entry = entries.get(citation.dataset.cite ?? '');
    if (!entry || citation === card?.link || citation === closed) return;
    close();
    const panel = document.createElement('div');
    card = { panel, link: citation };
    panel.id = 'cite-card';
    panel.className = 'cite-card';
    panel.setAttribute('role', 'group');
    panel.setAttribute('aria-label', cote.text('document.cited'));
    panel.lang = entry.closest('[lang]')?.lang ?? ''; // its sentences have their own
    panel.append(...entry.cloneNode(true).childNodes);
    citation.setAttribute('aria-describedby', panel.id);
    cote.putUnder(panel, box);
    const above = box.top - panel.offsetHeight - 4;
    if (box.bottom + panel.offsetHeight + 8 > window.innerHeight && above > 0) {
      const main = /** @type {HTMLElement} */ (document.querySelector('main'));
      panel.style.top = `${above - main.getBoundingClientRect().top}px`;
    }
    panel.addEventListener('pointerenter', () => clearTimeout(waiting));
    panel.addEventListener('pointerleave', leave);
    panel.addEventListener('focusout', onBlur);
    panel.addEventListener('keydown', onCardKey);
  }

  function close() {
    clearTimeout(waiting);
    if (!card) return;
    const { panel, link } = card;
    link.removeAttribute('aria-describedby');
    card = null;
    panel.remove();
  }

  /** The reader closes it: it doesn't come back before the citation is left. */
  function dismiss() {
    if (!card) return;
    const { panel, link } = card;
    const inside = panel.contains(document.activeElement);
    closed = link;
    close();
    if (inside) link.focus({ preventScroll: true });
  }

  const hasFocus = () => card !== null && (document.activeElement === card.link || card.panel.contains(document.activeElement));

  function leave() {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (!hasFocus()) close(); }, PATIENCE);
  }

  // --- pointer

  report.addEventListener('pointerover', (event) => {
    const citation = /** @type {Element} */ (event.target).closest(CITATION);
    if (!citation || event.pointerType !== 'mouse') return;
    clearTimeout(waiting);
    const boxes = [...citation.getClientRects()];
    const box = boxes.find(({ top, bottom }) => event.clientY >= top && event.clientY <= bottom) ?? boxes[0];
    waiting = setTimeout(() => open(citation, box), PATIENCE);
  });

  report.addEventListener('pointerout', (event) => {
    const citation = /** @type {Element} */ (event.target).closest(CITATION);
    if (!citation || event.pointerType !== 'mouse' || citation.contains(/** @type {?Node} */ (event.relatedTarget))) return;
    if (citation === closed && document.activeElement !== closed) closed = null;
    leave();
  });

  // --- finger

  let touched = false;
  document.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch';
    const on = /** @type {Node} */ (event.target);
    if (touched && card && !card.panel.contains(on) && !card.link.contains(on)) close();
  });

  report.addEventListener('click', (event) => {
    const citation = /** @type {HTMLElement} */ (event.target).closest(CITATION);
    if (!touched || !citation || citation === card?.link || !entries.has(citation.dataset.cite ?? '')) return;
    event.preventDefault();
    closed = null;
    open(citation, citation.getClientRects()[0]);
  });

  // --- keyboard

  report.addEventListener('focusin', (event) => {
    const citation = /** @type {Element} */ (event.target).closest(CITATION);
    if (citation?.matches(':focus-visible')) open(citation, citation.getClientRects()[0]);
  });

  /** @param {FocusEvent} event */
  function onBlur(event) {
    if (closed && event.target === closed) closed = null;
    if (!card || event.relatedTarget === card.link || card.panel.contains(/** @type {?Node} */ (event.relatedTarget))) return;
    close();
  }
  report.addEventListener('focusout', onBlur);

  const links = () => [...card?.panel.querySelectorAll('a') ?? []];

  /** @param {KeyboardEvent} event */
  function onCardKey(event) {
    if (event.key !== 'Tab') return;
    const all = links();
    if (event.shiftKey && document.activeElement === all[0]) {
      event.preventDefault();
      card?.link.focus({ preventScroll: true });
    } else if (!event.shiftKey && document.activeElement === all.at(-1)) {
      dismiss(); // and the browser goes on from the citation
    }
  }

  document.addEventListener('keydown', (event) => {
    if (!card) return;
    if (event.key === 'Escape') { dismiss(); return; }
    if (event.key === 'Tab' && !event.shiftKey && document.activeElement === card.link) {
      event.preventDefault();
      links()[0].focus({ preventScroll: true });
    }
  });

  window.addEventListener('resize', close);
})();
