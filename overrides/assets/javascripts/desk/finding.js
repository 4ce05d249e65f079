// Where the archive has the words of a quotation. The rarest of them are asked of the index, which says in which passages
// they stand and how far from one another; those passages are compared with the quotation word by word. Texts and index are
// scripts, so that pages opened from a folder can do the same.
(() => {
  const cote = window.cote;
  const { manifest, vocabulary, places, key, standing } = window.coteSearch;
  const { compare, atMost, runs } = cote.checking;
  const { pathOf } = cote.documents;
  const rules = cote.quoting;
  /* Words that are asked of the index first; more where they leave too many passages. */
  const RAREST = 6;
  /* Words at either end of a quotation of which the rarest is asked too: it may run over several passages. */
  const ENDS = 8;
  const LOOKED_UP = 80; // different words of one quotation
  const CANDIDATES = 8; // passages that it is compared with
  const SHARDS = 48; // that are asked for what only resembles it
  const TOGETHER = 12; // passages that it may run over
  const KEPT = 64; // documents

  const SLICE = 30; // milliseconds of work at a time

  let since = 0;
  /** Lets the page do what else there is to do, now and then. @type {Checking.Finding['breathe']} */
  const breathe = async () => {
    if (performance.now() - since < SLICE) return;
    await new Promise((resolve) => { setTimeout(resolve); });
    since = performance.now();
  };

  /** @type {Map<string, Checking.Held>} */
  const kept = new Map();

  /** @param {{anchor: string, words: string, number?: string}} block @returns {Checking.Passage} */
  const passageOf = ({ anchor, words, number }) => ({ anchor, text: number ? `${number} ${words}` : words, words, isNote: cote.desk.passages.isNote(anchor) });

  /**
   * @param {string} path
   * @param {Pick<Checking.Held, 'language' | 'symbol' | 'title'>} facts
   * @param {?Search.IndexedDocument} indexed
   * @returns {Checking.Held}
   */
  function heldOf(path, { language, symbol, title }, indexed) {
    /** @type {?Promise<Checking.Passage[]>} */
    let all = null;
    /** @type {?Promise<Map<string, number>>} */
    let numbers = null;
    const whole = async () => {
      const own = await cote.desk.passages.document(path);
      return own ? (await cote.desk.passages.all(own)).map(passageOf) : [];
    };
    const passages = () => (all ??= whole());
    /** The masthead is the first block of the index, and no passage. @type {Checking.Held['passage']} */
    const passage = async (number) => {
      if (!indexed || all) return (await passages())[number] ?? null;
      if (number + 1 >= indexed.parts.length) return null;
      const block = await indexed.text(number + 1);
      return passageOf({ ...block, words: block.text });
    };
    const numbered = async () => new Map((await passages()).map(({ anchor }, number) => [anchor, number]));
    /** @type {Checking.Held['numberOf']} */
    const numberOf = async (anchor) => (await (numbers ??= numbered())).get(anchor) ?? -1;
    return { path, language, symbol, title, passage, numberOf };
  }

  /** @param {Checking.Held} held */
  function keep(held) {
    kept.set(held.path, held);
    const [oldest] = kept.keys();
    if (kept.size > KEPT) kept.delete(oldest);
    return held;
  }

  /** @type {Checking.Finding['heldAt']} */
  async function heldAt(path) {
    const known = kept.get(path);
    if (known) return known;
    const own = await cote.desk.passages.document(path);
    return own && keep(heldOf(own.path, own, null));
  }

  /** @param {Search.IndexedDocument} indexed */
  function heldFrom(indexed) {
    const path = pathOf(indexed.path);
    const { title = '', symbol = '' } = indexed.data;
    return kept.get(path) ?? keep(heldOf(path, { language: indexed.language, symbol, title }, indexed));
  }

  // --- comparing

  /** @type {Checking.Finding['compared']} */
  async function compared(words, held, first, count, runsOn) {
    await breathe();
    /** @type {{passage: Checking.Passage, number: number}[]} */
    const chosen = [];
    let length = 0;
    for (let number = first; ; number += 1) {
      const wanted = number < first + count || (runsOn && length < 2 * words.length && chosen.length < TOGETHER);
      const passage = wanted ? await held.passage(number) : null;
      if (!passage) break;
      if (passage.isNote && number > first) continue;
      chosen.push({ passage, number });
      length += passage.text.length + 1;
    }
    /* Who quotes several passages may leave out the numbers of those behind the first. */
    const numbered = chosen.map(({ passage: { text } }) => text);
    const bare = chosen.map(({ passage }, i) => (i ? passage.words : passage.text));
    const found = [numbered, ...(bare.every((text, i) => text === numbered[i]) ? [] : [bare])].flatMap((texts) => {
      const text = texts.join(' ');
      return texts.length && atMost(words, text) >= rules.alike ? [{ texts, comparison: compare(words, text) }] : [];
    });
    if (!found.length) return null;
    const { texts, comparison } = found.reduce((best, other) => (other.comparison.distance < best.comparison.distance ? other : best));
    let start = 0;
    const covered = chosen.filter((_, i) => {
      const from = start;
      start += texts[i].length + 1;
      return from < comparison.end && start - 1 > comparison.start;
    });
    const [from, to] = covered.length ? [covered[0], covered[covered.length - 1]] : [chosen[0], chosen[0]];
    return { held, first: from.passage, last: to.passage, number: from.number, comparison };
  }

  /** The quotation in a passage, or in it and those behind. @param {string} words @param {Checking.Held} held @param {number} number */
  async function nearest(words, held, number) {
    const alone = await compared(words, held, number, 1, false);
    if (alone && !alone.comparison.distance) return alone;
    const together = await compared(words, held, number, 1, true);
    return together && (!alone || together.comparison.distance < alone.comparison.distance) ? together : alone;
  }

  // --- words that are asked of the index

  /**
   * A word of a quotation: the keys of its spellings, how often they stand, and its place in the longest run of words that
   * the passage must have as they are; -1 in another.
   * @typedef {{keys: string[], count: number, shards: ?Set<number>, offset: number}} Word
   */

  /** The different words of a quotation that stand somewhere. @param {string} words @returns {Promise<Word[]>} */
  async function wordsOf(words) {
    /** @type {Map<string, number>} */
    const forms = new Map();
    runs(words).forEach((run, i) => places(run).forEach(({ form }, offset) => {
      if (/[\p{L}\p{N}]/u.test(form) && !forms.has(form) && forms.size < LOOKED_UP) forms.set(form, i ? -1 : offset);
    }));
    const found = await Promise.all([...forms].map(async ([form, offset]) => {
      const entry = await vocabulary.lookup(form);
      const names = entry?.forms.map(({ name }) => name).filter((name) => !vocabulary.isFamily(name)) ?? [];
      return names.length && entry ? [{ keys: names.map(key), count: entry.count, shards: entry.shards && new Set(entry.shards), offset }] : [];
    }));
    return found.flat();
  }

  /** The words that are asked first: the rarest, and of those at either end one each. @param {Word[]} words */
  function chosenOf(words) {
    const rarest = [...words].sort((a, b) => a.count - b.count);
    const inRun = words.filter(({ offset }) => offset >= 0).sort((a, b) => a.offset - b.offset);
    const ends = [inRun.slice(0, ENDS), inRun.slice(-ENDS)].flatMap((some) => some.sort((a, b) => a.count - b.count).slice(0, 1));
    return [...new Set([...ends, ...rarest.slice(0, RAREST)])];
  }

  /**
   * A passage that has some of the words: which of them, and how many stand as far from one another as in the quotation.
   * @typedef {{document: Search.IndexedDocument, block: number, has: Set<Word>, starts: Map<number, number>, aligned: number}} Candidate
   */

  /**
   * The passages of a shard that have some words.
   * @param {number} shard
   * @param {Word[]} words
   * @param {?Set<string>} paths
   */
  async function candidatesIn(shard, words, paths) {
    const byKey = new Map(words.flatMap((word) => word.keys.map((own) => [own, word])));
    /** @type {Map<string, Candidate>} */
    const found = new Map();
    for (const { key: own, document, places: at } of await standing(shard, [...byKey.keys()])) {
      const word = byKey.get(own);
      if (!word || (paths && !paths.has(pathOf(document.path)))) continue;
      for (const place of at) {
        const block = document.blockAt(place);
        if (!block) continue; // the masthead
        const name = `${document.id} ${block}`;
        const candidate = found.get(name) ?? { document, block, has: new Set(), starts: new Map(), aligned: 0 };
        found.set(name, candidate);
        candidate.has.add(word);
        if (word.offset < 0) continue;
        const start = place - word.offset;
        const together = (candidate.starts.get(start) ?? 0) + 1;
        candidate.starts.set(start, together);
        candidate.aligned = Math.max(candidate.aligned, together);
      }
    }
    return [...found.values()];
  }

  /**
   * Passages where the quotation may begin that runs over several: those that with the next ones have most of the words, the
   * last of such. @param {Candidate[]} candidates
   */
  function beginnings(candidates) {
    const sorted = [...candidates].sort((a, b) => (a.document.id === b.document.id ? a.block - b.block : a.document.id < b.document.id ? -1 : 1));
    const rated = sorted.map((candidate, i) => {
      const has = new Set(candidate.has);
      for (let next = i + 1; next < sorted.length; next += 1) {
        const { document, block } = sorted[next];
        if (document !== candidate.document || block >= candidate.block + TOGETHER) break;
        for (const word of sorted[next].has) has.add(word);
      }
      return { candidate, number: has.size, place: i };
    });
    return rated.sort((a, b) => b.number - a.number || b.place - a.place).map(({ candidate }) => candidate);
  }

  /** @param {Candidate[]} candidates */
  const best = (candidates) => [...candidates].sort((a, b) => b.aligned - a.aligned || b.has.size - a.has.size);

  /**
   * Those with all words as the quotation has them; where they are too many, only those that have more of its words so.
   * @param {number[]} shards
   * @param {Word[]} words
   * @param {Word[]} chosen
   * @param {?Set<string>} paths
   */
  async function narrowed(shards, words, chosen, paths) {
    let asked = chosen;
    for (;;) {
      const candidates = (await Promise.all(shards.map((shard) => candidatesIn(shard, asked, paths)))).flat();
      const inRun = asked.filter(({ offset }) => offset >= 0).length;
      const left = words.filter((word) => !asked.includes(word)).sort((a, b) => a.count - b.count);
      if (candidates.filter(({ aligned }) => aligned >= inRun).length <= CANDIDATES || !left.length) return candidates;
      asked = [...asked, ...left.slice(0, RAREST)];
    }
  }

  /** @type {Checking.Finding['find']} */
  async function find(quotation, paths) {
    const words = await wordsOf(quotation);
    const chosen = chosenOf(words);
    if (!chosen.length) return { exact: [], like: null };
    const { shards } = await manifest();
    const within = paths ? new Set(paths) : null;
    const rated = shards.map((_, shard) => ({ shard, may: chosen.filter((word) => !word.shards || word.shards.has(shard)).length }));
    const having = rated.filter(({ may }) => may * 2 >= chosen.length).sort((a, b) => b.may - a.may || b.shard - a.shard);
    const all = having.filter(({ may }) => may === chosen.length).map(({ shard }) => shard);
    const found = await compareAll(quotation, await narrowed(all, words, chosen, within));
    if (found.exact.length) return found;
    const others = having.filter(({ may }) => may < chosen.length).slice(0, SHARDS).map(({ shard }) => shard);
    const more = others.length ? await compareAll(quotation, await narrowed(others, words, chosen, within)) : { exact: [], like: null };
    const like = [found.like, more.like].filter((place) => place !== null).sort((a, b) => b.comparison.share - a.comparison.share)[0] ?? null;
    return { exact: more.exact, like };
  }

  /** @param {string} quotation @param {Candidate[]} candidates */
  async function compareAll(quotation, candidates) {
    const some = new Set([...best(candidates).slice(0, CANDIDATES), ...beginnings(candidates).slice(0, CANDIDATES / 2)]);
    /** @type {Map<string, Checking.Place>} */
    const byName = new Map();
    for (const { document, block } of some) {
      const place = await nearest(quotation, heldFrom(document), block - 1);
      if (place) byName.set(`${place.held.path}#${place.first.anchor}--${place.last.anchor}`, place);
    }
    const all = [...byName.values()];
    const like = all.filter(({ comparison }) => comparison.share >= rules.alike).sort((a, b) => b.comparison.share - a.comparison.share)[0] ?? null;
    return { exact: all.filter(({ comparison }) => !comparison.distance), like };
  }

  Object.assign(cote.checking, /** @satisfies {Checking.Finding} */ ({ breathe, heldAt, compared, find }));
})();
