// The place that the address names: a range of paragraphs (`#par-12--par-15`), shown marked; a fragment as readers slip
// it (`#12`, `#para12`), which leads to the paragraph; a heading by its words (`?titre=…`); or no place of this document,
// which is said.
(() => {
  const cote = window.cote;
  const report = document.querySelector('.report');
  if (!report) return;
  const scripts = new URL('./', document.currentScript.src).href;
  let marked = [];

  const signed = () => [...report.querySelectorAll('[id]')].filter((block) => block.querySelector('.permalink'));

  function mark(first, last) {
    // Notes stand beside the text, in its midst, where there is room.
    const all = signed().filter((block) => !block.matches('.note') || first.matches('.note'));
    const [from, to] = [all.indexOf(first), all.indexOf(last)].sort((a, b) => a - b);
    marked = all.slice(from, to + 1);
    for (const block of marked) block.classList.add('in-range');
    first.scrollIntoView();
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }

  function clear() {
    for (const block of marked) block.classList.remove('in-range');
    marked = [];
  }

  /** Loads the reader of citations, once, when a fragment is none of this page's. */
  const reader = () => {
    reader.loaded ??= ['anchor', 'words', 'places'].reduce((before, name) => before.then(() => new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = `${scripts}${name}.js`;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    })), Promise.resolve());
    return reader.loaded;
  };

  const byId = (id) => (id ? document.getElementById(id) : null);

  async function slipped(fragment) {
    await reader();
    const [first, last] = fragment.split('--').map((part) => byId(cote.citations.slipped(part)));
    return { first, last: last ?? null };
  }

  async function arrive() {
    clear();
    if (headed()) return;
    const fragment = decodeURIComponent(location.hash.slice(1));
    if (!fragment || fragment.startsWith(':~:') || byId(fragment)) return;
    const [from, to] = fragment.split('--').map(byId);
    if (from && to) { mark(from, to); return; }
    try {
      const { first, last } = await slipped(fragment);
      if (!first) throw new Error(fragment);
      if (last) location.replace(`#${first.id}--${last.id}`);
      else location.replace(`#${first.id}`);
    } catch {
      cote.say(`Ce document n’a pas de passage «\u202f${fragment}\u202f».`);
    }
  }

  /** A heading that has no number is named by its words, and by those of the headings above it. */
  function headed() {
    const wanted = new URLSearchParams(location.search).getAll('titre').map(plain);
    if (!wanted.length) return false;
    const block = signed().find((one) => {
      const [, kind, number] = /^(\S+) ?(.*)$/.exec(one.querySelector('.permalink').dataset.ref ?? ' ') ?? [];
      if (kind !== 'whole') return false;
      const words = [...number.matchAll(/«\s*(.+?)\s*»(?!\s*»)|“(.+?)”|”(.+?)“|《(.+?)》/g)].map((found) => plain(found.slice(1).find(Boolean)));
      return words.length === wanted.length && words.every((part, index) => part === wanted[index]);
    });
    if (!block) return false;
    history.replaceState(null, '', `${location.pathname}#${block.id}`);
    location.replace(`#${block.id}`);
    block.scrollIntoView();
    return true;
  }

  const plain = (words) => words.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, ' ').trim();

  window.addEventListener('hashchange', arrive);
  arrive();
})();
