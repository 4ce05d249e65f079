// Notes stand at the end of their part. Where there is room each is moved beside the text, level with its call; where
// there is not, its call opens it in place. On paper they go back to the end of their part.
(() => {
  const cote = window.cote;
  const wide = window.matchMedia('screen and (min-width: 80em)');
  const report = /** @type {HTMLElement} */ (document.querySelector('.report'));
  const sheet = /** @type {HTMLElement} */ (report.closest('.sheet'));
  const CALL = '.report sup > a[id]';

  /**
   * A note, and the end of the part where it stands; `call` is the first that leads to it.
   * @typedef {{note: HTMLElement, home: HTMLElement, call: ?HTMLAnchorElement}} Entry
   */

  /** @type {Map<string, Entry>} */
  const notes = new Map();

  for (const note of document.querySelectorAll('.notes > .note')) {
    notes.set(note.id, { note, home: /** @type {HTMLElement} */ (note.parentElement), call: null });
  }
  /** @returns {NodeListOf<HTMLAnchorElement>} */
  const calls = () => document.querySelectorAll(CALL);
  /** @param {HTMLAnchorElement} call */
  const entryOf = (call) => notes.get(decodeURIComponent(call.hash.slice(1)));

  for (const call of calls()) {
    const entry = entryOf(call);
    if (entry) entry.call ??= call;
  }
  if (!notes.size) return;

  /** The paragraph, heading or table that a call stands in. @param {Element} call */
  const blockOf = (call) => /** @type {HTMLElement} */ (call.closest('.table') ?? call.closest('p, h2, h3, h4, h5, h6, li'));

  /** @param {Entry} entry */
  function goHome({ note, home }) {
    note.classList.remove('note--here', 'note--beside');
    note.style.top = '';
    home.append(note);
  }

  function restore() {
    for (const entry of notes.values()) goHome(entry);
    for (const call of document.querySelectorAll('.report sup > a[aria-expanded]')) call.setAttribute('aria-expanded', 'false');
    for (const { home } of notes.values()) home.classList.remove('notes--moved');
    report.style.minHeight = '';
  }

  // --- beside the text

  function moveBeside() {
    const after = new Map();
    for (const entry of notes.values()) {
      if (!entry.call) continue;
      const block = blockOf(entry.call);
      (after.get(block) ?? block).after(entry.note);
      after.set(block, entry.note);
      entry.note.classList.add('note--beside');
    }
    for (const { home } of notes.values()) home.classList.toggle('notes--moved', !home.querySelector('.note'));
    setLevel();
  }

  /** Give each note the height of its call, or the first free one below. All is measured before anything moves. */
  function setLevel() {
    const gap = parseFloat(getComputedStyle(sheet).columnGap);
    const { left, right } = report.getBoundingClientRect();
    const beside = getComputedStyle(report).direction === 'rtl' ? left : document.documentElement.clientWidth - right;
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
    report.style.setProperty('--note-width', `${Math.max(13 * letter, Math.min(20 * letter, beside - 2 * gap))}px`);
    const measured = [...notes.values()].flatMap(({ note, call }) => (call && note.classList.contains('note--beside') ? [{
      note,
      wanted: call.getBoundingClientRect().top,
      height: note.offsetHeight,
      origin: note.offsetParent?.getBoundingClientRect().top ?? 0,
    }] : []));
    measured.sort((a, b) => a.wanted - b.wanted);
    let free = -Infinity;
    for (const { note, wanted, height, origin } of measured) {
      const top = Math.max(wanted, free);
      note.style.top = `${top - origin}px`;
      free = top + height + 10;
    }
    const start = report.getBoundingClientRect().top;
    report.style.minHeight = measured.length ? `${free - start}px` : '';
  }

  // --- in place

  /** @param {HTMLAnchorElement} call @param {Entry} entry */
  function toggleHere(call, entry) {
    const open = call.getAttribute('aria-expanded') !== 'true';
    for (const other of /** @type {NodeListOf<HTMLAnchorElement>} */ (report.querySelectorAll('sup > a[aria-expanded="true"]'))) {
      if (notes.get(other.hash.slice(1)) === entry) other.setAttribute('aria-expanded', 'false');
    }
    if (open) {
      (call.closest('.table') ?? call.parentElement)?.after(entry.note);
      entry.note.parentElement?.classList.add('holds-note');
      entry.note.classList.add('note--here');
      call.setAttribute('aria-expanded', 'true');
    } else {
      putBack(entry);
    }
    entry.home.classList.toggle('notes--moved', !entry.home.querySelector('.note'));
  }

  /** Back among the notes of its part, in their order. @param {Entry} entry */
  function putBack(entry) {
    entry.note.classList.remove('note--here');
    const order = [...notes.values()].filter(({ home }) => home === entry.home).map(({ note }) => note);
    const later = order.slice(order.indexOf(entry.note) + 1).find((note) => note.parentElement === entry.home);
    entry.home.insertBefore(entry.note, later ?? null);
  }

  /** @param {MouseEvent} event */
  function onCall(event) {
    const call = /** @type {?HTMLAnchorElement} */ (/** @type {Element} */ (event.target).closest(CALL));
    const entry = call && entryOf(call);
    if (!entry || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (!wide.matches) { toggleHere(call, entry); return; }
    entry.note.tabIndex = -1;
    entry.note.focus({ preventScroll: true });
    entry.note.scrollIntoView({ block: 'nearest' });
  }

  /** From a note opened in place, back to the call that opened it, folding the note. @param {MouseEvent} event */
  function onBack(event) {
    const note = /** @type {Element} */ (event.target).closest('.back')?.closest('.note--here');
    const entry = note && notes.get(note.id);
    if (!entry) return;
    event.preventDefault();
    const opener = `sup > a[aria-expanded="true"][href="#${CSS.escape(note.id)}"]`;
    const call = /** @type {HTMLAnchorElement} */ (report.querySelector(opener));
    toggleHere(call, entry);
    call.focus();
  }

  // --- which of the two

  function arrange() {
    cote.keepPlace(() => {
      restore();
      if (wide.matches) moveBeside();
      for (const call of calls()) {
        if (wide.matches) call.removeAttribute('aria-expanded');
        else if (entryOf(call)) call.setAttribute('aria-expanded', 'false');
      }
    });
  }

  report.addEventListener('click', onCall);
  report.addEventListener('click', onBack);
  wide.addEventListener('change', arrange);
  window.addEventListener('beforeprint', restore);
  window.addEventListener('afterprint', arrange);
  arrange();
  new ResizeObserver(() => { if (wide.matches) setLevel(); }).observe(report);

  // An address that names a note: it has moved since the browser first looked for it.
  const named = cote.named()?.first.id;
  if (named && notes.has(named)) cote.showBlock(named);
})();
