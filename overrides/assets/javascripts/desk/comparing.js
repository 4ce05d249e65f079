// Whether the words of a quotation are those of a passage, by the rules of data/quotations.toml (rules.js). Python does the
// same (build_scripts/references/quotations.py), which says how; the cases of both are tests/references/quotations.json.
// Nothing here touches the page.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const { signs, ligatures, quoting: rules } = cote;
  const NOTHING = new Set(rules.nothing);
  const ENDINGS = new Set(rules.endings);
  const TOKEN = /[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[\p{L}\p{N}])+|[^\p{L}\p{N}_\s]|_/gu;
  const OMISSIONS = new RegExp(rules.omissions.map((sign) => sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  /* A pair of marks that aren't apostrophes: `‘Kyoto Declaration’`; not `l’`, `‘ndrangheta`. */
  const { open: opens, close: closes } = rules.inner;
  const INNER = new RegExp(`(?<![\\p{L}\\p{N}])${opens}(?=\\S)[^${opens}\\n]*?${closes}(?![\\p{L}\\p{N}])`, 'gu');
  /* What parts a word at the end of a line: `-\n` in `Assem-\nblée`; not `-` in `sous-comité`. */
  const { hyphens, signs: partings } = rules.broken;
  const LETTER = '[\\p{L}\\p{Nl}\\p{No}]'; // as Python reads letters
  const BROKEN = new RegExp(`(?<=${LETTER})(?:[${hyphens.join('').replace('-', '\\-')}]\\s+|[${partings.join('')}]\\s*)(?=${LETTER})`, 'gu');
  const WORD = /[\p{L}\p{N}]/u;
  const WHOLE_WORD = /^[\p{L}\p{N}]+$/u;
  /* What a word or sign costs that differs; one that is the same brings 1. A quotation has fewer than make up for one. */
  const DIFFERS = 1 << 14;
  /* Cells of the table of one comparison, a byte each: a longer passage is compared as far as they reach. */
  const CELLS = 1 << 27;
  /* The way to a cell of that table: from the one above it, or before it; 0: from that beside which both stand. */
  const [ABOVE, BEFORE] = [1, 2];

  /** Stands for any words of the passage, or none. @type {Checking.Token} */
  const GAP = { plain: '', start: 0, end: 0 };

  /** A sign as it is compared; a ligature of typesetters as its letters. @param {string} sign */
  const plainOf = (sign) => {
    if (NOTHING.has(sign)) return '';
    return signs[sign] ?? (sign > '\x7f' && sign.normalize('NFKC') !== sign ? ligatures[sign] ?? sign : sign);
  };

  /** The words and signs of a text as they are compared; places are those of the text. @type {Checking.Comparing['tokens']} */
  function tokens(text) {
    let letters = '';
    /** @type {number[]} */
    const starts = [];
    /** @type {number[]} */
    const ends = [];
    let place = 0;
    const inner = new Set([...text.matchAll(INNER)].flatMap(({ 0: { length }, index }) => [index, index + length - 1]));
    for (const sign of text) {
      const plain = inner.has(place) ? '' : plainOf(sign);
      letters += plain;
      for (let i = 0; i < plain.length; i += 1) {
        starts.push(place);
        ends.push(place + sign.length);
      }
      place += sign.length;
    }
    return [...letters.matchAll(TOKEN)].map(({ 0: plain, index }) => ({ plain, start: starts[index], end: ends[index + plain.length - 1] }));
  }

  // --- a quotation, read

  /** A part of a quotation without the signs that may end it. @param {string} text @param {number} start @param {number} end */
  function part(text, start, end) {
    const read = tokens(text.slice(start, end)).map((token) => ({ plain: token.plain, start: token.start + start, end: token.end + start }));
    while (read.length && ENDINGS.has(read[read.length - 1].plain)) read.pop();
    return read;
  }

  /**
   * The readings of a quotation: as it stands and, where it has brackets, with the words in them as its own.
   * @param {string} quotation
   */
  function readings(quotation) {
    /** @type {Checking.Token[]} */
    const pieces = [];
    let start = 0;
    for (const match of quotation.matchAll(OMISSIONS)) {
      pieces.push(...part(quotation, start, match.index), GAP);
      start = match.index + match[0].length;
    }
    pieces.push(...part(quotation, start, quotation.length));
    const literal = pieces.filter((token, i) => token !== GAP || (pieces.length > 1 && pieces[i - 1] !== GAP));
    while (literal[0] === GAP) literal.shift();
    while (literal.at(-1) === GAP) literal.pop();
    const own = withoutBrackets(literal);
    return own.length === literal.length && own.every((token, i) => token === literal[i]) ? [literal] : [literal, own];
  }

  /** The words of a quotation with a gap for what stands in brackets; around one letter, without these. @param {Checking.Token[]} read */
  function withoutBrackets(read) {
    const { open, close } = rules.brackets;
    const closing = read.flatMap(({ plain }, i) => (plain === close ? [i] : []));
    /** @type {Checking.Token[]} */
    const kept = [];
    for (let place = 0; place < read.length;) {
      const stop = read[place].plain === open ? closing.find((i) => i > place) ?? -1 : -1;
      const inner = read[place + 1]?.plain ?? '';
      if (stop === place + 2 && [...inner].length === 1 && stop + 1 < read.length) {
        kept.push(...joined(read[place + 1], read[place + 3]));
        place += 4;
      } else if (stop > place) {
        kept.push(GAP);
        place = stop + 1;
      } else {
        kept.push(read[place]);
        place += 1;
      }
    }
    return kept;
  }

  /**
   * `l` and `e` of « [l]e », which are one word; what follows at once is a sign in « [l]’Assemblée ».
   * @param {Checking.Token} letter
   * @param {Checking.Token} following
   */
  const joined = (letter, following) => (WHOLE_WORD.test(following.plain) && following.start === letter.end + 1
    ? [{ plain: letter.plain + following.plain, start: letter.start, end: following.end }] : [letter, following]);

  /**
   * A reading in which each word that a line breaks is whole, where that is known, else has its hyphen; without `known`, a gap
   * stands for it.
   * @param {Checking.Token[]} reading
   * @param {string} quotation
   * @param {Set<string>} [known]
   */
  function mended(reading, quotation, known) {
    const breaks = [...quotation.matchAll(BROKEN)].map(({ 0: { length }, index }) => ({ start: index, end: index + length }));
    const ends = new Map(breaks.map(({ start, end }) => [start, end]));
    /** @type {Checking.Token[]} */
    const made = [];
    for (const token of breaks.length ? reading : []) {
      const before = made.at(-1) ?? GAP;
      const whole = before.plain + token.plain;
      if (token !== GAP && breaks.some(({ start, end }) => start <= token.start && token.start < end)) continue;
      if (before === GAP || token === GAP || ends.get(before.end) !== token.start) made.push(token);
      else if (!known) made[made.length - 1] = GAP;
      else if (known.has(whole.toLowerCase())) made[made.length - 1] = { plain: whole, start: before.start, end: token.end };
      else made.push({ plain: '-', start: before.end, end: token.start }, token);
    }
    return breaks.length ? made : reading;
  }

  /** @param {Checking.Token[]} own */
  const knownIn = (own) => new Set(own.map(({ plain }) => plain.toLowerCase()));

  // --- beside a passage

  /**
   * Whether a word of a quotation is one of the passage: the first may be a capital in one of them.
   * @param {Checking.Token[]} quoted
   * @param {number} place
   * @param {string} own
   */
  function equal(quoted, place, own) {
    const { plain } = quoted[place];
    if (plain === own) return true;
    if (!rules.first_letter || !(place === 0 || quoted[place - 1] === GAP) || plain.length !== own.length) return false;
    const length = (plain.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
    return plain.slice(length) === own.slice(length) && plain.slice(0, length).toLowerCase() === own.slice(0, length).toLowerCase();
  }

  /** Words as numbers, the same for the same. @param {Checking.Token[][]} lists */
  function numbered(...lists) {
    /** @type {Map<string, number>} */
    const known = new Map();
    return lists.map((list) => Int32Array.from(list, ({ plain }) => {
      const number = known.get(plain) ?? known.size;
      known.set(plain, number);
      return number;
    }));
  }

  /**
   * The steps that lead from a quotation to the nearest stretch of a passage, each [place in the quotation, in the passage],
   * -1 where one has none, and what they cost. Of several that cost the same, those with most words in common.
   * @param {Checking.Token[]} quoted
   * @param {Checking.Token[]} own
   * @returns {{steps: [number, number][], distance: number}}
   */
  function aligned(quoted, own) {
    const columns = own.length + 1;
    const ways = new Uint8Array(quoted.length * columns);
    const [numbers, theirs] = numbered(quoted, own);
    let above = new Int32Array(columns);
    let row = new Int32Array(columns);
    for (let place = 0; place < quoted.length; place += 1) {
      if (place) [above, row] = [row, above];
      const at = place * columns;
      ways[at] = ABOVE;
      if (quoted[place] === GAP) {
        row[0] = above[0];
        for (let column = 1; column < columns; column += 1) {
          row[column] = Math.min(above[column], row[column - 1]);
          ways[at + column] = row[column] === above[column] ? ABOVE : BEFORE;
        }
        continue;
      }
      row[0] = above[0] + DIFFERS;
      const number = numbers[place];
      const begins = place === 0 || quoted[place - 1] === GAP;
      for (let column = 1; column < columns; column += 1) {
        const same = number === theirs[column - 1] || (begins && equal(quoted, place, own[column - 1].plain));
        const beside = above[column - 1] + (same ? -1 : DIFFERS);
        const over = above[column] + DIFFERS;
        const before = row[column - 1] + DIFFERS;
        if (beside <= over && beside <= before) row[column] = beside;
        else {
          row[column] = over <= before ? over : before;
          ways[at + column] = over <= before ? ABOVE : BEFORE;
        }
      }
    }
    if (!quoted.length) return { steps: [], distance: 0 };
    const least = row.reduce((best, value) => Math.min(best, value), row[0]);
    let end = row.indexOf(least);
    // The last word stands beside another rather than beside none.
    if (end < own.length && row[end + 1] === least && least === above[end] + (equal(quoted, quoted.length - 1, own[end].plain) ? -1 : DIFFERS)) end += 1;
    return { steps: traced(ways, quoted, columns, end), distance: Math.ceil(least / DIFFERS) };
  }

  /**
   * The steps that the table says, without the words of the passage for which a gap stands.
   * @param {Uint8Array} ways
   * @param {Checking.Token[]} quoted
   * @param {number} columns
   * @param {number} column
   */
  function traced(ways, quoted, columns, column) {
    /** @type {[number, number][]} */
    const steps = [];
    let line = quoted.length;
    while (line) {
      const way = ways[(line - 1) * columns + column];
      const passed = way === BEFORE && quoted[line - 1] === GAP;
      if (way !== BEFORE) line -= 1;
      if (way !== ABOVE) column -= 1;
      if (!passed) steps.push([way === BEFORE ? -1 : line, way === ABOVE ? -1 : column]);
    }
    return steps.reverse();
  }

  /**
   * @param {string} quotation
   * @param {Checking.Token[]} quoted
   * @param {string} passage
   * @param {Checking.Token[]} own
   * @param {boolean} inserted
   * @returns {Checking.Comparison}
   */
  function compared(quotation, quoted, passage, own, inserted) {
    const within = own.length * quoted.length > CELLS ? own.slice(0, Math.floor(CELLS / quoted.length)) : own;
    const { steps, distance } = aligned(quoted, within);
    const counted = quoted.filter((token) => token !== GAP).length;
    const used = steps.filter(([, right]) => right >= 0).map(([, right]) => own[right]);
    /** @type {Checking.Piece[]} */
    const pieces = [];
    /** @type {[number, number][]} */
    let rows = [];
    const close = (/** @type {boolean} */ same) => pieces.push({
      quoted: wordsOf(quotation, rows.filter(([left]) => left >= 0).map(([left]) => quoted[left])),
      document: wordsOf(passage, rows.filter(([, right]) => right >= 0).map(([, right]) => own[right])), same,
    });
    let before = false;
    for (const step of steps) {
      const [left, right] = step;
      const same = left >= 0 && (quoted[left] === GAP || (right >= 0 && equal(quoted, left, own[right].plain)));
      if (rows.length && same !== before) { close(before); rows = []; }
      rows.push(step);
      before = same;
    }
    if (rows.length) close(before);
    const share = counted ? Math.max(0, 1 - distance / counted) : 0;
    return { distance, share, start: used[0]?.start ?? 0, end: used.at(-1)?.end ?? 0, pieces, inserted };
  }

  /**
   * The words of a text from the first token to the last, with « […] » for what lies between two that gaps part.
   * @param {string} text
   * @param {Checking.Token[]} used
   * @returns {string}
   */
  function wordsOf(text, used) {
    const gap = used.indexOf(GAP);
    if (gap < 0) return used.length ? text.slice(used[0].start, used[used.length - 1].end) : '';
    const next = used.findIndex((token, i) => i > gap && token !== GAP);
    return [wordsOf(text, used.slice(0, gap)), next < 0 ? '' : wordsOf(text, used.slice(next))].filter(Boolean).join(' […] ');
  }

  /** @param {Checking.Token[]} reading */
  const gapsIn = (reading) => reading.filter((token) => token === GAP).length;

  /**
   * A quotation beside the stretch of a passage that is nearest to it. Both in Unicode's normal form C.
   * @type {Checking.Comparing['compare']}
   */
  function compare(quotation, passage) {
    const own = tokens(passage);
    const known = knownIn(own);
    const all = readings(quotation).map((reading) => mended(reading, quotation, known));
    const found = all.map((reading) => compared(quotation, reading, passage, own, gapsIn(reading) > gapsIn(all[0])));
    return found.reduce((best, other) => (other.distance < best.distance ? other : best));
  }

  /**
   * The share of a quotation's words that a passage has at most, in whatever order: what a comparison can't surpass.
   * @type {Checking.Comparing['atMost']}
   */
  function atMost(quotation, passage) {
    /** @type {Map<string, number>} */
    const own = new Map();
    const theirs = tokens(passage);
    const known = knownIn(theirs);
    for (const { plain } of theirs) own.set(plain.toLowerCase(), (own.get(plain.toLowerCase()) ?? 0) + 1);
    return Math.max(...readings(quotation).map((reading) => {
      const left = new Map(own);
      const counted = mended(reading, quotation, known).filter((token) => token !== GAP);
      const shared = counted.filter(({ plain }) => {
        const number = left.get(plain.toLowerCase()) ?? 0;
        left.set(plain.toLowerCase(), number - 1);
        return number > 0;
      });
      return counted.length ? shared.length / counted.length : 0;
    }));
  }

  /** Whether a quotation is long enough to be looked for. @type {Checking.Comparing['lookedFor']} */
  const lookedFor = (quotation) => Math.max(...readings(quotation).map((reading) => reading.filter(({ plain }) => WORD.test(plain)).length)) >= rules.shortest;

  /**
   * The stretches of a quotation that its passage must have as they are, the longest first: between omissions, brackets and
   * words that a line breaks.
   * @type {Checking.Comparing['runs']}
   */
  function runs(quotation) {
    const reading = mended(readings(quotation).at(-1) ?? [], quotation);
    const ends = [-1, ...reading.flatMap((token, i) => (token === GAP ? [i] : [])), reading.length];
    const parts = ends.slice(1).map((end, i) => wordsOf(quotation, reading.slice(ends[i] + 1, end)));
    return parts.filter(Boolean).sort((a, b) => b.length - a.length);
  }

  cote.checking = Object.assign(cote.checking ?? {}, /** @satisfies {Checking.Comparing} */ ({ tokens, compare, atMost, lookedFor, runs }));
})();
