// Two versions of a document beside each other: `?a=fr/A/76/463&b=en/A/76/463#par-12`. Their blocks are aligned by anchors.
// A server is asked for the page of each document, and may forbid frames; in a folder, where a page can't read another, the
// document is asked in a hidden frame (versions.js answers there). Nothing of what arrives is run: the page's policy allows
// no scripts but files of the archive.
(() => {
  const cote = window.cote;
  const main = /** @type {HTMLElement} */ (document.querySelector('[data-sides]'));
  const rows = /** @type {HTMLElement} */ (main.querySelector('[data-rows]'));
  const status = /** @type {HTMLElement} */ (main.querySelector('[data-status]'));
  const PATH = /^[a-z]{2}(?:\/(?!\.)[\w.-]*[A-Za-z0-9])+$/; // `fr/A/76/463`; not `../`, `//host`
  const PATIENCE = 10_000; // ms, in a frame after the document has loaded
  const inFolder = location.pathname.endsWith('/index.html') ? '/index.html' : '/';
  const ending = document.documentElement.dataset.pages === 'files' ? '.html' : inFolder;
  const home = new URL(main.dataset.sides ?? '', location.href).href.replace(/[^/]*$/, '');

  const parameters = new URLSearchParams(location.search);
  const paths = ['a', 'b'].map((name) => parameters.get(name) ?? '');
  if (!paths.some(Boolean)) return;

  /* What the page says itself, for when its reader chooses another language. */
  /** @type {Map<HTMLElement, () => string>} */
  const said = new Map();
  /** @param {HTMLElement} element @param {() => string} words */
  const saying = (element, words) => {
    said.set(element, words);
    element.textContent = words();
  };
  const sayAgain = () => said.forEach((words, element) => { element.textContent = words(); });

  /** @param {string} path @returns {Promise<Cote.Side>} */
  async function side(path) {
    if (!PATH.test(path)) throw new Error(path);
    const address = `${home}${path}${ending}`;
    return { ...await (location.protocol === 'file:' ? asked(path, address) : fetched(address)), path, address };
  }

  /** @param {string} address @returns {Promise<Cote.VersionText>} */
  async function fetched(address) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return cote.versionText(new DOMParser().parseFromString(await answer.text(), 'text/html'), address);
  }

  /** @param {string} path @param {string} address @returns {Promise<Cote.VersionText>} */
  const asked = (path, address) => new Promise((resolve, reject) => {
    const frame = Object.assign(document.createElement('iframe'), { src: address, hidden: true, title: path });
    /** @param {MessageEvent} message */
    function arrived(message) {
      if (message.source !== frame.contentWindow || message.data?.cote !== 'text') return;
      window.removeEventListener('message', arrived);
      frame.remove();
      resolve(message.data);
    }
    window.addEventListener('message', arrived);
    frame.addEventListener('load', () => {
      frame.contentWindow?.postMessage({ cote: 'ask' }, '*');
      setTimeout(reject, PATIENCE);
    });
    main.append(frame);
  });

  /** The blocks of a document by their anchors, in order: what is inside another block that has one stays there.
      @param {Cote.Side} text @returns {Map<string, Element>} */
  function blocksOf(text) {
    const article = new DOMParser().parseFromString(text.html, 'text/html').body;
    for (const link of article.querySelectorAll('a[href]')) {
      const address = link.getAttribute('href') ?? '';
      if (!address.startsWith('#')) link.setAttribute('href', new URL(address, text.address).href);
    }
    const blocks = new Map();
    for (const block of article.querySelectorAll('[id]')) {
      if (block.matches('sup > a, .page, section') || blocks.has(block.id) || block.parentElement?.closest('[id]:not(section)')) continue;
      blocks.set(block.id, block);
    }
    return blocks;
  }

  /** Anchors of both, each once: those of the first in its order, and before the next that both have, what the second
      alone has. @param {string[]} first @param {string[]} second */
  function aligned(first, second) {
    const places = new Map(second.map((anchor, place) => [anchor, place]));
    const known = new Set(first);
    /** @type {string[]} */
    const together = [];
    let next = 0;
    const flush = (/** @type {number} */ end) => {
      for (; next < end; next += 1) if (!known.has(second[next])) together.push(second[next]);
    };
    for (const anchor of first) {
      flush(places.get(anchor) ?? 0);
      together.push(anchor);
    }
    flush(second.length);
    return together;
  }

  /** @param {Cote.Side} text @param {Element | undefined} block @param {string} anchor */
  function cell(text, block, anchor) {
    const box = document.createElement('div');
    box.className = 'sides__cell';
    if (!block) {
      box.classList.add('sides__cell--none');
      saying(box, () => cote.text('sides.missing', { anchor, language: text.name }));
      return box;
    }
    box.lang = text.lang;
    box.dir = text.dir;
    const shown = /** @type {Element} */ (document.importNode(block, true));
    for (const named of [shown, ...shown.querySelectorAll('[id]')]) named.removeAttribute('id');
    box.append(shown);
    return box;
  }

  /** @param {Cote.Side[]} texts */
  function show(texts) {
    document.title = `${texts[0].symbol} – ${document.title}`;
    const heading = /** @type {HTMLElement} */ (main.querySelector('h1'));
    heading.textContent = texts[0].symbol;
    delete heading.dataset.w; // no sentence any more
    const head = document.createElement('div');
    head.className = 'sides__row sides__head';
    for (const text of texts) {
      const title = document.createElement('h2');
      const link = Object.assign(document.createElement('a'), { href: text.address, textContent: `${text.name} – ${text.title}` });
      Object.assign(title, { className: 'sides__cell', lang: text.lang, dir: text.dir }).append(link);
      head.append(title);
    }
    const blocks = texts.map(blocksOf);
    const [first, second] = blocks.map((listed) => [...listed.keys()]);
    const made = aligned(first, second).map((anchor) => {
      const row = document.createElement('div');
      row.id = anchor;
      row.className = 'sides__row';
      row.append(...texts.map((text, at) => cell(text, blocks[at].get(anchor), anchor)));
      if (blocks.some((listed) => !listed.has(anchor))) row.classList.add('sides__row--alone');
      return row;
    });
    rows.replaceChildren(head, ...made);
    saying(status, () => '');
    /** @type {HTMLElement} */ (main.querySelector('.sides__help')).hidden = true;
    arrive();
    window.addEventListener('hashchange', arrive);
  }

  function arrive() {
    rows.querySelector('.sides__row--named')?.classList.remove('sides__row--named');
    const row = cote.named()?.first;
    if (!row || !rows.contains(row)) return;
    row.classList.add('sides__row--named');
    row.scrollIntoView({ behavior: 'instant' });
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  }

  saying(status, () => cote.text('sides.loading'));
  cote.turned.then(sayAgain);
  document.addEventListener('cote:language', sayAgain);
  Promise.all(paths.map(side)).then((texts) => {
    if (!texts[0].versions.includes(texts[1].address)) throw new Error('not versions of one');
    show(texts);
  }).catch(() => { saying(status, () => cote.text('sides.failed')); });
})();
