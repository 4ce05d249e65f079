// What a check of a text says of each quotation and each reference, on the page and as plain text.
(() => {
  const cote = window.cote;
  const { checking, text, pieces, offer } = cote;
  const { passages } = cote.desk;
  const { element, link } = offer;
  const LONGEST = 4000; // characters of a quotation that are shown

  /** What each verdict is called, and what is said of it. @type {Record<Checking.Verdict, [name: string, told: string]>} */
  const VERDICTS = {
    exact: ['check.exact', 'check.exact_told'],
    differs: ['check.differs', 'check.differs_told'],
    elsewhere: ['check.elsewhere', 'check.elsewhere_told'],
    differs_elsewhere: ['check.differs_elsewhere', 'check.differs_elsewhere_told'],
    not_there: ['check.not_there', 'check.not_there_told'],
    nowhere: ['check.nowhere', 'check.nowhere_told'],
    document_not_held: ['check.document_not_held', 'check.document_not_held_told'],
    too_short: ['check.too_short', 'check.too_short_told'],
  };
  const STATUSES = {
    held: 'check.held', no_place: 'check.no_place', not_held: 'check.not_held', unclear: 'check.unclear',
    unknown: 'check.unknown', not_read: 'check.not_read',
  };
  const verdicts = /** @type {Checking.Verdict[]} */ (Object.keys(VERDICTS));
  const statuses = /** @type {Checking.Status[]} */ (Object.keys(STATUSES));

  /** @type {Checking.Telling['called']} */
  const called = (kind) => text(kind in STATUSES ? STATUSES[/** @type {Checking.Status} */ (kind)] : VERDICTS[/** @type {Checking.Verdict} */ (kind)][0]);

  /** @param {Checking.Held} held @param {string} [first] @param {string} [last] */
  const linkTo = (held, first = '', last = '') => link(passages.address(held, first, last || first), passages.reference(held, first, last || first));

  /** @param {Cote.Content[]} nodes */
  const listed = (nodes) => nodes.flatMap((node, i) => (i ? [' · ', node] : [node]));

  /** The sentence for words that stand elsewhere than the references say. @param {Checking.Resolved[]} named */
  const elsewhere = (named) => {
    if (named.some(({ status }) => status === 'held')) return VERDICTS.elsewhere[1];
    return named.some(({ status }) => status === 'no_place') ? 'check.elsewhere_no_place' : 'check.elsewhere_not_held';
  };

  /** @param {Checking.Checked} checked @param {Checking.Resolved[]} references @returns {Cote.Content[]} */
  function toldOf({ verdict, places, references: numbers }, references) {
    const key = verdict === 'elsewhere' ? elsewhere(numbers.map((number) => references[number])) : VERDICTS[verdict][1];
    return pieces(key, places.length ? { place: listed(places.map(({ held, first, last }) => linkTo(held, first.anchor, last.anchor))) } : {});
  }

  /** @param {Checking.Resolved} reference @returns {Cote.Content[]} */
  function statusOf({ status, symbol, candidates, versions, anchor, last, official }) {
    const [held] = versions;
    const own = held ? [linkTo(held, anchor, last)] : [symbol];
    switch (status) {
      case 'held': return own;
      case 'no_place': return pieces('check.no_place_told', { document: linkTo(held) });
      case 'not_held': return [
        text('go.absent', { symbol }), ' ',
        ...(official ? pieces('go.official', { address: link(official, official) }) : [text('go.no_official')]),
      ];
      case 'unclear': return [text('check.unclear_told', { symbols: candidates.join(', ') })];
      case 'not_read': return [text('go.not_read_told')];
      default: return [text('go.unknown')];
    }
  }

  /** What there is to note of a quotation. @param {Checking.Checked} checked */
  const notesOf = ({ closed, words, places }) => [
    ...(closed ? [] : [text('check.unclosed')]),
    ...(words.length > cote.quoting.longest ? [text('check.long')] : []),
    ...(places[0]?.comparison.inserted ? [text('check.own_words')] : []),
  ];

  /** The pieces of what differs; none where nothing does. @param {Checking.Checked} checked */
  const piecesOf = ({ places: [place] }) => (place?.comparison.distance ? place.comparison.pieces : []);

  /** The words of a quotation, with what differs. @param {Checking.Checked} checked @returns {Cote.Content[]} */
  function wordsOf(checked) {
    const differs = piecesOf(checked);
    if (!differs.length) return [checked.words.slice(0, LONGEST), ...(checked.words.length > LONGEST ? ['…'] : [])];
    const hidden = (/** @type {string} */ key) => element('span', { class: 'unseen' }, `${text(key)} `);
    return differs.flatMap(({ quoted, document: own, same }) => (same ? [quoted, ' '] : [
      ...(quoted ? [element('del', {}, hidden('check.removed'), quoted), ' '] : []),
      ...(own ? [element('ins', {}, hidden('check.added'), own), ' '] : []),
    ]));
  }

  /** The verdicts, and what references are, with how many there are of each. @type {Checking.Telling['counted']} */
  const counted = (kinds, all) => {
    /** @type {Map<string, number>} */
    const numbers = new Map();
    for (const kind of all) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
    return kinds.map((kind) => ({ kind, count: numbers.get(kind) ?? 0 })).filter(({ count }) => count);
  };

  /** @param {Cote.Content[]} nodes @returns {string} */
  const plain = (nodes) => nodes.map((node) => (typeof node === 'string' ? node : node instanceof HTMLAnchorElement && node.textContent !== node.href
    ? `${node.textContent} <${node.href}>` : node.textContent)).join('');

  /**
   * @template {Checking.Verdict | Checking.Status} K
   * @param {K[]} kinds
   * @param {K[]} all
   */
  const countsOf = (kinds, all) => counted(kinds, all).map(({ kind, count }) => `- ${text('check.number', { name: called(kind), number: count })}`);

  /** @type {Checking.Shared['report']} */
  function report(check) {
    const { quotations, references } = check;
    const lines = [text('check.number', { name: text('check.quotations'), number: quotations.length + check.left })];
    lines.push(...countsOf(verdicts, quotations.map(({ verdict }) => verdict)));
    lines.push(text('check.number', { name: text('check.references'), number: references.length }));
    lines.push(...countsOf(statuses, references.map(({ status }) => status)));
    lines.push(...limitsOf(check), '');
    quotations.forEach((checked, i) => {
      const differs = piecesOf(checked);
      const marked = differs.map(({ quoted, document: own, same }) => (same ? quoted : text('check.differs_words', { quoted, document: own })));
      const words = marked.join(' ') || checked.words;
      lines.push(`${i + 1}. [${called(checked.verdict)}] ${words}`, `   ${plain(toldOf(checked, references))}`);
      lines.push(...notesOf(checked).map((note) => `   ${note}`));
      lines.push(...checked.references.map((number) => `   → ${references[number].words}`), '');
    });
    lines.push(text('check.references'), '');
    references.forEach((reference, i) => lines.push(`${i + 1}. [${called(reference.status)}] ${reference.words}`, `   ${plain(statusOf(reference))}`));
    return `${lines.join('\n').trim()}\n`;
  }

  /** What was not read or not looked for. @param {Checking.Check} check */
  const limitsOf = ({ left, unread }) => [
    ...(left ? [text('check.left', { number: left })] : []),
    ...(unread ? [text('check.unread', { number: unread })] : []),
  ];

  Object.assign(checking, /** @satisfies {Checking.Telling} */ ({
    verdicts, statuses, called, toldOf, statusOf, notesOf, wordsOf, counted, limitsOf, report,
  }));
})();
