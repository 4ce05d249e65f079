// Which passage of one text answers to which of another, and which of their words differ: of two lists of passages, and of
// two texts. Without the page; run under Node by tests/browser/sides/test_align.py.
//
// What two lists have once each and the same is paired first, as far as its order is the same in both (« patience »); between
// two such pairs, the same again; then passages of the same number that are alike; then, where few are left, the passages
// that are most alike, in order. Each step but the last costs no more than the lists are long, and the last has a bound.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const ALIKE = 0.5; // share of words in common that makes two passages of one number the same passage
  const FOUND = 0.4; // that of passages that nothing else pairs
  const COMMON = 0.2; // share of passages that may have a word before it says nothing of which is which
  const NUMBERED = 0.1; // what the same number adds to it
  const CELLS = 40_000; // pairs of passages that are compared each with each
  const RARE = 4; // passages that may have a word by which a passage is looked for
  const STEPS = 1_000; // words that may differ before two texts count as different throughout

  /** A word, a Chinese character, or a sign; spaces only part them. */
  const TOKEN = /\p{Script=Han}|(?:[\p{L}\p{M}\p{N}](?:[\u2019'](?=\p{L}\p{M}*\p{L}))?)+|[^\s\p{L}\p{M}\p{N}]/gu; // « l’ » and « État » of `l’État`
  /** @type {Cote.Align['tokens']} */
  const tokens = (text) => [...text.matchAll(TOKEN)].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length }));

  /** Numbers of pairs of which both numbers rise, as many as can be. @param {Stretch[]} pairs ordered by the first */
  function rising(pairs) {
    /** @type {number[]} for each length, the pair that ends the run whose second number is lowest */
    const ends = [];
    const before = pairs.map(([, second], at) => {
      let [low, high] = [0, ends.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (pairs[ends[middle]][1] < second) low = middle + 1; else high = middle;
      }
      ends[low] = at;
      return low ? ends[low - 1] : -1;
    });
    /** @type {Stretch[]} */
    const run = [];
    for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]) run.push(pairs[at]);
    return run.reverse();
  }

  /**
   * Pairs of what both lists have, each as often as the other has it, as far as the order is the same.
   * @param {string[]} first @param {string[]} second @param {Frame} frame
   * @typedef {{ from: number, to: number, since: number, until: number }} Frame what is looked at of both, ends excluded
   */
  function shared(first, second, { from, to, since, until }) {
    /** @type {Map<string, [number[], number[]]>} */
    const places = new Map();
    for (let at = from; at < to; at += 1) {
      const known = places.get(first[at]);
      if (known) known[0].push(at); else places.set(first[at], [[at], []]);
    }
    for (let at = since; at < until; at += 1) places.get(second[at])?.[1].push(at);
    /** @type {Stretch[]} */
    const pairs = [];
    for (const [own, others] of places.values()) {
      if (own.length === others.length) own.forEach((at, which) => pairs.push([at, others[which]]));
    }
    return rising(pairs.sort((a, b) => a[0] - b[0]));
  }

  /** The frames between pairs. @param {Stretch[]} pairs @param {Frame} frame */
  function between(pairs, { from, to, since, until }) {
    /** @type {Frame[]} */
    const frames = [];
    let [left, right] = [from, since];
    for (const [a, b] of [...pairs, [to, until]]) {
      if (a > left && b > right) frames.push({ from: left, to: a, since: right, until: b });
      [left, right] = [a + 1, b + 1];
    }
    return frames;
  }

  /** What is the same at both ends of a frame, as pairs, and the frame that is left.
      @param {string[]} first @param {string[]} second @param {Frame} frame */
  function trimmed(first, second, { from, to, since, until }) {
    /** @type {Stretch[]} */
    const pairs = [];
    while (from < to && since < until && first[from] === second[since]) { pairs.push([from, since]); from += 1; since += 1; }
    while (from < to && since < until && first[to - 1] === second[until - 1]) { to -= 1; until -= 1; pairs.push([to, until]); }
    return { pairs, frame: { from, to, since, until } };
  }

  /** Pairs of what is the same in two lists, in its order. @param {string[]} first @param {string[]} second
      @param {(frame: Frame) => Stretch[]} rest pairs of what nothing shared is left in */
  function sameInOrder(first, second, rest) {
    /** @type {Stretch[]} */
    const all = [];
    /** @type {Frame[]} */
    const open = [{ from: 0, to: first.length, since: 0, until: second.length }];
    for (let whole = open.pop(); whole; whole = open.pop()) {
      const { pairs, frame } = trimmed(first, second, whole);
      all.push(...pairs);
      const more = shared(first, second, frame);
      all.push(...more);
      if (more.length) open.push(...between(more, frame));
      else if (frame.from < frame.to && frame.since < frame.until) all.push(...rest(frame));
    }
    return all.sort((a, b) => a[0] - b[0]);
  }

  // --- words

  /**
   * The shortest way from one list to another (Myers 1986, « An O(ND) difference algorithm »); none where it is too long.
   * @param {string[]} first @param {string[]} second @param {Frame} frame @returns {Stretch[]}
   */
  function shortest(first, second, { from, to, since, until }) {
    const [long, wide] = [to - from, until - since];
    const most = Math.min(long + wide, STEPS);
    const reach = new Int32Array(2 * most + 3);
    const middle = most + 1;
    /** @type {Int32Array[]} */
    const past = [];
    for (let steps = 0; steps <= most; steps += 1) {
      past.push(reach.slice(middle - steps - 1, middle + steps + 2));
      for (let line = -steps; line <= steps; line += 2) {
        const down = line === -steps || (line !== steps && reach[middle + line - 1] < reach[middle + line + 1]);
        let a = down ? reach[middle + line + 1] : reach[middle + line - 1] + 1;
        while (a < long && a - line < wide && first[from + a] === second[since + a - line]) a += 1;
        reach[middle + line] = a;
        if (a >= long && a - line >= wide) return way(past, long, wide).map(([x, y]) => [from + x, since + y]);
      }
    }
    return [];
  }

  /** The pairs of the way that led to the ends. @param {Int32Array[]} past @param {number} a @param {number} b */
  function way(past, a, b) {
    /** @type {Stretch[]} */
    const pairs = [];
    for (let steps = past.length - 1; steps >= 0; steps -= 1) {
      const reach = past[steps];
      const [line, middle] = [a - b, steps + 1];
      const down = line === -steps || (line !== steps && reach[middle + line - 1] < reach[middle + line + 1]);
      const before = down ? line + 1 : line - 1;
      const start = steps ? reach[middle + before] : 0;
      while (a > start && b > start - before && a > 0 && b > 0 && (steps === 0 || a > (down ? start : start + 1))) {
        a -= 1;
        b -= 1;
        pairs.push([a, b]);
      }
      if (steps) [a, b] = [start, start - before];
    }
    return pairs.reverse();
  }

  /** @type {Cote.Align['words']} */
  function words(first, second) {
    const [own, others] = [tokens(first), tokens(second)];
    const [left, right] = [own, others].map((list) => list.map(({ word }) => word));
    const pairs = sameInOrder(left, right, (frame) => shortest(left, right, frame));
    /** @param {Cote.Token[]} list @param {number} side @returns {Stretch[]} */
    const changed = (list, side) => {
      const kept = new Set(pairs.map((pair) => pair[side]));
      /** @type {Stretch[]} */
      const runs = [];
      list.forEach(({ start, end }, at) => {
        if (kept.has(at)) return;
        const last = runs.at(-1);
        if (last && at && !kept.has(at - 1)) last[1] = end; else runs.push([start, end]);
      });
      return runs;
    };
    return [changed(own, 0), changed(others, 1)];
  }

  // --- passages

  /** @typedef {{ key: string, bag: Int32Array }} Read the words of a passage, in order, and in the order of their numbers */

  /** @param {Cote.Passage[][]} lists @returns {Read[][]} without words that many passages have, « de », « Nations » */
  function read(lists) {
    const spelled = lists.map((list) => list.map(({ text }) => tokens(text).map(({ word }) => word)));
    const all = spelled.flat();
    /** @type {Map<string, [number: number, passages: number]>} */
    const known = new Map();
    for (const spoken of all) {
      for (const word of new Set(spoken)) {
        const entry = known.get(word);
        if (entry) entry[1] += 1; else known.set(word, [known.size, 1]);
      }
    }
    const most = Math.max(COMMON * all.length, 2 * RARE);
    const of = (/** @type {string} */ word) => /** @type {[number, number]} */ (known.get(word));
    return spelled.map((list) => list.map((spoken) => {
      const telling = spoken.filter((word) => of(word)[1] <= most);
      return { key: spoken.join(' '), bag: Int32Array.from(telling.length ? telling : spoken, (word) => of(word)[0]).sort() };
    }));
  }

  /** Share of words that two passages have in common, of 0 to 1. @param {Int32Array} a @param {Int32Array} b */
  function likeness(a, b) {
    if (!a.length && !b.length) return 1;
    if (2 * Math.min(a.length, b.length) < FOUND * (a.length + b.length)) return 0;
    let [i, j, both] = [0, 0, 0];
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) { both += 1; i += 1; j += 1; } else if (a[i] < b[j]) i += 1; else j += 1;
    }
    return 2 * both / (a.length + b.length);
  }

  /** @typedef {{ first: Cote.Passage[], second: Cote.Passage[], left: Read[], right: Read[] }} Both passages, and their words */

  /** @param {Both} both @param {number} a @param {number} b */
  const alike = ({ left, right }, a, b) => likeness(left[a].bag, right[b].bag);
  /** @param {Both} both @param {number} a @param {number} b */
  const numbered = ({ first, second }, a, b) => first[a].number === second[b].number;

  /** @param {Both} both @param {Frame} frame */
  function ofOneNumber(both, { from, to, since, until }) {
    const { first, second } = both;
    const places = new Map();
    for (let at = since; at < until; at += 1) places.set(second[at].number, at);
    /** @type {Stretch[]} */
    const pairs = [];
    for (let at = from; at < to; at += 1) {
      const there = places.get(first[at].number);
      if (there !== undefined && alike(both, at, there) >= ALIKE) pairs.push([at, there]);
    }
    return rising(pairs);
  }

  /** The pairs in order whose likeness is most, together. @param {Both} both @param {Frame} frame @returns {Stretch[]} */
  function mostAlike(both, { from, to, since, until }) {
    const [long, wide] = [to - from, until - since];
    const best = new Float64Array((long + 1) * (wide + 1));
    const taken = new Uint8Array(best.length);
    const at = (/** @type {number} */ a, /** @type {number} */ b) => a * (wide + 1) + b;
    for (let a = long - 1; a >= 0; a -= 1) {
      for (let b = wide - 1; b >= 0; b -= 1) {
        const likely = alike(both, from + a, since + b);
        const together = likely < FOUND ? 0 : likely + (numbered(both, from + a, since + b) ? NUMBERED : 0) + best[at(a + 1, b + 1)];
        const without = Math.max(best[at(a + 1, b)], best[at(a, b + 1)]);
        best[at(a, b)] = Math.max(together, without);
        taken[at(a, b)] = Number(together > without);
      }
    }
    /** @type {Stretch[]} */
    const pairs = [];
    for (let [a, b] = [0, 0]; a < long && b < wide;) {
      if (taken[at(a, b)]) { pairs.push([from + a, since + b]); a += 1; b += 1; }
      else if (best[at(a + 1, b)] >= best[at(a, b + 1)]) a += 1;
      else b += 1;
    }
    return pairs;
  }

  /** In a long frame, passages that share words which few others have. @param {Both} both @param {Frame} frame */
  function byRareWords(both, { from, to, since, until }) {
    const { left, right } = both;
    /** @type {Map<number, number[]>} */
    const having = new Map();
    for (let at = since; at < until; at += 1) {
      for (const word of new Set(right[at].bag)) {
        const list = having.get(word);
        if (!list) having.set(word, [at]); else if (list.length <= RARE) list.push(at);
      }
    }
    /** @type {Stretch[]} */
    const pairs = [];
    for (let at = from; at < to; at += 1) {
      /** @type {Map<number, number>} */
      const votes = new Map();
      for (const word of new Set(left[at].bag)) {
        const list = having.get(word) ?? [];
        if (list.length <= RARE) for (const there of list) votes.set(there, (votes.get(there) ?? 0) + 1);
      }
      const [there] = [...votes].reduce((most, vote) => (vote[1] > most[1] ? vote : most), [-1, 0]);
      if (there >= 0 && alike(both, at, there) >= ALIKE) pairs.push([at, there]);
    }
    return rising(pairs);
  }

  /** @param {Frame} frame */
  const isSmall = (frame) => (frame.to - frame.from) * (frame.until - frame.since) <= CELLS;
  /** One way after the other, each between the pairs of those before.
      @param {Both} both @param {Frame} frame @param {((both: Both, frame: Frame) => Stretch[])[]} ways @returns {Stretch[]} */
  const inTurn = (both, frame, [now, ...later]) => {
    const pairs = now(both, frame);
    return later.length ? [...pairs, ...between(pairs, frame).flatMap((rest) => inTurn(both, rest, later))] : pairs;
  };

  /**
   * Passages by their words, and by their numbers where the words are alike.
   * @param {Cote.Passage[]} first @param {Cote.Passage[]} second @returns {Stretch[]}
   */
  function byWords(first, second) {
    const [left, right] = read([first, second]);
    const both = { first, second, left, right };
    const ways = [
      ofOneNumber,
      (/** @type {Both} */ of, /** @type {Frame} */ frame) => (isSmall(frame) ? [] : byRareWords(of, frame)),
      (/** @type {Both} */ of, /** @type {Frame} */ frame) => (isSmall(frame) ? mostAlike(of, frame) : []),
    ];
    return sameInOrder(left.map(({ key }) => key), right.map(({ key }) => key), (frame) => inTurn(both, frame, ways));
  }

  /** Passages of the same number, in whatever order. @param {Cote.Passage[]} first @param {Cote.Passage[]} second @returns {Stretch[]} */
  function byNumbers(first, second) {
    const places = new Map(second.map(({ number }, at) => [number, at]));
    return first.flatMap(({ number }, at) => {
      const there = places.get(number);
      return there === undefined ? [] : [/** @type {Stretch} */ ([at, there])];
    });
  }

  /** @type {Cote.Align['passages']} */
  function passages(first, second, how) {
    const pairs = new Map(how === 'words' ? byWords(first, second) : byNumbers(first, second));
    const taken = new Set(pairs.values());
    /** @type {[number | null, number | null][]} */
    const rows = [];
    let next = 0;
    const flush = (/** @type {number} */ end) => {
      for (; next < end; next += 1) if (!taken.has(next)) rows.push([null, next]);
    };
    first.forEach((_, at) => {
      const there = pairs.get(at);
      if (there !== undefined) flush(there);
      rows.push([at, there ?? null]);
    });
    flush(second.length);
    return rows;
  }

  /** @type {Cote.Align['same']} */
  const same = (first, second) => {
    const [left, right] = [tokens(first), tokens(second)];
    return left.length === right.length && left.every(({ word }, at) => word === right[at].word);
  };

  cote.align = { passages, words, same, tokens };
})();
