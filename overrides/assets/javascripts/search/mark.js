/* On a document's page: marks the words that the reader came for (`?marquer=`, see match.js) or looks for in the page's
   own box, and leads from one to the next. The words of the address are taken off it again, so that the one that the
   reader copies is the permalink. */
(() => {
  'use strict';
  const { places, match } = window.coteSearch;
  const { cote } = window;
  const { element } = cote;
  const NOT_TEXT = 'a.num, [data-chrome], [data-pagefind-ignore], sup:has(> a[href^="#"]), button, script, style, template';
  const BLOCK = 'article[data-pagefind-body] [id]:not(a, sup, span, em, strong, section)';

  // --- what is marked

  /**
   * Text of a block with the place of each of its nodes.
   * @typedef {{nodes: {node: Text, start: number}[], text: string}} Content
   */

  /**
   * @param {Element} block
   * @returns {Content}
   */
  const read = (block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
      const apart = node.matches(NOT_TEXT) || (node.id && !node.matches('a, sup, span, em, strong'));
      return apart ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    /** @type {Content['nodes']} */
    const nodes = [];
    let text = '';
    for (let node = /** @type {?Text} */ (walker.nextNode()); node; node = /** @type {?Text} */ (walker.nextNode())) {
      nodes.push({ node, start: text.length });
      text += node.data;
    }
    return { nodes, text };
  };

  /** Ranges of a text that a link to a document takes. @param {Content} content @param {string} key */
  const cited = ({ nodes }, key) => nodes
    .filter(({ node }) => node.parentElement?.closest('[data-cite]')?.dataset.cite === key)
    .map(({ node, start }) => ({ start, end: start + node.data.length }));

  /**
   * The marks of each range, from the last to the first, so that places before stay right.
   * @param {Content} content
   * @param {Search.TextRange[]} ranges
   */
  const wrap = ({ nodes }, ranges) => ranges.reverse().map(({ start, end }) => {
    /** @type {HTMLElement[]} */
    const marks = [];
    for (const { node, start: from } of [...nodes].reverse()) {
      const [first, last] = [Math.max(start - from, 0), Math.min(end - from, node.data.length)];
      if (first >= last) continue;
      const range = document.createRange();
      range.setStart(node, first);
      range.setEnd(node, last);
      const mark = document.createElement('mark');
      mark.className = 'found-word';
      range.surroundContents(mark);
      marks.unshift(mark);
    }
    return marks;
  }).filter((marks) => marks.length).reverse();

  /** @type {HTMLElement[][]} what is marked: of each place its marks, several where it runs through several nodes */
  let finds = [];
  let here = -1;

  const inOrder = () => finds.sort(([a], [b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

  const unmark = () => {
    for (const mark of finds.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    [finds, here] = [[], -1];
  };

  /**
   * Mark the words of some terms in every block that has all of them; in `target` whichever it has.
   * @param {Search.Alternative[][]} terms
   * @param {?Element} target
   */
  const mark = (terms, target = null) => {
    unmark();
    if (!terms.length) return;
    for (const block of document.querySelectorAll(BLOCK)) {
      const content = read(block);
      const ranges = match.rangesIn(content.text, terms, (key) => cited(content, key), block === target);
      finds.push(...wrap(content, ranges));
    }
    inOrder();
  };

  // --- from one to the next

  const status = element('p', { className: 'finds__status' });
  status.setAttribute('role', 'status');
  /** @param {string} words @param {string} sign @param {() => void} act */
  const button = (words, sign, act) => {
    const node = element('button', { type: 'button', title: words }, sign);
    node.setAttribute('aria-label', words);
    node.addEventListener('click', act);
    return node;
  };
  const ways = [button(cote.text('document.previous_word'), '↑', () => step(-1)), button(cote.text('document.next_word'), '↓', () => step(1))];
  const bar = element('section', { className: 'finds' }, status, ...ways, button(cote.text('document.close'), '✕', () => close()));
  bar.setAttribute('aria-label', cote.text('document.words_found'));
  bar.dataset.chrome = '';
  bar.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });

  const say = () => {
    const total = finds.length;
    status.textContent = here < 0 ? cote.text('document.words_count', { count: total }) : cote.text('document.word_of', { number: here + 1, total });
  };

  /** @param {number} number */
  const show = (number) => {
    for (const node of finds[here] ?? []) node.classList.remove('found-word--here');
    here = number;
    for (const node of finds[here] ?? []) node.classList.add('found-word--here');
    say();
  };

  /** @param {number} by */
  const step = (by) => {
    if (!finds.length) return;
    const current = finds[here];
    inOrder(); // notes move
    here = finds.indexOf(current);
    show((here < 0 && by < 0 ? finds.length - 1 : here + by + finds.length) % finds.length);
    finds[here][0].scrollIntoView({ block: 'center' });
  };

  /** @type {?HTMLElement} */
  let opener = null;

  const open = () => {
    for (const way of ways) way.hidden = !finds.length;
    if (!bar.isConnected) document.body.append(bar);
  };

  const close = () => {
    const inside = bar.contains(document.activeElement);
    unmark();
    bar.remove();
    if (inside) opener?.focus({ preventScroll: true });
  };

  // --- the words of the address

  const arrive = () => {
    const asked = new URLSearchParams(location.search);
    const wanted = asked.get('marquer');
    if (!wanted) return;
    asked.delete('marquer');
    try {
      history.replaceState(history.state, '', `${location.pathname}${asked.size ? `?${asked}` : ''}${location.hash}`);
    } catch { /* a browser that refuses it for files: the address keeps the words */ }
    const target = window.cote.named()?.first ?? null;
    mark(match.termsOf(wanted), target);
    if (!finds.length) return;
    open();
    show(finds.findIndex(([first]) => target?.contains(first) ?? false));
    const box = finds[here]?.[0].getBoundingClientRect();
    if (box && (box.bottom > innerHeight - bar.offsetHeight || box.top < 0)) finds[here][0].scrollIntoView({ block: 'center' });
  };

  // --- the box of the page

  const ownForm = /** @type {?HTMLFormElement} */ (document.querySelector('[data-inside]'));
  const scripts = new URL('../joined/', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

  /** @type {?Promise<unknown>} */
  let loaded = null;

  /** What reads a query, loaded when the box is first used. */
  const reader = () => (loaded ??= new Promise((resolve, reject) => {
    document.head.append(element('script', { src: `${scripts}inside.js`, onload: resolve, onerror: reject }));
  }));

  /**
   * Terms of a query as match.js has them. Where the vocabulary doesn't load: the words themselves, any accents.
   * @param {string} typed
   * @returns {Promise<Search.Alternative[][]>}
   */
  const termsOf = async (typed) => {
    try {
      await reader();
      const terms = await window.coteSearch.resolve(window.coteSearch.parse(typed));
      if (terms.some(({ unknown }) => unknown)) return [];
      return match.termsOf(terms.map((term) => match.termText(term)).filter(Boolean).join(' '));
    } catch {
      return places(typed).map((place) => [{ slots: [new Set([place.accented === place.form ? `~${place.form}` : place.accented])] }]);
    }
  };

  /**
   * @param {HTMLFormElement} form
   * @param {string} typed
   */
  const nothing = ({ action }, typed) => {
    const link = element('a', { href: `${action}?q=${encodeURIComponent(typed)}` }, cote.text('document.search_everywhere'));
    status.replaceChildren(...cote.pieces('document.no_words', { words: typed, search: link }));
  };

  let last = '';
  /**
   * Mark what the box says, or where that is marked already, go to the next.
   * @param {HTMLFormElement} form
   * @param {boolean} back
   */
  const find = async (form, back) => {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
    const typed = input.value.trim();
    if (!typed) { close(); return; }
    if (typed === last && finds.length && bar.isConnected) { step(back ? -1 : 1); return; }
    const terms = await termsOf(typed);
    if (input.value.trim() !== typed) return;
    last = typed;
    mark(terms);
    opener = input;
    open();
    if (finds.length) step(1);
    else nothing(form, typed);
  };

  if (ownForm) {
    ownForm.addEventListener('submit', (event) => { event.preventDefault(); find(ownForm, false); });
    ownForm.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.shiftKey) { event.preventDefault(); find(ownForm, true); }
      if (event.key === 'Escape' && bar.isConnected) close();
    });
    ownForm.addEventListener('focusin', () => { reader().catch(() => { loaded = null; }); }, { once: true });
  }

  arrive();
})();
