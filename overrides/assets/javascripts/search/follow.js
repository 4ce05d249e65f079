/* The feeds of the filters that are chosen (build_scripts/export/feeds.py). Comes with the first that is. */
(() => {
  'use strict';
  const { cote, coteSearch } = window;
  const { element } = cote;
  const root = new URL('../../../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const box = element('p', { className: 'search__follow' });
  /** @type {?Promise<unknown>} */
  let coming = null;

  /** @type {Search.Shared['follow']} */
  coteSearch.follow = async (panel, chosen) => {
    if (cote.isCopy()) return; // it has no feeds
    coming ??= cote.run(`${root}flux/index.js`);
    await coming;
    const links = chosen.flatMap(([facet, value, name]) => {
      const path = cote.feeds[facet]?.[value];
      return path ? [element('a', { href: root + path, type: 'application/atom+xml' }, name)] : [];
    });
    const listed = links.flatMap((link, at) => (at ? [', ', link] : [link]));
    const said = links.length ? [...cote.pieces('follow.of', { feeds: listed }), ' ', cote.text('follow.words')] : [cote.text('follow.none')];
    box.replaceChildren(...said);
    panel.append(box);
  };
})();
