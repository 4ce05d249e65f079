// The language of the interface, chosen in the header and kept on this device. In the page's own language nothing more is
// loaded; speak.js, which does the rest, comes with another one, or once the choice is opened.
(() => {
  const cote = window.cote;
  const root = document.documentElement;
  const own = root.lang;
  const direction = (root.dataset.dir ??= root.dir);
  const folder = new URL('.', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const panel = /** @type {HTMLDetailsElement} */ (document.querySelector('[data-language]'));
  root.dataset.turned = ''; // early.js may come later

  /** @type {?Promise<void>} */
  let coming = null;
  const speak = () => {
    coming ??= cote.run(`${folder}speak.js`).then(() => cote.speaks?.(panel, own, direction));
    coming.catch(() => { coming = null; });
    return coming;
  };

  const kept = cote.recall('language');
  cote.turned = kept && kept !== own ? speak().then(() => cote.turn?.(kept)).catch(() => {}) : Promise.resolve();
  cote.turned.then(() => {
    delete root.dataset.speaks;
    if (root.lang === own) root.dir = direction;
  });
  panel.addEventListener('toggle', () => { speak().catch(() => {}); }, { once: true });
})();
