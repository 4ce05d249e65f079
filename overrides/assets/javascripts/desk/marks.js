// The words of a passage as the page has it, and marks around those that differ (side-by-side.js). Its printed number or label,
// note calls and what isn't the document's own (data-chrome) are no words of it.
(() => {
  const cote = window.cote;
  const OUTSIDE = '[data-chrome], .num, .part-label, sup:has(> a[data-call])';
  const APART = 'td, th, caption, p, li, br'; // words of two of them aren't one

  /** @param {Element} passage @returns {{ text: string, pieces: { node: Text, start: number }[] }} */
  function read(passage) {
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    let text = '';
    /** @type {{ node: Text, start: number }[]} */
    const pieces = [];
    /** @type {?Element} */
    let box = null;
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const parent = /** @type {Element} */ (node.parentElement);
      if (parent.closest(OUTSIDE)) continue;
      if (box && parent.closest(APART) !== box) text += ' ';
      box = parent.closest(APART);
      pieces.push({ node, start: text.length });
      text += node.data;
    }
    return { text, pieces };
  }

  /** Marks stretches of the passage's words, each in as many elements as it runs through. @param {Element} passage
      @param {Stretch[]} stretches @param {'del' | 'ins'} name @param {[before: () => string, after: () => string]} said for who
      doesn't see the mark @param {(element: HTMLElement, words: () => string) => void} saying */
  function mark(passage, stretches, name, said, saying) {
    const { pieces } = read(passage);
    /** @param {() => string} words */
    const unseen = (words) => {
      const element = Object.assign(document.createElement('span'), { className: 'unseen' });
      saying(element, words);
      return element;
    };
    for (const [start, end] of stretches.toReversed()) {
      const inside = pieces.filter(({ node, start: begin }) => begin < end && begin + node.length > start);
      const marked = inside.toReversed().flatMap(({ node, start: begin }) => {
        const range = document.createRange();
        range.setStart(node, Math.max(start - begin, 0));
        range.setEnd(node, Math.min(end - begin, node.length));
        if (!range.toString().trim()) return [];
        const element = document.createElement(name);
        range.surroundContents(element);
        return [element];
      }).reverse();
      marked[0]?.prepend(unseen(said[0]));
      marked.at(-1)?.append(unseen(said[1]));
    }
  }

  cote.marks = { wordsIn: (passage) => read(passage).text, mark };
})();
