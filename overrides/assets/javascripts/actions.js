// A block's number, or the sign beside a block without one, opens a menu. Its entries are the page's
// (`<template id="actions">`); what one does is registered here, or by a later script, under the entry's name:
//
//     cote.actions['copy-link'] = { run(place) { … } }          a thing to do
//     cote.actions['report-mistake'] = { href(place) { … } }    a place to go
//
// where `place` is { block, anchor, permalink, words }. An entry that nobody registered isn't shown; nor is one
// whose `shown(place)` says no.
(() => {
  const cote = window.cote;
  const template = /** @type {?HTMLTemplateElement} */ (document.querySelector('#actions'));
  if (!template) return;
  const { contact = '' } = template.dataset;
  const MAIL_WORDS = 600; // letters; some mail programs cut an address off beyond 2,000
  const actions = (cote.actions ??= {});
  /** @type {?{panel: HTMLElement, sign: HTMLElement}} the menu that is open, and the sign that opened it */
  let menu = null;

  // --- where the reader is

  /** The published address, also from a copy on a stick; the browser's own where the archive has none yet. */
  cote.permalink = (anchor) => {
    const page = /** @type {?HTMLLinkElement} */ (document.querySelector('link[rel="canonical"]'))?.href ?? location.href.split('#')[0];
    return `${page}#${anchor}`;
  };

  /** A block's own words: without controls, note calls and the notes that stand in it for now. */
  cote.wordsOf = (block) => {
    const copy = /** @type {Element} */ (block.cloneNode(true));
    for (const extra of copy.querySelectorAll('[data-chrome], sup:has(> a[id]), .note')) extra.remove();
    return copy.textContent.replace(/[ \t\n\r]+/g, ' ').trim();
  };

  /**
   * The place of a sign.
   * @param {HTMLAnchorElement} sign
   */
  function placeOf(sign) {
    const anchor = decodeURIComponent(sign.hash.slice(1));
    const block = /** @type {HTMLElement} */ (document.getElementById(anchor));
    return { block, anchor, permalink: cote.permalink(anchor), words: cote.wordsOf(block) };
  }

  // --- what the entries do

  actions['copy-link'] = { run: (place) => cote.copy(place.permalink, cote.text('site.copied_link')) };

  actions['report-mistake'] = {
    shown: () => contact !== '',
    href(place) {
      const picked = String(getSelection()).trim();
      const words = (picked || place.words).slice(0, MAIL_WORDS);
      const subject = cote.text('document.mistake', { reference: cote.citation(place.block) });
      const body = cote.text('document.mistake_body', { address: place.permalink, words });
      return `mailto:${contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    },
  };

  // --- the menu

  const emptyMenu = /** @type {HTMLElement} */ (template.content.querySelector('.menu'));

  /** @param {HTMLAnchorElement} sign */
  function open(sign) {
    close();
    const place = placeOf(sign);
    const panel = /** @type {HTMLElement} */ (emptyMenu.cloneNode(true));
    menu = { panel, sign };
    panel.setAttribute('aria-label', cote.citation(place.block));
    for (const entry of /** @type {NodeListOf<HTMLAnchorElement>} */ (panel.querySelectorAll('[data-action]'))) {
      const action = actions[entry.dataset.action ?? ''];
      if (!action || action.shown?.(place) === false) { entry.remove(); continue; }
      if (action.href) entry.href = action.href(place);
      const does = action.does?.();
      if (does) /** @type {HTMLElement} */ (entry.querySelector('.menu__does')).textContent = does;
      entry.addEventListener('click', (event) => {
        // The second click on the sign: bringing the menu into view may have put an entry there.
        if (event.detail > 1) { event.preventDefault(); return; }
        close(true);
        action.run?.(place);
      });
    }
    sign.setAttribute('aria-expanded', 'true');
    cote.putUnder(panel, sign.getBoundingClientRect());
    entries()[0].focus({ preventScroll: true });
    panel.scrollIntoView({ block: 'nearest' });
  }

  function close(refocus = false) {
    if (!menu) return;
    const { panel, sign } = menu;
    panel.remove();
    menu = null;
    sign.setAttribute('aria-expanded', 'false');
    if (refocus) sign.focus({ preventScroll: true });
  }

  const entries = () => [...menu?.panel.querySelectorAll('[data-action]') ?? []];
  const focused = () => /** @type {HTMLElement} */ (document.activeElement);

  /** @param {number} by */
  function step(by) {
    const all = entries();
    all[(all.indexOf(focused()) + by + all.length) % all.length].focus();
  }

  /** @type {Record<string, () => void>} */
  const moves = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Home: () => entries()[0].focus(),
    End: () => entries().at(-1)?.focus(),
    Escape: () => close(true),
    Enter: () => focused().click(),
    ' ': () => focused().click(),
  };

  /** @param {KeyboardEvent} event */
  function onMenuKey(event) {
    if (event.key === 'Tab') { close(true); return; } // and the browser goes on from the sign
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }

  // --- the signs

  const SIGNS = '.report :is(.num, .permalink)';
  for (const sign of document.querySelectorAll(SIGNS)) {
    sign.setAttribute('role', 'button');
    sign.setAttribute('aria-haspopup', 'menu');
    sign.setAttribute('aria-expanded', 'false');
  }

  /** @param {Event} event */
  const signAt = (event) => /** @type {?HTMLAnchorElement} */ (/** @type {Partial<Element>} */ (event.target).closest?.(SIGNS) ?? null);
  /** @param {Event} event */
  const isInMenu = (event) => menu !== null && menu.panel.contains(/** @type {Node} */ (event.target));

  document.addEventListener('click', (event) => {
    const sign = signAt(event);
    if (menu && !isInMenu(event)) {
      const again = sign === menu.sign;
      close(again);
      if (again) { event.preventDefault(); return; }
    }
    if (!sign || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(sign);
  });

  document.addEventListener('keydown', (event) => {
    if (isInMenu(event)) { onMenuKey(event); return; }
    const sign = signAt(event);
    if (!sign || (event.key !== ' ' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    open(sign);
  });

  window.addEventListener('resize', () => close());
})();
