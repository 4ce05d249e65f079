/* What counts as one word, and when two spellings are the same. The index is made by the same rules
   (build_scripts/search/fold.py); tests/search/fold.json holds both sides to the same results.
   Which signs are the same is data/signs.toml, which the build writes into signs.js. */
(() => {
  'use strict';
  const LONGEST = 80;
  const SAME = new Map(Object.entries({
    œ: 'oe', Œ: 'oe', æ: 'ae', Æ: 'ae', '\ufb00': 'ff', '\ufb01': 'fi', '\ufb02': 'fl', '\ufb03': 'ffi', '\ufb04': 'ffl',
  }));
  for (const c of '\u00aa\u00ba') SAME.set(c, '');
  for (const [sign, plain] of Object.entries(window.cote.signs)) SAME.set(sign, plain);
  const SAME_PATTERN = new RegExp(`[${[...SAME.keys()].join('')}]`, 'gu');

  const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
  const HAS_HAN = new RegExp(`[${HAN}]`, 'u');
  const HAN_PIECES = new RegExp(`[${HAN}]|[^${HAN}]+`, 'gu');
  const SIGNS_BEFORE = /^[^\p{L}\p{Nd}]+/u;
  const SIGNS_AFTER = /[^\p{L}\p{Nd}]+$/u;
  const SIGNS_AFTER_RAW = /[^\p{L}\p{Nd}\p{M}]+$/u;
  const ELISION = /^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)'/;
  const APOSTROPHES = Object.entries(window.cote.signs).filter(([, plain]) => plain === "'").map(([sign]) => sign).join('');
  const ELISION_RAW = new RegExp(`^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu)['${APOSTROPHES}]`, 'i');

  /* Signs inside a word become Georgian letters: Pagefind drops signs and splits words at them (see fold.py). */
  const SIGNS = { '-': 'ა', '/': 'ბ', '.': 'გ', "'": 'დ', ',': 'ე', ':': 'ვ', '(': 'ზ', ')': 'თ', _: 'ი' };
  const END = 'ჰ';
  const CITED = 'ნ';
  const DAMAGED = 'მ';

  // Decomposed first: U+1FFD is an accent that stands alone, `ǽ` the ligature with one.
  const fold = (text) => text.normalize('NFD').replace(SAME_PATTERN, (c) => SAME.get(c)).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

  const bare = (form) => form.replace(SIGNS_BEFORE, '').replace(SIGNS_AFTER, '');

  const formOf = (token) => {
    const form = bare(fold(token));
    return [...bare(form.replace(ELISION, ''))].slice(0, LONGEST).join('');
  };

  /* Words with their places: {form, start, end}, where text.slice(start, end) is what a reader would mark. */
  const places = (text) => {
    const found = [];
    for (const token of text.matchAll(/\S+/gu)) {
      const pieces = HAS_HAN.test(token[0]) ? [...token[0].matchAll(HAN_PIECES)] : [Object.assign([token[0]], { index: 0 })];
      for (const piece of pieces) {
        const form = formOf(piece[0]);
        if (!form) continue;
        let core = piece[0];
        const cut = (pattern) => { core = core.replace(pattern, ''); };
        cut(SIGNS_BEFORE); cut(ELISION_RAW); cut(SIGNS_BEFORE);
        const start = token.index + piece.index + piece[0].length - core.length;
        found.push({ form, start, end: start + core.replace(SIGNS_AFTER_RAW, '').length });
      }
    }
    return found;
  };

  const words = (text) => places(text).map((place) => place.form);

  const key = (form) => form.replace(/[^\p{L}\p{N}]/gu, (c) => SIGNS[c] ?? `კ${c.codePointAt(0).toString(16)}ლ`) + END;

  const citationKey = (cited) => CITED + key(cited.toLowerCase());

  const damagedKey = (form) => DAMAGED + key(form);

  window.coteSearch = Object.assign(window.coteSearch ?? {}, { fold, words, places, key, citationKey, damagedKey });
})();
