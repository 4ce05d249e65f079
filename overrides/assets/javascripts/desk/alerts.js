// What is new for the dossier, in a place of its own: on its page and on the home page, until the reader has seen it. It is
// computed here, from the passages and the tables beside the documents (build_scripts/export/watch_tables.py).
(() => {
  const cote = window.cote;
  const { desk, element } = cote;
  const MOST = 20; // events of one passage that are shown
  /** What is said of each kind, and of how many. */
  const SAID = {
    cited: 'alerts.cited', document: 'alerts.document', corrected: 'alerts.corrected', revised: 'alerts.revised',
  };
  /** @type {[kind: Cote.Happened['kind'], said: string][]} */
  const COUNTED = [
    ['cited', 'alerts.cited_count'], ['corrected', 'alerts.corrected_count'],
    ['document', 'alerts.document_count'], ['revised', 'alerts.revised_count'],
  ];
  /** @type {Map<string, (table: Cote.Watched) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Promise<?Cote.Watched>>} */
  const kept = new Map();

  cote.watched = (path, content) => waiting.get(path)?.(content);

  /** @param {string} path @returns {Promise<?Cote.Watched>} */
  const load = (path) => new Promise((resolve) => {
    waiting.set(path, resolve);
    const none = () => resolve(null); // has no effect where the content has come
    cote.run(cote.documents.file(path, 'suivi.js')).then(none, none);
  });

  /** @param {string} path */
  async function tableOf(path) {
    const held = await cote.documents.current(path);
    return held ? load(held) : null;
  }

  /** @param {string} path */
  function table(path) {
    const known = kept.get(path) ?? tableOf(path).catch(() => null);
    kept.set(path, known);
    return known;
  }

  /** @returns {Promise<[Cote.Collected, Cote.Happened[]][]>} */
  const everything = () => Promise.all(desk.store.all().map(async (passage) => {
    const known = await table(passage.path);
    return /** @type {[Cote.Collected, Cote.Happened[]]} */ ([passage, known ? desk.happened(passage, known) : []]);
  }));

  /** @param {Cote.Happened} one */
  function line({ kind, path, anchor, reference, label, day }) {
    const link = (/** @type {string} */ words) => {
      const made = element('a', { href: cote.documents.page(path, anchor), dir: 'auto' }, words);
      made.lang = path.slice(0, 2);
      return made;
    };
    const by = label ? `${reference}${cote.knowledge.places.join}${label}` : reference;
    return element('li', {}, ...cote.pieces(SAID[kind], { by: () => link(by), day: cote.day(day) }));
  }

  /** @param {Cote.Collected} passage @param {Cote.Happened[]} events */
  function row({ reference, language, path, blocks }, events) {
    const href = cote.documents.page(path, blocks[0].anchor);
    const title = element('a', { href, lang: language, dir: 'auto' }, reference);
    const more = events.length > MOST ? [element('li', {}, cote.text('alerts.more', { count: events.length - MOST }))] : [];
    return element('li', {}, title, element('ul', {}, ...events.slice(0, MOST).map(line), ...more));
  }

  /** What happened to a document under the first of its passages alone. @param {[Cote.Collected, Cote.Happened[]][]} news */
  function once(news) {
    const told = new Set();
    /** @param {Cote.Collected} passage @param {Cote.Happened} one */
    const isFirst = ({ path }, { kind, name }) => {
      const key = JSON.stringify([path, kind, name]);
      const known = told.has(key);
      if (kind === 'document' || kind === 'revised') told.add(key);
      return !known;
    };
    return news.map(([passage, events]) => /** @type {[Cote.Collected, Cote.Happened[]]} */ ([passage, events.filter((one) => isFirst(passage, one))]))
      .filter(([, events]) => events.length);
  }

  /** « 2 de vos 14 passages nouvellement cités, 1 corrigé ». @param {[Cote.Collected, Cote.Happened[]][]} news @param {number} total */
  function summary(news, total) {
    const having = (/** @type {string} */ kind) => news.filter(([, events]) => events.some((one) => one.kind === kind));
    return COUNTED.flatMap(([kind, said]) => {
      const passages = having(kind);
      const isOfDocuments = kind === 'document' || kind === 'revised';
      const count = isOfDocuments ? new Set(passages.map(([{ path }]) => path)).size : passages.length;
      return count ? [cote.text(said, { count, total })] : [];
    });
  }

  const box = element('aside', { className: 'desk-news', hidden: true });
  box.dataset.chrome = '';

  /** @param {[Cote.Collected, Cote.Happened[]][]} all */
  function show(all) {
    const news = desk.untold(all);
    box.hidden = !news.length;
    if (!news.length) { box.replaceChildren(); return; }
    Object.assign(box, { lang: cote.knowledge.language, dir: document.documentElement.dir });
    const title = element('h2', { id: 'desk-news' }, cote.text(cote.isCopy() ? 'alerts.since_copy' : 'alerts.since'));
    const seen = element('button', { type: 'button' }, cote.text('alerts.seen'));
    seen.addEventListener('click', () => {
      desk.tell(all);
      box.hidden = true;
      /** @type {?HTMLElement} */ (document.querySelector('main'))?.focus({ preventScroll: true });
    });
    const told = summary(news, all.length).map((words) => element('li', {}, words));
    const rows = once(news).map(([passage, events]) => row(passage, events));
    const details = element('details', {}, element('summary', {}, cote.text('alerts.details')), element('ol', {}, ...rows));
    box.replaceChildren(title, element('ul', {}, ...told), details, seen);
    box.setAttribute('aria-labelledby', title.id);
  }

  let asked = 0;
  /** @type {Cote.Desk['alert']} */
  desk.alert = async (put) => {
    if (!box.isConnected) put(box);
    asked += 1;
    const own = asked;
    const all = await everything();
    if (own === asked) show(all);
  };

  document.addEventListener('cote:language', () => { if (box.isConnected) desk.alert(() => {}); });
})();
