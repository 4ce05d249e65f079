// The passages of the dossier, kept in the browser: each under a key of its own, so that two windows never write over one
// another's; what is removed stays until the reader empties it. What the browser refuses to keep (no room, no storage) stays
// in this window, and `unkept` says so. Without the page.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const desk = (cote.desk ??= /** @type {Cote.Desk} */ ({}));
  const PREFIX = 'cote.dossier.';
  const PATH = /^[a-z]{2}(?:\/(?!\.)[\w.-]*[A-Za-z0-9])+$/; // `fr/A/76/463`; not `../`, `//host`
  const ANCHOR = /^[A-Za-z0-9._-]+$/; // `res-1.par-12.a`
  const HASH = /^[0-9a-f]{64}$/; // SHA-256
  const LONGEST = 1_000_000; // signs of one field of what comes from elsewhere
  /** @type {Map<string, Cote.Collected>} */
  const unkept = new Map();
  /** @type {Set<() => void>} */
  const watchers = new Set();
  const changed = () => { for (const act of watchers) act(); };

  // --- what a passage is

  /** @param {unknown} value */
  const text = (value) => (typeof value === 'string' && value.length <= LONGEST ? value : '');
  /** @param {unknown} value */
  const number = (value) => (Number.isFinite(value) ? Number(value) : 0);

  /** @param {Cote.PassageBlock & { hash?: string }} block */
  const blockOf = ({ anchor, number: printed, words, hash }) => ({
    anchor: text(anchor), number: text(printed), words: text(words),
    hash: HASH.test(text(hash)) ? text(hash) : desk.hashOf({ number: text(printed), words: text(words) }),
  });

  /** @type {Cote.Desk['idOf']} */
  desk.idOf = ({ path, blocks, part }) => desk.sha256(JSON.stringify([path, blocks.map(({ anchor, hash }) => [anchor, hash]), part ?? null])).slice(0, 16);

  /** @type {Cote.Desk['passageOf']} */
  desk.passageOf = (given) => {
    const blocks = Array.isArray(given.blocks) ? given.blocks.map(blockOf) : [];
    const path = text(given.path);
    if (!PATH.test(path) || !blocks.length || !blocks.every(({ anchor }) => ANCHOR.test(anchor))) return null;
    const [from, to] = given.part ?? [];
    const address = text(given.address);
    /** @type {Omit<Cote.Collected, 'id'>} */
    const passage = {
      path, blocks, language: path.slice(0, 2), symbol: text(given.symbol), title: text(given.title), reference: text(given.reference) || path,
      address: /^https?:\/\//.test(address) && URL.canParse(address) ? address : '', // what is opened may come from anywhere: nothing that runs
      ...(Number.isInteger(from) && Number.isInteger(to) ? { part: /** @type {Stretch} */ ([from, to]) } : {}),
      note: text(given.note).replace(/\r\n?/g, '\n'), tags: desk.tagsOf(given.tags ?? []),
      order: number(given.order), at: text(given.at), changed: number(given.changed),
      ...(given.gone ? { gone: number(given.gone) } : {}),
    };
    return { ...passage, id: desk.idOf(passage) };
  };

  /** @type {Cote.Desk['tagsOf']} */
  desk.tagsOf = (given) => {
    const all = (Array.isArray(given) ? given : given.split(/[,;，،；]/)).map((tag) => text(tag).replace(/\s+/g, ' ').trim()).filter(Boolean);
    return [...new Map(all.map((tag) => [tag.toLocaleLowerCase('und'), tag])).values()];
  };

  /** @type {Cote.Desk['quoted']} */
  desk.quoted = ({ blocks, part }) => blocks.map(({ words }, at) => {
    const from = part && at === 0 ? part[0] : 0;
    const to = part && at === blocks.length - 1 ? part[1] : words.length;
    return words.slice(from, to);
  });

  // --- keeping

  /** @param {string} id @returns {?Cote.Collected} */
  function read(id) {
    const own = unkept.get(id);
    if (own) return own;
    try {
      const known = localStorage.getItem(PREFIX + id);
      return known ? desk.passageOf(JSON.parse(known)) : null;
    } catch { return null; }
  }

  /** @param {Cote.Collected} passage */
  function write(passage) {
    try {
      localStorage.setItem(PREFIX + passage.id, JSON.stringify(passage));
      unkept.delete(passage.id);
    } catch { unkept.set(passage.id, passage); }
  }

  function everything() {
    /** @type {Set<string>} */
    const ids = new Set(unkept.keys());
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) ids.add(key.slice(PREFIX.length));
    } catch { /* storage refused: what this window has is all */ }
    const found = [...ids].map(read).filter((passage) => passage !== null);
    return found.sort((a, b) => a.order - b.order || (a.at < b.at ? -1 : 1));
  }

  const all = () => everything().filter(({ gone }) => !gone);
  const removed = () => everything().filter(({ gone }) => gone);
  const last = () => Math.max(0, ...everything().map(({ order }) => order));

  /** Two notes on one passage, without losing either. @param {string} one @param {string} other */
  const together = (one, other) => {
    if (one.includes(other)) return one;
    return other.includes(one) ? other : `${one}\n\n${other}`;
  };

  /** @type {Cote.Store['edit']} */
  function edit(id, before, now) {
    const known = read(id);
    if (!known) return;
    const note = now.note === undefined ? known.note : now.note;
    const elsewhere = now.note !== undefined && before.note !== undefined && known.note !== before.note && known.note !== now.note;
    write({ ...known, ...now, note: elsewhere ? together(known.note, note) : note, changed: Date.now() });
    changed();
  }

  /** @type {Cote.Store['merge']} */
  function merge(passages, { revive = false } = {}) {
    /** @type {Cote.Merged} */
    const result = { added: [], known: [], removed: [] };
    let order = last();
    for (const passage of passages) {
      const known = read(passage.id);
      if (known?.gone && !revive) { result.removed.push(passage); continue; }
      if (!known || known.gone) {
        order += 1;
        write({ ...passage, order, changed: passage.changed || Date.now(), gone: undefined, note: known ? together(known.note, passage.note) : passage.note });
        result.added.push(passage.id);
        continue;
      }
      const words = known.blocks.every(({ words: own }) => own) ? known.blocks : passage.blocks;
      write({ ...known, blocks: words, note: together(known.note, passage.note), tags: desk.tagsOf([...known.tags, ...passage.tags]) });
      result.known.push(passage.id);
    }
    changed();
    return result;
  }

  /** @type {Cote.Store['move']} */
  function move(id, place) {
    const others = all().filter((passage) => passage.id !== id);
    const known = read(id);
    if (!known) return;
    const before = others[place - 1]?.order ?? (others[0]?.order ?? 1) - 2;
    const after = others[place]?.order ?? before + 2;
    const order = (before + after) / 2;
    if (order > before && order < after) write({ ...known, order });
    else others.toSpliced(place, 0, known).forEach((passage, at) => write({ ...passage, order: at + 1 })); // no number between
    changed();
  }

  /** @param {string[]} ids @param {number | undefined} gone */
  const mark = (ids, gone) => {
    for (const passage of ids.map(read)) if (passage) write({ ...passage, gone });
    changed();
  };

  /** @type {Cote.Store['forget']} */
  const forget = (ids) => {
    for (const id of ids) {
      unkept.delete(id);
      try { localStorage.removeItem(PREFIX + id); } catch { /* nothing is kept */ }
    }
    changed();
  };

  desk.store = {
    all, removed, get: read, edit, merge, move, forget,
    put: (passage) => { write(passage); changed(); },
    remove: (ids) => mark(ids, Date.now()),
    restore: (ids) => mark(ids, undefined),
    unkept: () => unkept.size,
    watch: (act) => { watchers.add(act); },
  };
  window.addEventListener('storage', ({ key }) => { if (key === null || key.startsWith(PREFIX)) changed(); });
})();
