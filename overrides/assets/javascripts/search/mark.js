/* On a document's page: marks the words that the reader came for (`?marquer=`), and takes them off the address again,
   so that the one that the reader copies is the permalink. */
(() => {
  'use strict';
  const { places, words } = window.coteSearch;
  const asked = new URLSearchParams(location.search);
  const wanted = asked.get('marquer');
  if (!wanted) return;

  asked.delete('marquer');
  try {
    history.replaceState(history.state, '', `${location.pathname}${asked.size ? `?${asked}` : ''}${location.hash}`);
  } catch { /* a browser that refuses it for files: the address keeps the words */ }

  const sequences = [...wanted.matchAll(/"([^"]*)"|(\S+)/g)].map(([, phrase, word]) => words(phrase ?? word)).filter((forms) => forms.length);
  const NOT_TEXT = 'a.num, [data-chrome], [data-pagefind-ignore], sup:has(> a[href^="#"]), button, script, style, template';

  /* Text of a block with the place of each of its nodes. */
  const read = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => (
      node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT
        : node.matches(NOT_TEXT) || (node.id && !node.matches('a, sup, span, em, strong')) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP));
    const nodes = [];
    let text = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node, start: text.length });
      text += node.data;
    }
    return { nodes, text };
  };

  /* Ranges of the text where one of the sequences stands. */
  const rangesIn = (text) => {
    const all = places(text);
    const ranges = [];
    for (let at = 0; at < all.length; at += 1) {
      const found = sequences.find((forms) => forms.every((form, i) => all[at + i]?.form === form));
      if (!found) continue;
      ranges.push({ start: all[at].start, end: all[at + found.length - 1].end });
      at += found.length - 1;
    }
    return ranges;
  };

  /* From the last to the first, so that places before stay right. */
  const wrap = ({ nodes }, ranges) => {
    for (const { start, end } of ranges.reverse()) {
      for (const { node, start: from } of [...nodes].reverse()) {
        const [first, last] = [Math.max(start - from, 0), Math.min(end - from, node.data.length)];
        if (first >= last) continue;
        const range = document.createRange();
        range.setStart(node, first);
        range.setEnd(node, last);
        const mark = document.createElement('mark');
        mark.className = 'found-word';
        range.surroundContents(mark);
      }
    }
  };

  const markIn = (block) => {
    const content = read(block);
    if (sequences.some(([form]) => window.coteSearch.fold(content.text).includes(form))) wrap(content, rangesIn(content.text));
  };

  const target = window.cote.named()?.first;
  const blocks = [...document.querySelectorAll('article[data-pagefind-body] [id]:not(a, sup, span, em, strong, section)')];
  if (target) markIn(target);
  blocks.filter((block) => block !== target).forEach(markIn);

  const first = target?.querySelector('mark.found-word');
  if (!first) return;
  const box = first.getBoundingClientRect();
  if (box.bottom > innerHeight || box.top < 0) first.scrollIntoView({ block: 'center' });
})();
