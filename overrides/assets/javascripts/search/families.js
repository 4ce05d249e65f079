/* The families that a form may be of, in a language that writes other words to its words: « والقرارات » is « and the
   decisions ». The same as `candidates` of build_scripts/search/families.py, which says what a family is;
   tests/search/families.json holds both sides to the same results. Loaded for a word that may be of such a language and
   stands nowhere (terms.js). */
(() => {
  'use strict';
  const MARK = '~';

  /** What is left of a form without words that are written to it; with what of these stays. @param {string} form @param {Search.FamilyRules} rules */
  const stripped = (form, { prefixes }) => prefixes.flatMap(([written, least, before, left]) => written
    .filter((prefix) => form.startsWith(prefix))
    .map((prefix) => form.slice(prefix.length))
    .filter((rest) => rest.length >= least && new RegExp(`^(?:${before})`, 'u').test(rest))
    .map((rest) => ({ rest, left })));

  /** @param {string} rest @param {Search.FamilyRules} rules */
  const familiesOf = (rest, { classes, least: [shortest, least], agrees }) => classes.flatMap(([key, starts, endings, first]) => {
    const start = new RegExp(`^(?:${starts})`, 'u').exec(rest);
    const word = start ? rest.slice(start[0].length) : '';
    return Array.from(word, (_, length) => [word.slice(0, word.length - length), word.slice(word.length - length)])
      .filter(([stem, ending]) => Object.hasOwn(endings, ending) && stem.length >= (key !== 'v' && ending === first ? shortest : least))
      .map(([stem, ending]) => stem + endings[ending])
      .map((stem) => `${stem}${MARK}${key === 'f' && new RegExp(`^(?:${agrees})$`, 'u').test(stem) ? 'm' : key}`);
  });

  /**
   * Names of the families that a form may be of, and what it is without the words before it that search goes without.
   * @type {NonNullable<Search.Shared['families']>['candidates']}
   */
  const candidates = (form, rules) => {
    const read = [{ rest: form, left: '' }, ...stripped(form, rules)];
    const names = read.flatMap(({ rest }) => familiesOf(rest, rules)).map((name) => rules.irregular[name] ?? name);
    return { names: [...new Set(names)], cores: [...new Set(read.map(({ rest, left }) => left + rest))] };
  };

  globalThis.coteSearch = Object.assign(globalThis.coteSearch ?? {}, /** @satisfies {Partial<Search.Shared>} */ (
    { families: { candidates } }));
})();
