/* The vocabulary: words that stand in the collection, which of them are one word, and what resembles an unknown one.
   Its pieces are sorted by the word without accents; see build_scripts/search/word_forms.py. */
(() => {
  'use strict';
  const { load, manifest, unaccented } = globalThis.coteSearch;
  const { distance } = globalThis.cote;
  const MANY = 60;
  const REACH = 6;
  /* Pieces of the vocabulary that are loaded while a word is being typed. */
  const SOON = 2;
  const OF_FAMILY = '~';

  /** The number of the piece in which a form would stand. @param {string[]} firsts @param {string} form */
  const pieceOf = (firsts, form) => {
    let low = 0;
    let high = firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (firsts[middle] <= form) low = middle; else high = middle - 1;
    }
    return low;
  };

  /**
   * @param {string} word
   * @param {Search.VocabularyRow} row
   * @returns {Search.VocabularyEntry}
   */
  const entryOf = (word, [shown = [], shards = 0, compounds = [], alike = [], damaged = 0]) => {
    /** @type {Search.FormRow[]} */
    const rows = Array.isArray(shown) ? shown : [[shown]];
    const forms = rows.map(([count, name = 0, kin = []]) => ({ name: name || word, count, kin }));
    const count = forms.reduce((sum, form) => sum + form.count, 0);
    return { word, forms, count, shards: shards || null, compounds, alike, damaged: !!damaged };
  };

  /**
   * What is known of a word without accents: {word, forms: [{name (with its accents), count, kin}], count, shards
   * (null: all), compounds, alike, damaged}; null for a word that isn't there.
   * @type {Search.Vocabulary['lookup']}
   */
  const lookup = async (form) => {
    const { vocabulary: firsts } = await manifest();
    if (!firsts.length) return null;
    const piece = await load(`words/${pieceOf(firsts, form)}`);
    return Object.hasOwn(piece, form) ? entryOf(form, piece[form]) : null;
  };

  /** Whether a name is that of a family (search/families.py), not a word. @type {Search.Vocabulary['isFamily']} */
  const isFamily = (name) => name.includes(OF_FAMILY);

  /** Entries of the pieces where forms with this beginning stand. @param {string} start @param {number} reach */
  const around = async (start, reach) => {
    const { vocabulary: firsts } = await manifest();
    if (!firsts.length) return [];
    const first = pieceOf(firsts, start);
    const last = Math.min(pieceOf(firsts, `${start}\uffff`), first + reach);
    const pieces = await Promise.all(Array.from({ length: last - first + 1 }, (_, i) => load(`words/${first + i}`)));
    return pieces.flatMap((piece) => Object.entries(piece).filter(([word]) => !isFamily(word)).map(([word, entry]) => entryOf(word, entry)));
  };

  /** Load what is known of words that begin so, where it lies in few pieces: the word is being typed. @type {Search.Vocabulary['expect']} */
  const expect = async (start) => {
    const { vocabulary: firsts } = await manifest();
    const [first, last] = [pieceOf(firsts, start), pieceOf(firsts, `${start}\uffff`)];
    if (firsts.length && last - first < SOON) await Promise.all([load(`words/${first}`), load(`words/${last}`)]);
  };

  /** The most frequent words that begin so. @type {Search.Vocabulary['beginning']} */
  const beginning = async (start) => {
    const entries = (await around(start, 40)).filter(({ word, count }) => count && word.startsWith(start));
    return entries.sort((a, b) => b.count - a.count).slice(0, MANY);
  };

  /** @param {string} a @param {string} b */
  const commonStart = (a, b) => {
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    return i;
  };

  /**
   * Known forms that differ from an unknown one by an ending of plural or feminine only; with the accents of what was
   * typed, if it has any: « arrêt » isn't one of « arrêté ».
   * @type {Search.Vocabulary['inflected']}
   */
  const inflected = async (typed, { endings, shortest, longest }) => {
    const plain = unaccented(typed);
    if (plain.length <= shortest) return [];
    const alike = (/** @type {string} */ name) => {
      const other = typed === plain ? unaccented(name) : name;
      for (let common = commonStart(typed, other); common >= shortest; common -= 1) {
        const [a, b] = [typed.slice(common), name.slice(common)];
        if (endings.some((group) => group.includes(a) && group.includes(b))) return true;
        if (typed.length - common >= longest) return false;
      }
      return false;
    };
    const entries = await around(plain.slice(0, Math.max(shortest, plain.length - longest)), REACH);
    return entries.map((entry) => ({ ...entry, forms: entry.forms.filter(({ name }) => alike(name)) })).filter(({ forms }) => forms.length);
  };

  /** Known forms that a reader may have meant, the nearest and most frequent first. @type {Search.Vocabulary['near']} */
  const near = async (typed) => {
    const form = unaccented(typed);
    if (form.length < 2) return []; // as a Chinese character is
    const limit = form.length < 5 ? 1 : 2;
    const starts = new Set([form.slice(0, 2), form[1] + form[0], form.slice(1, 3)]);
    const entries = (await Promise.all([...starts].map((start) => around(start, REACH)))).flat();
    /** @type {Map<string, {far: number, count: number}>} */
    const found = new Map();
    for (const { word: other, forms, count } of entries) {
      if (!count || /\d/.test(other)) continue;
      const [{ name }] = forms;
      const far = distance(form, other, limit);
      if (other === form) for (const { name: own, count: times } of forms) found.set(own, { far: 0, count: times });
      else if (far <= limit) found.set(name, { far, count });
      else if (form.length > 3 && other.startsWith(form)) found.set(name, { far: limit, count });
    }
    found.delete(typed);
    return [...found].sort(([, a], [, b]) => a.far - b.far || b.count - a.count).slice(0, 5).map(([name]) => name);
  };

  Object.assign(globalThis.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ vocabulary: { lookup, expect, beginning, inflected, near, isFamily } }));
})();
