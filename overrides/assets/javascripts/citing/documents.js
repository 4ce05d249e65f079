// Which documents the archive holds or cites, by their addresses. The table is in parts, by the first folders of symbols
// (build_scripts/export/addresses.py); a page loads the list of parts and the one or two that it needs. Each part is a
// script that hands its content over, because a page opened by double click may load nothing else.
(() => {
  const cote = (window.cote ??= {});
  const root = new URL('../../../', document.currentScript.src).href;
  // Each page is a file of its own, or a folder; opened by double click, or where a server knows no folders, the file in it.
  // What the address of a missing page looks like says nothing of the others.
  const missing = document.querySelector('[data-missing]') !== null;
  const inFolder = !missing && location.pathname.endsWith('/index.html') ? '/index.html' : '/';
  const ending = document.documentElement.dataset.pages === 'files' ? '.html' : inFolder;
  const waiting = new Map();
  const kept = new Map();
  const FEW = 5;

  cote.received = (name, value) => waiting.get(name)?.(value);

  const fileOf = (name) => (name ? name.replaceAll('/', '__').replace(/[^a-z0-9._-]/g, '-') : 'index');

  function load(name) {
    if (!kept.has(name)) {
      kept.set(name, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        waiting.set(name, resolve);
        // After its content has come, no more than a word.
        script.onload = script.onerror = () => reject(new Error(`${fileOf(name)}.js`));
        script.src = `${root}adresses/${fileOf(name)}.js`;
        document.head.append(script);
      }));
    }
    return kept.get(name);
  }

  /** The folders of a symbol, as addresses have them: `S/RES/2370 (2017)` → `s/res/2370-2017`. */
  const addressOf = (symbol) => symbol.replace(/\s+/g, '').split('/')
    .map((folder) => folder.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^[-._]+|[-._]+$/g, '')).filter(Boolean).join('/').toLowerCase();

  /** Each half of a joint symbol, and the whole. */
  const spellings = (symbol) => [...new Set([symbol, ...symbol.split(/-(?=[A-Za-z]+\/)/), symbol.replace(/-/g, '/')].map(addressOf))];

  /** The part that an address is in: the one with the longest name that begins it. */
  const partOf = (names, address) => {
    const folders = address.split('/');
    for (let length = folders.length; length > 0; length -= 1) {
      const name = folders.slice(0, length).join('/');
      if (names.includes(name)) return name;
    }
    return '';
  };

  const entryOf = (fields) => (fields.length === 5
    ? { path: fields[0], language: fields[1], symbol: fields[2], title: fields[3], date: fields[4] }
    : { key: fields[0], places: fields[1], page: fields[2] });

  /** What is known of a symbol or an address: {held: [...], cited: null | {key, places, page}}. */
  async function find(symbol) {
    const names = await load('');
    for (const address of spellings(symbol)) {
      const part = partOf(names, address);
      const found = part ? (await load(part))[address] : null;
      if (!found) continue;
      const entries = found.map(entryOf);
      return { held: entries.filter((entry) => entry.path), cited: entries.find((entry) => entry.key) ?? null };
    }
    return { held: [], cited: null };
  }

  /** Documents without symbol whose title begins so. */
  async function byTitle(title) {
    const wanted = cote.citations.fold(title);
    const names = (await load('')).filter((name) => name.startsWith('sans-cote'));
    const parts = await Promise.all(names.map(load));
    const entries = parts.flatMap((part) => Object.values(part).flat()).map(entryOf);
    return entries.filter((entry) => entry.path && cote.citations.fold(entry.title).startsWith(wanted));
  }

  /** How many letters must change, at most `limit` + 1 (Damerau and Levenshtein). */
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  /** Documents held whose address differs by a letter or three, nearest first. */
  async function near(symbol) {
    const wanted = addressOf(symbol);
    if (!wanted) return [];
    const names = await load('');
    const own = partOf(names, wanted);
    const [first] = wanted.split('/');
    const alike = names.filter((name) => name !== own && distance(name.split('/')[0], first, 1) <= 1).slice(0, FEW);
    const parts = await Promise.all([...(own ? [own] : []), ...alike].map(load));
    const limit = wanted.length < 8 ? 1 : 3;
    const found = parts.flatMap((part) => Object.entries(part)).map(([address, entries]) => ({
      far: distance(address, wanted, limit),
      entry: entries.map(entryOf).find((entry) => entry.path),
    })).filter(({ far, entry }) => entry && far <= limit);
    found.sort((a, b) => a.far - b.far || (a.entry.path < b.entry.path ? -1 : 1));
    return [...new Map(found.map(({ entry }) => [entry.path, entry])).values()].slice(0, FEW);
  }

  /** The address of a page of the archive, by its path. */
  const page = (path, fragment = '') => `${root}${path}${ending}${fragment && `#${fragment}`}`;

  /** Where a document officially is; empty where that is not known. */
  const official = (symbol) => cote.citations.official(symbol, document.documentElement.lang || 'fr');

  cote.documents = { find, near, byTitle, page, official, root };
})();
