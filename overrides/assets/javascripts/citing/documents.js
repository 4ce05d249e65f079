// Which documents the archive holds or cites, by their addresses. The table is in parts, by the first folders of symbols
// (build_scripts/export/addresses.py); a page loads the list of parts and the one or two that it needs. Each part is a
// script that hands its content over, because a page opened by double click may load nothing else.
(() => {
  const cote = (window.cote ??= /** @type {Cote.Shared} */ ({}));
  const root = new URL('../../../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  // Each page is a file of its own, or a folder; opened by double click, or where a server knows no folders, the file in it.
  // What the address of a missing page looks like says nothing of the others.
  const missing = document.querySelector('[data-missing]') !== null;
  const inFolder = !missing && location.pathname.endsWith('/index.html') ? '/index.html' : '/';
  const ending = document.documentElement.dataset.pages === 'files' ? '.html' : inFolder;
  /** @type {Map<string, (part: Cote.AddressPart) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Promise<Cote.AddressPart>>} */
  const kept = new Map();
  const FEW = 5;

  cote.received = (name, value) => waiting.get(name)?.(value);

  /** @param {string} name */
  const fileOf = (name) => (name ? name.replaceAll('/', '__').replace(/[^a-z0-9._-]/g, '-') : 'index');

  /** @param {string} name */
  function load(name) {
    const known = kept.get(name);
    if (known) return known;
    /** @type {Promise<Cote.AddressPart>} */
    const content = new Promise((resolve, reject) => {
      const script = document.createElement('script');
      waiting.set(name, resolve);
      // Has no effect after the content has come.
      script.onload = script.onerror = () => reject(new Error(`${fileOf(name)}.js`));
      script.src = `${root}adresses/${fileOf(name)}.js`;
      document.head.append(script);
    });
    kept.set(name, content);
    return content;
  }

  /** The names of the parts. */
  const partNames = async () => /** @type {string[]} */ (await load(''));

  /** @param {string} name */
  const rowsOf = async (name) => /** @type {Record<string, Cote.AddressRow[]>} */ (await load(name));

  /**
   * The folders of a symbol, as addresses have them: `S/RES/2370 (2017)` → `s/res/2370-2017`.
   * @type {Cote.Documents['addressOf']}
   */
  const addressOf = (symbol) => symbol.replace(/\s+/g, '').split('/')
    .map((folder) => folder.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^[-._]+|[-._]+$/g, '')).filter(Boolean).join('/').toLowerCase();

  /** Each half of a joint symbol, and the whole. @param {string} symbol */
  const spellings = (symbol) => [...new Set([symbol, ...symbol.split(/-(?=[A-Za-z]+\/)/), symbol.replace(/-/g, '/')].map(addressOf))];

  /**
   * The part that an address is in: the one with the longest name that begins it.
   * @param {string[]} names
   * @param {string} address
   */
  const partOf = (names, address) => {
    const folders = address.split('/');
    for (let length = folders.length; length > 0; length -= 1) {
      const name = folders.slice(0, length).join('/');
      if (names.includes(name)) return name;
    }
    return '';
  };

  /**
   * The documents held, and the one that is only cited, of some rows.
   * @param {Cote.AddressRow[]} rows
   * @returns {Cote.Known}
   */
  function entriesOf(rows) {
    /** @type {Cote.Known} */
    const known = { held: [], cited: null };
    for (const row of rows) {
      if (row.length === 5) {
        const [path, language, symbol, title, date] = row;
        known.held.push({ path, language, symbol, title, date });
      } else known.cited ??= { key: row[0], places: row[1], page: row[2] };
    }
    return known;
  }

  /** @type {Cote.Documents['find']} */
  async function find(symbol) {
    const names = await partNames();
    for (const address of spellings(symbol)) {
      const part = partOf(names, address);
      const rows = part ? (await rowsOf(part))[address] : null;
      if (rows) return entriesOf(rows);
    }
    return entriesOf([]);
  }

  /** @type {Cote.Documents['byTitle']} */
  async function byTitle(title) {
    const start = cote.citations.fold(title);
    const names = (await partNames()).filter((name) => name.startsWith('sans-cote'));
    const parts = await Promise.all(names.map(rowsOf));
    const { held } = entriesOf(parts.flatMap((part) => Object.values(part).flat()));
    return held.filter((entry) => cote.citations.fold(entry.title).startsWith(start));
  }

  /** @type {Cote.Documents['near']} */
  async function near(symbol) {
    const asked = addressOf(symbol);
    if (!asked) return [];
    const names = await partNames();
    const own = partOf(names, asked);
    const [first] = asked.split('/');
    const alike = names.filter((name) => name !== own && cote.distance(name.split('/')[0], first, 1) <= 1).slice(0, FEW);
    const parts = await Promise.all([...(own ? [own] : []), ...alike].map(rowsOf));
    const limit = asked.length < 8 ? 1 : 3;
    const neighbours = parts.flatMap((part) => Object.entries(part)).flatMap(([address, rows]) => {
      const far = cote.distance(address, asked, limit);
      const [entry] = far <= limit ? entriesOf(rows).held : [];
      return entry ? [{ far, entry }] : [];
    });
    neighbours.sort((a, b) => a.far - b.far || (a.entry.path < b.entry.path ? -1 : 1));
    return [...new Map(neighbours.map(({ entry }) => [entry.path, entry])).values()].slice(0, FEW);
  }

  /** The address of a page of the archive, by its path. @type {Cote.Documents['page']} */
  const page = (path, fragment = '') => `${root}${path}${ending}${fragment && `#${fragment}`}`;

  /** As core/symbol_path.py calls them. @type {Cote.Documents['file']} */
  const file = (path, kind) => `${root}${path}/${path.split('/').slice(1).join('-').replace(/^sans-cote-/, '')}.${kind}`;

  /** @type {Cote.Documents['current']} */
  async function current(path) {
    const [language, ...folders] = path.split('/');
    const { held } = await find(folders.join('/'));
    const entry = held.find((found) => found.language === language);
    return entry ? `${language}/${entry.path}` : '';
  }

  /** @type {Cote.Documents['pathOf']} */
  const pathOf = (address) => address.replace(/(?:\/index)?\.html$|\/$/, '');

  /** Where a document officially is; empty where that isn't known. @type {Cote.Documents['official']} */
  const official = (symbol) => cote.citations.official(symbol, document.documentElement.lang);

  cote.documents = { find, near, byTitle, current, page, pathOf, file, official, addressOf, root };
})();
