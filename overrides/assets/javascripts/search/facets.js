/* By what results are narrowed. Each facet has its name in the address, and says which values a paragraph has. */
(() => {
  'use strict';
  const PARTS = ['texte', 'notes', 'titres']; // in addresses; what readers see of them is said on the page
  const { text } = window.cote;

  /** @param {(document: Search.IndexedDocument) => string | undefined} get */
  const ofDocument = (get) => (/** @type {Search.IndexedDocument} */ document) => {
    const value = get(document);
    return value ? [value] : [];
  };

  /** @type {{name: string, label: string, of: (document: Search.IndexedDocument, block: number) => string[]}[]} */
  const FACETS = [
    { name: 'partie', label: text('search.part'), of: (document, block) => [PARTS[Number(document.parts[block])]] },
    { name: 'theme', label: text('search.theme'), of: (document, block) => document.themesOf(block) },
    { name: 'pays', label: text('search.country'), of: (document, block) => document.countriesOf(block) },
    { name: 'organe', label: text('search.organ'), of: ofDocument(({ data }) => data.organ ?? data['organ-name']) },
    { name: 'session', label: text('search.session'), of: ofDocument(({ data }) => data.session) },
    { name: 'annee', label: text('search.year'), of: ofDocument(({ data }) => data.date?.slice(0, 4)) },
    { name: 'type', label: text('search.type'), of: ofDocument(({ data }) => data.type ?? data['type-name']) },
    { name: 'langue', label: text('search.language'), of: ofDocument(({ language }) => language) },
  ];

  /* Counts paragraphs by value. A facet counts what the others let through, so that its own choice can be widened. */
  class Counter {
    /** @param {Search.Filters} chosen */
    constructor(chosen) {
      this.chosen = FACETS.map(({ name }) => new Set(chosen[name] ?? []));
      this.counts = FACETS.map(() => /** @type {Map<string, number>} */ (new Map()));
    }

    /** True if the paragraph passes every filter. @param {Search.IndexedDocument} document @param {number} block */
    add(document, block) {
      const values = FACETS.map((facet) => facet.of(document, block));
      const refusing = this.chosen.map((chosen, i) => chosen.size > 0 && !values[i].some((value) => chosen.has(value)));
      const refusals = refusing.filter(Boolean).length;
      if (refusals > 1) return false;
      values.forEach((list, i) => {
        if (refusals && !refusing[i]) return;
        for (const value of list) this.counts[i].set(value, (this.counts[i].get(value) ?? 0) + 1);
      });
      return !refusals;
    }

    /** A paragraph that was counted turned out not to be one. @param {Search.IndexedDocument} document @param {number} block */
    remove(document, block) {
      FACETS.forEach((facet, i) => {
        for (const value of facet.of(document, block)) this.counts[i].set(value, (this.counts[i].get(value) ?? 0) - 1);
      });
    }

    /** Facets with their values, the most frequent first; chosen ones always. */
    list() {
      return FACETS.map(({ name, label }, i) => {
        const values = new Map([...this.chosen[i]].map((value) => [value, 0]));
        for (const [value, count] of this.counts[i]) if (count || this.chosen[i].has(value)) values.set(value, count);
        return { name, label, values: [...values].map(([value, count]) => ({ value, count, chosen: this.chosen[i].has(value) })) };
      });
    }
  }

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ facets: { names: FACETS.map(({ name }) => name), Counter } }));
})();
