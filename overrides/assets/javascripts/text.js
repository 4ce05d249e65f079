// What scripts say to readers, in the language of the interface: sentences of data/languages/*/interface.toml, which the
// build writes into knowledge.js; once the reader has chosen another language, into words/<code>.js (language.js). Places,
// forms and numbers are those of build_scripts/core/interface_sentences.py.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const PLACE = /\{(\w+)(?::([^{}]*))?\}/; // « {count} », « {all:Chercher partout} »
  /** @param {Intl.PluralRuleType} type @param {number} number */
  const select = (type, number) => new Intl.PluralRules(cote.knowledge.language, { type }).select(number);

  const THOUSANDS = /\B(?=(?:\d{3})+$)/g; // after « 1 » in « 1200 »

  /** « 1 200 », of a whole number: as Python writes it, where Intl has other digits or groups. @type {Cote.Shared['number']} */
  cote.number = (number) => String(number).replace(THOUSANDS, () => cote.knowledge.group);

  /** « 1er », « 2e ». @type {Cote.Shared['ordinal']} */
  cote.ordinal = (number) => {
    const { ordinals } = cote.knowledge;
    return (ordinals[select('ordinal', Number(number))] ?? ordinals.other).replace('{}', number);
  };

  /** The form of sentences that a number asks for. @type {Cote.Shared['category']} */
  cote.category = (number) => select('cardinal', number);

  /** @param {string} key @param {Cote.Values} values */
  function formOf(key, values) {
    const sentence = cote.knowledge.sentences[key];
    if (sentence === undefined) throw new Error(`no sentence ${key}`);
    return typeof sentence === 'string' ? sentence : sentence[cote.category(Number(values.count))] ?? sentence.other;
  }

  /**
   * A sentence in pieces, with what is put into it: words, a number, nodes, or what makes nodes of the words that a place
   * holds.
   * @type {Cote.Shared['pieces']}
   */
  cote.pieces = (key, values = {}) => formOf(key, values).split(new RegExp(PLACE, 'g')).flatMap((piece, index, all) => {
    if (index % 3 === 2) return []; // the words of the place before
    if (index % 3 === 0) return piece ? [piece] : [];
    const value = values[piece];
    if (value === undefined) throw new Error(`${key}: no ${piece}`);
    if (typeof value === 'function') return [value(all[index + 1] ?? '')].flat();
    return typeof value === 'number' ? [cote.number(value)] : [value].flat();
  });

  /** The same where all that is put into it is words. @type {Cote.Shared['text']} */
  cote.text = (key, values = {}) => cote.pieces(key, values).join('');
})();
