// How far two words are from one another, for words and symbols typed with a slip.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));

  /**
   * Letters that must change (one more, fewer or another, or two swapped: Damerau and Levenshtein), at most `limit` + 1.
   * @type {Cote.Shared['distance']}
   */
  cote.distance = (word, other, limit) => {
    if (Math.abs(word.length - other.length) > limit) return limit + 1;
    /** @type {number[]} */
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= word.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = word[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  };
})();
