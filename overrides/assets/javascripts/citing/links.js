// Addresses in what was pasted: of this archive, also in a copy on a disk, of official documents, and those that mail
// programs wrap in others. An address names a document by its folders, by one of its fields, or by the file it leads to.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const reading = (cote.reading ??= /** @type {Cote.Reading} */ ({}));
  const LONGEST = 2000;
  const DEEPEST = 4;
  const BODY = String.raw`[^\s<>«»“”"]+`;
  const SCHEME = String.raw`https?:\/\/|file:\/\/\/?`;
  const LANGUAGES = cote.words.languages.join('|');
  // « docs.un.org/… », « fr/A/76/463#par-5 », « C:\… »
  const BARE = String.raw`(?<![\w.@/\\-])(?:(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}\/|\/?(?:${LANGUAGES})\/(?=[a-z])|[a-z]:\\)`;
  const ADDRESS = new RegExp(`(${SCHEME})${BODY}|${BARE}${BODY}`, 'gi');
  const TAIL = /[.,;:!?)\]}'>]+$/;
  const HOST = /^(?:https?:\/\/[^/?#]*|file:\/\/\/?|[^/?#]+)\/?/i;
  const INNER = /(?<=.)https?(?::|%(?:25)*3a)(?:\/\/|%(?:25)*2f%(?:25)*2f).*/is; // a mail program's own address around the one meant
  const LANGUAGE = new RegExp(`^(?:${LANGUAGES})$`, 'i');
  const PLACE = /(?:^|\.)(?:par|pp)-\w/; // a paragraph's own page
  const UNTITLED = 'sans-cote';
  const CITED = 'cotes'; // folder of the pages of cited documents
  const ASKED = 'c'; // field of the page that reads references

  /** @param {string} string */
  const decoded = (string) => cote.anchors.decoded(string);

  /** Without the signs of the sentence that it stands in; a bracket that it opened itself stays. @param {string} address */
  function trimmed(address) {
    const bare = address.replace(TAIL, '');
    const count = (/** @type {string} */ sign) => bare.split(sign).length;
    return count('(') > count(')') && address[bare.length] === ')' ? `${bare})` : bare;
  }

  /** A mail program wraps the address in one of its own, as a field or behind a sign. @param {string} address */
  function unwrapped(address) {
    let found = address;
    for (let depth = 0; depth < DEEPEST; depth += 1) {
      const inner = INNER.exec(found);
      if (!inner) break;
      const [field] = /[?&][^=&]*=$/.test(found.slice(0, inner.index)) ? inner[0].split('&') : inner;
      found = decoded(field).replace(/__;.*$/s, '');
    }
    return found;
  }

  /** What a field of the address says, if that is a symbol. @param {string} query */
  function fromFields(query) {
    for (const field of query.split('&')) {
      const symbol = reading.whole(decoded(field.replace(/^[^=]*=/, '').replaceAll('+', ' ')));
      if (symbol) return symbol;
    }
    return '';
  }

  /** The folders of a document, behind a language or where a symbol begins. @param {string[]} folders */
  function documentFolders(folders) {
    const language = folders.findIndex((folder) => LANGUAGE.test(folder));
    const inside = folders.slice(language + 1);
    const own = inside.indexOf(UNTITLED);
    if (own >= 0) return inside.slice(own);
    const start = inside.findIndex((folder, index) => reading.isSymbol(inside.slice(index).join('/'))
      && (index === 0 || reading.hasHead(folder) || inside[index - 1] === CITED));
    return start < 0 ? [] : inside.slice(start);
  }

  /**
   * The folders of an address, without the name of a page's file; `own`: the paragraph whose own page it is.
   * @param {string} place
   */
  function foldersOf(place) {
    const folders = decoded(place.replace(HOST, '')).split('/').filter(Boolean);
    const final = folders.at(-1) ?? '';
    const own = PLACE.test(final) && cote.anchors.is(final) ? final : '';
    if (own) folders.pop();
    if (folders.at(-1)?.endsWith('.html')) folders.push((folders.pop() ?? '').slice(0, -'.html'.length));
    if (folders.at(-1) === 'index') folders.pop();
    return { folders, own };
  }

  /** @type {Cote.Reading['readAddress']} */
  function readAddress(written) {
    const address = trimmed(unwrapped(written.slice(0, LONGEST))).replaceAll('\\', '/');
    const [head, fragment = ''] = address.split(/#(.*)/s);
    const [place, query = ''] = head.split(/\?(.*)/s);
    const { folders, own } = foldersOf(place);
    const found = documentFolders(folders);
    const path = folders.slice(folders.findIndex((folder) => LANGUAGE.test(folder)) + 1).join('/');
    const asked = new URLSearchParams(query).get(ASKED) ?? '';
    if (asked && asked.length < written.length) return { ...pick(cote.citations.read(asked)), path };
    const field = fromFields(query);
    const candidates = field || found.length ? [field || found.join('/')] : reading.fromName(folders.at(-1) ?? '');
    const symbol = candidates.length === 1 ? candidates[0] : '';
    const { anchor, last } = fragment && candidates.length ? reading.fragment(fragment) : { anchor: candidates.length ? own : '', last: '' };
    return { symbol, candidates, anchor, last, path };
  }

  /** @param {Cote.Reference} reference */
  const pick = ({ symbol, candidates, anchor, last }) => ({ symbol, candidates, anchor, last });

  /**
   * All addresses of a text.
   * @param {Cote.Spelled} text
   * @returns {Generator<Cote.PartialHead>}
   */
  function* addressesIn({ plain }) {
    for (const match of plain.matchAll(ADDRESS)) {
      if (!match[1] && reading.hasHead(match[0].split('/')[0])) continue; // « EB.AIR/WG.1/2008/4 » isn't a host
      const written = trimmed(match[0]);
      const read = readAddress(match[0]);
      if (!match[1] && !read.candidates.length && !/^[^/]*\bun\.org\//i.test(written)) continue;
      yield { start: match.index, end: match.index + written.length, kind: 'address', named: read.anchor !== '', ...read };
    }
  }

  /**
   * {anchor, last} that a fragment means: `par-12`, or as readers slip `12`, `para12`, `PAR_12`, `op12`; else empty.
   * @type {Cote.Reading['fragment']}
   */
  const fragment = (written) => cote.anchors.read(written, reading.fragmentWords());

  Object.assign(reading, /** @satisfies {Partial<Cote.Reading>} */ ({ addressesIn, readAddress, fragment }));
})();
