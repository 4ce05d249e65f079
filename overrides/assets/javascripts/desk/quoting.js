// Where a text has quotations, and which of its references belong to which, by the rules of data/quotations.toml (rules.js,
// which the build writes). Python does the same (build_scripts/references/quotations_found.py); the cases of both are
// tests/references/quotations.json. Nothing here touches the page.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const { marks, endings, bullets, blocks: told } = cote.quoting;
  const SET_IN = /^[^\S\n]*/;
  const WORD = /[\p{L}\p{N}]/u;

  /** Signs as a class of a pattern has them. @param {string[]} signs */
  const classOf = (signs) => signs.join('').replace(/[\\\]^-]/g, '\\$&');

  const OPENING = classOf(told.source_brackets.map(({ open }) => open));
  const CLOSING = classOf(told.source_brackets.map(({ close }) => close));
  const SIGN = classOf([told.sign]);
  const DASHES = classOf(told.source_dashes);
  const INNER = `[${OPENING}][^${OPENING}${CLOSING}]{0,${told.source_words}}`;
  /* What a source begins with at the end of a quotation: ` (voir `, `\n> — `. */
  const SOURCE_BEGINS = new RegExp(`[\\s${SIGN}]*(?:${INNER}|[${DASHES}]+\\s*|\\n[\\s${SIGN}]*)$`, 'u');
  /* What stands between a quotation and its source: `. (voir `, ` — `. */
  const LEADS_TO_SOURCE = new RegExp(`^[\\s${SIGN}${classOf(endings)}]*(?:${INNER}|[${DASHES}]+\\s*)$`, 'u');
  /* What stands between two sources in the same brackets: `, et `; not ` (`, `) `. */
  const GOES_ON = new RegExp(`^[^${OPENING}${CLOSING}\\n]{0,${told.source_words}}$`, 'u');

  /**
   * A line without signs and space around its words, and by how many columns it is set in.
   * @typedef {{start: number, end: number, words: string, signed: boolean, indent: number}} Line
   */

  /** @param {string} text */
  function linesOf(text) {
    let start = 0;
    return text.split('\n').map((line) => {
      let indent = 0;
      for (const sign of SET_IN.exec(line)?.[0] ?? '') indent = sign === '\t' ? (Math.floor(indent / told.indent) + 1) * told.indent : indent + 1;
      const trimmed = line.trim();
      const signed = trimmed.startsWith(told.sign);
      let from = 0;
      while (from < trimmed.length && (trimmed[from] === told.sign || trimmed[from] === ' ' || trimmed[from] === '\t')) from += 1;
      const read = { start, end: start + line.length, words: trimmed.slice(from).trim(), signed, indent };
      start += line.length + 1;
      return read;
    });
  }

  /** Where the paragraphs of a text end, but the last. @type {Checking.Quoting['paragraphEnds']} */
  function paragraphEnds(text) {
    const lines = linesOf(text);
    const wrapped = lines.every(({ start, end }) => end - start <= told.wrapped);
    return lines.slice(0, -1).filter(({ words }, i) => words && !(wrapped && lines[i + 1].words)).map(({ end }) => end);
  }

  /**
   * Where each quotation with such marks is closed, by where it opens. Marks that are the same at both ends are paired
   * within a paragraph, so that one too few doesn't turn the others round.
   * @param {string} text
   * @param {{open: string, close: string}} pair
   * @param {number[]} breaks
   */
  function closedBy(text, { open, close }, breaks) {
    /** @type {Map<number, number>} */
    const found = new Map();
    /** @type {number[]} */
    let pending = [];
    const ends = open === close ? breaks : [];
    let next = 0;
    for (let place = 0; place < text.length; place += 1) {
      if (place >= ends[next]) { pending = []; next += 1; }
      const sign = text[place];
      const opened = sign === close ? pending.pop() : undefined;
      if (opened !== undefined) {
        found.set(opened, place);
        if (open !== close) continue;
      }
      if (sign === open) pending.push(place);
    }
    return found;
  }

  /** The quotations of a text, in order; one inside another belongs to it. @type {Checking.Quoting['quotations']} */
  function quotations(text) {
    const byStart = new Map(blocksOf(text).map((block) => [block.start, block]));
    const breaks = paragraphEnds(text);
    const closed = new Map(marks.filter(({ open }) => text.includes(open)).map((pair) => [pair.open, closedBy(text, pair, breaks)]));
    /** @type {Checking.Quotation[]} */
    const found = [];
    let place = 0;
    while (place < text.length) {
      const block = byStart.get(place);
      const own = block ? undefined : closed.get(text[place]);
      if (block) {
        found.push(block);
        place = block.end;
      } else if (own) {
        const end = own.get(place);
        const line = end ?? text.indexOf('\n', place);
        const stop = line < 0 ? text.length : line;
        found.push({ start: place, end: end === undefined ? stop : stop + 1, words: text.slice(place + 1, stop).trim(), closed: end !== undefined, block: false });
        place = stop + 1;
      } else place += 1;
    }
    return found;
  }

  // --- quotations that lines show

  /** @param {string} text */
  function blocksOf(text) {
    const lines = linesOf(text);
    /** @type {Checking.Quotation[]} */
    const found = [];
    let leads = false;
    for (let number = 0; number < lines.length;) {
      const end = endOf(lines, number, leads);
      const { words, indent } = lines[number];
      if (end > number) {
        if (!marks.some(({ open }) => words.startsWith(open))) found.push(blockOf(lines.slice(number, end)));
        leads = false;
      } else if (words) leads = told.introduced.includes(words.at(-1) ?? '') && indent < told.indent;
      number = Math.max(end, number + 1);
    }
    return found;
  }

  /**
   * The number of the line behind a quotation that begins with a line; the line's own where none does.
   * @param {Line[]} lines
   * @param {number} number
   * @param {boolean} leads whether the last line with words leads to one
   */
  function endOf(lines, number, leads) {
    let end = number;
    if (lines[number].signed) {
      while (lines[end]?.signed) end += 1;
      return end;
    }
    const [first, second] = lines[number].words;
    if (!leads || !first || (bullets.includes(first) && /\s/.test(second ?? ''))) return number;
    for (let place = number; place < lines.length; place += 1) {
      const { words, indent, signed } = lines[place];
      if (words && (indent < told.indent || signed)) break;
      if (words) end = place + 1;
    }
    return end;
  }

  /** @param {Line[]} lines */
  const wordsOf = (lines) => lines.map(({ words }) => words).filter(Boolean).join(' ');

  /** @param {Line[]} lines @returns {Checking.Quotation} */
  const blockOf = (lines) => ({ start: lines[0].start, end: lines[lines.length - 1].end, words: wordsOf(lines), closed: true, block: true });

  // --- their references

  /**
   * The quotations without the references with which those end that lines show: « … (A/76/463, par. 12) ».
   * @type {Checking.Quoting['sourced']}
   */
  const sourced = (text, quoted, references) => quoted.map((one) => (one.block ? withoutSource(text, one, references) : one));

  /** @param {string} text @param {Checking.Quotation} quotation @param {Stretch[]} references */
  function withoutSource(text, quotation, references) {
    for (let number = firstFrom(references, quotation.start + 1); number < references.length && references[number][0] < quotation.end; number += 1) {
      const [start, end] = references[number];
      if (end > quotation.end || WORD.test(text.slice(end, quotation.end))) continue;
      const from = Math.max(quotation.start, start - 2 * told.source_words);
      const before = SOURCE_BEGINS.exec(text.slice(from, start));
      if (before) return { ...quotation, end: from + before.index, words: wordsOf(linesOf(text.slice(quotation.start, from + before.index))) };
    }
    return quotation;
  }

  /** The number of the first stretch that begins there or behind. @param {Stretch[]} stretches @param {number} place */
  function firstFrom(stretches, place) {
    let low = 0;
    for (let high = stretches.length; low < high;) {
      const middle = (low + high) >> 1;
      if (stretches[middle][0] < place) low = middle + 1; else high = middle;
    }
    return low;
  }

  /**
   * Of each quotation the numbers of its references: those in brackets, or behind a dash, right behind it; else, in its
   * paragraph, the last before it and the first behind it, up to the next quotation. One that lines show is a paragraph by
   * itself, and has those of its neighbours. Both in the order of the text; no reference inside a quotation.
   * @type {Checking.Quoting['beside']}
   */
  function beside(text, quoted, references) {
    const nexts = quoted.map((_, i) => quoted[i + 1]?.start ?? text.length + 1);
    const own = quoted.map((one, i) => sourcesOf(text, one, references, nexts[i]));
    const taken = new Set(own.flat());
    const breaks = /** @type {Stretch[]} */ (paragraphEnds(text).map((end) => [end, end]));
    /** Whether what ends at one place and begins at another is in one paragraph. @type {(start: number, end: number, block: boolean) => boolean} */
    const together = (start, end, block) => firstFrom(breaks, end) - firstFrom(breaks, start) <= (block ? 1 : 0);
    return quoted.map((one, i) => {
      if (own[i].length) return own[i];
      const [ahead, behind] = [firstFrom(references, one.start) - 1, firstFrom(references, one.end)];
      const isAhead = ahead >= 0 && references[ahead][0] >= (quoted[i - 1]?.end ?? 0) && !taken.has(ahead) && together(references[ahead][1], one.start, one.block);
      const isBehind = behind < references.length && references[behind][0] < nexts[i] && !taken.has(behind) && together(one.end, references[behind][0], one.block);
      return [...(isAhead ? [ahead] : []), ...(isBehind ? [behind] : [])];
    });
  }

  /** @param {string} text @param {Checking.Quotation} quotation @param {Stretch[]} references @param {number} after */
  function sourcesOf(text, quotation, references, after) {
    /** @type {number[]} */
    const found = [];
    let [end, pattern] = [quotation.end, LEADS_TO_SOURCE];
    for (let number = firstFrom(references, end); number < references.length && references[number][0] < after; number += 1) {
      if (!pattern.test(text.slice(end, references[number][0]))) break;
      found.push(number);
      [end, pattern] = [references[number][1], GOES_ON];
    }
    return found;
  }

  cote.checking = Object.assign(cote.checking ?? {}, /** @satisfies {Checking.Quoting} */ ({ paragraphEnds, quotations, sourced, beside }));
})();
