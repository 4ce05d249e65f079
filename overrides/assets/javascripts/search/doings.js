/* What the buttons of a hit do: copy its address or its reference, show it whole with what is around it. */
(() => {
  'use strict';
  const { root, around } = window.coteSearch;
  const { element, text: say } = window.cote;

  /** @type {Search.Shared['doings']} */
  const doings = {
    copy: (_, { address }) => window.cote.copy(address, say('site.copied_link')),

    /* Its words are the document's own, which its record has. */
    async reference(_, { hit: { document: { path, data } }, anchor, address }) {
      const record = `${root}${path}${data.files}.reference.js`;
      try {
        await window.cote.fullReader();
        const recorded = await window.cote.recordAt(record);
        const { name, join } = recorded.short;
        const { words } = window.cote.recordedPlace(recorded, anchor);
        await window.cote.copyReference({ first: anchor, last: anchor, words, citation: words ? name + join + words : name, address, record });
      } catch {
        window.cote.say(say('search.no_reference'));
      }
    },

    /* In place of the excerpt; and again the excerpt. */
    async whole(button, { hit, hits, text, flat, keep }) {
      const shown = button.getAttribute('aria-expanded') !== 'true';
      const made = () => /** @type {?HTMLElement} */ (text.nextElementSibling);
      if (!made()) {
        const blocks = await around(hit, hits, flat);
        if (!made()) text.after(element('div', { className: 'hit__around' }, ...blocks)); // nobody was faster
      }
      const whole = /** @type {HTMLElement} */ (made());
      button.setAttribute('aria-expanded', String(shown));
      [text.hidden, whole.hidden] = [shown, !shown];
      keep(shown);
    },
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ doings }));
})();
