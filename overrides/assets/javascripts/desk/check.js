// What has become of a passage of the dossier: whether the archive has its words where they were collected, other words, the
// same elsewhere, or nothing.
(() => {
  const cote = window.cote;
  const { desk } = cote;

  /** @param {Cote.PassageBlock} block */
  const wordsOf = ({ words }) => desk.normal(words);

  /** Where the words of blocks stand now, one behind the other. @param {Cote.PassageBlock[]} all @param {Cote.Collected} passage */
  function elsewhere(all, { blocks }) {
    const wanted = blocks.map(wordsOf);
    if (!wanted.every(Boolean)) {
      const hashes = blocks.map(({ hash }) => hash);
      const at = all.findIndex((_, start) => hashes.every((hash, next) => all[start + next] && desk.hashOf(all[start + next]) === hash));
      return at < 0 ? null : all.slice(at, at + blocks.length);
    }
    const words = all.map(wordsOf);
    const at = words.findIndex((_, start) => wanted.every((own, next) => own === words[start + next]));
    return at < 0 ? null : all.slice(at, at + blocks.length);
  }

  /** Of a passage that isn't where it was: whether another document has it. @param {Cote.Collected} passage @returns {Promise<Cote.Standing>} */
  async function missing(passage) {
    await window.coteSearch.run('everywhere');
    const found = await desk.elsewhere(passage);
    return found ? { state: 'moved', ...found } : { state: 'absent' };
  }

  /** @param {Cote.Collected} passage @returns {Promise<Cote.Standing>} */
  async function compared(passage) {
    const held = await desk.passages.document(passage.path);
    if (!held) return missing(passage);
    const now = await Promise.all(passage.blocks.map(({ anchor }) => desk.passages.block(held, anchor)));
    const same = now.every((block, at) => block && desk.hashOf(block) === passage.blocks[at].hash);
    const there = /** @type {Cote.PassageBlock[]} */ (now);
    if (same && held.path === passage.path) return { state: 'same', held, now: there };
    const found = same ? there : elsewhere(await desk.passages.all(held), passage);
    if (found) {
      const stayed = held.path === passage.path && found.every(({ anchor }, at) => anchor === passage.blocks[at].anchor);
      return { state: stayed ? 'same' : 'moved', held, now: found };
    }
    if (now.includes(null)) return missing(passage);
    const quoted = desk.normal(desk.quoted(passage).join(' '));
    const stands = desk.normal(there.map(({ words }) => words).join(' ')).includes(quoted);
    return { state: 'corrected', held, now: there, kept: Boolean(passage.part) && quoted !== '' && stands };
  }

  /** @type {Cote.Desk['standing']} */
  desk.standing = async (passage) => {
    try { return await compared(passage); } catch { return { state: 'unread' }; }
  };

  /** @type {Cote.Desk['isAltered']} */
  desk.isAltered = ({ blocks }) => blocks.some((block) => block.words !== '' && desk.hashOf(block) !== block.hash);

  /** @param {string} text @param {Stretch[]} runs of words that differ */
  const kept = (text, runs) => cote.align.tokens(text).filter(({ start }) => !runs.some(([from, to]) => start >= from && start < to));

  /** Runs by how many words that both texts have stand before them. @param {Cote.Token[]} words @param {Stretch[]} runs */
  function placed(words, runs) {
    /** @type {Map<number, Stretch[]>} */
    const places = new Map();
    for (const run of runs) {
      const before = words.filter(({ start }) => start < run[0]).length;
      places.set(before, [...places.get(before) ?? [], run]);
    }
    return places;
  }

  /** @type {Cote.Desk['difference']} */
  desk.difference = (before, after) => {
    const [removed, added] = cote.align.words(before, after);
    const words = kept(after, added);
    const [gone, come] = [placed(kept(before, removed), removed), placed(words, added)];
    /** @type {(Node | string)[]} */
    const made = [];
    /** @param {string} name @param {string} label @param {string} text */
    const element = (name, label, text) => {
      const node = document.createElement(name);
      node.append(Object.assign(document.createElement('span'), { className: 'unseen', textContent: cote.text(label) }), text);
      made.push(node);
    };
    let at = 0;
    for (let count = 0; count <= words.length; count += 1) {
      for (const [from, to] of gone.get(count) ?? []) {
        if (at) made.push(/\s*$/.exec(before.slice(0, from))?.[0] ?? '');
        element('del', 'dossier.was', before.slice(from, to));
        if (!at) made.push(/^\s*/.exec(before.slice(to))?.[0] ?? '');
      }
      for (const [from, to] of come.get(count) ?? []) {
        made.push(after.slice(at, from));
        element('ins', 'dossier.is', after.slice(from, to));
        at = to;
      }
      const end = words[count]?.end ?? after.length;
      made.push(after.slice(at, end));
      at = end;
    }
    return made;
  };
})();
