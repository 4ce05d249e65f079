// What calls the reader's desk to a document's page: the entry of the menu that collects a passage, words that are selected,
// and a dossier that has passages, where there is room for it beside the text. Nothing of the desk is loaded before.
(() => {
  const cote = window.cote;
  const report = document.querySelector('.report[data-citing]');
  const template = /** @type {?HTMLElement} */ (document.querySelector('#actions[data-path]'));
  if (!report || !template) return;
  const folder = new URL('.', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const ROOM = '(min-width: 112em)'; // as in desk.css
  const PAUSE = 350; // ms after which words stay selected

  /** @type {?Promise<unknown>} */
  let coming = null;
  function desk() {
    const said = 'collect.title' in cote.knowledge.sentences ? null : cote.run(`${folder}../said/collect.js`);
    const place = 'place.document' in cote.knowledge.sentences ? null : cote.run(`${folder}../said/place.js`);
    coming ??= Promise.all([said, place, cote.run(`${folder}desk.js`)]);
    coming.catch(() => {
      coming = null;
      cote.say(cote.text('site.no_desk'));
    });
    return coming;
  }

  cote.actions = Object.assign(cote.actions ?? {}, {
    collect: {
      shown: (/** @type {Cote.MenuPlace} */ place) => cote.placeOf(place.block) !== null,
      async run(/** @type {Cote.MenuPlace} */ place) {
        const [first, last] = cote.meant(place);
        await desk();
        await cote.desk.collect(first, last);
      },
    },
  });

  // --- words that are selected

  let pressed = false;
  /** @type {number | undefined} */
  let waiting;

  async function look() {
    const selection = getSelection();
    const range = selection && !selection.isCollapsed && selection.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
    const ours = range && report?.contains(range.commonAncestorContainer) && range.toString().trim() !== '';
    if (!ours && !cote.desk?.offer) return;
    await desk();
    cote.desk.offer(ours ? range : null);
  }

  const soon = () => {
    clearTimeout(waiting);
    if (!pressed) waiting = setTimeout(() => { look().catch(() => {}); }, PAUSE);
  };
  document.addEventListener('selectionchange', soon);
  document.addEventListener('pointerdown', () => { pressed = true; });
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => { pressed = false; soon(); });

  // --- passages that are kept

  cote.onceLoaded(() => {
    if (cote.hasDossier() && matchMedia(ROOM).matches) cote.turned.then(desk).then(() => cote.desk.beside()).catch(() => {});
  });
})();
