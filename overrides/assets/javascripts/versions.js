// Versions of a document in other languages. On a document, the switch keeps the paragraph and its place on the screen, and
// the reader's choice; at an address without language (langues.html), the page gives way to the version in the language
// that was chosen before, else in the first of the browser's languages that is held.
(() => {
  const cote = window.cote;
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll('[data-versions] a[hreflang]')]);
  const CHOSEN = 'version';
  const KEPT = 'place';

  /** @param {HTMLAnchorElement} link @param {string} fragment */
  const at = (link, fragment) => link.href.split(/[?#]/)[0] + fragment;

  // --- an address without language

  const report = document.querySelector('.report');
  if (!report) {
    for (const link of links) link.href = at(link, location.hash);
    // Of a copy's, only those that it has.
    const here = links.filter((link) => link.dataset.network === undefined);
    const held = cote.readersLanguages().map((code) => here.find((link) => link.hreflang === code)).find(Boolean);
    const opened = held ?? (here.length === 1 ? here[0] : undefined);
    if (opened) cote.leadTo(opened.href);
    return;
  }

  // --- the switch

  /** What the address names if it is in view, else the block that is read: as far as the other version has it.
      @param {HTMLAnchorElement} link @returns {{fragment: string, block: ?Element}} */
  function placeFor(link) {
    const lacks = new Set((link.dataset.lacks ?? '').split(' '));
    const has = (/** @type {?Element | undefined} */ block) => Boolean(block?.id) && !lacks.has(block?.id ?? '');
    const named = cote.named();
    const box = named?.first.getBoundingClientRect();
    if (named && has(named.first) && (!named.last || has(named.last)) && box && box.bottom > 0 && box.top < innerHeight) {
      return { fragment: location.hash, block: named.first };
    }
    const blocks = [...document.querySelectorAll('.report [id]')];
    const read = cote.blockRead();
    for (let place = read ? blocks.indexOf(read) : -1; place >= 0; place -= 1) {
      const block = blocks[place];
      if (has(block) && cote.isCounted(block.id)) return { fragment: `#${block.id}`, block };
    }
    return { fragment: '', block: null };
  }

  // The height of a block goes with the reader: in the session, or in a folder, where Firefox has one for each file, in the
  // address, from which it is taken at once.
  const inFolder = location.protocol === 'file:';

  /** @param {string} target @param {string} height an anchor and its distance from the top @returns {string} */
  function sentTo(target, height) {
    if (inFolder) {
      const address = new URL(target);
      address.searchParams.set(KEPT, height);
      return address.href;
    }
    try { sessionStorage.setItem(KEPT, `${height} ${target}`); } catch { /* the paragraph is kept, not its height */ }
    return target;
  }

  /** What was sent to this page. */
  function received() {
    const address = new URL(location.href);
    const height = address.searchParams.get(KEPT);
    if (height !== null) {
      address.searchParams.delete(KEPT);
      try { history.replaceState(history.state, '', address); } catch { /* the address stays longer */ }
      return height;
    }
    try {
      const [id, top, target] = (sessionStorage.getItem(KEPT) ?? '').split(' ');
      sessionStorage.removeItem(KEPT);
      return target === location.href ? `${id} ${top}` : '';
    } catch { return ''; }
  }

  for (const link of links) {
    // Before the click: so also in a new window, or where the address is copied.
    for (const event of ['pointerdown', 'focus', 'contextmenu']) {
      link.addEventListener(event, () => { link.href = at(link, placeFor(link).fragment); });
    }
    link.addEventListener('click', (event) => {
      cote.remember(CHOSEN, link.hreflang);
      const { fragment, block } = placeFor(link);
      link.href = at(link, fragment);
      if (!block || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      link.href = sentTo(link.href, `${block.id} ${block.getBoundingClientRect().top}`);
    });
  }

  // The page with two versions beside each other begins where the reader is, in what both have.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[data-beside]'))) {
    const beside = () => {
      const other = links.find(({ hreflang }) => hreflang === link.lang);
      link.href = link.href.split('#')[0] + placeFor(other ?? link).fragment;
    };
    for (const event of ['pointerdown', 'focus', 'contextmenu', 'click']) link.addEventListener(event, beside);
  }

  // Any document beside another, from its head and from the menu of a passage.
  const compare = /** @type {?HTMLAnchorElement} */ (document.querySelector('a[data-compare]'));
  if (compare && cote.actions) cote.actions.compare = { href: ({ anchor }) => `${compare.href.split('#')[0]}#${anchor}` };

  // In a folder, it asks for the text from a frame of its own (desk/side-texts.js).
  if (window.parent !== window) {
    window.addEventListener('message', ({ data, source }) => {
      if (data?.cote !== 'ask' || source !== window.parent) return;
      window.parent.postMessage({ cote: 'text', ...cote.versionText(document, location.href) }, '*');
    });
  }

  const [id, top] = received().split(' ');
  const block = id ? document.getElementById(id) : null;
  if (block) cote.bring(block, Number(top));
})();
