// Given the path of a document and an anchor: the exact words, number, language, reference and address of a passage, out of
// the texts that search has (pagefind/text/), over http and from file:// alike.
(() => {
  const cote = window.cote;
  const { load, label } = window.coteSearch;
  const desk = (cote.desk ??= /** @type {Cote.Desk} */ ({}));
  // The last number of an anchor, with what stands before it: `res-1.par-`, `12` of `res-1.par-12.a`; `note-`, `x1`.
  const LAST = /^(.*-)([^-.]+)(?:\.[a-z.]+)?$/;

  /** @param {string} path */
  const folderOf = (path) => `text/${desk.sha256(`${path}/`).slice(0, 12)}`;
  /** @param {string} path @param {number} piece */
  const rowsOf = (path, piece) => load(/** @type {`text/${string}/${number}`} */ (`${folderOf(path)}/${piece}`));

  /** @type {Cote.Passages['document']} */
  async function document(path) {
    const now = await cote.documents.current(path);
    if (!now) return null;
    const [, , more] = (await rowsOf(now, 0))[0];
    if (!more?.document) throw new Error(`${now}: no document`);
    return { title: '', symbol: '', ...more.document, path: now };
  }

  /** @param {Search.TextRow} row @returns {Cote.PassageBlock} */
  const blockOf = ([anchor, words, more]) => ({ anchor, words, number: more?.number ?? '' });

  /** @param {Cote.PassageDocument} held @param {number} piece */
  const blocksIn = async (held, piece) => (await rowsOf(held.path, piece)).map(blockOf).filter(({ anchor }) => anchor);

  /** The piece that most likely has an anchor: the last that begins with a lower number of the same kind. @param {string[]} firsts @param {string} anchor */
  function likely(firsts, anchor) {
    const [, kind, number] = LAST.exec(anchor) ?? [];
    return firsts.findLastIndex((first) => {
      const [, its, from] = LAST.exec(first) ?? [];
      return its === kind && parseInt(from, 10) <= parseInt(number, 10);
    });
  }

  /** @type {Cote.Passages['all']} */
  const all = async (held) => (await Promise.all(held.pieces.map((_, piece) => blocksIn(held, piece)))).flat();

  /** @type {Cote.Passages['block']} */
  async function block(held, anchor) {
    const guess = likely(held.pieces, anchor);
    const near = guess < 0 ? [] : await blocksIn(held, guess);
    const is = (/** @type {Cote.PassageBlock} */ found) => found.anchor === anchor;
    return near.find(is) ?? (await all(held)).find(is) ?? null;
  }

  /** @type {Cote.Passages['between']} */
  async function between(held, first, last) {
    const blocks = await all(held);
    const [from, to] = [first, last].map((anchor) => blocks.findIndex((found) => found.anchor === anchor));
    if (from < 0 || to < from) return [];
    return blocks.slice(from, to + 1).filter(({ anchor }) => !isNote(anchor) || isNote(first));
  }

  // `note-3`, `res-1.note-3`; not `par-3`.
  /** @type {Cote.Passages['isNote']} */
  const isNote = (anchor) => /(?:^|\.)note-[^.]*$/.test(anchor);

  /** @type {Cote.Passages['reference']} */
  const reference = ({ symbol, title }, first, last = first) => {
    const place = first === last ? first && label(first) : `${label(first)} – ${label(last)}`;
    return [symbol || title, place].filter(Boolean).join(cote.knowledge.places.join);
  };

  /** @type {Cote.Passages['address']} */
  const address = ({ path }, first, last = first) => cote.documents.page(path, first === last ? first : `${first}--${last}`);

  desk.passages = { document, block, between, all, isNote, reference, address };
})();
