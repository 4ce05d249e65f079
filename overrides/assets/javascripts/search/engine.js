/* Finds the paragraphs. Pagefind says in which documents and at which places a word stands; the tables of blocks
   (build_scripts/search/site_search.py) say in which paragraph a place is. So hits and counts need none of the texts. */
(() => {
  'use strict';
  const {
    load, manifest, newest, shard: head, facetsIn, Index, resolve, commonWords, tiers, key, citationKey, damagedKey, facets,
    ascending,
  } = window.coteSearch;

  /* Hits after which older documents are left for later, unless all are wanted. */
  const ENOUGH = 500;
  /* How many times as many documents are asked at once as before, at least and at most. */
  const [LEAST, MOST] = [2, 8];
  /* Documents of the newest that are shown before older ones are asked, where the very form stands in as many. */
  const SCREEN = 4;
  const KIN = 0.6;

  // --- shards and their tables

  /**
   * A part of the index that is open: its tables, and what has been asked of it.
   * @typedef {object} Shard
   * @property {number} number
   * @property {string} name
   * @property {Search.Index} index
   * @property {Search.DocumentTable[]} tables
   * @property {Search.DocumentFacets[]} facets none before they are asked for
   * @property {Map<string, Promise<Map<number, {places: number[], score: number}>>>} found by key
   * @property {Map<number, IndexedDocument>} documents
   */

  /** @type {Map<number, Promise<Shard>>} */
  const shards = new Map();

  /** @param {number} number @returns {Promise<Shard>} */
  const open = async (number) => {
    const [name] = (await manifest()).shards[number];
    const { meta, documents: tables } = await head(name);
    return { number, name, index: new Index(name, meta), tables, facets: [], found: new Map(), documents: new Map() };
  };

  /** @param {number} number @returns {Promise<Shard>} */
  const shardOf = (number) => {
    const shard = shards.get(number) ?? open(number);
    shards.set(number, shard);
    shard.catch(() => shards.delete(number));
    return shard;
  };

  /** Load what the paragraphs of a shard can be narrowed by. @param {number} number */
  const loadFacets = async (number) => {
    const shard = await shardOf(number);
    shard.facets = await facetsIn(shard.name);
  };

  /** @implements {Search.IndexedDocument} */
  class IndexedDocument {
    /**
     * @param {Shard} shard
     * @param {number} index
     */
    constructor(shard, index) {
      const table = shard.tables[index];
      this.id = table.id;
      this.path = table.path;
      this.language = table.language;
      this.data = table.data;
      this.parts = table.parts;
      this.pieces = table.pieces;
      /** @type {Map<number, string[]> | undefined} */
      this.countriesByBlock = undefined;
      /** @type {Map<number, string[]> | undefined} */
      this.themesByBlock = undefined;
      this.shard = shard.number;
      this.index = index;
      this.facets = () => shard.facets[index];
      /** The place at which each block begins, and the end of the last. */
      this.starts = [0, ...ascending(table.keys)];
    }

    /** The block in which a place is. @param {number} place */
    blockAt(place) {
      let low = 0;
      let high = this.starts.length - 2;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.starts[middle] <= place) low = middle; else high = middle - 1;
      }
      return low;
    }

    /** @param {number} block */
    countriesOf(block) { return (this.countriesByBlock ??= inverted(this.facets().countries)).get(block) ?? []; }

    /** @param {number} block */
    themesOf(block) { return (this.themesByBlock ??= inverted(this.facets().themes)).get(block) ?? []; }

    /** {anchor, text, places, callers} of a block. @param {number} block @returns {Promise<Search.BlockText>} */
    async text(block) {
      let piece = this.pieces.length - 1;
      while (this.pieces[piece] > block) piece -= 1;
      const [anchor, text, more] = (await load(`text/${this.id}/${piece}`))[block - this.pieces[piece]];
      return { anchor, text, ...more };
    }

    /* Every anchor of the document. */
    async anchors() {
      const pieces = await Promise.all(this.pieces.map((_, piece) => load(`text/${this.id}/${piece}`)));
      return pieces.flat().map(([anchor]) => anchor);
    }
  }

  /**
   * The values of each block, from the blocks of each value.
   * @param {Record<string, string>} lists
   */
  const inverted = (lists) => {
    /** @type {Map<number, string[]>} */
    const byBlock = new Map();
    for (const [value, blocks] of Object.entries(lists)) {
      for (const block of ascending(blocks)) byBlock.set(block, [...(byBlock.get(block) ?? []), value]);
    }
    return byBlock;
  };

  /**
   * @param {Shard} shard
   * @param {number} index
   */
  const documentOf = (shard, index) => {
    const document = shard.documents.get(index) ?? new IndexedDocument(shard, index);
    shard.documents.set(index, document);
    return document;
  };

  /**
   * How much Pagefind makes of a word that some of the documents of a shard have (BM25). Shards would not agree on it.
   * @param {number} having
   * @param {number} all
   */
  const rarityIn = (having, all) => Math.log(1 + (all - having + 0.5) / (having + 0.5));

  /**
   * Places of a key: a map from document to {places (ascending), score, which leaves out how rare the key is}.
   * @param {Shard} shard
   * @param {string} wanted
   */
  const placesOf = (shard, wanted) => {
    const known = shard.found.get(wanted);
    if (known) return known;
    const places = shard.index.places(wanted).then((found) => {
      const rarity = rarityIn(found.length, shard.tables.length);
      return new Map(found.map(({ document, places: own, score }) => [document, { places: own, score: score / rarity }]));
    });
    places.catch(() => shard.found.delete(wanted)); // what did not load is asked for again
    shard.found.set(wanted, places);
    return places;
  };

  // --- finding

  /** The keys of a slot, each with how far it is from what was typed. @param {Search.Slot} slot @returns {[string, number][]} */
  const keysOf = ({ names, damaged, cited }) => [
    ...[...names].map(([name, tier]) => /** @type {[string, number]} */ ([key(name), tier])),
    ...(damaged ? [/** @type {[string, number]} */ ([damagedKey(damaged), tiers.KIN])] : []),
    ...(cited ? [/** @type {[string, number]} */ ([citationKey(cited), tiers.VERY])] : []),
  ];

  /**
   * Where the forms of a slot stand: map from document to {tiers: map from place to the nearest form's, score}.
   * @param {Shard} shard
   * @param {Search.Slot} slot
   */
  const slotPlaces = async (shard, slot) => {
    /** @type {Map<number, {tiers: Map<number, number>, score: number}>} */
    const all = new Map();
    const keys = keysOf(slot);
    const [{ words }, ...found] = await Promise.all([manifest(), ...keys.map(([wanted]) => placesOf(shard, wanted))]);
    const rarity = Math.log(1 + words / Math.max(slot.count ?? 0, 1)); // in the whole archive
    for (const [i, [, tier]] of keys.entries()) {
      for (const [index, { places, score }] of found[i]) {
        const entry = all.get(index) ?? { tiers: new Map(), score: 0 };
        all.set(index, entry);
        entry.score += (tier < tiers.KIN ? 1 : KIN) * rarity * score;
        for (const place of places) entry.tiers.set(place, Math.min(tier, entry.tiers.get(place) ?? tier));
      }
    }
    return all;
  };

  /**
   * Where a sequence of slots stands: map from document to {spans: [[place, words, tier]], score}.
   * @param {Shard} shard
   * @param {Search.Slot[]} sequence
   */
  const spansOf = async (shard, sequence) => {
    const lists = await Promise.all(sequence.map((slot) => (slot.skipped ? null : slotPlaces(shard, slot))));
    const anchor = lists.findIndex(Boolean);
    /** @type {Map<number, {spans: Search.Span[], score: number}>} */
    const spans = new Map();
    for (const [index, { tiers: own, score }] of lists[anchor] ?? []) {
      const others = lists.map((list) => list && (list.get(index)?.tiers ?? new Map()));
      /** @type {Search.Span[]} */
      const found = [];
      for (const place of [...own.keys()].sort((a, b) => a - b)) {
        const start = place - anchor;
        if (others.every((list, i) => !list || list.has(start + i))) {
          found.push([start, sequence.length, Math.max(...others.map((list, i) => list?.get(start + i) ?? 0))]);
        }
      }
      if (found.length) spans.set(index, { spans: found, score });
    }
    return spans;
  };

  /** Where any alternative of a term stands. @param {Shard} shard @param {Search.Term} term */
  const occurrences = async (shard, term) => {
    /** @type {Map<number, {spans: Search.Span[], score: number}>} */
    const all = new Map();
    for (const found of await Promise.all(term.alternatives.map((sequence) => spansOf(shard, sequence)))) {
      for (const [index, { spans, score }] of found) {
        const known = all.get(index);
        if (known) { known.spans.push(...spans); known.score += score; }
        else all.set(index, { spans, score });
      }
    }
    return all;
  };

  /**
   * The documents of a shard that symbols among the words of a query narrow it to, in every language; null where none
   * does. A document's masthead cites the document itself.
   * @param {Shard} shard
   * @param {Search.Term[]} terms
   */
  const narrowed = async (shard, terms) => {
    if (!terms.length) return null;
    const indexes = new Set();
    for (const { symbol, held } of terms.flatMap(({ documents }) => documents ?? [])) {
      for (const { shard: number, document } of held) if (number === shard.number) indexes.add(document);
      for (const [index, { places }] of await placesOf(shard, citationKey(symbol))) {
        if (documentOf(shard, index).blockAt(Math.min(...places)) === 0) indexes.add(index);
      }
    }
    return indexes;
  };

  /**
   * Blocks of a document that have all terms (or, if `some`, any): map from block to the spans of each term.
   * @param {IndexedDocument} document
   * @param {({spans: Search.Span[]} | undefined)[]} found
   * @param {boolean} some
   */
  const blocksWith = (document, found, some) => {
    /** @type {Map<number, Search.Span[][]>} */
    const blocks = new Map();
    found.forEach((occurrence, i) => {
      for (const span of occurrence?.spans ?? []) {
        const block = document.blockAt(span[0]);
        if (span[0] < 0 || span[0] + span[1] > document.starts[block + 1]) continue;
        const spans = blocks.get(block) ?? found.map(() => []);
        blocks.set(block, spans);
        spans[i].push([span[0] - document.starts[block], span[1], span[2]]);
      }
    });
    for (const [block, spans] of blocks) if (!some && spans.some((list) => !list.length)) blocks.delete(block);
    return blocks;
  };

  /** How far a block is from what was typed: of each term the nearest form counts. @param {Search.Span[][]} spans */
  const tierOf = (spans) => spans.reduce((sum, list) => sum + (list.length ? Math.min(...list.map(([, , tier]) => tier)) : 0), 0);

  /**
   * The hits of one shard, by document.
   * @param {number} number
   * @param {{words: Search.Term[], places: Search.Term[]}} terms
   * @param {{some: boolean, counter: Search.Counter}} options
   */
  const searchShard = async (number, { words: terms, places }, { some, counter }) => {
    const shard = await shardOf(number);
    if (counter.narrows) await loadFacets(number);
    const [found, within] = await Promise.all([Promise.all(terms.map((term) => occurrences(shard, term))), narrowed(shard, places)]);
    const indexes = (terms.length
      ? [...new Set(found.flatMap((map) => [...map.keys()]))].filter((index) => some || found.every((map) => map.has(index)))
      : [...shard.tables.keys()]).filter((index) => !within || within.has(index));
    /** @type {Search.Group[]} */
    const groups = [];
    for (const index of indexes) {
      const document = documentOf(shard, index);
      const blocks = terms.length
        ? blocksWith(document, found.map((map) => map.get(index)), some)
        : new Map(Array.from(document.parts, (_, block) => /** @type {[number, Search.Span[][]]} */ ([block, []])).slice(1));
      const hits = [...blocks].map(([block, spans]) => ({ document, block, spans, tier: tierOf(spans) }))
        .sort((a, b) => a.tier - b.tier || a.block - b.block)
        .filter(({ block }) => counter.add(document, block));
      if (hits.length) groups.push({ document, hits, others: [], tier: hits[0].tier, score: scoreOf(document, hits, found.map((map) => map.get(index))) });
    }
    return groups;
  };

  /**
   * Pagefind's score for the document; more where a title has the words, most where they are its own.
   * @param {IndexedDocument} document
   * @param {Search.Hit[]} hits
   * @param {({score: number} | undefined)[]} found
   */
  const scoreOf = (document, hits, found) => {
    const own = hits.some(({ block }) => block === 0) ? 10 : 0;
    const titles = hits.filter(({ block }) => document.parts[block] === '2').length;
    return found.reduce((sum, occurrence) => sum + (occurrence?.score ?? 0), 0) * (1 + Math.min(titles, 5) / 10) + own;
  };

  /** What the versions of a document share. @param {Search.Group} group */
  const addressOf = ({ document: { path, data } }) => data.address ?? path;

  /**
   * Each document once: in the language that the reader prefers, with its other versions behind it.
   * @param {Search.Group[]} groups
   * @param {(a: string, b: string) => number} prefer
   * @returns {Search.Group[]}
   */
  const together = (groups, prefer) => {
    /** @type {Map<string, Search.Group[]>} */
    const byAddress = new Map();
    for (const group of groups) {
      const address = addressOf(group);
      byAddress.set(address, [...(byAddress.get(address) ?? []), group]);
    }
    return [...byAddress.values()].map((versions) => {
      const [shown, ...others] = versions.sort((a, b) => prefer(a.document.language, b.document.language));
      return { ...shown, others, tier: Math.min(...versions.map(({ tier }) => tier)), score: Math.max(...versions.map(({ score }) => score)) };
    });
  };

  /** @type {Record<string, (a: Search.Group, b: Search.Group) => number>} */
  const SORTS = {
    // What has the very form comes before its kin, however often that stands.
    pertinence: (a, b) => a.tier - b.tier || b.score - a.score || SORTS.date(a, b),
    date: (a, b) => (b.document.data.date ?? '').localeCompare(a.document.data.date ?? '') || (a.document.path < b.document.path ? -1 : 1),
  };

  /**
   * The shards that may have an answer, the newest first.
   * @param {{words: Search.Term[], places: Search.Term[]}} terms
   * @param {number} all how many there are
   * @param {{filters: Search.Filters, some: boolean}} options
   */
  const shardsFor = ({ words, places }, all, { filters, some }) => {
    const hopeless = words.length || places.length ? words[some ? 'every' : 'some'](({ unknown }) => unknown) : !Object.values(filters).some((list) => list.length);
    return hopeless ? [] : Array.from({ length: all }, (_, i) => all - 1 - i)
      .filter((number) => words[some && words.length ? 'some' : 'every'](({ shards: list }) => !list || list.has(number)))
      .filter((number) => !places.length || places.some(({ shards: list }) => !list || list.has(number)));
  };

  /**
   * The groups of an answer: those that are shown already, then what else was found.
   * @param {Search.Group[]} shown
   * @param {Search.Group[]} found
   * @param {string[]} languages
   * @param {string} sort
   */
  const ordered = (shown, found, languages, sort) => {
    const apart = new Set(shown.map(addressOf));
    const others = together(found.filter((group) => !apart.has(addressOf(group))), facets.preferring(languages));
    return [...shown, ...others.sort(SORTS[sort] ?? SORTS.pertinence)];
  };

  /**
   * How many documents to ask at once: as many as will have the passages that are wanting, if they are like those before.
   * @param {number} count how many there were the time before
   * @param {number} asked how many in all
   * @param {number} passages
   */
  const soMany = (count, asked, passages) => Math.min(MOST * count, Math.max(LEAST * count, asked * (ENOUGH / passages - 1)));

  /** Documents in shards, as readers count them. @param {number[]} numbers @param {Search.Manifest['shards']} sizes */
  const countIn = (numbers, sizes) => numbers.reduce((sum, number) => sum + sizes[number][2], 0);

  /** @param {Search.Group[]} groups */
  const passagesIn = (groups) => groups.reduce((sum, { hits }) => sum + hits.length, 0);

  /**
   * Paragraphs for a query: {terms, groups: [{document, hits: [{document, block, spans}]}], hits, counter, left}, where
   * `left` is the number of older documents not looked through. `kin` false: the forms typed and no other. `languages`: those
   * that the reader prefers, the first most: versions of a document are one, shown in the first that has hits. `stale` says
   * that the answer is no longer needed. Where the newest documents fill a screen with the very word, `begin` is given the
   * answer as it is then; older ones are asked for once it ends, and come after these.
   * @type {Search.Shared['search']}
   */
  const search = async (query, { filters = {}, sort = 'pertinence', some = false, all = false, kin = true, languages = [], stale = () => false, begin }) => {
    ahead(query.terms).catch(() => {}); // said where it is needed
    const own = await manifest();
    const { shards: sizes, at_once: size } = own;
    const terms = await resolve(query, { kin });
    const parts = { words: terms.filter(({ narrows }) => !narrows), places: terms.filter(({ narrows }) => narrows) };
    const counter = new facets.Counter(filters, languages);
    const unsure = terms.some((term) => term.unsure === true);
    /** @type {Search.Result} */
    const answer = { manifest: own, terms, words: parts.words, groups: [], hits: 0, counter, count: () => Promise.resolve(), left: 0, unsure };
    /** @type {Search.Group[]} */
    const found = [];
    let rest = shardsFor(parts, sizes.length, { filters, some });
    /** @param {number} count */
    const look = async (count) => {
      const next = atOnce(rest, sizes, count);
      rest = rest.slice(next.length);
      found.push(...(await Promise.all(next.map((number) => searchShard(number, parts, { some, counter })))).flat());
    };
    await look(size);
    const goesOn = () => rest.length > 0 && (all || passagesIn(found) < ENOUGH) && !stale();
    // Several words may be a title, which comes first however old it is: one word is of many.
    if (begin && !all && terms.length === 1 && terms[0].kind === 'word' && !answer.unsure && goesOn()) {
      const first = ordered([], found, languages, sort).slice(0, SCREEN);
      if (first.length === SCREEN && first.every(({ tier }) => tier === tiers.VERY)) {
        answer.groups = first;
        answer.left = countIn(rest.slice(atOnce(rest, sizes, soMany(size, size, passagesIn(found))).length), sizes); // likely
        await begin(answer);
      }
    }
    for (let count = size, asked = size; goesOn(); asked += count) {
      count = soMany(count, asked, passagesIn(found));
      await look(count);
    }
    answer.groups = ordered(answer.groups, found, languages, sort);
    answer.hits = passagesIn(answer.groups);
    answer.left = countIn(rest, sizes);
    /** @type {Promise<unknown> | undefined} */
    let counted;
    answer.count = () => (counted ??= Promise.all([...new Set(found.map(({ document }) => document.shard))].map(loadFacets)));
    return answer;
  };

  /**
   * The first of some shards, as many as together have so many documents.
   * @param {number[]} wanted
   * @param {Search.Manifest['shards']} sizes
   * @param {number} size
   */
  const atOnce = (wanted, sizes, size) => {
    let count = 0;
    const end = wanted.findIndex((number) => { count += sizes[number][1]; return count >= size; });
    return end < 0 ? wanted : wanted.slice(0, end + 1);
  };

  /**
   * Ask for what a query most likely needs of the newest shards, before the vocabulary has said so and the WebAssembly has
   * started: where its words stand as they were typed.
   * @param {Search.TypedTerm[]} terms
   */
  const ahead = async (terms) => {
    const [{ shards: sizes, at_once: size }] = await Promise.all([manifest(), newest()]);
    const recent = atOnce(sizes.map((_, number) => number).reverse(), sizes, size);
    const common = await commonWords(terms);
    const typed = terms.flatMap(({ forms, accented }) => accented.filter((_, i) => !common.has(forms[i])));
    for (const { index } of await Promise.all(recent.map(shardOf))) for (const form of typed) index.ahead(key(form));
  };

  /** @type {Search.Shared['warm']} */
  const warm = () => ahead([]);

  /**
   * Open what a word that few of the newest documents have will be looked for in next, before it is known: a reader who
   * comes back to the box asks again.
   * @type {Search.Shared['openOlder']}
   */
  const openOlder = async () => {
    const { shards: sizes, at_once: size } = await manifest();
    await Promise.all(atOnce(sizes.map((_, number) => number).reverse(), sizes, MOST * size).map(shardOf));
  };

  /** @type {Search.Shared['heldDocument']} */
  const heldDocument = async ({ shard, document }) => documentOf(await shardOf(shard), document);

  /** @type {Search.Shared['standing']} */
  const standing = async (number, keys) => {
    const shard = await shardOf(number);
    const found = await Promise.all(keys.map((wanted) => placesOf(shard, wanted)));
    return found.flatMap((documents, i) => [...documents].map(([index, { places }]) => ({ key: keys[i], document: documentOf(shard, index), places })));
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ search, screen: SCREEN, warm, openOlder, heldDocument, standing }));
})();
