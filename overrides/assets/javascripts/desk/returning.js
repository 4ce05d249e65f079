// On the home page: a dossier that has passages asks what is new for it. Nothing is loaded where there is none.
(() => {
  const cote = window.cote;
  const folder = new URL('.', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

  async function ask() {
    await cote.turned;
    if (!('alerts.since' in cote.knowledge.sentences)) await cote.run(`${folder}../said/alerts.js`);
    const style = { rel: 'stylesheet', href: `${folder}../../stylesheets/joined/desk.css` };
    document.head.append(Object.assign(document.createElement('link'), style));
    await cote.run(`${folder}alerts.js`);
    await cote.desk.alert((box) => /** @type {HTMLElement} */ (document.querySelector('main')).prepend(box));
  }

  cote.onceLoaded(() => { if (cote.hasDossier()) ask().catch(() => {}); });
})();
