/* What the search box takes for a document: the references of citing/references.js, which « Aller à une référence » reads,
   too. The box may mean words as words, so that only what is said of a place counts as one. */
(() => {
  'use strict';
  const LONGEST = 2000; // letters of a query that are looked at
  const { citations, reading, knowledge } = globalThis.cote;
  const SCOPE = new RegExp(`^(?:${Object.keys(knowledge.anchors.parts).join('|')})(?:-.+)?$`);

  const NOTHING = citations.read('');

  /**
   * The place of a reference: {unit, scopes, last, operative, text}; null where it names none.
   * @param {Cote.Reference} reference
   * @returns {?Search.Pin}
   */
  const pinOf = ({ anchor, last, operative, named, place }) => {
    if (!anchor || !named) return null;
    const pieces = anchor.split(/(?<![A-Z])\./); // not that of « dec-1-CMA.5 »
    const at = pieces.findIndex((piece) => !SCOPE.test(piece));
    return {
      unit: at < 0 ? '' : pieces.slice(at).join('.'),
      scopes: at < 0 ? pieces : pieces.slice(0, at),
      last,
      operative,
      text: place.replace(/^[\s:–-]+|[\s,;:)]+$/g, '') || anchor,
    };
  };

  /**
   * {symbol, keys, pin, sure}: `keys` are all documents that it may be, `symbol` what they end with; `sure` where
   * signs, and not spaces alone, say that it is one.
   * @param {Cote.Reference} cited
   * @returns {Search.CitedDocument}
   */
  const documentOf = (cited) => ({
    symbol: cited.symbol || cited.number || cited.candidates[0],
    keys: cited.candidates,
    pin: pinOf(cited),
    sure: cited.kind !== 'symbol' || cited.words.includes('/') || cited.symbol === '' || /[^\s\w]/.test(cited.words),
  });

  /** @param {Cote.Reference} reference */
  const usable = ({ candidates, anchor, named, kind }) => candidates.length > 0 && (named || !anchor || kind === 'address');

  /**
   * An act named in quotation marks is an expression, « "résolution 76/181" »; a symbol in them is one.
   * @param {string} text
   * @param {Cote.Reference} reference
   */
  const isExpression = (text, { kind, spans: [[start]] }) => kind === 'act' && /[«“„"][^»”"]*$/.test(text.slice(0, start));

  /**
   * The whole query as one document, with or without a place in it; null where it isn't one, or says more.
   * @type {NonNullable<Search.Shared['reference']>}
   */
  const reference = (text) => {
    const { references, alone } = citations.survey(text.slice(0, LONGEST));
    const [first, ...others] = references;
    if (!alone || !first || !usable(first) || isExpression(text, first)) return null;
    if (others.some(({ candidates }) => candidates.join() !== first.candidates.join())) return null;
    return documentOf(first);
  };

  /**
   * « 77/237 », « 2370 (2017) »: numbers that stand alone among words, as spans.
   * @param {string} text
   * @returns {Cote.Reference[]}
   */
  const numbersIn = (text) => [...text.matchAll(/\S+(?: \(\d{4}\))?/g)].flatMap((piece) => {
    const spelled = reading.spelled(piece[0].replace(/[,;.]+$/, ''));
    const number = reading.numberAlone(spelled);
    const whole = number && number.start === 0 && number.end === spelled.plain.length;
    return whole ? [{ ...NOTHING, ...number, words: piece[0], spans: [[piece.index, piece.index + spelled.given.length]] }] : [];
  });

  /**
   * Documents among other words: {left, found}: the words that are left, and of each document what `reference` says,
   * with what was `written` for it.
   * @type {NonNullable<Search.Shared['referencesAmong']>}
   */
  const referencesAmong = (text) => {
    const cited = citations.references(text.slice(0, LONGEST)).filter(usable);
    const taken = (/** @type {Stretch} */ [start, end]) => cited.some(({ spans }) => spans.some(([from, to]) => from < end && start < to));
    const all = [...cited, ...numbersIn(text).filter(({ spans: [span] }) => !taken(span))];
    const spans = all.flatMap(({ spans: own }) => own).sort(([a], [b]) => a - b);
    let left = '';
    let position = 0;
    for (const [start, end] of spans) {
      left += `${text.slice(position, Math.max(start, position))} `;
      position = Math.max(position, end);
    }
    return { left: left + text.slice(position), found: all.map((document) => ({ ...documentOf(document), written: document.words })) };
  };

  globalThis.coteSearch = Object.assign(globalThis.coteSearch ?? {}, /** @satisfies {Partial<Search.Shared>} */ ({ reference, referencesAmong }));
})();
