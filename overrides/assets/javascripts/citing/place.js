// The place that the address names: a range of paragraphs (`#par-12--par-15`), shown marked; a fragment as readers slip
// it (`#12`, `#para12`) or mail leaves it (`#par-12).`), which leads to the paragraph; a heading by its words (`?titre=…`);
// or no place of this page, which is said.
(() => {
  const cote = window.cote;
  const report = document.querySelector('.report');
  const scripts = new URL('../joined/', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  /** @type {HTMLElement[]} */
  let marked = [];

  /** A citable block has an anchor, and its number or sign says which place it is. */
  cote.signOf = (block) => block.querySelector(':scope > [data-ref]');
  cote.citable = (article) => /** @type {HTMLElement[]} */ ([...article.querySelectorAll('[id]')]).filter(cote.signOf);

  const signed = () => (report ? cote.citable(report) : []);

  /** @param {HTMLElement} first @param {HTMLElement} last */
  function mark(first, last) {
    // Notes stand beside the text, in its midst, where there is room.
    const all = signed().filter((block) => !block.matches('.note') || first.matches('.note'));
    marked = all.slice(all.indexOf(first), all.indexOf(last) + 1);
    for (const block of marked) block.classList.add('in-range');
    first.scrollIntoView();
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }

  function clear() {
    for (const block of marked) block.classList.remove('in-range');
    marked = [];
  }

  /** @type {?Promise<unknown>} */
  let loaded = null;

  /** Loads what reads fragments in words, once, when a fragment isn't one of this page's. */
  const reader = () => (loaded ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${scripts}fragment.js`;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  }));

  /** The place, read with the words of all languages where it isn't written as anchors are. */
  async function named() {
    const place = cote.named();
    if (place || !report) return place;
    await reader();
    return cote.named(cote.citations.fragmentWords());
  }

  async function arrive() {
    clear();
    if (report && headed()) return;
    const fragment = location.hash.slice(1);
    if (!cote.anchors.bare(fragment)) return;
    const place = await named().catch(() => null);
    if (fragment !== location.hash.slice(1)) return; // the reader has gone on
    if (!place) cote.say(cote.text(report ? 'site.no_place' : 'site.no_place_on_page', { fragment: cote.anchors.decoded(fragment) }));
    else open(place);
  }

  /** @param {Cote.NamedBlocks} blocks */
  function open({ first, last }) {
    const anchor = last ? `${first.id}--${last.id}` : first.id;
    if (location.hash !== new URL(`#${anchor}`, location.href).hash) cote.showBlock(anchor);
    else if (last && report) mark(first, last);
    else cote.onceLoaded(() => point(first));
  }

  /**
   * Words that an address quotes (`#par-12:~:text=…`) may be elsewhere, and browsers mark what is around them alone.
   * @param {HTMLElement} block
   */
  function point(block) {
    if (!report?.contains(block) || block.matches(':target')) return;
    marked = [block];
    block.classList.add('in-range');
  }

  /** A heading that has no number is named by its words, and by those of the headings above it. */
  function headed() {
    const wanted = new URLSearchParams(location.search).getAll('titre').map(plain);
    if (!wanted.length) return false;
    const block = signed().find((candidate) => {
      const [, kind, number] = /^(\S+) ?(.*)$/.exec(cote.signOf(candidate)?.dataset.ref ?? ' ') ?? [];
      if (kind !== 'whole') return false;
      const quotes = [...number.matchAll(/«\s*(.+?)\s*»(?!\s*»)|“(.+?)”|”(.+?)“|《(.+?)》/g)];
      const words = quotes.map((quoted) => plain(quoted.slice(1).find(Boolean) ?? ''));
      return words.length === wanted.length && words.every((part, index) => part === wanted[index]);
    });
    if (!block) return false;
    history.replaceState(null, '', `${location.pathname}#${block.id}`);
    cote.showBlock(block.id);
    block.scrollIntoView();
    return true;
  }

  /** @param {string} words */
  const plain = (words) => words.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, ' ').trim();

  window.addEventListener('hashchange', arrive);
  arrive();
})();
