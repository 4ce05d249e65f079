// The texts that the page with two beside each other shows, and what an address says of each:
//
//     fr/A/76/463                a document
//     fr/A/76/463:res-1          a part of it, a section, a paragraph; `:par-3--par-9`, a range; `#` as in addresses, too
//     fr/A/76/463@2026-11-20     as it was before what was corrected that day or later
//     fr/A/76/463@source         with the words of the source in place of repairs
//
// A server is asked for the page of each document, and may forbid frames; in a folder, where a page can't read another, the
// document is asked in a hidden frame (versions.js answers there). Nothing of what arrives is run: the page's policy allows
// no scripts but files of the archive.
(() => {
  const cote = window.cote;
  const main = /** @type {HTMLElement} */ (document.querySelector('[data-sides]'));
  // `fr/A/76/463`, not `../`, `//host`; with a state, `@source`, and a place, `:res-1`, `:par-3--par-9`
  const SPEC = /^([a-z]{2}(?:\/(?!\.)[\w.-]*[A-Za-z0-9])+)(?:@(source|\d{4}-\d\d-\d\d))?(?:[:#]([\w.-]*?\w)(?:--([\w.-]*\w))?)?$/;
  const PATIENCE = 10_000; // ms, in a frame after the document has loaded
  const inFolder = location.pathname.endsWith('/index.html') ? '/index.html' : '/';
  const ending = document.documentElement.dataset.pages === 'files' ? '.html' : inFolder;
  const home = new URL(main.dataset.sides ?? '', location.href).href.replace(/[^/]*$/, '');

  /** @type {Cote.Sides['parse']} */
  function parse(written) {
    const read = SPEC.exec(written);
    return read && { path: read[1], state: read[2] ?? '', first: read[3] ?? '', last: read[4] ?? '' };
  }

  /** @type {Cote.Sides['written']} */
  const written = ({ path, state = '', first = '', last = '' }) => path + (state && `@${state}`) + (first && `:${first}`) + (last && `--${last}`);

  /** The path of a document from its address; empty for what isn't one of the archive's. @type {Cote.Sides['pathOf']} */
  function pathOf(address) {
    const page = address.split(/[?#]/)[0];
    if (!page.startsWith(home)) return '';
    const path = page.slice(home.length).replace(/(?:\/index\.html|\.html|\/)$/, '');
    return parse(path) ? path : '';
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
    const end = () => {
      window.removeEventListener('message', arrived);
      frame.remove();
    };
    /** @param {MessageEvent} message */
    function arrived(message) {
      if (message.source !== frame.contentWindow || message.data?.cote !== 'text') return;
      end();
      resolve(message.data);
    }
    window.addEventListener('message', arrived);
    frame.addEventListener('load', () => {
      frame.contentWindow?.postMessage({ cote: 'ask' }, '*');
      setTimeout(() => { end(); reject(new Error(path)); }, PATIENCE);
    });
    main.append(frame);
  });

  /** @type {Map<string, Promise<Cote.VersionText>>} */
  const coming = new Map();
  /** A document's text, asked for once. @param {string} path */
  function documentAt(path) {
    const address = `${home}${path}${ending}`;
    const known = coming.get(path) ?? (location.protocol === 'file:' ? asked(path, address) : fetched(address));
    coming.set(path, known);
    return known;
  }

  /** The passages of a document, in order: what is inside another that has an address stays there.
      @param {Cote.VersionText} text @param {string} address */
  function passagesOf(text, address) {
    const article = new DOMParser().parseFromString(text.html, 'text/html').body;
    for (const link of article.querySelectorAll('a[href]')) {
      const target = link.getAttribute('href') ?? '';
      if (!target.startsWith('#')) link.setAttribute('href', new URL(target, address).href);
    }
    // Known as calls of notes also where their anchors are taken off, as in two texts on one page.
    for (const call of article.querySelectorAll('sup > a[id]')) call.setAttribute('data-call', '');
    const passages = new Map();
    for (const block of article.querySelectorAll('[id]')) {
      if (block.matches('sup > a, .page, section') || passages.has(block.id) || block.parentElement?.closest('[id]:not(section)')) continue;
      passages.set(block.id, block);
    }
    return /** @type {Map<string, HTMLElement>} */ (passages);
  }

  /** Put words in place of a passage's; its printed number or label stays. @param {HTMLElement} passage @param {string} words */
  function reword(passage, words) {
    const label = passage.querySelector('.num, .part-label');
    const printed = (label?.textContent ?? '').replace(/\s+/g, ' ').trim();
    const own = printed && words.startsWith(printed) ? words.slice(printed.length).trim() : words;
    passage.replaceChildren(...(label && own !== words ? [label, ' '] : []), own);
  }

  /** Each passage as it was in a state. @param {Map<string, HTMLElement>} passages @param {Cote.VersionText} text @param {string} state */
  function setBack(passages, text, state) {
    if (state === 'source') {
      for (const passage of passages.values()) {
        for (const repair of passage.querySelectorAll('.repair[data-source]')) repair.textContent = repair.dataset.source ?? '';
      }
    } else if (state) {
      // The page has the newest first: of several, the oldest since that day is what was there before.
      for (const { anchor, day, words } of text.corrections) {
        const passage = passages.get(anchor);
        if (passage && day >= state) reword(passage, words);
      }
    }
  }

  /** Whether a heading ends the section of another. @param {Element} passage @param {Element} heading */
  const ends = (passage, heading) => /^H[1-6]$/.test(passage.tagName) && passage.tagName <= heading.tagName;

  /** The anchors that a place means: of a part all that is in it, of a section all below it, of a paragraph its items.
      @param {Map<string, HTMLElement>} passages @param {string} first @param {string} last */
  function inside(passages, first, last) {
    const anchors = [...passages.keys()];
    const start = anchors.indexOf(first);
    const head = passages.get(first);
    const isBelow = (/** @type {string} */ anchor) => anchor === first || anchor.startsWith(`${first}.`);
    if (!head || (last && !passages.has(last))) return anchors.filter(isBelow);
    if (last) {
      const end = anchors.indexOf(last);
      const [from, to] = start < end ? [start, end] : [end, start];
      return anchors.slice(from, to + 1).concat(anchors.slice(to + 1).filter((anchor) => anchor.startsWith(`${anchors[to]}.`)));
    }
    if (!/^H[1-6]$/.test(head.tagName) || head.matches('.part-title')) return anchors.filter(isBelow);
    const rest = anchors.slice(start + 1);
    const after = rest.findIndex((anchor) => ends(/** @type {HTMLElement} */ (passages.get(anchor)), head) || passages.get(anchor)?.matches('.note'));
    return [first, ...(after < 0 ? rest : rest.slice(0, after))];
  }

  /** @type {Cote.Sides['load']} */
  async function load(spec) {
    const text = await documentAt(spec.path);
    const address = `${home}${spec.path}${ending}`;
    const all = passagesOf(text, address);
    setBack(all, text, spec.state);
    const anchors = spec.first ? inside(all, spec.first, spec.last) : [...all.keys()];
    const head = all.get(spec.first);
    const isPart = head?.matches('.part-title') ?? false;
    const parts = [...all].filter(([, passage]) => passage.matches('.part-title'))
      .map(([anchor, passage]) => ({ anchor, words: (passage.textContent ?? '').replace(/\s+/g, ' ').trim() }));
    const isTitled = head?.matches('.part-title, h2, h3, h4, h5, h6') ?? false;
    return {
      ...text, ...spec, address, isPart, parts,
      name: new Intl.DisplayNames([text.lang], { type: 'language' }).of(text.lang) ?? text.lang,
      repaired: [...all.values()].some((passage) => passage.querySelector('.repair')),
      place: isTitled ? parts.find(({ anchor }) => anchor === spec.first)?.words ?? (head?.textContent ?? '').trim() : '',
      passages: anchors.map((anchor) => ({
        anchor, number: isPart ? anchor.slice(spec.first.length + 1) : anchor, element: /** @type {HTMLElement} */ (all.get(anchor)),
      })),
    };
  }

  cote.sides = Object.assign(cote.sides ?? {}, /** @satisfies {Partial<Cote.Sides>} */ ({ parse, written, pathOf, load }));
})();
