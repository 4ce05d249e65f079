// Pointing at a citation, or reaching it by keyboard, shows a card: what is cited, how often the archive cites it, and
// where it is. The card is the citation's entry in the list at the foot of the page. A tap follows the link, as ever.
// A card stays while pointer or focus is on it or on its citation; Escape closes it (WCAG 1.4.13).
(() => {
  const cote = window.cote;
  const report = document.querySelector('.report');
  if (!report) return;
  const CITATION = '.report a[data-cite]';
  const PATIENCE = 300; // ms before a card opens under a passing pointer, or closes behind it
  const entries = new Map();
  let card = null;
  let link = null;      // the citation whose card is open
  let closed = null;    // the citation whose card was closed on purpose, until the reader leaves it
  let waiting;

  for (const entry of document.querySelectorAll('.cites > li')) {
    for (const key of entry.dataset.keys.split(' ')) entries.set(key, entry);
  }

  (cote.actions ??= {})['cited-by'] = {
    shown: (place) => document.getElementById(`cite-${place.anchor}`) !== null,
    href: (place) => `#cite-${place.anchor}`,
  };

  // --- the card

  function open(citation, box) {
    const entry = entries.get(citation.dataset.cite);
    if (!entry || citation === link || citation === closed) return;
    close();
    link = citation;
    card = document.createElement('div');
    card.id = 'cite-card';
    card.className = 'cite-card';
    card.setAttribute('role', 'group');
    card.setAttribute('aria-label', 'Document cité');
    card.append(...entry.cloneNode(true).childNodes);
    citation.setAttribute('aria-describedby', card.id);
    cote.putUnder(card, box);
    const above = box.top - card.offsetHeight - 4;
    if (box.bottom + card.offsetHeight + 8 > window.innerHeight && above > 0) {
      card.style.top = `${above - document.querySelector('main').getBoundingClientRect().top}px`;
    }
    card.addEventListener('pointerenter', () => clearTimeout(waiting));
    card.addEventListener('pointerleave', leave);
    card.addEventListener('focusout', onBlur);
    card.addEventListener('keydown', onCardKey);
  }

  function close() {
    clearTimeout(waiting);
    if (!card) return;
    const old = card;
    link.removeAttribute('aria-describedby');
    card = link = null;
    old.remove();
  }

  /** The reader closes it: it does not come back before the citation is left. */
  function dismiss() {
    const citation = link;
    const inside = card.contains(document.activeElement);
    closed = citation;
    close();
    if (inside) citation.focus({ preventScroll: true });
  }

  const hasFocus = () => document.activeElement === link || card?.contains(document.activeElement);

  function leave() {
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (!hasFocus()) close(); }, PATIENCE);
  }

  // --- pointer

  report.addEventListener('pointerover', (event) => {
    const citation = event.target.closest(CITATION);
    if (!citation || event.pointerType !== 'mouse') return;
    clearTimeout(waiting);
    const boxes = [...citation.getClientRects()];
    const box = boxes.find(({ top, bottom }) => event.clientY >= top && event.clientY <= bottom) ?? boxes[0];
    waiting = setTimeout(() => open(citation, box), PATIENCE);
  });

  report.addEventListener('pointerout', (event) => {
    const citation = event.target.closest(CITATION);
    if (!citation || citation.contains(event.relatedTarget)) return;
    if (citation === closed && document.activeElement !== closed) closed = null;
    leave();
  });

  // --- keyboard

  report.addEventListener('focusin', (event) => {
    const citation = event.target.closest(CITATION);
    if (citation?.matches(':focus-visible')) open(citation, citation.getClientRects()[0]);
  });

  function onBlur(event) {
    if (closed && event.target === closed) closed = null;
    if (!card || event.relatedTarget === link || card.contains(event.relatedTarget)) return;
    close();
  }
  report.addEventListener('focusout', onBlur);

  const links = () => [...card.querySelectorAll('a')];

  function onCardKey(event) {
    if (event.key !== 'Tab') return;
    const all = links();
    if (event.shiftKey && document.activeElement === all[0]) {
      event.preventDefault();
      link.focus({ preventScroll: true });
    } else if (!event.shiftKey && document.activeElement === all.at(-1)) {
      dismiss(); // and the browser goes on from the citation
    }
  }

  document.addEventListener('keydown', (event) => {
    if (!card) return;
    if (event.key === 'Escape') { dismiss(); return; }
    if (event.key === 'Tab' && !event.shiftKey && document.activeElement === link) {
      event.preventDefault();
      links()[0].focus({ preventScroll: true });
    }
  });

  window.addEventListener('resize', close);
})();
