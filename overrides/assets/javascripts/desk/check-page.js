// The page « Vérifier des citations »: takes a text, or a file, and shows what is known of each quotation and reference, in
// the order of the text, as it is found.
(() => {
  const cote = window.cote;
  const { checking, text, offer } = cote;
  const { element, link } = offer;
  const page = /** @type {HTMLElement} */ (document.querySelector('[data-check]'));
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (page.querySelector(`[data-check-${name}]`));
  const form = /** @type {HTMLFormElement} */ (part('form'));
  const field = /** @type {HTMLTextAreaElement} */ (form.querySelector('textarea'));
  const opened = /** @type {HTMLInputElement} */ (form.querySelector('[type="file"]'));
  const progress = /** @type {HTMLProgressElement} */ (part('progress'));
  const only = /** @type {HTMLInputElement} */ (part('only'));
  const [stop, status, report, summary, found] = ['stop', 'status', 'report', 'summary', 'found'].map(part);
  /** @type {Record<string, string>} */
  const LOOKS = { exact: 'good', held: 'good', document_not_held: 'open', too_short: 'open', not_held: 'open', unclear: 'open', unknown: 'open', not_read: 'open' };
  const ROWS = 50; // that are put onto the page at once
  const MANY = 200; // rows that are laid out only when they come near
  const OFTEN = 500; // milliseconds between two words on how far it is

  /** The check that is under way, or was last done; another one begins with another number. */
  let running = 0;
  /** @type {?Checking.Check} */
  let last = null;

  /** What is said of the check as a whole. @type {[key: string, values: Record<string, number>]} */
  let said = ['', {}];
  /** @param {string} key @param {Record<string, number>} values */
  function say(key, values = {}) {
    said = [key, values];
    status.textContent = key && text(key, values);
  }

  class Stopped extends Error {}

  /** @param {Checking.Verdict | Checking.Status} kind */
  const badge = (kind) => element('strong', { class: `check__verdict check__verdict--${LOOKS[kind] ?? 'bad'}` }, checking.called(kind));

  /** A button that shows a stretch of the text where it was pasted. @param {{start: number, end: number}} stretch @param {string} words */
  function shower(stretch, words) {
    const button = element('button', { type: 'button', 'aria-label': `${text('check.show')} – ${words.slice(0, 60)}` }, text('check.show'));
    button.addEventListener('click', () => {
      field.focus();
      field.setSelectionRange(stretch.start, stretch.start);
      field.blur(); // browsers bring into view what is selected when the field gets the focus
      field.focus();
      field.setSelectionRange(stretch.start, stretch.end);
      field.scrollIntoView({ block: 'nearest' });
    });
    return button;
  }

  /** @param {string} kind @param {string} id @param {Cote.Content[]} content */
  const row = (kind, id, ...content) => element('li', { id, 'data-kind': kind, ...(LOOKS[kind] === 'good' && { 'data-good': '' }) }, ...content);

  /** @param {Checking.Checked} checked @param {number} i @param {Checking.Resolved[]} references */
  function quotationRow(checked, i, references) {
    const named = checked.references.map((number) => {
      const { words, status: known } = references[number];
      return element('li', {}, link(`#reference-${number + 1}`, words), ' ', badge(known));
    });
    return row(checked.verdict, `citation-${i + 1}`,
      element('div', { class: 'check__head' }, element('span', {}, `${i + 1}.`), badge(checked.verdict), shower(checked, checked.words)),
      element('blockquote', { class: 'check__words', dir: 'auto' }, ...checking.wordsOf(checked)),
      element('p', {}, ...checking.toldOf(checked, references)),
      ...checking.notesOf(checked).map((note) => element('p', { class: 'check__note' }, note)),
      ...(named.length ? [element('ul', { 'aria-label': text('check.references') }, ...named)] : []));
  }

  /** @param {Checking.Resolved} reference @param {number} i @param {boolean} inside */
  const referenceRow = (reference, i, inside) => row(reference.status, `reference-${i + 1}`,
    element('div', { class: 'check__head' },
      element('span', {}, `${i + 1}.`), badge(reference.status), element('span', { dir: 'auto' }, reference.words), shower(reference, reference.words)),
    element('p', {}, ...checking.statusOf(reference)),
    ...(inside ? [element('p', { class: 'check__note' }, text('check.inside'))] : []));

  /**
   * @template {Checking.Verdict | Checking.Status} K
   * @param {string} key
   * @param {number} number
   * @param {K[]} kinds
   * @param {K[]} all
   * @param {HTMLElement} list
   */
  function counts(key, number, kinds, all, list) {
    const lines = checking.counted(kinds, all).map(({ kind, count }) => {
      const first = list.querySelector(`[data-kind="${kind}"]`);
      return element('li', {}, link(`#${first?.id ?? ''}`, badge(kind)), ` ${cote.number(count)}`);
    });
    return element('div', {}, element('h2', {}, text('check.number', { name: text(key), number })), element('ul', {}, ...lines));
  }

  /**
   * Rows of a list, some at a time; the list comes onto the page empty.
   * @template T
   * @param {HTMLElement} list
   * @param {T[]} all
   * @param {(one: T, i: number) => HTMLElement} rowOf
   * @param {number} own
   */
  async function fill(list, all, rowOf, own) {
    for (let i = 0; i < all.length && own === running; i += ROWS) {
      list.append(...all.slice(i, i + ROWS).map((one, j) => rowOf(one, i + j)));
      await checking.breathe();
    }
  }

  /** @param {Checking.Check} check @param {number} own */
  async function show(check, own) {
    const { quotations, references, inside } = check;
    const lists = [quotations, references].map(({ length }) => element('ol', { class: length > MANY ? 'check__list check__list--long' : 'check__list' }));
    const legend = quotations.some(({ places: [place] }) => place?.comparison.distance) ? [element('p', { class: 'check__note' }, text('check.legend'))] : [];
    found.replaceChildren(
      ...(quotations.length ? [element('h2', {}, text('check.quotations')), ...legend, lists[0]] : []),
      ...(references.length ? [element('h2', {}, text('check.references')), lists[1]] : []));
    summary.replaceChildren();
    report.hidden = false;
    await fill(lists[0], quotations, (checked, i) => quotationRow(checked, i, references), own);
    await fill(lists[1], references, (one, i) => referenceRow(one, i, inside[i]), own);
    if (own !== running) return;
    summary.replaceChildren(element('div', { class: 'check__counts' },
      counts('check.quotations', quotations.length + check.left, checking.verdicts, quotations.map(({ verdict }) => verdict), lists[0]),
      counts('check.references', references.length, checking.statuses, references.map((one) => one.status), lists[1])),
    ...checking.limitsOf(check).map((words) => element('p', {}, words)));
  }

  /** @param {boolean} busy */
  function setBusy(busy) {
    stop.hidden = progress.hidden = !busy;
    form.setAttribute('aria-busy', String(busy));
  }

  /** Lets the page breathe and says how far it is. @param {number} own @returns {Checking.Turn} */
  function turns(own) {
    let since = 0;
    return async (done = 0, all = 0) => {
      if (own !== running) throw new Stopped();
      progress.value = all ? done / all : 0;
      if (all && performance.now() - since > OFTEN) {
        since = performance.now();
        say('check.going', { done, all });
      }
      await checking.breathe();
      if (own !== running) throw new Stopped();
    };
  }

  async function start() {
    const own = running += 1;
    const given = field.value.normalize('NFC');
    report.hidden = true;
    if (!given.trim()) { say('check.nothing'); field.focus(); return; }
    if (given !== field.value) field.value = given; // places are those of the text that is shown
    setBusy(true);
    say('check.reading');
    try {
      const check = await checking.check(given, turns(own));
      last = check;
      if (check.quotations.length || check.references.length) await show(check, own);
      if (own !== running) return;
      say(report.hidden ? 'check.no_quotation' : 'check.done');
    } catch (error) {
      if (own === running && !(error instanceof Stopped)) say('check.not_loaded');
    } finally {
      if (own === running) setBusy(false);
    }
  }

  function end() {
    running += 1;
    setBusy(false);
    say('check.stopped');
  }

  async function open() {
    const [file] = opened.files ?? [];
    if (!file) return;
    try {
      field.value = await checking.textOf(file);
      await start();
    } catch {
      say('check.bad_file');
    }
  }

  /** @param {Checking.Check} check */
  function save(check) {
    cote.desk.handOver(new Blob([checking.report(check)], { type: 'text/plain;charset=utf-8' }), `${text('check.file_name')}.txt`);
  }

  form.addEventListener('submit', (event) => { event.preventDefault(); start(); });
  stop.addEventListener('click', end);
  opened.addEventListener('change', open);
  part('copy').addEventListener('click', () => { if (last) cote.copy(checking.report(last), text('check.copied')); });
  part('save').addEventListener('click', () => { if (last) save(last); });
  part('print').addEventListener('click', () => window.print());
  only.addEventListener('change', () => page.classList.toggle('check--only', only.checked));
  // What has been said is said again in the language that the reader chooses.
  document.addEventListener('cote:language', () => {
    say(...said);
    if (last && !report.hidden) show(last, running);
  });
})();
