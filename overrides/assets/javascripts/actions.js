// The sign beside each block opens a menu. Its entries are the page's (`<template id="actions">`); what one does is
// registered here, or by a later script, under the entry's name:
//
//     cote.actions['copy-link'] = { run(place) { … } }          a thing to do
//     cote.actions['report-mistake'] = { href(place) { … } }    a place to go
//
// where `place` is { block, anchor, name, permalink, words }. An entry that nobody registered is not shown; nor is one
// whose `shown(place)` says no.
(() => {
  const cote = window.cote;
  const template = document.querySelector('#actions');
  if (!template) return;
  const MAIL_WORDS = 600; // letters; some mail programs cut an address off beyond 2,000
  const actions = (cote.actions ??= {});
  let menu = null;
  let opener = null;

  // --- where the reader is

  /** The published address, also from a copy on a stick; the browser's own where the archive has none yet. */
  cote.permalink = (anchor) => {
    const page = document.querySelector('link[rel="canonical"]')?.href ?? location.href.split('#')[0];
    return `${page}#${anchor}`;
  };

  /** A block's own words: without controls, note calls and the notes that stand in it for now. */
  cote.wordsOf = (block) => {
    const copy = block.cloneNode(true);
    for (const extra of copy.querySelectorAll('[data-chrome], sup:has(> a[id]), .note')) extra.remove();
    return copy.textContent.replace(/[ \t\n\r]+/g, ' ').trim();
  };

  function placeOf(sign) {
    const anchor = decodeURIComponent(sign.hash.slice(1));
    const block = document.getElementById(anchor);
    const name = sign.getAttribute('aria-label').replace(template.dataset.labelPrefix, '').trim();
    return { block, anchor, name, permalink: cote.permalink(anchor), words: cote.wordsOf(block) };
  }

  // --- what the entries do

  actions['copy-link'] = { run: (place) => cote.copy(place.permalink, 'Lien copié.') };

  actions['report-mistake'] = {
    shown: () => template.dataset.contact !== '',
    href(place) {
      const picked = String(getSelection()).trim();
      const words = (picked || place.words).slice(0, MAIL_WORDS);
      const symbol = document.querySelector('#cote')?.textContent ?? document.querySelector('h1').textContent;
      const subject = `Erreur\u202f: ${symbol}, ${place.name}`;
      const body = `${place.permalink}\n\nTexte\u202f:\n«\u202f${words}\u202f»\n\nCe qui ne va pas\u202f:\n`;
      return `mailto:${template.dataset.contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    },
  };

  // --- the menu

  function open(sign) {
    close();
    const place = placeOf(sign);
    opener = sign;
    menu = template.content.querySelector('.menu').cloneNode(true);
    menu.setAttribute('aria-label', place.name);
    for (const entry of menu.querySelectorAll('[data-action]')) {
      const action = actions[entry.dataset.action];
      if (!action || action.shown?.(place) === false) { entry.remove(); continue; }
      if (action.href) entry.href = action.href(place);
      entry.addEventListener('click', () => { close(true); action.run?.(place); });
    }
    sign.setAttribute('aria-expanded', 'true');
    cote.putUnder(menu, sign.getBoundingClientRect());
    entries()[0].focus({ preventScroll: true });
    menu.scrollIntoView({ block: 'nearest' });
  }

  function close(refocus = false) {
    if (!menu) return;
    menu.remove();
    menu = null;
    opener.setAttribute('aria-expanded', 'false');
    if (refocus) opener.focus({ preventScroll: true });
  }

  const entries = () => [...menu.querySelectorAll('[data-action]')];

  function step(by) {
    const all = entries();
    all[(all.indexOf(document.activeElement) + by + all.length) % all.length].focus();
  }

  const moves = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Home: () => entries()[0].focus(),
    End: () => entries().at(-1).focus(),
    Escape: () => close(true),
    Enter: () => document.activeElement.click(),
    ' ': () => document.activeElement.click(),
  };

  function onMenuKey(event) {
    if (event.key === 'Tab') { close(true); return; } // and the browser goes on from the sign
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }

  // --- the signs

  for (const sign of document.querySelectorAll('.report .permalink')) {
    sign.setAttribute('role', 'button');
    sign.setAttribute('aria-haspopup', 'menu');
    sign.setAttribute('aria-expanded', 'false');
  }

  document.addEventListener('click', (event) => {
    const sign = event.target.closest('.report .permalink');
    if (menu && !menu.contains(event.target)) {
      const again = sign === opener;
      close(again);
      if (again) { event.preventDefault(); return; }
    }
    if (!sign || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(sign);
  });

  document.addEventListener('keydown', (event) => {
    if (menu?.contains(event.target)) { onMenuKey(event); return; }
    const sign = event.target.closest?.('.report .permalink');
    if (!sign || (event.key !== ' ' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    open(sign);
  });

  window.addEventListener('resize', () => close());
})();
