/* A hit whole, with what stands around it: its paragraph with all of its items, the passage before and the one after. */
(() => {
  'use strict';
  const { label, unitOf, matches, marked, pageAddress } = window.coteSearch;
  const { element } = window.cote;
  const FURTHEST = 200; // passages of one paragraph
  const TITLES = '2'; // of `parts`
  const NOTES = '1';

  /**
   * The numbers of the blocks around one: from the first to the last of its paragraph, and the neighbours, if any.
   * @param {Search.IndexedDocument} document
   * @param {number} block
   */
  async function extent(document, block) {
    const unit = unitOf((await document.text(block)).anchor);
    const isNote = document.parts[block] === NOTES;
    const last = document.parts.length - 1;
    /** @param {number} at */
    const belongs = async (at) => {
      if (at < 0 || at > last || Math.abs(at - block) > FURTHEST || document.parts[at] === TITLES) return false;
      const { anchor } = await document.text(at);
      return anchor === unit || anchor.startsWith(`${unit}.`);
    };
    let [from, to] = [block, block];
    if (document.parts[block] !== TITLES) {
      while (await belongs(from - 1)) from -= 1;
      while (await belongs(to + 1)) to += 1;
    }
    // Behind the last paragraph of a part come its notes, which are no neighbours of it.
    const neighbour = (/** @type {number} */ at) => (at >= 0 && at <= last && (document.parts[at] === NOTES) === isNote ? [at] : []);
    return { before: neighbour(from - 1), own: Array.from({ length: to - from + 1 }, (_, i) => from + i), after: neighbour(to + 1) };
  }

  /**
   * @type {Search.Shared['around']}
   */
  const around = async (hit, hits, flat) => {
    const { document, block } = hit;
    const { path, language } = document;
    const { before, own, after } = await extent(document, block);
    /** @param {number} at */
    const node = async (at) => {
      const shown = await document.text(at);
      const found = hits.find((other) => other.block === at);
      const words = found ? marked(shown.text, matches(found, shown)) : [shown.text];
      const place = element('a', { className: 'around__place', href: `${pageAddress(path, flat)}#${shown.anchor}` }, label(shown.anchor));
      const text = element('p', { className: 'around__text', lang: language, dir: 'auto' }, ...words);
      const className = own.includes(at) ? 'around__block around__block--own' : 'around__block';
      return shown.anchor ? [element('div', { className }, element('p', { className: 'around__head' }, place), text)] : [];
    };
    return (await Promise.all([...before, ...own, ...after].map(node))).flat();
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ around }));
})();
