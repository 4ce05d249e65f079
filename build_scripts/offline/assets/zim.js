/* In a reader of ZIM files that cannot run the archive's search (Kiwix Desktop on Qt 5, readers that refuse
   WebAssembly), its box gives way to a word on the reader's own. Old engines read this too. */
(() => {
  'use strict';
  /* Pagefind's WebAssembly has two tables, which engines know since Chromium 96. */
  const TWO_TABLES = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 4, 7, 2, 112, 0, 0, 111, 0, 0);
  const able = () => {
    try {
      new WebAssembly.Module(TWO_TABLES);
      return Boolean(window.cote && Object.hasOwn);
    } catch (error) {
      return false;
    }
  };
  if (able()) return;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript); // has the words, `data-words`

  /** The box stays in the page, where scripts look for it. @param {HTMLElement[]} parts */
  const giveWay = (parts) => {
    const shelter = document.createElement('div');
    const word = document.createElement('p');
    shelter.hidden = true;
    word.setAttribute('data-own-search', '');
    word.textContent = own.getAttribute('data-words');
    parts[0].before(word, shelter);
    shelter.append(...parts);
  };

  for (const box of document.querySelectorAll('form[role="search"]')) giveWay([box]);
  const results = document.querySelector('[data-search]');
  if (results) giveWay(/** @type {HTMLElement[]} */ ([...results.children]).filter((part) => part.localName !== 'h1'));
})();
