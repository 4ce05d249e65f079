// On a document's page: collects a passage, offers what can be done with words that are selected, and shows the dossier beside
// the text where there is room (summon.js calls it).
(() => {
  const cote = window.cote;
  const { desk, element } = cote;
  const report = /** @type {HTMLElement} */ (document.querySelector('.report[data-citing]'));
  const template = /** @type {HTMLElement} */ (document.querySelector('#actions'));
  const { path = '' } = template.dataset;
  const forms = JSON.parse(report.dataset.citing ?? '');
  const OUTSIDE = '[data-chrome], .num, sup:has(> a[id])';
  const WIDE = '(min-width: 48em)'; // as in desk.css
  const WORDS = 5; // at either end of a long passage that a link names

  const folder = new URL('../../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${folder}stylesheets/joined/desk.css` }));

  /** @param {string} key @param {() => void} act */
  const button = (key, act) => {
    const made = element('button', { type: 'button' }, cote.text(key));
    made.addEventListener('click', act);
    return made;
  };

  // --- passages

  /** @param {HTMLElement} first @param {HTMLElement} last @param {Cote.PassageBlock[]} blocks @param {Stretch} [part] */
  function passageOf(first, last, blocks, part) {
    const passage = desk.passageOf({
      path, title: document.querySelector('h1')?.textContent.trim(), symbol: document.querySelector('#cote')?.textContent ?? '',
      reference: cote.citation(first, last), address: cote.addressOf(first, last),
      blocks: blocks.map((block) => ({ ...block, hash: desk.hashOf(block) })), at: new Date().toISOString(), ...(part ? { part } : {}),
    });
    if (!passage) throw new TypeError('no passage');
    return passage;
  }

  /** @param {string} first @param {string} last */
  async function stored(first, last) {
    const held = await desk.passages.document(path);
    const one = held && first === last ? await desk.passages.block(held, first) : null;
    const blocks = one ? [one] : held ? await desk.passages.between(held, first, last) : [];
    if (!blocks.length) throw new Error(`${first} isn't stored`);
    return blocks;
  }

  /** @param {Cote.Collected} passage @param {HTMLElement} block */
  function keep(passage, block) {
    const { added } = desk.store.merge([passage], { revive: true });
    cote.say(cote.text(added.length ? 'collect.added' : 'collect.known', { reference: passage.reference }));
    if (desk.store.unkept()) cote.say(cote.text('collect.unkept'));
    beside();
    note(passage.id, block);
  }

  desk.collect = async (first, last) => {
    try {
      keep(passageOf(first, last, await stored(first.id, last.id)), last);
    } catch {
      cote.say(cote.text('collect.failed'));
    }
  };

  // --- a note on what was collected

  /** @type {?HTMLElement} */
  let panel = null;
  const close = () => { panel?.remove(); panel = null; };

  /** @param {string} id @param {HTMLElement} block */
  function note(id, block) {
    close();
    const before = desk.store.get(id);
    if (!before) return;
    const sign = /** @type {?HTMLElement} */ (block.querySelector(':scope > [data-ref]'));
    const leave = () => { close(); sign?.focus({ preventScroll: true }); };
    const field = element('textarea', { id: 'desk-note', rows: 3, value: before.note });
    let known = before;
    field.addEventListener('input', () => {
      desk.store.edit(id, { note: known.note }, { note: field.value });
      known = { ...known, note: field.value };
    });
    const made = element('div', { className: 'desk-note', role: 'dialog' },
      element('label', { htmlFor: 'desk-note' }, cote.text('collect.note', { reference: before.reference })), field,
      element('p', {}, button('collect.done', leave), open()));
    made.setAttribute('aria-label', cote.text('collect.title'));
    made.dataset.chrome = '';
    made.addEventListener('keydown', ({ key }) => { if (key === 'Escape') leave(); });
    panel = made;
    cote.putUnder(made, (sign ?? block).getBoundingClientRect());
    field.focus({ preventScroll: true });
    made.scrollIntoView({ block: 'nearest' });
  }

  /** Whether the passages that this window alone has are on their way to the dossier's page. */
  let handed = false;
  window.addEventListener('beforeunload', (event) => { if (desk.store.unkept() && !handed) event.preventDefault(); });

  /** The way to the dossier's page. In a folder, where the browser may keep a store for each file, the passages go along; and
      where the browser refused to keep some. */
  function open() {
    const link = element('a', { href: cote.documents.page('dossier') }, cote.text('collect.open'));
    const inFolder = location.protocol === 'file:';
    link.addEventListener('click', (event) => {
      if (!inFolder && !desk.store.unkept()) return;
      event.preventDefault();
      desk.link(desk.store.all(), link.href, Infinity).then(({ address }) => {
        handed = true;
        cote.follow(inFolder ? address.replace('#dossier=', '#apport=') : address);
      });
    });
    return link;
  }

  // --- words that are selected

  /** The words of a block that are in a range. @param {Range} range @param {Element} block */
  function wordsIn(range, block) {
    const copy = cote.within(range, block).cloneContents();
    for (const extra of copy.querySelectorAll(OUTSIDE)) extra.remove();
    if (!block.matches('.note')) for (const extra of copy.querySelectorAll('.note')) extra.remove();
    return copy.textContent.replace(/[ \t\n\r\f]+/g, ' ');
  }

  /** How many characters of a block's words stand before a range. @param {Range} range @param {Element} block */
  function wordsBefore(range, block) {
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return wordsIn(before, block).length;
  }

  /** Where words stand in a text, nearest to a place; -1 where nowhere. @param {string} text @param {string} words @param {number} near */
  function nearest(text, words, near) {
    let best = -1;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      if (best < 0 || Math.abs(at - near) < Math.abs(best - near)) best = at;
    }
    return best;
  }

  /** The blocks with words of a range. @param {Range} range */
  function blocksIn(range) {
    const all = cote.citable(report).filter((block) => range.intersectsNode(block) && wordsIn(range, block).trim());
    const running = all.filter((block) => !block.matches('.note'));
    return running.length ? running : all;
  }

  /** What is selected, as a passage; where its words aren't those of the archive's text (a table, a text as extracted), its
      blocks whole. @param {Range} range */
  async function selected(range) {
    const blocks = blocksIn(range);
    if (!blocks.length) return null;
    const [first, last] = [blocks[0], blocks[blocks.length - 1]];
    const texts = await stored(first.id, last.id);
    const part = partOf(range, blocks, texts);
    const isWhole = part && part[0] === 0 && part[1] === texts[texts.length - 1].words.length;
    return { first, last, passage: passageOf(first, last, texts, part && !isWhole ? part : undefined) };
  }

  /** @param {Range} range @param {HTMLElement[]} blocks @param {Cote.PassageBlock[]} texts @returns {Stretch | undefined} */
  function partOf(range, blocks, texts) {
    const [begin, end] = [texts[0].words, texts[texts.length - 1].words];
    if (texts.length === 1) {
      const words = wordsIn(range, blocks[0]).trim();
      const from = nearest(begin, words, wordsBefore(range, blocks[0]));
      return from < 0 ? undefined : [from, from + words.length];
    }
    const [head, tail] = [blocks[0], blocks[blocks.length - 1]].map((block) => wordsIn(range, block).trim());
    return begin.endsWith(head) && end.startsWith(tail) ? [begin.length - head.length, tail.length] : undefined;
  }

  /** A part without the pieces of words that it begins or ends with: browsers look for whole words. @param {Cote.Collected} passage
      @param {Stretch} part @returns {Stretch} */
  function wholeWords({ blocks }, [from, to]) {
    const [begin, end] = [blocks[0].words, blocks[blocks.length - 1].words];
    const isWord = (/** @type {string} */ sign) => /[\p{L}\p{M}\p{N}]/u.test(sign);
    let [first, last] = [from, to];
    while (isWord(begin.charAt(first - 1)) && isWord(begin.charAt(first))) first += 1;
    while (isWord(end.charAt(last)) && isWord(end.charAt(last - 1))) last -= 1;
    return blocks.length > 1 || first < last ? [first, last] : [from, to];
  }

  /** A text fragment (https://wicg.github.io/scroll-to-text-fragment/): the words, or of many the first and the last. @param {Cote.Collected} passage */
  function textFragment(passage) {
    if (!passage.part) return '';
    const encoded = (/** @type {string[]} */ words) => encodeURIComponent(words.join(' ')).replace(/-/g, '%2D');
    const words = desk.quoted({ ...passage, part: wholeWords(passage, passage.part) }).map((line) => line.split(' ').filter(Boolean));
    const all = words.flat();
    if (words.length === 1 && all.length <= 2 * WORDS) return `:~:text=${encoded(all)}`;
    return `:~:text=${encoded(words[0].slice(0, WORDS))},${encoded(words[words.length - 1].slice(-WORDS))}`;
  }

  /** @type {?HTMLElement} */
  let bar = null;

  desk.offer = (range) => {
    bar?.remove();
    bar = null;
    const blocks = range ? blocksIn(range) : [];
    if (!range || !blocks.length) return;
    const last = blocks[blocks.length - 1];
    /** @param {(found: { first: HTMLElement, last: HTMLElement, passage: Cote.Collected }) => void} act */
    const doing = (act) => () => {
      selected(range).then((found) => { if (found) act(found); }).catch(() => cote.say(cote.text('collect.failed'))).finally(() => desk.offer(null));
    };
    const made = element('div', { className: 'desk-bar', role: 'toolbar' },
      button('collect.quote', doing(({ passage, first, last: end }) => {
        cote.copyQuotation(desk.quoted(passage), forms.quoted, cote.fullPlace(first, end));
      })),
      button('collect.link', doing(({ passage, first, last: end }) => {
        cote.copy(cote.addressOf(first, end) + textFragment(passage), cote.text('site.copied_link'));
      })),
      button('collect.add', doing(({ passage, last: end }) => keep(passage, end))));
    made.setAttribute('aria-label', cote.text('collect.selected'));
    made.dataset.chrome = '';
    made.addEventListener('pointerdown', (event) => event.preventDefault()); // the words stay selected
    made.addEventListener('keydown', ({ key }) => { if (key === 'Escape') { getSelection()?.removeAllRanges(); desk.offer(null); } });
    bar = made;
    const boxes = range.getClientRects();
    cote.putUnder(made, boxes[boxes.length - 1] ?? last.getBoundingClientRect());
    if (!matchMedia(WIDE).matches) return; // at the foot of the window
    // The next that the keyboard reaches from there.
    const { left, top } = made.style;
    last.append(made);
    Object.assign(made.style, placeIn(last, left, top));
  };

  /** The same place of the page, from a block in place of the main part. @param {HTMLElement} block @param {string} left @param {string} top */
  function placeIn(block, left, top) {
    const [own, main] = [block.getBoundingClientRect(), /** @type {HTMLElement} */ (document.querySelector('main')).getBoundingClientRect()];
    return { left: `${parseFloat(left) + main.left - own.left}px`, top: `${parseFloat(top) + main.top - own.top}px` };
  }

  // --- beside the text

  const side = element('aside', { className: 'desk-side', hidden: true });
  side.dataset.chrome = '';

  function beside() {
    const passages = desk.store.all();
    side.hidden = !passages.length;
    Object.assign(side, { lang: cote.knowledge.language, dir: document.documentElement.dir });
    side.setAttribute('aria-label', cote.text('collect.title'));
    const items = passages.map((passage) => {
      const here = passage.path === path;
      const { blocks, reference } = passage;
      const anchor = blocks.length > 1 ? `${blocks[0].anchor}--${blocks[blocks.length - 1].anchor}` : blocks[0].anchor;
      const href = here ? `#${anchor}` : cote.documents.page(passage.path, anchor);
      const own = { lang: passage.language, dir: 'auto' };
      return element('li', {}, element('a', { href, ...own }, reference), element('p', own, desk.quoted(passage).join(' ')),
        passage.note && element('p', { className: 'desk-side__note', dir: 'auto' }, passage.note));
    });
    const title = element('h2', {}, cote.text('collect.title_count', { count: passages.length }));
    side.replaceChildren(title, element('ol', {}, ...items), element('p', {}, open()));
    if (!side.isConnected) document.querySelector('.sheet')?.append(side);
  }

  desk.beside = beside;
  desk.store.watch(() => { if (side.isConnected) beside(); });
  document.addEventListener('cote:language', () => { if (side.isConnected) beside(); });
})();
