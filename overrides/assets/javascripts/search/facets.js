/* By what results are narrowed. Each facet has its name in the address, and says which values a paragraph has. */
(() => {
  'use strict';
  const PARTS = ['texte', 'notes', 'titres']; // in addresses; what readers see of them is said on the page

  /** @param {(document: Search.IndexedDocument) => string | undefined} get */
  const ofDocument = (get) => (/** @type {Search.IndexedDocument} */ document) => {
    const value = get(document);
    return value ? [value] : [];
  };

  /** @type {{name: string, label: string, of: (document: Search.IndexedDocument, block: number) => string[]}[]} */
  const FACETS = [
    { name: 'partie', label: 'search.part', of: (document, block) => [PARTS[Number(document.parts[block])]] },
    { name: 'theme', label: 'search.theme', of: (document, block) => document.themesOf(block) },
    { name: 'pays', label: 'search.country', of: (document, block) => document.countriesOf(block) },
    { name: 'organe', label: 'search.organ', of: ofDocument(({ data }) => data.organ ?? data['organ-name']) },
    { name: 'session', label: 'search.session', of: ofDocument(({ data }) => data.session) },
    { name: 'annee', label: 'search.year', of: ofDocument(({ data }) => (data.date ?? data.supplied)?.slice(0, 4)) },
    { name: 'type', label: 'search.type', of: ofDocument(({ data }) => data.type ?? data['type-name']) },
    { name: 'langue', label: 'search.language', of: ofDocument(({ language }) => language) },
  ];

  /** Puts languages in the order that a reader prefers, the others by their codes. @type {Search.Shared['facets']['preferring']} */
  const preferring = (languages) => {
    const rank = (/** @type {string} */ language) => (languages.indexOf(language) + 1 || languages.length + 1);
    return (a, b) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b));
  };

  /* How many paragraphs have a value. Of versions of a document, those of the one count that is shown. */
  class Count {
    constructor() {
      this.alone = 0;
      /** @type {Map<string, Map<string, number>>} by address and language */
      this.versions = new Map();
    }

    /** @param {Search.IndexedDocument} document @param {number} number */
    add({ data: { address }, language }, number) {
      if (!address) { this.alone += number; return; }
      const byLanguage = this.versions.get(address) ?? new Map();
      this.versions.set(address, byLanguage);
      byLanguage.set(language, (byLanguage.get(language) ?? 0) + number);
    }

    /** @param {(a: string, b: string) => number} prefer */
    sum(prefer) {
      return [...this.versions.values()].reduce((sum, byLanguage) => {
        const [shown] = [...byLanguage].filter(([, number]) => number).sort(([a], [b]) => prefer(a, b));
        return sum + (shown?.[1] ?? 0);
      }, this.alone);
    }
  }

  /* Counts paragraphs by value. A facet counts what the others let through, so that its own choice can be widened: each
     value, what would be shown if it were chosen. */
  class Counter {
    /** @param {Search.Filters} chosen @param {string[]} languages */
    constructor(chosen, languages) {
      this.prefer = preferring(languages);
      this.chosen = FACETS.map(({ name }) => new Set(chosen[name] ?? []));
      this.narrows = this.chosen.some(({ size }) => size);
      this.counts = FACETS.map(() => /** @type {Map<string, Count>} */ (new Map()));
      /** What nothing narrows is counted once that is asked for. @type {(() => void)[]} */
      this.later = [];
    }

    /** @param {number} facet @param {string} value @param {Search.IndexedDocument} document @param {number} number */
    count(facet, value, document, number) {
      const count = this.counts[facet].get(value) ?? new Count();
      this.counts[facet].set(value, count);
      count.add(document, number);
    }

    /** True if the paragraph passes every filter. @param {Search.IndexedDocument} document @param {number} block */
    add(document, block) {
      if (this.narrows) return this.read(document, block);
      this.later.push(() => this.read(document, block));
      return true;
    }

    /** @param {Search.IndexedDocument} document @param {number} block */
    read(document, block) {
      const values = FACETS.map((facet) => facet.of(document, block));
      const refusing = this.chosen.map((chosen, i) => chosen.size > 0 && !values[i].some((value) => chosen.has(value)));
      const refusals = refusing.filter(Boolean).length;
      if (refusals > 1) return false;
      values.forEach((list, i) => {
        if (refusals && !refusing[i]) return;
        for (const value of list) this.count(i, value, document, 1);
      });
      return !refusals;
    }

    /** A paragraph that was counted turned out not to be one. @param {Search.IndexedDocument} document @param {number} block */
    remove(document, block) {
      this.later.push(() => FACETS.forEach((facet, i) => {
        for (const value of facet.of(document, block)) this.count(i, value, document, -1);
      }));
    }

    /** Facets with their values, the most frequent first; chosen ones always. */
    list() {
      for (const count of this.later.splice(0)) count();
      return FACETS.map(({ name, label }, i) => {
        const values = new Map([...this.chosen[i]].map((value) => [value, 0]));
        for (const [value, counted] of this.counts[i]) {
          const count = counted.sum(this.prefer);
          if (count || this.chosen[i].has(value)) values.set(value, count);
        }
        return { name, label: window.cote.text(label), values: [...values].map(([value, count]) => ({ value, count, chosen: this.chosen[i].has(value) })) };
      });
    }
  }

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ facets: { names: FACETS.map(({ name }) => name), Counter, preferring } }));
})();
