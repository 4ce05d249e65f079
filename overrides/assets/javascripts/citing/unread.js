// What looks like a reference in a text and isn't read as one: places of no document, symbols of no known series, acts whose
// number no body gives. It is shown as not understood, so that every reference is accounted for.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const { reading } = cote;
  // `X/12/34`, `A 76 463`, `A.76-463`: capitals and numbers with the same signs between them.
  const PART = String.raw`(?:(?:[A-Z]{1,5}\.?)?\d{1,6}[A-Z]?|[A-Z]{2,5})`;
  const SYMBOL = new RegExp(String.raw`(?<![\p{L}\p{N}@/\\|._-])([A-Z]{1,6})([ ./\\|_-])${PART}(?:[ ./\\|_-]${PART})+(?![\p{L}\p{N}/])`, 'gu');
  const FIGURES = 4; // « A.1.2 » numbers a heading
  const STROKES = new Set(['/', '\\', '|']);

  /** @param {string} given @returns {Stretch[]} */
  const symbols = (given) => [...given.matchAll(SYMBOL)]
    .filter(([words, head, sign]) => words.replace(/\D/g, '').length >= FIGURES && (STROKES.has(sign) || reading.hasHead(head)))
    .map(({ 0: words, index }) => [index, index + words.length]);

  /** @type {Cote.Citations['unread']} */
  function unread(given, { references, loose, end }) {
    const text = reading.spelled(given.slice(0, end));
    const acts = reading.unknownActs(text).map(([from, to]) => /** @type {Stretch} */ ([text.from[from], text.from[to]]));
    const taken = references.flatMap(({ spans }) => spans);
    /** @type {Stretch[]} */
    const found = [];
    for (const [start, stop] of [...symbols(text.given), ...acts, ...loose]) {
      const one = /** @type {Stretch} */ ([start + given.slice(start, stop).search(/\S/), stop]);
      if (![...taken, ...found].some(([from, to]) => from < one[1] && one[0] < to)) found.push(one);
    }
    return found.sort(([a], [b]) => a - b);
  }

  Object.assign(cote.citations, /** @satisfies {Partial<Cote.Citations>} */ ({ unread }));
})();
