/* What is looked for: each term of a query with every form that will do, from the vocabulary. Both the results page and
   a document's own box ask here; neither Pagefind nor the texts are needed for it. */
(() => {
  'use strict';
  const { load, manifest, vocabulary, words, unaccented, sameLetters, closed } = globalThis.coteSearch;

  /* How far a form is from what was typed: the very form, other accents or hyphens, kin, kin of other accents. */
  const VERY = 0;
  const SPELLED = 1;
  const KIN = 2;
  const KIN_OF_SPELLED = 3;

  /* A word that stands at more places of a shard than this, on average, isn't asked for within an expression of rarer
     ones: the texts themselves are compared then, where they are shown. */
  const COMMON = 12_000;
  /* Ways to read an expression at most, where its words are written with and without hyphens. */
  const READINGS = 12;
  /* Words that may be one, written closed or with hyphens: « c est à dire ». */
  const JOINED = 4;
  const LONG = 4;
  const ELIDED = new RegExp(`^(?:${globalThis.cote.elisions.map(({ words: elided, before }) => `(?:${elided.join('|')})(?=[${before}])`).join('|') || '(?!)'})`);

  // --- in which shards (null: any of them)

  /** @param {(Iterable<number> | null)[]} lists @returns {?Set<number>} */
  const either = (lists) => (lists.includes(null) ? null : new Set(lists.flatMap((list) => [...(list ?? [])])));

  /** @param {(Set<number> | null)[]} lists @returns {?Set<number>} */
  const both = (lists) => {
    const known = lists.filter((list) => list !== null).map((list) => [...list]);
    return known.length ? new Set(known.reduce((a, b) => a.filter((n) => b.includes(n)))) : null;
  };

  // --- one word

  /** @type {Search.Slot} */
  const NOTHING = { names: new Map(), shards: new Set(), count: 0, compounds: [], kin: [], damaged: '', piece: '' };

  /**
   * @param {(Search.VocabularyEntry | Search.Slot)[]} entries
   * @param {Map<string, number>} names
   * @param {Partial<Search.Slot>} [more]
   * @returns {Search.Slot}
   */
  const slotOf = (entries, names, more = {}) => ({
    ...NOTHING,
    names,
    shards: either(entries.map(({ shards }) => shards)),
    count: entries.reduce((sum, { count }) => sum + count, 0),
    kin: [...names].filter(([, tier]) => tier >= KIN).map(([name]) => name),
    ...more,
  });

  /**
   * @param {?Search.VocabularyEntry} entry
   * @returns {entry is Search.VocabularyEntry}
   */
  const isKnown = (entry) => !!entry?.count;

  /** Entries of a word in all its spellings, closed and with hyphens or points; « U.N. » is not « un ». @param {string} word */
  const spellings = async (word) => {
    const stops = Object.values((await manifest()).stop_words);
    const whole = stops.some((list) => list.includes(closed(word))) ? word : closed(word);
    const [own, group] = await Promise.all([vocabulary.lookup(word), whole === word ? null : vocabulary.lookup(whole)]);
    const others = (whole === word ? own : group)?.alike ?? [];
    const more = await Promise.all(others.filter((other) => other !== word).map(vocabulary.lookup));
    return { own, entries: [own, group, ...more].filter(isKnown) };
  };

  /**
   * The forms of what was typed, and what stands for it; « traité » is never « traite », « traite » may be « traité ». Of
   * letters that readers type for one another, either may be meant: « لجنة » is « لجنه » too.
   * @param {string} typed
   * @param {Search.VocabularyEntry[]} entries
   */
  const written = (typed, entries) => {
    const letters = sameLetters(closed(typed));
    const exact = sameLetters(typed) !== unaccented(typed);
    return entries.flatMap(({ forms }) => forms).filter(({ name }) => !exact || sameLetters(closed(name)) === letters);
  };

  /**
   * The names of forms and of their kin, each with how far it is from what was typed.
   * @param {Search.Form[]} forms
   * @param {string} typed
   */
  const kinOf = (forms, typed) => {
    const names = new Map(forms.map(({ name }) => [name, name === typed ? VERY : SPELLED]));
    for (const { name, same = [] } of forms) if (names.get(name) === VERY) for (const other of same) if (!names.has(other)) names.set(other, SPELLED);
    for (const tier of [VERY, SPELLED]) {
      for (const { name, kin } of forms) {
        if (names.get(name) !== tier) continue;
        for (const other of kin) if (!names.has(other)) names.set(other, tier === VERY ? KIN : KIN_OF_SPELLED);
      }
    }
    return names;
  };

  /**
   * The forms of a family, by what each is without the words before it that search goes without.
   * @param {?Search.VocabularyEntry} family
   */
  const groupsOf = (family) => (family?.compounds ?? []).map((group) => {
    const [core, ...members] = group.split(' ');
    return { core, members };
  });

  /**
   * Forms with the kin that each has for being of a family, of these those that are `same` but for words before them that
   * search goes without, and the entries of the families.
   * @param {Search.Form[]} forms
   */
  const withFamilies = async (forms) => {
    const names = [...new Set(forms.flatMap(({ kin }) => kin).filter(vocabulary.isFamily))];
    if (!names.length) return { forms, found: [] };
    const found = (await Promise.all(names.map(vocabulary.lookup))).filter((entry) => entry !== null);
    const groups = new Map(found.map((entry) => [entry.word, groupsOf(entry)]));
    const expanded = forms.map((form) => {
      const own = form.kin.flatMap((name) => groups.get(name) ?? []);
      const same = own.filter(({ members }) => members.includes(form.name)).flatMap(({ members }) => members);
      return { ...form, same, kin: [...own.flatMap(({ members }) => members), ...form.kin.filter((name) => !vocabulary.isFamily(name))] };
    });
    return { forms: expanded, found };
  };

  /** Languages of the collection that are written in the letters of a word, the interface's own first. @param {string} word */
  const languagesOf = async (word) => {
    const { alphabets } = await manifest();
    return Object.keys(alphabets).filter((code) => alphabets[code] && new RegExp(`[${alphabets[code]}]`, 'u').test(word));
  };

  /**
   * What a word that stands nowhere may be a form of, in the first language that has any: the names of forms, each with
   * how far it is from what was typed, and their entries.
   * @param {string} typed
   */
  const inflected = async (typed) => {
    for (const code of await languagesOf(unaccented(typed))) {
      const rules = await load(`inflections/${code}`);
      const known = rules.families ? await familyOf(typed, rules.families) : await endingOtherwise(typed, rules);
      if (known.names.size) return known;
    }
    return { entries: [], names: new Map() };
  };

  /** A word with the last letter that was typed, and with others that may be meant by it. @param {string} typed */
  const lastLetters = (typed) => [typed, ...Object.entries(globalThis.cote.either).flatMap((pair) => (
    pair.filter((_, i) => typed.endsWith(pair[1 - i])).map((letter) => typed.slice(0, -1) + letter)))];

  /** @param {string} typed @param {Search.FamilyRules} rules */
  const familyOf = async (typed, rules) => {
    if (!globalThis.coteSearch.families) await globalThis.coteSearch.run('families');
    const { families } = globalThis.coteSearch;
    if (!families) throw new Error('families: no script');
    const read = lastLetters(typed).map((form) => families.candidates(form, rules));
    const [possible, cores] = [read.flatMap(({ names }) => names), read.flatMap(({ cores: own }) => own)];
    const look = async (/** @type {string[]} */ keys) => (await Promise.all(keys.map(vocabulary.lookup))).filter(isKnown);
    const [alone, found] = await Promise.all([look(cores.map(unaccented)), look(possible)]);
    /** @type {Map<string, number>} */
    const names = new Map(alone.flatMap(({ forms }) => forms).filter(({ name }) => cores.includes(name)).map(({ name }) => [name, SPELLED]));
    for (const { core, members } of found.flatMap(groupsOf)) {
      for (const name of members) if (!names.has(name)) names.set(name, cores.includes(core) ? SPELLED : KIN);
    }
    return { entries: [...alone, ...found], names };
  };

  /** @param {string} typed @param {Search.Inflections} rules */
  const endingOtherwise = async (typed, rules) => {
    const found = await vocabulary.inflected(typed, rules);
    const names = new Map(found.flatMap(({ forms }) => forms).flatMap(({ name, kin }) => [name, ...kin]).map((name) => [name, KIN]));
    const entries = await Promise.all([...new Set([...names.keys()].map(unaccented))].map(vocabulary.lookup));
    return { entries: entries.filter(isKnown), names };
  };

  /** A word, exactly: its spellings, no other form. @type {(typed: string) => Promise<Search.Slot>} */
  const exactly = async (typed) => {
    const { own, entries } = await spellings(unaccented(typed));
    const { forms, found } = await withFamilies(written(typed, entries));
    const names = new Map(forms.map(({ name }) => [name, name === typed ? VERY : SPELLED]));
    for (const name of forms.flatMap(({ same = [] }) => same)) if (!names.has(name)) names.set(name, SPELLED);
    const damaged = own?.damaged ? [own] : [];
    const piece = damaged[0]?.word ?? '';
    if (names.size || piece) return slotOf([...entries, ...found, ...damaged], names, { damaged: piece, piece });
    const other = await inflected(typed);
    const same = new Map([...other.names].filter(([, tier]) => tier < KIN));
    return same.size ? slotOf(other.entries, same) : withoutArticle(typed, exactly);
  };

  /** « lassemblée », where no such word stands. @param {string} typed @param {(typed: string) => Promise<Search.Slot>} look */
  const withoutArticle = (typed, look) => {
    const rest = typed.replace(ELIDED, '');
    return rest === typed || rest.length < LONG ? NOTHING : look(rest);
  };

  /**
   * A word with its kin; one that stands nowhere by an ending that differs, or in a compound.
   * @type {(typed: string) => Promise<Search.Slot>}
   */
  const withKin = async (typed) => {
    const { own, entries } = await spellings(unaccented(typed));
    const compounds = own?.compounds ?? [];
    const { forms, found } = await withFamilies(written(typed, entries));
    if (forms.length) {
      const names = kinOf(forms, typed);
      const others = new Set([...names.keys()].map(unaccented));
      for (const { word } of entries) others.delete(word);
      for (const form of found.flatMap(groupsOf).flatMap(({ members }) => members)) others.delete(unaccented(form));
      const kin = (await Promise.all([...others].map(vocabulary.lookup))).filter(isKnown);
      return slotOf([...entries, ...found, ...kin], names, { compounds, piece: own?.damaged ? own.word : '' });
    }
    if (own?.damaged) return slotOf([own], new Map(), { damaged: own.word, piece: own.word });
    const other = await inflected(typed);
    if (other.names.size) return slotOf(other.entries, other.names, { compounds });
    if (!compounds.length) return withoutArticle(typed, withKin);
    const wholes = (await Promise.all(compounds.flatMap(words).map(vocabulary.lookup))).filter(isKnown);
    return slotOf(wholes, new Map(wholes.flatMap((entry) => entry.forms).map(({ name }) => [name, KIN])));
  };

  // --- several words that are one, and one that is several

  /**
   * True if a name has the accents of each of some words, as far as they were typed with accents.
   * @param {string} name
   * @param {string[]} typed
   */
  const agrees = (name, typed) => {
    let at = 0;
    const letters = sameLetters(closed(name));
    return typed.every((word) => {
      const own = sameLetters(closed(word));
      const piece = letters.slice(at, at + own.length);
      at += own.length;
      return own === unaccented(own) || own === piece;
    });
  };

  /**
   * The slot of neighbours that the collection also writes as one; null where it doesn't. A closed spelling alone
   * doesn't prove it (« par ce », « parce ») unless one of the words stands nowhere, or, `loosely`, both are long.
   * @param {string[]} typed
   * @param {boolean} loosely
   * @returns {Promise<?Search.Slot>}
   */
  const joined = async (typed, loosely) => {
    const whole = closed(typed.map((word) => closed(unaccented(word))).join(''));
    const group = await vocabulary.lookup(whole);
    if (!group || typed.some((word, i) => /^\d/.test(word) && /\d$/.test(typed[i - 1] ?? ''))) return null;
    const entries = [group, ...(await Promise.all(group.alike.map(vocabulary.lookup)))].filter(isKnown);
    const hyphened = entries.some(({ word }) => /[-']/.test(word) && word.split(/[-']/).length >= typed.length);
    const sure = hyphened || (typed.length === 2 && ((loosely && typed.every((word) => word.length >= LONG))
      || !(await Promise.all(typed.map((word) => vocabulary.lookup(unaccented(word))))).every((entry) => entry?.damaged || isKnown(entry))));
    const names = entries.flatMap(({ forms }) => forms).map(({ name }) => name).filter((name) => agrees(name, typed));
    return sure && names.length ? slotOf(entries, new Map(names.map((name) => [name, SPELLED]))) : null;
  };

  /**
   * The slots of the parts of a hyphened word, which a text may have with a space (« COVID- 19 »).
   * @param {string} typed
   * @returns {Promise<?Search.Slot[]>}
   */
  const apart = async (typed) => {
    const parts = typed.split(/[-']/).filter(Boolean);
    if (parts.length < 2 || typed.includes('/')) return null;
    const slots = await Promise.all(parts.map(exactly));
    return slots.every(({ names }) => names.size) ? slots.map((slot) => ({ ...slot, names: new Map([...slot.names.keys()].map((name) => [name, SPELLED])) })) : null;
  };

  /**
   * What the words from one on may be: [how many words, slots].
   * @param {string[]} typed
   * @param {number} at
   * @param {Set<number>} optional
   * @param {(typed: string) => Promise<Search.Slot>} look
   * @returns {Promise<[number, Search.Slot[]][]>}
   */
  const choices = async (typed, at, optional, look) => {
    /** @type {[number, Search.Slot[]][]} */
    const found = [[1, [await look(typed[at])]]];
    if (optional.has(at)) found.push([1, []]);
    const parts = await apart(typed[at]);
    if (parts) found.push([1, parts]);
    for (let count = 2; count <= JOINED && at + count <= typed.length; count += 1) {
      const whole = await joined(typed.slice(at, at + count), false);
      if (whole) found.push([count, [whole]]);
    }
    return found;
  };

  /**
   * Every way to read words as a sequence of slots.
   * @param {string[]} typed
   * @param {Set<number>} optional
   * @param {(typed: string) => Promise<Search.Slot>} look
   * @returns {Promise<Search.Slot[][]>}
   */
  const readings = async (typed, optional, look) => {
    const at = await Promise.all(typed.map((_, i) => choices(typed, i, optional, look)));
    /** @type {[number, Search.Slot[]][]} */
    let open = [[0, []]];
    /** @type {Search.Slot[][]} */
    const complete = [];
    while (open.length && complete.length < READINGS) {
      /** @type {[number, Search.Slot[]][]} */
      const next = [];
      for (const [place, slots] of open) {
        if (place === typed.length) { if (slots.length) complete.push(slots); continue; }
        for (const [count, more] of at[place]) next.push([place + count, [...slots, ...more]]);
      }
      open = next.slice(0, READINGS);
    }
    return complete;
  };

  // --- terms

  /** @param {Search.Slot[]} slots */
  const possible = (slots) => slots.every(({ names, damaged }) => names.size || damaged);

  /**
   * A term with its alternatives, each a sequence of slots, in the shards that may have one.
   * @param {Search.TypedTerm} term
   * @param {Search.Slot[][]} sequences
   * @param {Partial<Search.Term>} [more]
   * @returns {Search.Term}
   */
  const termOf = (term, sequences, more = {}) => {
    const alternatives = sequences.filter(possible);
    return {
      ...term,
      alternatives,
      shards: either(alternatives.map((slots) => both(slots.map(({ shards }) => shards)))),
      unknown: !alternatives.length,
      ...more,
    };
  };

  /** @param {Search.TypedTerm} term @param {boolean} kin @returns {Promise<Search.Term>} */
  const asWord = async (term, kin) => {
    const sequences = await readings(term.accented, new Set(), kin ? withKin : exactly);
    const [slots] = sequences;
    return termOf(term, sequences, {
      compounds: slots.length === 1 ? slots[0].compounds : [],
      piece: slots.length === 1 ? slots[0].piece : '',
    });
  };

  /** @param {Search.TypedTerm} term @returns {Promise<Search.Term>} */
  const asStart = async (term) => {
    const [typed] = term.accented;
    const entries = await vocabulary.beginning(unaccented(typed));
    const names = entries.flatMap(({ forms }) => forms).map(({ name }) => name).filter((name) => agrees(name, [typed]));
    return termOf(term, names.length ? [[slotOf(entries, new Map(names.map((name) => [name, SPELLED])))]] : [], { whole: true });
  };

  /** @param {Search.TypedTerm} term @returns {Promise<Search.Term>} */
  const asPhrase = async (term) => {
    const { shards: sizes } = await manifest();
    const sequences = await readings(term.accented, term.optional ?? new Set(), exactly);
    for (const slots of sequences) {
      const rarest = Math.min(...slots.map(({ count }) => count));
      slots.forEach((slot, i) => { slots[i] = { ...slot, skipped: slot.count > COMMON * sizes.length && slot.count > rarest }; });
    }
    const found = termOf(term, sequences);
    return { ...found, unsure: found.alternatives.some((slots) => slots.some(({ skipped }) => skipped)) };
  };

  /**
   * A symbol: the places that cite the document, and those that have the symbol as words.
   * @param {Search.TypedWords} term
   * @param {boolean} sure
   * @returns {Promise<Search.Term & {documents: Search.KnownDocument[]}>}
   */
  const asSymbol = async (term, sure) => {
    const { exact, found } = await globalThis.coteSearch.symbols.find(term.text, sure);
    const literal = await Promise.all(term.accented.map(exactly));
    const cited = found.map(({ symbol, shards }) => [{ ...NOTHING, cited: symbol, shards: new Set(shards) }]);
    const whole = literal.length && possible(literal) ? [literal] : [];
    return {
      ...term,
      kind: 'symbol',
      alternatives: [...cited, ...whole],
      shards: either([...found, ...(whole.length ? literal : [])].map(({ shards }) => shards)),
      documents: found,
      exact,
      unknown: !cited.length && !whole.length,
    };
  };

  /**
   * Neighbours that the collection also writes as one, or that are a damaged word together: either will do.
   * @param {Search.Term[]} terms
   */
  const joinNeighbours = async (terms) => {
    const single = terms.map(({ kind, accented }) => kind === 'word' && accented.length === 1);
    for (let at = 0; at < terms.length; at += 1) {
      for (let count = 2; count <= JOINED && single.slice(at, at + count).filter(Boolean).length === count; count += 1) {
        const parts = terms.slice(at, at + count);
        const whole = await joined(parts.flatMap(({ accented }) => accented), true);
        const damaged = count === 2 && parts.every(({ piece }) => piece)
          ? parts.map(({ piece = '' }) => ({ ...NOTHING, damaged: piece, shards: null })) : null;
        for (const slots of [whole && [whole], damaged].filter((sequence) => sequence !== null)) {
          for (const part of parts) {
            part.alternatives = [...part.alternatives, slots];
            part.shards = part.unknown ? both(slots.map(({ shards }) => shards)) : either([part.shards, both(slots.map(({ shards }) => shards))]);
            part.unknown = false;
          }
        }
      }
    }
  };

  /**
   * In a query of words, a symbol of a document that the archive has says where to look. One that may be a slip says
   * nothing.
   * @param {Search.Term[]} terms
   */
  const narrow = (terms) => {
    if (!terms.some(({ kind }) => kind !== 'symbol')) return;
    for (const term of terms) {
      if (term.kind !== 'symbol') continue;
      term.narrows = term.exact && (term.documents ?? []).some(({ held }) => held.length > 0);
      if (!term.exact) term.unknown = true;
    }
  };

  /**
   * The stop words of the language that has most of them among the words of a query, the interface's own if several have.
   * « or » is one in English alone.
   * @type {Search.Shared['commonWords']}
   */
  const commonWords = async (terms) => {
    const { stop_words: lists } = await manifest();
    const typed = terms.flatMap(({ forms }) => forms);
    const counted = Object.values(lists).map((list) => ({ list, count: typed.filter((form) => list.includes(form)).length }));
    /** @type {typeof counted[0]} */
    const none = { list: [], count: -1 };
    return new Set(counted.reduce((best, own) => (own.count > best.count ? own : best), none).list);
  };

  /**
   * The terms of a query, ready to be looked for. `kin` false: no other form of a word than the one typed.
   * @type {Search.Shared['resolve']}
   */
  const resolve = async (query, { kin = true } = {}) => {
    if (query.symbol) {
      const own = query.symbol.symbol;
      const term = await asSymbol({ text: own, accented: globalThis.coteSearch.accentedWords(own), forms: words(own) }, query.symbol.sure);
      if (query.symbol.sure || term.documents.length) return [{ ...term, pin: query.symbol.pin }];
    }
    const common = await commonWords(query.terms);
    const telling = query.terms.filter(({ kind, forms }) => kind !== 'word' || forms.length > 1 || !common.has(forms[0]));
    /** @type {Record<Search.TypedTerm['kind'], (term: Search.TypedTerm) => Promise<Search.Term>>} */
    const kinds = { word: (term) => asWord(term, kin), start: asStart, phrase: asPhrase, symbol: (term) => asSymbol(term, true) };
    const terms = await Promise.all((telling.length ? telling : query.terms).map((term) => kinds[term.kind](term)));
    await joinNeighbours(terms);
    narrow(terms);
    return terms;
  };

  Object.assign(globalThis.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ resolve, commonWords, tiers: { VERY, SPELLED, KIN, KIN_OF_SPELLED } }));
})();
