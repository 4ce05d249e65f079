// Checks a text with quotations and references, as build_scripts/answers/quoting.py does for programs: of each quotation
// whether its words stand where the text says, elsewhere, otherwise or nowhere.
(() => {
  const cote = window.cote;
  const { checking, quoting: rules } = cote;
  const { quotations, sourced, beside, lookedFor, references: referencesOf, titles, find, compared } = checking;
  const LONGEST = 2_000_000; // characters of a text
  const MOST = 4000; // quotations of a text
  const REFERRED = new Set(['held', 'no_place', 'not_held']);

  /** @param {Checking.Quotation} quotation @param {{start: number}} reference */
  const has = (quotation, { start }) => quotation.start <= start && start < quotation.end;

  /** @type {(one: {start: number, end: number}) => Stretch} */
  const stretchOf = ({ start, end }) => [start, end];

  /**
   * Which of some stretches, in order, have another in them: as numbers. Both in the order of the text.
   * @template {{start: number, end: number}} T
   * @param {T[]} outer
   * @param {{start: number, end: number}[]} inner
   * @param {(own: T, other: {start: number, end: number}) => boolean} holds
   */
  function holding(outer, inner, holds) {
    let first = 0;
    return inner.map((one) => {
      while (first < outer.length && outer[first].end <= one.start) first += 1;
      return first < outer.length && holds(outer[first], one);
    });
  }

  /** What is quoted and what is referred to. @param {string} text @param {Checking.Turn} turn */
  async function read(text, turn) {
    const named = await referencesOf(text, turn);
    const every = sourced(text, quotations(text), named.map(stretchOf));
    const titled = await titles(text, every, named);
    const references = [...named.filter((one) => ![...titled.values()].some(({ start, end }) => start <= one.start && one.start < end)), ...titled.values()]
      .sort((a, b) => a.start - b.start);
    const spans = references.flatMap((one) => one.spans).map(([start, end]) => ({ start, end })).sort((a, b) => a.start - b.start);
    const isTitle = holding(spans, every, (own, one) => own.start <= one.start && one.end <= own.end);
    const marked = every.filter((_, i) => !isTitle[i]);
    // A text without marks is a quotation as a whole, but one that is a reference.
    const whole = { start: 0, end: text.length, words: text.trim(), closed: true, block: false };
    const none = !marked.length && references.every(({ status }) => status === 'not_read') && whole.words;
    const quoted = none ? [whole] : marked;
    // A passage that is quoted may speak of « paragraph 3 » of its own document.
    const within = holding(quoted, references, has);
    return { references: references.filter(({ status }, i) => status !== 'not_read' || !within[i]), quoted };
  }

  /** @type {Checking.Shared['check']} */
  async function check(given, turn, told = () => {}) {
    const text = given.slice(0, LONGEST);
    const { references, quoted: all } = await read(text, turn);
    const quoted = all.slice(0, MOST);
    const inside = holding(quoted, references, has);
    const outside = references.flatMap(({ status }, number) => (inside[number] || status === 'not_read' ? [] : [number]));
    const near = beside(text, quoted, outside.map((number) => stretchOf(references[number])));
    /** @type {Checking.Checked[]} */
    const checked = [];
    for (const [i, one] of quoted.entries()) {
      await turn(i, quoted.length);
      const numbers = near[i].map((number) => outside[number]);
      const result = { ...one, ...await verdictOf(one.words.slice(0, rules.longest), numbers.map((number) => references[number])), references: numbers };
      checked.push(result);
      told(result);
    }
    await turn(quoted.length, quoted.length);
    return { quotations: checked, references, inside, left: all.length - quoted.length, unread: given.length - text.length };
  }

  /**
   * @param {string} words
   * @param {Checking.Resolved[]} named
   * @returns {Promise<{verdict: Checking.Verdict, places: Checking.Place[]}>}
   */
  async function verdictOf(words, named) {
    const expected = (await Promise.all(named.filter(({ status }) => status === 'held').map((one) => at(words, one)))).flat();
    const there = expected.filter(({ comparison }) => !comparison.distance);
    if (there.length) return { verdict: 'exact', places: there };
    const short = !lookedFor(words);
    const found = short ? { exact: [], like: null } : await find(words);
    if (found.exact.length) return { verdict: named.some(({ status }) => REFERRED.has(status)) ? 'elsewhere' : 'exact', places: found.exact };
    const [nearest] = [...expected].sort((a, b) => b.comparison.share - a.comparison.share);
    if (nearest && nearest.comparison.share >= rules.alike) return { verdict: 'differs', places: [nearest] };
    if (short) return { verdict: named.some(({ status }) => status === 'held') ? 'not_there' : 'too_short', places: [] };
    if (found.like) return { verdict: named.length ? 'differs_elsewhere' : 'differs', places: [found.like] };
    const lacking = named.length > 0 && named.every(({ status }) => status === 'not_held');
    return { verdict: lacking ? 'document_not_held' : 'nowhere', places: [] };
  }

  /**
   * The quotation in the place that is referred to, where that is a passage or a range; a reference to a whole document is
   * met by any passage of it. Of a document in several languages, each: who quotes one may refer to another.
   * @param {string} words
   * @param {Checking.Resolved} reference
   * @returns {Promise<Checking.Place[]>}
   */
  async function at(words, { versions, anchor, last }) {
    if (!anchor) {
      const { exact, like } = await find(words, versions.map(({ path }) => path));
      return exact.length ? exact : like ? [like] : [];
    }
    const places = await Promise.all(versions.map(async (held) => {
      const first = await held.numberOf(anchor);
      const end = last ? Math.max(first, await held.numberOf(last)) : first;
      return first < 0 ? null : compared(words, held, first, end - first + 1, true);
    }));
    return places.filter((place) => place !== null);
  }

  Object.assign(checking, /** @satisfies {Partial<Checking.Shared>} */ ({ check }));
})();
