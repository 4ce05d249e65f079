// The page « Aller à une référence »: `aller/?c=E/CN.15/2020/8, par. 12` goes there; where the archive has no such
// document, or the words cite none, it says so and offers what is near.
(() => {
  const cote = window.cote;
  const place = document.querySelector('[data-found]');
  const given = new URLSearchParams(location.search).get('c') ?? '';
  const { documents, offer } = cote;
  if (!given.trim()) return;
  document.querySelector('input[name="c"]').value = given;

  function show(...content) {
    place.replaceChildren(...content);
  }

  const fragmentOf = (read) => (read.last ? `${read.anchor}--${read.last}` : read.anchor);

  /** One document: go there. Several (languages, titles that begin alike): choose. */
  function lead(held, read) {
    const language = document.documentElement.lang;
    const chosen = held.length > 1 ? held.filter((entry) => entry.language === language) : held;
    if (chosen.length !== 1) {
      show(offer.element('p', {}, 'Plusieurs documents répondent à cette référence\u202f:'), offer.list(held, fragmentOf(read)));
      return;
    }
    const target = new URL(documents.page(`${chosen[0].language}/${chosen[0].path}`, fragmentOf(read)));
    for (const heading of read.headings) target.searchParams.append('titre', heading);
    if (!cote.leadTo(target)) show(offer.list(chosen, fragmentOf(read)));
  }

  async function go() {
    const read = cote.citations.read(given);
    if (read.symbol) {
      const { held, cited } = await documents.find(read.symbol);
      if (held.length) lead(held, read);
      else show(...await offer.absent(read.symbol, cited));
      return;
    }
    const titled = read.title ? await documents.byTitle(read.title) : [];
    if (titled.length) lead(titled, read);
    else show(offer.element('p', {}, 'Aucune cote ne se lit dans cette référence.'), offer.search(given));
  }

  go().catch(() => show(offer.element('p', {}, 'La liste des documents ne se charge pas.'), offer.search(given)));
})();
