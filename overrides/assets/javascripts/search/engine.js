/* Finds the paragraphs. Pagefind says in which documents and at which places a word stands; the tables of blocks
   (build_scripts/search/index.py) say in which paragraph a place is. So hits and counts need none of the texts. */
(() => {
  'use strict';
  const { load, manifest, failures, vocabulary, symbols, words, key, citationKey, damagedKey, facets } = window.coteSearch;

  /* A word that stands at more places of a shard than this, on average, is not asked for within an expression of rarer
     ones: the texts themselves are compared then, where they are shown. */
  const COMMON = 30_000;
  /* Hits after which older documents are left for later, unless all are wanted. */
  const ENOUGH = 2_000;
  const KIN = 0.6;

  // --- shards and their tables

  const shards = new Map();
  let opening = Promise.resolve();
  let openings = 0;

  const open = async (number) => {
    const { version } = await manifest();
    const [{ createInstance }, names] = await Promise.all([load('engine'), load(`${number}/shard`)]);
    const owner = `/${openings += 1}`;
    const pagefind = createInstance({ basePath: `${owner}/pagefind/${number}/`, baseUrl: '/', noWorker: true, metaCacheTag: version });
    await pagefind.init();
    return { number, owner, pagefind, index: new Map(names.map((name, i) => [name, i])), found: new Map(), documents: new Map() };
  };

  /* One after the other: the first of them starts the WebAssembly that they share. */
  const shardOf = (number) => {
    if (!shards.has(number)) {
      opening = opening.catch(() => {}).then(() => open(number));
      const shard = opening;
      shards.set(number, shard);
      shard.catch(() => shards.delete(number));
    }
    return shards.get(number);
  };

  class Document {
    constructor(shard, index, table) {
      Object.assign(this, table);
      this.shard = shard;
      this.index = index;
      this.starts = new Uint32Array(table.keys.length + 1);
      table.keys.forEach((length, block) => { this.starts[block + 1] = this.starts[block] + length; });
    }

    /* The block in which a place is. */
    blockAt(place) {
      let low = 0;
      let high = this.starts.length - 2;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.starts[middle] <= place) low = middle; else high = middle - 1;
      }
      return low;
    }

    countriesOf(block) { return (this.byBlock ??= inverted(this.countries)).get(block) ?? []; }

    themesOf(block) { return (this.byBlockToo ??= inverted(this.themes)).get(block) ?? []; }

    /* {anchor, text, places, callers} of a block. */
    async text(block) {
      let piece = this.pieces.length - 1;
      while (this.pieces[piece] > block) piece -= 1;
      const [anchor, text, more] = (await load(`${this.shard}/text/${this.index}-${piece}`))[block - this.pieces[piece]];
      return { anchor, text, ...more };
    }

    /* Every anchor of the document. */
    async anchors() {
      const pieces = await Promise.all(this.pieces.map((_, piece) => load(`${this.shard}/text/${this.index}-${piece}`)));
      return pieces.flat().map(([anchor]) => anchor);
    }
  }

  const inverted = (lists) => {
    const byBlock = new Map();
    for (const [value, blocks] of Object.entries(lists)) {
      for (const block of blocks) byBlock.set(block, [...(byBlock.get(block) ?? []), value]);
    }
    return byBlock;
  };

  const documentOf = async (shard, index) => {
    if (!shard.documents.has(index)) {
      const { table } = await manifest();
      const tables = await load(`${shard.number}/blocks/${Math.floor(index / table)}`);
      shard.documents.set(index, new Document(shard.number, index, tables[index % table]));
    }
    return shard.documents.get(index);
  };

  /* Places of a key: a map from document to {places (ascending), score}. */
  const placesOf = (shard, wanted) => {
    if (!shard.found.has(wanted)) {
      shard.found.set(wanted, shard.pagefind.search(wanted).then(({ results }) => {
        if (failures.has(shard.owner)) throw failures.get(shard.owner);
        return new Map(results.map(({ id, words: places, score }) => [shard.index.get(id), { places, score }]));
      }).catch((error) => {
        shards.delete(shard.number); // this one would go on taking the missing file for loaded
        throw error;
      }));
    }
    return shard.found.get(wanted);
  };

  // --- what is looked for

  /* A term as alternatives; each is a sequence of slots, each slot a list of {key, weight}, or null for a word too
     common to ask for. `shards` null: any may have it. */
  const slot = (form, weight = 1) => ({ key: key(form), weight, form });

  /* A piece of a word that the source has in pieces. */
  const damagedSlot = (form) => ({ key: damagedKey(form), weight: KIN, form });

  const union = (entries) => (entries.some(({ shards: list }) => !list) ? null : new Set(entries.flatMap(({ shards: list }) => list)));

  const asWord = async (term, endings) => {
    const [form] = term.forms;
    const entry = await vocabulary.lookup(form);
    if (entry?.damaged && !entry.count) return { ...term, alternatives: [[[damagedSlot(form)]]], shards: union([entry]), damaged: true };
    let entries = entry?.count ? [entry] : await vocabulary.inflected(form, endings);
    const names = entries.flatMap(({ form: own, kin }) => [own, ...kin]);
    let compounds = entry?.compounds ?? [];
    if (!entries.length && compounds.length) {
      const wholes = compounds.flatMap(words);
      names.push(...wholes);
      entries = (await Promise.all(wholes.map(vocabulary.lookup))).filter(Boolean);
      compounds = [];
    }
    const forms = [...new Set(names)];
    const kin = forms.length > entries.length ? (await Promise.all(forms.map(vocabulary.lookup))).filter(Boolean) : entries;
    return {
      ...term,
      alternatives: forms.length ? [[forms.map((name) => slot(name, name === form ? 1 : KIN))]] : [],
      shards: union(kin),
      compounds,
      damaged: entry?.damaged,
      unknown: !forms.length,
    };
  };

  const asStart = async (term) => {
    const entries = await vocabulary.beginning(term.forms[0]);
    return { ...term, alternatives: entries.length ? [[entries.map(({ form }) => slot(form, KIN))]] : [], shards: union(entries), unknown: !entries.length };
  };

  const asPhrase = async (term) => {
    const entries = await Promise.all(term.forms.map(vocabulary.lookup));
    if (!entries.every((entry) => entry?.count || entry?.damaged)) return { ...term, alternatives: [], shards: new Set(), unknown: true };
    const rarest = Math.min(...entries.map(({ count }) => count));
    const { shards: sizes } = await manifest();
    const common = COMMON * sizes.length;
    const sequence = entries.map(({ form, count, damaged }) => (
      count > common && count > rarest ? null : [...(count ? [slot(form)] : []), ...(damaged ? [damagedSlot(form)] : [])]));
    const lists = entries.map(({ shards: list }) => list).filter(Boolean);
    const shared = lists.length ? new Set(lists.reduce((a, b) => a.filter((n) => b.includes(n)))) : null;
    return { ...term, alternatives: [sequence], shards: shared, unsure: sequence.includes(null) };
  };

  const asSymbol = async (term, sure) => {
    const { exact, found } = await symbols.find(term.text, sure);
    const entries = await Promise.all(term.forms.map(vocabulary.lookup));
    const literal = entries.length && entries.every((entry) => entry?.count) ? [entries.map(({ form }) => [slot(form)])] : [];
    const cited = found.map(({ symbol }) => [[{ key: citationKey(symbol), weight: 1, form: symbol }]]);
    const places = union([...found, ...(literal.length ? entries : [])]);
    return { ...term, kind: 'symbol', alternatives: [...cited, ...literal], shards: places, documents: found, exact, unknown: !cited.length && !literal.length };
  };

  /* Two words that the collection also writes as one, with a hyphen, or that are a damaged word together: either
     will do. */
  const joinNeighbours = async (terms) => {
    await Promise.all(terms.slice(1).map(async (term, i) => {
      const before = terms[i];
      if (term.kind !== 'word' || before.kind !== 'word') return;
      if (term.damaged && before.damaged) {
        for (const part of [before, term]) {
          part.alternatives = [...part.alternatives, [before, term].map(({ forms }) => [damagedSlot(forms[0])])];
          part.shards = null;
        }
      }
      const whole = await vocabulary.lookup(`${before.forms[0]}-${term.forms[0]}`);
      if (!whole?.count) return;
      for (const part of [before, term]) {
        part.alternatives = [...part.alternatives, [[slot(whole.form)]]];
        part.shards = part.shards && whole.shards && !part.unknown ? new Set([...part.shards, ...whole.shards]) : null;
        part.unknown = false;
      }
    }));
  };

  /* The terms of a query, ready to be looked for. */
  const resolve = async (query) => {
    const { stop_words: stop, endings } = await manifest();
    if (query.symbol) {
      const term = await asSymbol({ text: query.symbol.symbol, forms: words(query.symbol.symbol) }, query.symbol.sure);
      if (query.symbol.sure || term.documents.length) return [{ ...term, pin: query.symbol.pin }];
    }
    const telling = query.terms.filter(({ kind, forms }) => kind !== 'word' || !stop.includes(forms[0]));
    const kinds = { word: (term) => asWord(term, endings), start: asStart, phrase: asPhrase, symbol: (term) => asSymbol(term, true) };
    const terms = await Promise.all((telling.length ? telling : query.terms).map((term) => kinds[term.kind](term)));
    await joinNeighbours(terms);
    return terms;
  };

  // --- finding

  /* Where a sequence of slots stands: map from document to {spans: [[place, words]], score}. */
  const spansOf = async (shard, sequence) => {
    const lists = await Promise.all(sequence.map(async (slots) => slots && merged(await Promise.all(
      slots.map(async ({ key: wanted, weight }) => ({ weight, found: await placesOf(shard, wanted) })),
    ))));
    const anchor = lists.findIndex(Boolean);
    const spans = new Map();
    for (const [index, { places, score }] of lists[anchor]) {
      const others = lists.map((list) => list && new Set(list.get(index)?.places));
      const starts = places.map((place) => place - anchor).filter((start) => others.every((list, i) => !list || list.has(start + i)));
      if (starts.length) spans.set(index, { spans: starts.map((start) => [start, sequence.length]), score });
    }
    return spans;
  };

  const merged = (founds) => {
    const all = new Map();
    for (const { weight, found } of founds) {
      for (const [index, { places, score }] of found) {
        const known = all.get(index);
        if (known) { known.places = known.places.concat(places); known.score += weight * score; }
        else all.set(index, { places, score: weight * score });
      }
    }
    for (const entry of all.values()) entry.places = [...entry.places].sort((a, b) => a - b);
    return all;
  };

  /* Where any alternative of a term stands. */
  const occurrences = async (shard, term) => {
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

  /* Blocks of a document that have all terms (or, if `some`, any): map from block to the spans of each term. */
  const blocksWith = (document, found, some) => {
    const blocks = new Map();
    found.forEach((occurrence, i) => {
      for (const span of occurrence?.spans ?? []) {
        const block = document.blockAt(span[0]);
        if (span[0] < 0 || span[0] + span[1] > document.starts[block + 1]) continue;
        if (!blocks.has(block)) blocks.set(block, found.map(() => []));
        blocks.get(block)[i].push([span[0] - document.starts[block], span[1]]);
      }
    });
    for (const [block, spans] of blocks) if (!some && spans.some((list) => !list.length)) blocks.delete(block);
    return blocks;
  };

  const searchShard = async (number, terms, { some, counter }) => {
    const shard = await shardOf(number);
    const found = await Promise.all(terms.map((term) => occurrences(shard, term)));
    const indexes = terms.length
      ? [...new Set(found.flatMap((map) => [...map.keys()]))].filter((index) => some || found.every((map) => map.has(index)))
      : [...shard.index.values()];
    const groups = [];
    const documents = await Promise.all(indexes.map((index) => documentOf(shard, index)));
    for (const document of documents) {
      const { index } = document;
      const blocks = terms.length
        ? blocksWith(document, found.map((map) => map.get(index)), some)
        : new Map(document.keys.map((_, block) => [block, []]).slice(1));
      const hits = [...blocks].sort(([a], [b]) => a - b)
        .filter(([block]) => counter.add(document, block))
        .map(([block, spans]) => ({ document, block, spans }));
      if (hits.length) groups.push({ document, hits, score: scoreOf(document, hits, found.map((map) => map.get(index))) });
    }
    return groups;
  };

  /* Pagefind's score for the document; more where a title has the words, most where they are its own. */
  const scoreOf = (document, hits, found) => {
    const own = hits[0].block === 0 ? 10 : 0;
    const titles = hits.filter(({ block }) => document.parts[block] === '2').length;
    return found.reduce((sum, occurrence) => sum + (occurrence?.score ?? 0), 0) * (1 + Math.min(titles, 5) / 10) + own;
  };

  const SORTS = {
    pertinence: (a, b) => b.score - a.score || SORTS.date(a, b),
    date: (a, b) => (b.document.data.date ?? '').localeCompare(a.document.data.date ?? '') || (a.document.path < b.document.path ? -1 : 1),
  };

  /* Paragraphs for a query: {terms, groups: [{document, hits: [{document, block, spans}]}], hits, counter, left}, where
     `left` is the number of older documents not looked through. `stale` says that the answer is not wanted any more. */
  const search = async (query, { filters = {}, sort = 'pertinence', some = false, all = false, stale = () => false }) => {
    const { shards: sizes } = await manifest();
    const terms = await resolve(query);
    const counter = new facets.Counter(filters);
    const answer = { terms, groups: [], hits: 0, counter, left: 0, unsure: terms.some(({ unsure }) => unsure) };
    const hopeless = terms.length ? terms[some ? 'every' : 'some'](({ unknown }) => unknown) : !Object.values(filters).some((list) => list.length);
    const wanted = hopeless ? [] : sizes.map((_, number) => number).reverse()
      .filter((number) => terms[some && terms.length ? 'some' : 'every'](({ shards: list }) => !list || list.has(number)));
    for (const [i, number] of wanted.entries()) {
      if (stale()) return answer;
      if (!all && answer.hits >= ENOUGH) {
        answer.left = wanted.slice(i).reduce((sum, n) => sum + sizes[n], 0);
        break;
      }
      const groups = await searchShard(number, terms, { some, counter });
      answer.groups.push(...groups);
      answer.hits += groups.reduce((sum, { hits }) => sum + hits.length, 0);
    }
    answer.groups.sort(SORTS[sort] ?? SORTS.pertinence);
    return answer;
  };

  /* Load ahead of the first query what it will need. */
  const warm = async () => {
    const { shards: sizes } = await manifest();
    await shardOf(sizes.length - 1);
  };

  const heldDocument = async ({ shard, document }) => documentOf(await shardOf(shard), document);

  Object.assign(window.coteSearch, { search, warm, heldDocument });
})();
