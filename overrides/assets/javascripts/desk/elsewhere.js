// Where else in the archive the words of a passage stand that isn't where it was collected: the search's index is asked for some
// of them as an expression, and the blocks that it names are compared whole. Comes with the first passage that is missing.
(() => {
  const { search, parse } = window.coteSearch;
  const { desk, documents } = window.cote;
  const ASKED = 8; // words, in one run: few passages have as many in common
  const LOOKED_AT = 50; // blocks

  /** Words of a text that stand together. @param {string} text */
  const run = (text) => [...text.matchAll(/[\p{L}\p{M}\p{N}][^«»“”„"「」『』]*/gu)].map(([part]) => part.split(/\s+/).slice(0, ASKED).join(' '))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '');

  /** @type {Cote.Desk['elsewhere']} */
  desk.elsewhere = async ({ blocks, language }) => {
    const wanted = blocks.map(({ words }) => desk.normal(words));
    const asked = wanted.every(Boolean) ? run(wanted[0]) : '';
    if (!asked) return null;
    const { groups } = await search(parse(`"${asked}"`), { kin: false, languages: [language] });
    const hits = groups.flatMap((group) => [group, ...group.others]).flatMap(({ hits: own }) => own).slice(0, LOOKED_AT);
    for (const { document, block } of hits) {
      const { text, anchor } = await document.text(block);
      if (desk.normal(text) !== wanted[0] || document.language !== language) continue;
      const held = await desk.passages.document(documents.pathOf(document.path));
      const all = held ? await desk.passages.all(held) : [];
      const at = all.findIndex((candidate) => candidate.anchor === anchor);
      const now = all.slice(at, at + blocks.length);
      if (held && at >= 0 && wanted.every((words, next) => now[next] && desk.normal(now[next].words) === words)) return { held, now };
    }
    return null;
  };
})();
