// What has happened to the passages of a dossier: who cites them, what was corrected, which revisions came; and which of it
// the reader hasn't been told. What was told is kept by the names of what happened, not by a day: a copy that is brought up
// to date may bring what was recorded before. Without the page; run under Node by tests/browser/desk/.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const desk = (cote.desk ??= /** @type {Cote.Desk} */ ({}));
  const KEY = 'cote.told';
  // An anchor whose last part is numbered: `res-1.par-`, `12` of `res-1.par-12.a`; not `par-4-bis`.
  const NUMBERED = /^((?:.*\.)?[a-z]+-)(\d+)(?:\.[a-z.]+)?$/;

  /** @param {string} anchor @returns {[kind: string, number: number]} */
  const numberOf = (anchor) => {
    const [, kind = '', number = ''] = NUMBERED.exec(anchor) ?? [];
    return [kind, Number(number)];
  };

  /** Whether one anchor is an item of the other: `par-12.a` of `par-12`; a paragraph is none of its part.
      @param {string} anchor @param {string} whole */
  const within = (anchor, whole) => (
    anchor === whole || (anchor.startsWith(`${whole}.`) && !anchor.slice(whole.length).includes('-'))
  );

  /** Whether a citation of a place, or of a range, is one of a block. @param {string} fragment @param {string} anchor */
  function means(fragment, anchor) {
    const [first, last] = fragment.split('--');
    if (last === undefined) return within(first, anchor) || within(anchor, first);
    const [[kind, from], [other, to], [own, number]] = [first, last, anchor].map(numberOf);
    return kind !== '' && kind === other && kind === own && from <= number && number <= to;
  }

  /** @param {Cote.Collected} passage @param {Cote.Watched} table @returns {Cote.Happened[]} */
  function cited({ blocks }, table) {
    return table.cited.flatMap(([path, reference, places]) => places.flatMap(([anchor, label, fragment, day]) => {
      if (!day || (fragment && !blocks.some((block) => means(fragment, block.anchor)))) return [];
      return [{ kind: fragment ? 'cited' : 'document', name: `${path}#${anchor}>${fragment}`, day, path, anchor, reference, label }];
    }));
  }

  /** The corrections of its blocks since it was collected, which its hash tells.
      @param {Cote.Collected} passage @param {Cote.Watched} table @returns {Cote.Happened[]} */
  function corrected({ path, reference, blocks }, table) {
    return blocks.flatMap(({ anchor, hash }) => {
      const newest = table.corrected.filter(([own]) => own === anchor);
      const known = newest.findLastIndex(([, , was]) => was === hash);
      return newest.slice(0, known + 1).map(([, day, was]) => (
        { kind: 'corrected', name: `${anchor}@${was}`, day, path, anchor, reference, label: '' }
      ));
    });
  }

  /** @param {Cote.Watched} table @returns {Cote.Happened[]} */
  const revised = (table) => table.revised.filter(([, , day]) => day).map(([path, reference, day]) => (
    { kind: 'revised', name: path, day, path, anchor: '', reference, label: '' }
  ));

  /** @type {Cote.Desk['happened']} */
  desk.happened = (passage, table) => [...corrected(passage, table), ...cited(passage, table), ...revised(table)];

  // --- what was told

  /** @returns {Record<string, string[]>} */
  function told() {
    try {
      const known = JSON.parse(localStorage.getItem(KEY) ?? '{}');
      return known && typeof known === 'object' ? known : {};
    } catch { return {}; }
  }

  /** @param {Record<string, string[]>} known */
  function keep(known) {
    try { localStorage.setItem(KEY, JSON.stringify(known)); } catch { /* it is told again */ }
  }

  /** A short name, of which many are kept. @param {Cote.Happened} one */
  const short = ({ kind, name }) => desk.sha256(`${kind} ${name}`).slice(0, 12);

  /** What had happened when a passage was collected, by the days on record; a correction after that is told by its hash.
      @param {Cote.Collected} passage @param {Cote.Happened[]} all */
  const before = ({ at }, all) => all.filter(({ kind, day }) => kind !== 'corrected' && day <= at.slice(0, 10));

  /** The place of a passage, which stays where its corrected text is taken. @param {Cote.Collected} passage */
  const placeOf = ({ path, blocks }) => `${path}#${blocks[0].anchor}--${blocks[blocks.length - 1].anchor}`;

  /** Short names by place. @param {[place: string, names: string[]][]} rows */
  function byPlace(rows) {
    /** @type {Record<string, string[]>} */
    const names = {};
    for (const [key, own] of rows) names[key] = [...new Set([...names[key] ?? [], ...own])];
    return names;
  }

  /** @type {Cote.Desk['untold']} */
  desk.untold = (all) => {
    const known = told();
    // Places that the dossier no longer has are forgotten.
    const names = byPlace(all.map(([passage, events]) => {
      const place = placeOf(passage);
      return [place, known[place] ?? before(passage, events).map(short)];
    }));
    keep(names);
    return all.map(([passage, events]) => {
      const of = names[placeOf(passage)];
      return /** @type {[Cote.Collected, Cote.Happened[]]} */ ([passage, events.filter((one) => !of.includes(short(one)))]);
    }).filter(([, events]) => events.length);
  };

  /** @type {Cote.Desk['tell']} */
  desk.tell = (all) => keep(byPlace(all.map(([passage, events]) => [placeOf(passage), events.map(short)])));
})();
