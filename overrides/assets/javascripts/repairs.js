// Repaired words: what the source reads, on focus, tap or hover; and one switch that shows the text as extracted.
(() => {
  const cote = window.cote;
  const repairs = [...document.querySelectorAll('.repair[data-source]')];
  const toggle = /** @type {?HTMLInputElement} */ (document.querySelector('[data-as-extracted]'));
  if (!repairs.length) return;

  // --- what the source reads

  const tip = document.createElement('div');
  tip.className = 'reading-tip';
  tip.id = 'lecture';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  /** @type {?HTMLElement} */
  let shown = null;
  /** @type {number | undefined} */
  let leaving;

  for (const word of repairs) {
    word.tabIndex = 0;
    word.setAttribute('role', 'button');
    word.dataset.why = word.title;
    word.dataset.fixed = word.textContent;
    word.removeAttribute('title');
  }

  /** @param {HTMLElement} word */
  function explain(word) {
    const { source = '', fixed, why = '' } = word.dataset;
    if (word.classList.contains('repair--extracted')) return cote.text('document.repaired_as', { fixed: fixed ?? '', why });
    return why.includes(source) ? why : cote.text('document.source_reads', { source, why });
  }

  /** @param {HTMLElement} word */
  function show(word) {
    clearTimeout(leaving);
    if (shown === word) return;
    hide();
    shown = word;
    word.setAttribute('aria-describedby', tip.id);
    tip.textContent = explain(word);
    tip.hidden = false;
    cote.putUnder(tip, word.getClientRects()[0]);
  }

  function hide() {
    shown?.removeAttribute('aria-describedby');
    shown = null;
    tip.hidden = true;
  }

  /** @param {Event} event */
  const wordAt = (event) => /** @type {Partial<Element>} */ (event.target).closest?.('.repair[data-source]') ?? null;
  document.addEventListener('focusin', (event) => { const word = wordAt(event); if (word) show(word); else hide(); });
  document.addEventListener('click', (event) => { const word = wordAt(event); if (word) show(word); else if (event.target !== tip) hide(); });
  document.addEventListener('pointerover', (event) => {
    const word = wordAt(event);
    if (word) show(word);
    else if (event.target === tip) clearTimeout(leaving);
  });
  document.addEventListener('pointerout', (event) => {
    const left = wordAt(event) ?? (event.target === tip ? shown : null);
    if (left && left !== document.activeElement) leaving = setTimeout(hide, 300);
  });
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });

  // --- the text as extracted

  /** @param {boolean} extracted */
  function showAsExtracted(extracted) {
    cote.keepPlace(() => {
      for (const word of repairs) {
        word.textContent = (extracted ? word.dataset.source : word.dataset.fixed) ?? null;
        word.classList.toggle('repair--extracted', extracted);
      }
    });
    hide();
  }

  if (!toggle) return;
  toggle.checked = cote.recall('as-extracted') === 'yes';
  if (toggle.checked) showAsExtracted(true);
  toggle.addEventListener('change', () => {
    cote.remember('as-extracted', toggle.checked ? 'yes' : 'no');
    showAsExtracted(toggle.checked);
    cote.say(cote.text(toggle.checked ? 'document.as_extracted' : 'document.repaired'));
  });
})();
