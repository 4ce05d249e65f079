/* The ways straight to the documents that a query names, and to the places in them: « E/CN.15/2020/8, par. 12 ». Comes with
   what reads references. */
(() => {
  'use strict';
  const { facets, heldDocument, label, pageAddress, versionLinks, passageElsewhere, between } = window.coteSearch;
  const { element, text: say, pieces } = window.cote;

  /** @param {(Node | string)[]} content */
  const notice = (...content) => element('p', {}, ...content);

  /** @param {string} words */
  const quote = (words) => say('search.quoted', { words });

  /** @param {{path: string}} version */
  const languageOf = ({ path }) => path.split('/')[0];

  /**
   * Anchors that a pinpoint may mean: in the part that it names, else in the body, else in any part. An operative
   * paragraph (« OP 4 ») is one of a resolution wherever the document has any.
   * @param {string[]} anchors
   * @param {Pick<Search.Pin, 'unit' | 'scopes' | 'operative'>} pin
   * @returns {string[]}
   */
  const pinned = (anchors, { unit, scopes, operative }) => {
    const scope = scopes.join('.');
    const inside = (/** @type {string} */ anchor) => !scope || `.${anchor}`.includes(`.${scope}`);
    const ending = unit ? anchors.filter((anchor) => anchor.endsWith(`.${unit}`) && inside(anchor)) : [];
    const ofResolutions = operative ? ending.filter((anchor) => /^(?:res|dec)(?:-[^.]+(?:\.\d+)?)?\.[^.]*$/.test(anchor)) : [];
    if (ofResolutions.length) return ofResolutions;
    const wanted = [scope, unit].filter(Boolean).join('.');
    if (anchors.includes(wanted)) return [wanted];
    const outer = unit.split('.')[0];
    return ending.length || outer === unit ? ending : pinned(anchors, { unit: outer, scopes, operative });
  };

  /**
   * The ways to a document held: to each place that a pinpoint may mean there, or to its beginning.
   * @param {Search.HeldVersion & {symbol: string}} known
   * @param {?Search.Pin} pin
   * @param {string[]} anchors those of the document
   * @param {(anchor: string) => HTMLElement[]} there links to a place in other languages
   * @param {boolean} flat
   */
  const waysTo = ({ symbol, path, title }, pin, anchors, there, flat) => {
    const places = pin ? pinned(anchors, pin) : [''];
    if (pin && !places.length) return [notice(say('search.no_place', { symbol, place: quote(pin.text) }))];
    return places.slice(0, 8).map((anchor) => {
      const last = pin?.last && places.length === 1 && anchors.includes(pin.last) ? pin.last : '';
      const said = pin && (last || /(?:^|\.)sec-/.test(anchor)) ? pin.text : label(anchor);
      const fragment = anchor && `#${anchor}${last && `--${last}`}`;
      const words = anchor ? say('search.way_to', { symbol, place: said }) : say('search.way', { symbol });
      const link = element('a', { className: 'way', href: pageAddress(path, flat) + fragment }, words);
      return element('p', { className: 'ways' }, link, places.length > 1 ? '' : ` ${title}`, ...there(anchor).flatMap((version) => [' ', version]));
    });
  };

  /**
   * @param {Search.KnownDocument} known
   * @param {boolean} flat
   */
  const notHeld = ({ symbol, page: citing, count: cited }, flat) => {
    const name = citing ? element('a', { href: pageAddress(citing, flat) }, symbol) : symbol;
    return notice(...pieces(cited ? 'search.not_held_cited' : 'search.not_held', { symbol: name, count: cited }));
  };

  /** @type {Search.Shared['ways']} */
  const ways = async ({ documents = [], pin = null, exact, text }, own) => {
    if (!documents.length) return [];
    const others = between(documents.map(({ symbol }) => element('strong', {}, symbol)), ', ');
    const said = exact ? [] : [notice(...pieces('search.no_symbol', { symbol: quote(text), others }))];
    const prefer = facets.preferring(window.cote.readersLanguages(window.cote.knowledge.language));
    for (const { symbol, held } of documents.filter((known) => known.held.length).slice(0, 3)) {
      const [known, ...versions] = held.toSorted((a, b) => prefer(languageOf(a), languageOf(b)));
      const document = pin ? await heldDocument(known) : null;
      const anchors = await document?.anchors() ?? [];
      const there = (/** @type {string} */ anchor) => (document && anchor ? passageElsewhere(document, anchor, own)
        : versionLinks(versions.map((version) => ({ path: version.path, language: languageOf(version) })), '', own));
      said.push(...waysTo({ ...known, symbol }, pin, anchors, there, own.flat));
    }
    for (const known of documents.filter(({ held }) => !held.length).slice(0, 5)) said.push(notHeld(known, own.flat));
    return said;
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ ways }));
})();
