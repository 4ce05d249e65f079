// Which document an address of the archive names, as far as its writing says: `fr/A/76/463/`, or what people and programs make
// of it: `A/76/463.html`, `fr/A/76/463).`, `fr//a/76/463/index.htm`, `fr/A/76/463/par-5`. Nothing here touches the page.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const { languages } = cote.words; // codes: `fr`
  const FILE = /\.x?html?$/i;
  const QUERY = /[?"<>\r\n]|[&;][\w.-]+[=;]/;
  const PARAGRAPH = /(?:^|\.)par-/; // has a small page of its own
  const NO_LETTER = /[^\p{L}\p{N}]/u;

  /** Without the signs of the sentence that an address stands in; a bracket that it opened itself stays. @param {string} string */
  function withoutTail(string) {
    let stop = string.length;
    let open = string.split('(').length - string.split(')').length;
    while (stop > 0 && NO_LETTER.test(string[stop - 1])) {
      if (string[stop - 1] === ')') {
        if (open >= 0) break;
        open += 1;
      }
      stop -= 1;
    }
    return string.slice(0, stop);
  }

  /** The folders of a path: without what isn't part of it, and without the name of a page's file. @param {string} path */
  function foldersOf(path) {
    const written = cote.anchors.decoded(path).replace(/\p{Cf}/gu, '').split('#')[0];
    const query = written.search(QUERY);
    const folders = withoutTail(query < 0 ? written : written.slice(0, query)).split('/').filter(Boolean);
    if (!folders.length) return folders;
    const last = folders.pop() ?? '';
    const name = last.replace(FILE, '');
    if (name && !(/^index$/i.test(name) && folders.length)) folders.push(withoutTail(name));
    return folders;
  }

  /** @type {Cote.Addresses['read']} */
  function read(path) {
    const folders = foldersOf(path);
    const at = folders.findIndex((folder) => languages.includes(folder.toLowerCase()));
    const own = folders.slice(at + 1);
    const whole = own.join('/');
    const last = own.at(-1) ?? '';
    const block = own.length > 1 && (cote.anchors.is(last) || (/^[a-z]/i.test(last) && PARAGRAPH.test(cote.anchors.read(last).anchor)));
    return {
      language: at < 0 ? '' : folders[at].toLowerCase(),
      whole,
      symbol: block ? own.slice(0, -1).join('/') : whole,
      anchor: block ? last : '',
    };
  }

  cote.addresses = { read, foldersOf };
})();
