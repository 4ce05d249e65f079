/* The words of a hit: which of them match, and the stretch of the paragraph to show. */
(() => {
  'use strict';
  const { places, match } = window.coteSearch;
  const LONG = 420;
  const AROUND = 150;
  const NEAR = 60;

  /**
   * Numbers of the paragraph's words that a span of the index stands for: [first, last]. Beyond the paragraph's own
   * words, `more` says which of them an entry stands for (the source's reading of a repaired word, a citation).
   * @param {number[]} span
   * @param {number} own
   * @param {number[]} [more]
   * @returns {?Stretch}
   */
  const wordsOf = ([start, length], own, more) => {
    /** @type {Stretch[]} */
    const found = [];
    for (let at = start; at < start + length; at += 1) {
      if (at < own) found.push([at, at]);
      else {
        const [first = 0, count = 0] = [more?.[2 * (at - own)], more?.[2 * (at - own) + 1]];
        if (count) found.push([first, first + count - 1]);
      }
    }
    return found.length ? [Math.min(...found.map(([a]) => a)), Math.max(...found.map(([, b]) => b))] : null;
  };

  /**
   * Ranges of words that match, ascending, those that touch or overlap as one unless single words.
   * @type {Search.Shared['matches']}
   */
  const matches = (hit, block) => {
    const all = places(block.text);
    const found = hit.spans.flat().map((span) => wordsOf(span, all.length, block.places)).filter((stretch) => stretch !== null);
    found.sort(([a, b], [c, d]) => a - c || d - b);
    /** @type {Stretch[]} */
    const ranges = [];
    for (const [first, last] of found) {
      const before = ranges.at(-1);
      if (before && first <= before[1]) before[1] = Math.max(before[1], last);
      else ranges.push([first, last]);
    }
    return ranges.map(([first, last]) => ({ start: all[first].start, end: all[last].end }));
  };

  /**
   * The next space from a place on, forwards or backwards; where none is near, as in Chinese, before the place itself.
   * @param {string} text
   * @param {number} place
   * @param {1 | -1} step
   */
  const spaceNear = (text, place, step) => {
    for (let at = place; at > 0 && Math.abs(at - place) < NEAR; at += step) if (text[at] === ' ') return at;
    return step > 0 ? place - 1 : place;
  };

  /**
   * Where in the text to begin and end: the whole of a short paragraph, else around the place with most matches.
   * @type {Search.Shared['stretch']}
   */
  const stretch = (text, ranges) => {
    if (text.length <= LONG || !ranges.length) return [0, text.length <= LONG ? text.length : LONG];
    let best = [0, 0];
    for (const { start } of ranges) {
      const count = ranges.filter((other) => other.start >= start && other.end <= start + LONG - AROUND).length;
      if (count > best[0]) best = [count, start];
    }
    let from = Math.max(0, best[1] - AROUND);
    if (from) from = spaceNear(text, from, 1) + 1;
    let to = Math.min(text.length, from + LONG);
    if (to < text.length) to = spaceNear(text, to, -1);
    return [from, to];
  };

  /** Nodes that show a text, or a stretch of it, its matches in <mark>. @type {Search.Shared['marked']} */
  const marked = (text, ranges, [from, to] = [0, text.length]) => {
    /** @type {(string | HTMLElement)[]} */
    const nodes = [];
    let at = from;
    for (const { start, end } of ranges) {
      if (start < at || end > to) continue;
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      nodes.push(text.slice(at, start), mark);
      at = end;
    }
    nodes.push(text.slice(at, to));
    return nodes;
  };

  /** Nodes that show what of a text is nearest to its matches. @type {Search.Shared['excerpt']} */
  const excerpt = (text, ranges) => {
    const [from, to] = stretch(text, ranges);
    const nodes = marked(text, ranges, [from, to]);
    if (from) nodes.unshift('… ');
    if (to < text.length) nodes.push(' …');
    return nodes;
  };

  /**
   * What the opened page is to mark (match.js): the terms of the query, and what stands in this paragraph for a reading
   * of the source. `some`: any of the terms.
   * @type {Search.Shared['toMark']}
   */
  const toMark = (terms, hit, block, some) => {
    const all = places(block.text);
    const texts = terms.map((term, i) => match.termText(term, (hit.spans[i] ?? [])
      .filter(([start]) => start >= all.length && !term.documents)
      .map((span) => wordsOf(span, all.length, block.places))
      .flatMap((found) => (found ? [all.slice(found[0], found[1] + 1).map(({ accented }) => accented)] : []))));
    return texts.filter(Boolean).join(some ? ';' : ' ');
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ matches, stretch, marked, excerpt, toMark }));
})();
