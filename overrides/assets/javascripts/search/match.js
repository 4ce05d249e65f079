/* Where words stand in a text, and how a link says which ones: `"traite|traites des personnes";cyber* drogue|drogues`.
   Spaces part terms, each of which a passage must have; `;` its alternatives; quotation marks hold words that follow each
   other; `|` parts the forms that a place may have. `~traite` has any accents; `@A/RES/77/237` is a link to a document. */
(() => {
  'use strict';
  const { places, unaccented } = globalThis.coteSearch;
  const FORMS = 60; // of one word, in a link: Arabic has one for « and », « of », « to » …
  const ALTERNATIVES = 6;
  const UNSAFE = /[\s"|;~@]/;

  /**
   * True if a place in a text has one of the forms. Capitals may lack accents: « Etat ».
   * @param {Search.WordPlace} place
   * @param {string} text
   * @param {Set<string>} forms
   */
  const isOneOf = (place, text, forms) => {
    if (forms.has(place.accented) || forms.has(`~${place.form}`)) return true;
    if (place.accented !== place.form || !/^\p{Lu}/u.test(text.slice(place.start))) return false;
    const printed = text.slice(place.start, place.end);
    return [...forms].some((form) => form.length === printed.length && unaccented(form) === place.form
      && [...form].every((letter, i) => letter === place.form[i] || /\p{Lu}/u.test(printed[i])));
  };

  /** True if the slots (sets of forms) stand one after the other from a place on. @type {Search.Match['standsAt']} */
  const standsAt = (all, at, text, slots) => slots.every((forms, i) => all[at + i] && isOneOf(all[at + i], text, forms));

  /** @param {string[]} names */
  const slotText = (names) => [...names].filter((name) => !UNSAFE.test(name)).slice(0, FORMS).join('|');

  /**
   * A term of a query as a link says it; empty where it has no words. `more`: further words that will do.
   * @type {Search.Match['termText']}
   */
  const termText = ({ alternatives }, more = []) => {
    const sequences = alternatives.map((slots) => {
      if (slots.length === 1 && slots[0].cited) return `@${slots[0].cited}`;
      const texts = slots.map(({ names }) => slotText([...names].sort(([, a], [, b]) => a - b).map(([name]) => name)));
      if (!texts.every(Boolean)) return '';
      return texts.length > 1 ? `"${texts.join(' ')}"` : texts[0];
    });
    const others = more.map((words) => (words.length > 1 ? `"${words.map((word) => slotText([word])).join(' ')}"` : slotText(words)));
    return [...new Set([...others, ...sequences])].filter(Boolean).slice(0, ALTERNATIVES).join(';');
  };

  /** @param {string} text */
  const slotOf = (text) => new Set(text.split('|'));

  /** The terms that a link says: each a list of alternatives, {cited} or {slots}. @type {Search.Match['termsOf']} */
  const termsOf = (text) => [...text.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([term]) => (
    [...term.matchAll(/"([^"]*)"|([^";]+)/g)].map(([, several, single]) => {
      if (single?.startsWith('@')) return { cited: single.slice(1) };
      return { slots: (several?.split(' ') ?? [single]).filter(Boolean).map(slotOf) };
    }).filter(({ cited, slots }) => cited || slots?.length)
  )).filter((alternatives) => alternatives.length);

  /**
   * Ranges of a text where some slots stand, one after the other.
   * @param {string} text
   * @param {Search.WordPlace[]} all
   * @param {Set<string>[]} slots
   */
  const standing = (text, all, slots) => all.flatMap(({ start }, at) => (
    standsAt(all, at, text, slots) ? [{ start, end: all[at + slots.length - 1].end }] : []));

  /** @type {Search.Match['rangesIn']} */
  const rangesIn = (text, terms, cited, some) => {
    const all = places(text);
    const rangesOfTerms = terms.map((alternatives) => alternatives.flatMap((alternative) => (
      alternative.slots ? standing(text, all, alternative.slots) : cited(alternative.cited))));
    if (!some && rangesOfTerms.some((ranges) => !ranges.length)) return [];
    const ranges = rangesOfTerms.flat().sort((a, b) => a.start - b.start || b.end - a.end);
    return ranges.filter(({ start }, i) => ranges.slice(0, i).every(({ end }) => end <= start));
  };

  Object.assign(globalThis.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ match: { standsAt, termText, termsOf, rangesIn } }));
})();
