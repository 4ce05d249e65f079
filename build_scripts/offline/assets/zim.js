/* In a reader of ZIM files whose engine is too old for the archive's search (Kiwix Desktop on Qt 5), its box gives way to a
   word on the reader's own. Old engines read this too. */
(() => {
  'use strict';
  /* Engines know it since Chromium 93; where the archive's scripts can't be read, there is no `cote`. */
  if (window.cote && 'hasOwn' in Object) return;
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
