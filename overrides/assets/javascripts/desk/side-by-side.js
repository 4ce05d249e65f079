// Two texts beside each other: `?a=fr/A/76/463:res-1&b=fr/A/RES/76/181#par-12` (side-texts.js says what an address means). Of
// one document, passages of the same number stand together, whatever its languages; of two documents in one language, those
// that say the same or nearly (align.js). Words that differ are marked (marks.js) where both are in one language.
(() => {
  const cote = window.cote;
  const main = /** @type {HTMLElement} */ (document.querySelector('[data-sides]'));
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (main.querySelector(`[data-${name}]`));
  const [rows, status, bar, counts] = ['rows', 'status', 'bar', 'counts'].map(part);
  const only = /** @type {HTMLInputElement} */ (main.querySelector('[data-only]'));
  const parameters = new URLSearchParams(location.search);
  const NAMES = ['a', 'b'];
  const specs = NAMES.map((name) => cote.sides.parse(parameters.get(name) ?? ''));

  /* What the page says itself, for when its reader chooses another language. */
  /** @type {Map<HTMLElement, () => string>} */
  const said = new Map();
  /** @type {Cote.Sides['saying']} */
  const saying = (element, words) => {
    said.set(element, words);
    element.textContent = words();
    return element;
  };
  const sayAgain = () => said.forEach((words, element) => { element.textContent = words(); });
  /** @param {string} name @param {string} className */
  const element = (name, className) => Object.assign(document.createElement(name), { className });
  cote.sides.saying = saying;

  /** What is said of a text besides its document: its place and its state. @param {Cote.Side} text @returns {(() => string)[]} */
  const particulars = ({ first, last, place, state }) => [
    ...(first ? [() => place || (last ? `${first}–${last}` : first)] : []),
    ...(state ? [() => (state === 'source' ? cote.text('sides.source') : cote.text('sides.before', { day: cote.day(state) }))] : []),
  ];
  cote.sides.named = (text) => [text.symbol || text.title, ...particulars(text).map((words) => words()), text.name].join(', ');

  /** @param {Cote.Side} text @param {Cote.SidePassage | undefined} passage @param {() => string} missing @param {string} from
      what the text is called where the other stands below it @param {string} [elsewhere] the row where the words stand */
  function cell(text, passage, missing, from, elsewhere) {
    const box = element('div', 'sides__cell');
    box.dataset.from = from;
    if (!passage) {
      box.classList.add('sides__cell--none');
      const told = document.createElement(elsewhere ? 'a' : 'span');
      if (elsewhere) told.setAttribute('href', `#${encodeURIComponent(elsewhere)}`);
      box.append(saying(told, missing));
      return box;
    }
    Object.assign(box, { lang: text.lang, dir: text.dir });
    const copy = /** @type {Element} */ (document.importNode(passage.element, true));
    for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id');
    for (const link of copy.querySelectorAll('a[href^="#"]')) link.setAttribute('href', `${text.address}${link.getAttribute('href')}`);
    box.append(copy);
    return box;
  }

  // What a number calls; headings and texts without number are all called alike, so that their words say which is meant.
  const WITHOUT = /(?:^|\.)(?:sec|txt|h)[-.]/; // `sec-3.h-1`, `res-1.txt-1`
  const WORDS = 60; // letters of them
  /** @param {Cote.SidePassage | undefined} passage */
  function called(passage) {
    if (!passage) return '';
    const label = window.coteSearch.label(passage.anchor);
    if (!WITHOUT.test(passage.anchor)) return label;
    const words = cote.marks.wordsIn(passage.element).trim().replace(/\s+/g, ' ');
    const start = words.length > WORDS ? `${words.slice(0, WORDS).replace(/\s+\S*$/, '')}…` : words;
    return cote.text('sides.by_words', { label, words: start });
  }

  /** How the two are paired: by numbers where they are versions of one text, or in two languages. @param {Cote.Side[]} texts */
  const way = ([a, b]) => {
    const isOne = a.path === b.path && a.first === b.first && a.last === b.last;
    return isOne || a.lang !== b.lang ? 'numbers' : 'words';
  };

  /** The title of a document whose text is put beside a part of another, as the title of the part.
      @param {Cote.Side} text @returns {Cote.SidePassage} */
  function titleOf(text) {
    const title = element('h2', '');
    title.textContent = text.title;
    return { anchor: '', number: '', element: title };
  }

  /** @param {Cote.Side[]} texts @returns {Cote.Row[]} */
  function rowsOf(texts) {
    const [a, b] = texts.map((text, at) => (texts[1 - at].isPart && !text.first && text.title ? [titleOf(text), ...text.passages] : text.passages));
    const marked = texts[0].lang === texts[1].lang;
    const [left, right] = [a, b].map((list) => list.map(({ number, element: passage }) => ({ number, text: marked ? cote.marks.wordsIn(passage) : '' })));
    const taken = new Set(a.map(({ anchor }) => anchor));
    const found = cote.align.passages(left, right, way(texts)).map(([first, second]) => {
      const [own, other] = [first === null ? undefined : a[first], second === null ? undefined : b[second]];
      const words = [first === null ? '' : left[first].text, second === null ? '' : right[second].text];
      const isSame = Boolean(own && other) && (!marked || cote.align.same(words[0], words[1]));
      return { own, other, words, kind: !own ? 'second' : !other ? 'first' : isSame ? 'same' : 'changed', id: idOf(own, other, taken) };
    });
    return marked ? moved(found) : found;
  }

  /** The address of a row: the anchor of the first text, with that of the second where it is another; `=par-3`, of the second
      alone, where the first has one that is called so elsewhere.
      @param {Cote.SidePassage | undefined} own @param {Cote.SidePassage | undefined} other @param {Set<string>} taken */
  function idOf(own, other, taken) {
    const [first, second] = [own?.anchor ?? '', other?.anchor ?? ''];
    if (!own) return taken.has(second) ? `=${second}` : second;
    return other && second !== first ? `${first}=${second}` : first;
  }

  /** What one text alone has in its place, and the other, with the same words, in another. @param {Cote.Row[]} found */
  function moved(found) {
    const spelled = (/** @type {string} */ words) => cote.align.tokens(words).map(({ word }) => word).join(' ');
    const there = new Map(found.filter(({ kind }) => kind === 'second').map((row) => [spelled(row.words[1]), row]));
    for (const row of found) {
      const other = row.kind === 'first' && row.words[0] ? there.get(spelled(row.words[0])) : undefined;
      if (!other || other.elsewhere) continue;
      Object.assign(row, { kind: 'moved', elsewhere: other });
      Object.assign(other, { kind: 'moved', elsewhere: row });
    }
    return found;
  }

  /** @param {Cote.Row} row @param {Cote.Side[]} texts */
  function shown({ own, other, kind, id, words, elsewhere }, texts) {
    const row = element('div', `sides__row sides__row--${kind}`);
    if (id) row.id = id;
    const missing = [texts[0], texts[1]].map((text) => () => (
      elsewhere ? cote.text('sides.moved', { anchor: called(elsewhere.own ?? elsewhere.other) })
        : way(texts) === 'numbers' ? cote.text('sides.missing', { anchor: called(own ?? other), language: text.name }) : cote.text('sides.absent')));
    const isOne = texts[0].symbol === texts[1].symbol && texts[0].title === texts[1].title;
    const [first, second] = texts.map((text) => (isOne ? [...particulars(text).map((each) => each()), text.name].join(', ') : text.symbol || text.title));
    const cells = [cell(texts[0], own, missing[0], first, elsewhere?.id), cell(texts[1], other, missing[1], second, elsewhere?.id)];
    if (kind === 'changed') mark(cells, words);
    if (kind === 'same' && texts[0].lang === texts[1].lang) row.append(saying(element('p', 'sides__same'), () => cote.text('sides.same')));
    row.append(...cells);
    return row;
  }

  /** @param {HTMLElement[]} cells @param {string[]} words */
  function mark([first, second], words) {
    const [gone, come] = cote.align.words(words[0], words[1]);
    const end = () => cote.text('sides.end');
    cote.marks.mark(first, gone, 'del', [() => cote.text('sides.removed'), end], saying);
    cote.marks.mark(second, come, 'ins', [() => cote.text('sides.added'), end], saying);
  }

  /** @param {Cote.Side[]} texts */
  function head(texts) {
    const box = element('div', 'sides__row sides__head');
    for (const text of texts) {
      const title = element('h2', 'sides__cell');
      const link = document.createElement('a');
      link.href = text.address + (text.first && `#${text.first}${text.last && `--${text.last}`}`);
      saying(link, () => [[text.symbol, text.title].filter(Boolean).join(', '), ...particulars(text).map((words) => words()), text.name].join(' – '));
      Object.assign(title, { lang: text.lang, dir: text.dir }).append(link);
      box.append(title);
    }
    return box;
  }

  /** How many passages are of each kind, in words. @param {Cote.Row[]} found @param {boolean} marked */
  function count(found, marked) {
    const kinds = {
      same: marked ? 'sides.same_count' : 'sides.beside_count', changed: 'sides.changed_count', moved: 'sides.moved_count',
      first: 'sides.first_count', second: 'sides.second_count',
    };
    counts.replaceChildren(...Object.entries(kinds).flatMap(([kind, key]) => {
      const all = found.filter((row) => row.kind === kind).length;
      const number = kind === 'moved' ? all / 2 : all;
      return number || kind === 'same' ? [saying(element('li', `sides__count sides__count--${kind}`), () => cote.text(key, { count: number }))] : [];
    }));
    if (!marked) counts.append(saying(element('li', ''), () => cote.text('sides.languages')));
  }

  /** Rows with, before each run of those that are the same, how many these are. @param {HTMLElement[]} made */
  function withRuns(made) {
    /** @type {HTMLElement[]} */
    const all = [];
    for (let at = 0; at < made.length; at += 1) {
      const isSame = (/** @type {number} */ which) => made[which]?.matches('.sides__row--same') ?? false;
      if (isSame(at) && !isSame(at - 1)) {
        let end = at;
        while (isSame(end)) end += 1;
        all.push(saying(element('p', 'sides__skipped'), () => cote.text('sides.skipped', { count: end - at })));
      }
      all.push(made[at]);
    }
    return all;
  }

  /** @param {Cote.Side[]} texts */
  function show(texts) {
    document.title = `${texts.map(({ symbol, title }) => symbol || title).join(' – ')} – ${document.title}`;
    const heading = /** @type {HTMLElement} */ (main.querySelector('h1'));
    heading.textContent = [...new Set(texts.map(({ symbol, title }) => symbol || title))].join(' – ');
    delete heading.dataset.w; // no sentence any more
    const found = rowsOf(texts);
    count(found, texts[0].lang === texts[1].lang);
    rows.replaceChildren(head(texts), ...withRuns(found.map((row) => shown(row, texts))));
    saying(status, () => '');
    bar.hidden = false;
    arrive();
    window.addEventListener('hashchange', arrive);
  }

  /** The row that the address names: by its own name, or by the anchor of either text. */
  function rowNamed() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name) return null;
    const all = /** @type {HTMLElement[]} */ ([...rows.querySelectorAll('.sides__row[id]')]);
    const [first, second] = name.split('=');
    /** @param {string} id @param {number} side @param {string} anchor */
    const has = (id, side, anchor) => anchor !== '' && (id.includes('=') ? id.split('=')[side] : id) === anchor;
    return all.find(({ id }) => id === name) ?? all.find(({ id }) => has(id, 0, first)) ?? all.find(({ id }) => has(id, 1, second || first))
      ?? all.find((row) => row === cote.named()?.first) ?? null;
  }

  function arrive() {
    rows.querySelector('.sides__row--named')?.classList.remove('sides__row--named');
    const row = rowNamed();
    if (!row) return;
    if (row.matches('.sides__row--same')) only.checked = false;
    row.classList.add('sides__row--named');
    row.scrollIntoView({ behavior: 'instant' });
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  }

  // --- from one difference to the next

  /** @param {number} by 1, or -1 */
  function go(by) {
    const all = /** @type {HTMLElement[]} */ ([...rows.querySelectorAll('.sides__row:not(.sides__row--same, .sides__head)')]);
    const here = rows.querySelector('.sides__row--named');
    const top = bar.getBoundingClientRect().bottom;
    const isAfter = (/** @type {HTMLElement} */ row) => (here
      ? Boolean(here.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING)
      : row.getBoundingClientRect().top > top);
    const next = by > 0 ? all.find(isAfter) : all.findLast((row) => row !== here && !isAfter(row));
    if (!next) { cote.say(cote.text(by > 0 ? 'sides.last' : 'sides.first')); return; }
    if (next.id) cote.showBlock(encodeURIComponent(next.id));
  }

  const KEYS = { n: 1, p: -1 };
  part('next').addEventListener('click', () => go(1));
  part('previous').addEventListener('click', () => go(-1));
  document.addEventListener('keydown', (event) => {
    const by = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
    if (!by || bar.hidden || cote.recall('slash') === 'off' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/** @type {Element} */ (event.target).closest('input:not([type="checkbox"]), textarea, select')) return;
    event.preventDefault();
    go(by);
  });
  only.addEventListener('change', () => cote.keepPlace(() => main.toggleAttribute('data-differences', only.checked)));

  // --- begin

  cote.turned.then(sayAgain);
  document.addEventListener('cote:language', sayAgain);
  cote.sides.chooses(specs);
  main.toggleAttribute('data-empty', specs.includes(null));
  const wanted = specs.filter((spec) => spec !== null);
  if (NAMES.some((name, at) => parameters.get(name) && !specs[at])) saying(status, () => cote.text('sides.failed'));
  if (wanted.length < 2) return;
  saying(status, () => cote.text('sides.loading'));
  Promise.all(wanted.map(cote.sides.load)).then((texts) => {
    const empty = texts.find(({ passages }) => !passages.length);
    if (empty) saying(status, () => cote.text('sides.no_part', { anchor: empty.first, document: empty.symbol || empty.title }));
    else show(texts);
  }).catch(() => { saying(status, () => cote.text('sides.failed')); });
})();
