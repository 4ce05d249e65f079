// The references of a text, and what the archive knows of each: held, with the place or without, not held, or one of
// several. They are read by the one reader of references (citing/references.js), a stretch of the text at a time.
(() => {
  const cote = window.cote;
  const { citations, documents, checking } = cote;
  const { paragraphEnds, heldAt } = checking;
  const STRETCH = 4000; // characters that are read at once, some more up to the end of a paragraph
  const TITLE = 300; // characters of a title
  const BEHIND = 120; // characters behind a title that may name a place
  const APART = 40; // characters between the words of a document and those of its place
  const RANGE = /\s*[–-]\s*$/;
  const UNTITLED = 'sans-cote';

  /** Ends of the stretches in which a text is read: where paragraphs or lines end. @param {string} text */
  function stretches(text) {
    const ends = paragraphEnds(text);
    /** @type {number[]} */
    const found = [];
    let start = 0;
    for (const end of [...ends, text.length]) {
      while (end - start > citations.longest) {
        const near = text.slice(start, start + citations.longest);
        const line = Math.max(near.lastIndexOf('\n'), near.lastIndexOf(' '));
        start += line > 0 ? line : citations.longest;
        found.push(start);
      }
      if (end - start > STRETCH || end === text.length) found.push(start = end);
    }
    return found;
  }

  /** @type {Checking.Resolving['references']} */
  async function references(text, turn) {
    const year = new Date().getFullYear();
    /** @type {Checking.Resolved[]} */
    const found = [];
    let start = 0;
    /** @type {?Cote.Reference} */
    let last = null;
    for (const end of stretches(text)) {
      const stretch = text.slice(start, end);
      const survey = citations.survey(stretch, year, last);
      const read = survey.references.filter(({ kind }) => kind !== 'title');
      for (const reference of read) found.push(await resolved(reference, start));
      for (const [from, to] of survey.unread) found.push(notRead(from + start, to + start, stretch.slice(from, to)));
      last = read.at(-1) ?? last;
      start = end;
      await turn();
    }
    return found.sort((a, b) => a.start - b.start);
  }

  /**
   * What may be meant: of a bare number, which may be many things, only what the archive knows.
   * @param {Cote.Reference} reference
   * @returns {Promise<Cote.Meaning[]>}
   */
  async function meanings(reference) {
    const choices = await Promise.all(reference.candidates.map(async (symbol) => ({ symbol: citations.printed(symbol), ...await documents.find(symbol) })));
    if (choices.length < 2) return choices;
    const known = choices.filter(({ symbol, held, cited }) => (
      held.length > 0 || cited !== null || (reference.kind !== 'number' && documents.official(symbol) !== '')));
    return known.length ? known : choices;
  }

  /** The words of a reference, without a sentence that stands in its midst: « A/76/463, l’Office « … » (par. 3) ». @param {Cote.Reference} reference */
  function said({ words, symbol, place, spans }) {
    const own = spans.reduce((sum, [start, end]) => sum + end - start, 0);
    return words.length > own + APART && symbol && place ? `${symbol}, ${place}` : words.replace(/\s+/g, ' ');
  }

  /** What looks like a reference and can't be followed. @param {number} start @param {number} end @param {string} words @returns {Checking.Resolved} */
  const notRead = (start, end, words) => ({
    start, end, words: words.trim().replace(/\s+/g, ' '), spans: [[start, end]],
    status: 'not_read', symbol: '', candidates: [], place: '', versions: [], anchor: '', last: '', official: '', cited: null,
  });

  /** @param {Cote.Reference} reference @param {number} offset @returns {Promise<Checking.Resolved>} */
  async function resolved(reference, offset) {
    const { candidates, place } = reference;
    const choices = await meanings(reference);
    const [only] = choices;
    /** @type {Checking.Resolved} */
    const told = {
      start: reference.start + offset, end: reference.end + offset, words: said(reference),
      spans: reference.spans.map(([from, to]) => /** @type {Stretch} */ ([from + offset, to + offset])),
      status: 'unclear', symbol: only?.symbol ?? '', candidates, place: place.replace(/^[\s,;(]+|[\s,;]+$/g, ''),
      versions: [], anchor: '', last: '', official: '', cited: null,
    };
    if (!only) return { ...told, status: reference.kind === 'same' ? 'not_read' : 'unknown', symbol: '' };
    if (choices.length > 1) return { ...told, symbol: '', candidates: choices.map(({ symbol }) => symbol) };
    const official = documents.official(only.symbol);
    if (!only.held.length) return { ...told, status: only.symbol.toLowerCase().startsWith(UNTITLED) ? 'unknown' : 'not_held', official, cited: only.cited };
    return { ...told, ...await placed(reference, only.held), symbol: only.held[0].symbol, official };
  }

  /** The place in the first version that has it. @param {Cote.Reference} reference @param {Cote.HeldEntry[]} entries */
  async function placed(reference, entries) {
    const order = cote.readersLanguages(document.documentElement.lang, ...entries.map(({ language }) => language));
    const sorted = [...entries].sort((a, b) => order.indexOf(a.language) - order.indexOf(b.language));
    const versions = (await Promise.all(sorted.map(({ language, path }) => heldAt(`${language}/${path}`)))).filter((held) => held !== null);
    for (const held of versions) {
      const { anchor, last } = await locate(reference, held);
      const named = Boolean(reference.anchor || reference.headings.length);
      const there = !named || (anchor && (!reference.last || await held.numberOf(last) >= 0));
      if (there) return { status: /** @type {const} */ ('held'), versions: [held, ...versions.filter((other) => other !== held)], anchor, last };
    }
    let near = reference.anchor;
    while (near && versions[0] && await versions[0].numberOf(near) < 0) near = near.slice(0, Math.max(0, near.lastIndexOf('.')));
    return { status: /** @type {const} */ ('no_place'), versions, anchor: near, last: '' };
  }

  /** The anchors of a place; that of a heading without number, by its words. @param {Cote.Reference} reference @param {Checking.Held} held */
  async function locate({ anchor, last, headings }, held) {
    if (!headings.length) return await held.numberOf(anchor) >= 0 ? { anchor, last } : { anchor: '', last: '' };
    const wanted = citations.fold(headings[headings.length - 1]);
    for (let number = 0; ; number += 1) {
      const passage = await held.passage(number);
      if (!passage) return { anchor: '', last: '' };
      if (citations.fold(passage.text) === wanted) return { anchor: passage.anchor, last: '' };
    }
  }

  /** @type {Checking.Resolving['titles']} */
  async function titles(text, quoted, found) {
    /** @type {Map<Checking.Quotation, Checking.Resolved>} */
    const read = new Map();
    const starts = [...quoted, ...found].map(({ start }) => start).sort((a, b) => a - b);
    for (const one of quoted) {
      if (one.block || one.words.length > TITLE) continue;
      const held = (await documents.byTitle(one.words)).filter(({ title }) => citations.fold(title) === citations.fold(one.words));
      if (!held.length) continue;
      const next = starts.find((start) => start >= one.end) ?? text.length;
      const line = text.indexOf('\n', one.end);
      const stop = Math.min(next, line < 0 ? text.length : line, one.end + BEHIND);
      const reference = citations.survey(text.slice(one.start, stop)).references.find(({ kind }) => kind === 'title');
      const place = reference ?? { ...citations.read(''), start: 0, end: one.end - one.start, words: text.slice(one.start, one.end) };
      const told = await placed(place, held);
      const own = { start: one.start, end: one.start + place.end, words: place.words.replace(RANGE, ''), place: place.place };
      read.set(one, { ...own, spans: [[own.start, own.end]], symbol: '', candidates: [], official: '', cited: null, ...told });
    }
    return read;
  }

  Object.assign(checking, /** @satisfies {Checking.Resolving} */ ({ references, titles }));
})();
