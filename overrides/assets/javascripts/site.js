// What every page has: the reader's settings, the key that reaches the search box, copying, and short messages.
// Classic scripts, in the order of the page, each in a function of its own: modules don't load from file://.
// They share one object, `cote`.
(() => {
  const root = document.documentElement;
  const cote = (window.cote ??= /** @type {Cote.Shared} */ ({}));
  root.dataset.js = '';

  /** What the reader chose earlier on this device; null where nothing was chosen or storage is refused. */
  cote.recall = (name) => {
    try { return localStorage.getItem(`cote.${name}`); } catch { return null; }
  };

  cote.remember = (name, value) => {
    try { localStorage.setItem(`cote.${name}`, value); } catch { /* forgotten at the end of the page */ }
  };

  // A copy, also one that a server shows or a ZIM holds, leaves the feeds to the published site (offline/local_pages.py).
  const home = new URL('../../../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  cote.isCopy = () => location.protocol === 'file:'
    || /** @type {?HTMLLinkElement} */ (document.querySelector('link[type="application/atom+xml"]'))?.href.startsWith(home) === false;

  cote.hasDossier = () => {
    try { return Object.keys(localStorage).some((key) => key.startsWith('cote.dossier.')); } catch { return false; }
  };

  /** The languages in which a reader reads, by what was chosen here, `own`, and what the browser says. */
  cote.readersLanguages = (...own) => [cote.recall('version') ?? '', cote.recall('language') ?? '', ...own, ...navigator.languages]
    .map((tag) => tag.toLowerCase().split('-')[0]).filter(Boolean);

  /** @type {Cote.Shared['run']} */
  cote.run = (address) => new Promise((resolve, reject) => {
    // They run in the order in which they are asked for: what reads references needs what reads anchors.
    const script = Object.assign(document.createElement('script'), { src: address, async: false, onload: resolve });
    script.onerror = () => reject(new Error(`${address} doesn't load`));
    document.head.append(script);
  });

  /** @type {Cote.Shared['element']} */
  cote.element = (name, properties = {}, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

  const toast = /** @type {HTMLElement} */ (document.querySelector('[data-toast]'));
  /** @type {number | undefined} */
  let fading;
  /** Say a few words, to the eye and to a screen reader. */
  cote.say = (words) => {
    toast.textContent = words;
    clearTimeout(fading);
    fading = setTimeout(() => { toast.textContent = ''; }, 4000);
  };

  /** Put text on the clipboard; also where the page isn't a secure context (an intranet by http). */
  cote.copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (!copyByCommand(text)) {
        cote.say(cote.text('site.not_copied', { text }));
        return false;
      }
    }
    cote.say(done);
    return true;
  };

  /** @param {string} text */
  function copyByCommand(text) {
    const field = document.createElement('textarea');
    const focused = /** @type {?HTMLElement} */ (document.activeElement);
    field.value = text;
    field.className = 'unseen';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    focused?.focus({ preventScroll: true });
    return copied;
  }

  /** Change the page without moving what the reader is looking at. */
  cote.keepPlace = (change) => {
    const mark = inView();
    const topOf = () => mark?.getBoundingClientRect().top ?? 0;
    const before = topOf();
    root.style.overflowAnchor = 'none';
    change();
    if (mark) window.scrollBy({ top: topOf() - before, behavior: 'instant' });
    requestAnimationFrame(() => { root.style.overflowAnchor = ''; });
  };

  /** The block that the address names if it is in view, else the first block in view. */
  function inView() {
    const shown = (/** @type {DOMRect} */ box) => box.bottom > 60 && box.top < window.innerHeight;
    const target = document.querySelector(':target');
    if (target && shown(target.getBoundingClientRect())) return target;
    if (window.scrollY === 0) return null;
    return [...document.querySelectorAll('.report [id]')].find((block) => shown(block.getBoundingClientRect()));
  }

  /** Put a small panel under a place of the page, inside its main part and inside the window's width. */
  cote.putUnder = (panel, box) => {
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    Object.assign(panel, { lang: panel.lang || cote.knowledge.language, dir: root.dir });
    main.append(panel);
    const frame = main.getBoundingClientRect();
    const width = root.clientWidth;
    const left = Math.max(8, Math.min(box.left, width - panel.offsetWidth - 8));
    panel.style.left = `${left - frame.left}px`;
    panel.style.top = `${box.bottom + 4 - frame.top}px`;
  };

  // --- places

  // « txt-3 », « res-1.h-2 », « page-4 »: what has no number of its own isn't compared between versions of a document, and
  // may be another passage there.
  const UNCOUNTED = /(?:^|\.)(?:ref|txt|h|page)-/;
  cote.isCounted = (anchor) => !UNCOUNTED.test(anchor);

  /** @param {string} id */
  const byId = (id) => (id ? document.getElementById(id) : null);

  /** {first, last}: the block that the address names, or of a range both ends, in the order of the page; else null. `words`
      as for anchors.resolve. Each script that asks what the address names asks here, on a page that has citing/anchor.js. */
  cote.named = (words) => {
    const own = byId(location.hash.slice(1));
    if (own) return { first: own, last: null };
    if (location.hash.length < 2) return null;
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    const place = cote.anchors.resolve(location.hash.slice(1), ids, words);
    if (!place) return null;
    const [first, last] = [/** @type {HTMLElement} */ (byId(place.first)), byId(place.last)];
    const isTurned = last && first.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_PRECEDING;
    return isTurned ? { first: last, last: first } : { first, last };
  };

  // Once scripts run, a bar sticks to the top of a report, and what is above may get another height. Where the page was
  // scrolled to its block before that, the block may lie under the bar or outside the window. A reader who has begun to
  // move, or comes back to where they were, stays there.
  let moved = performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type !== 'navigate');
  for (const type of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
    window.addEventListener(type, () => { moved = true; }, { once: true, passive: true });
  }

  /** @param {number} frames in which blocks above it may still get their heights */
  function clearTarget(frames) {
    const target = document.querySelector(':target');
    if (!target) return;
    const { top } = target.getBoundingClientRect();
    const covered = top < parseFloat(getComputedStyle(root).scrollPaddingTop);
    if (covered && (top >= 0 || !moved) || top > window.innerHeight && !moved) target.scrollIntoView({ behavior: 'instant' });
    if (frames > 1 && !moved) requestAnimationFrame(() => clearTarget(frames - 1));
  }

  cote.onceLoaded(() => clearTarget(20));

  // --- search

  /** Ask for what the results page will need, once a reader is about to search. @param {HTMLFormElement} form */
  const askAhead = (form) => {
    for (const address of (form.dataset.ahead ?? '').split(' ')) {
      document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href: address }));
    }
  };

  if (!document.querySelector('[data-search]')) {
    for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-ahead]'))) {
      form.addEventListener('focusin', () => askAhead(form), { once: true });
    }
  }

  // A form only makes an address of the archive. Led there by script, it works under a policy of the server's that
  // forbids forms to send anything (form-action 'none').
  document.addEventListener('submit', (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented || form.method !== 'get') return;
    event.preventDefault();
    const address = new URL(form.action);
    address.search = new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)])).toString();
    cote.follow(address.href);
  });

  // --- settings

  /** @param {string} theme */
  function showTheme(theme) {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  const settings = /** @type {HTMLDetailsElement} */ (document.querySelector('[data-settings]'));
  const slash = /** @type {HTMLInputElement} */ (settings.querySelector('[name="slash"]'));
  const searchBox = /** @type {HTMLInputElement} */ (document.querySelector('#site-q'));
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (settings.querySelectorAll('[name="theme"]'))) {
    radio.checked = radio.value === (cote.recall('theme') ?? 'auto');
    radio.addEventListener('change', () => { cote.remember('theme', radio.value); showTheme(radio.value); });
  }
  slash.checked = cote.recall('slash') !== 'off';
  slash.addEventListener('change', () => cote.remember('slash', slash.checked ? 'on' : 'off'));

  // --- panels

  /**
   * A panel closes behind the reader who goes on elsewhere, and by Escape, which leads back to what opened it.
   * @param {Element} frame what has both
   * @param {HTMLElement} opener
   * @param {() => boolean} isOpen
   * @param {() => void} close
   */
  function closesBehind(frame, opener, isOpen, close) {
    document.addEventListener('click', (event) => { if (!frame.contains(/** @type {Node} */ (event.target))) close(); });
    frame.addEventListener('keydown', (event) => {
      if (/** @type {KeyboardEvent} */ (event).key !== 'Escape' || !isOpen()) return;
      close();
      opener.focus();
    });
  }

  for (const panel of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('[data-panel]'))) {
    const opener = /** @type {HTMLElement} */ (panel.querySelector('summary'));
    closesBehind(panel, opener, () => panel.open, () => { panel.open = false; });
  }

  for (const opener of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-sections]'))) {
    const isOpen = () => opener.getAttribute('aria-expanded') === 'true';
    const show = (/** @type {boolean} */ open) => opener.setAttribute('aria-expanded', String(open));
    opener.addEventListener('click', () => show(!isOpen()));
    closesBehind(/** @type {HTMLElement} */ (opener.parentElement), opener, isOpen, () => show(false));
  }

  // --- keys and copying

  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || !slash.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/** @type {Element} */ (event.target).closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]')) return;
    event.preventDefault();
    searchBox.select();
  });

  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', () => {
      cote.copy(document.querySelector(button.dataset.copy ?? '')?.textContent ?? '', cote.text('site.copied'));
    });
  }
})();
