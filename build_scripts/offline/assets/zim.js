/* In a reader of ZIM files that cannot run the archive's search, its box is not shown; the reader has its own. */
(() => {
  'use strict';
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    new URLSearchParams('q=').size.toString();
  } catch {
    for (const box of document.querySelectorAll('[role="search"], [data-search]')) box.hidden = true;
  }
})();
