// The dossier's page: its passages in order, each with what has become of it; notes, tags and a filter; ways in and out. All
// of it is of this browser: files are read and written here, and nothing is sent.
(() => {
  const cote = window.cote;
  const { desk } = cote;
  const { store } = desk;
  const main = /** @type {HTMLElement} */ (document.querySelector('[data-desk]'));
  const place = {
    tools: /** @type {HTMLElement} */ (main.querySelector('[data-tools]')),
    unkept: /** @type {HTMLElement} */ (main.querySelector('[data-unkept]')),
    told: /** @type {HTMLElement} */ (main.querySelector('[data-told]')),
    filter: /** @type {HTMLElement} */ (main.querySelector('[data-filter]')),
    list: /** @type {HTMLElement} */ (main.querySelector('[data-passages]')),
    removed: /** @type {HTMLElement} */ (main.querySelector('[data-removed]')),
  };
  const page = /** @type {?HTMLLinkElement} */ (document.querySelector('link[rel="canonical"]'))?.href ?? location.href.split('#')[0];
  const { text, element } = cote;
  /** @type {Map<string, Cote.Standing>} */
  const standings = new Map();
  /** @type {Set<string>} what a passage's file said of it when it was opened */
  const altered = new Set();
  /** @type {Set<string>} */
  const chosen = new Set();
  const EDGE = 60; // pixels from an edge of the window within which dragging moves the page

  /** @param {string} label @param {() => void} act @param {Record<string, string>} [attributes] */
  function named(label, act, attributes = {}) {
    const made = element('button', { type: 'button' }, label);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.addEventListener('click', act);
    return made;
  }

  /** @param {string} key @param {() => void} act @param {Record<string, string>} [attributes] */
  const button = (key, act, attributes) => named(text(key), act, attributes);

  // --- what is told

  /** @param {string[]} said @param {HTMLElement[]} doings */
  function tell(said, ...doings) {
    const close = button('dossier.close', () => place.told.replaceChildren());
    place.told.replaceChildren(element('p', {}, ...said), element('p', {}, ...doings, close));
  }

  // --- a passage

  /** @param {Cote.Collected} passage */
  const isShown = ({ tags }) => chosen.size === 0 || tags.some((tag) => chosen.has(tag.toLocaleLowerCase('und')));

  /** The page here, where the archive has the document, else where it was published. @param {Cote.Collected} passage */
  function addressOf({ id, blocks, address }) {
    const { held, now = blocks } = standings.get(id) ?? {};
    return held ? desk.passages.address(held, now[0].anchor, now[now.length - 1].anchor) : address;
  }

  /** @param {Cote.Collected} passage */
  function words(passage) {
    const quote = element('blockquote', { lang: passage.language, dir: 'auto' });
    desk.quoted(passage).forEach((line, at) => {
      const { number } = passage.blocks[at];
      quote.append(element('p', {}, number && !(passage.part?.[0] && at === 0) ? `${number} ` : '', line || text('dossier.no_words')));
    });
    return quote;
  }

  /** @param {Cote.PassageBlock} block */
  const whole = (block) => `${block.number} ${block.words}`.trim();

  const SAID = {
    looking: 'dossier.looking', same: 'dossier.same', corrected: 'dossier.corrected', moved: 'dossier.moved_to', absent: 'dossier.absent',
    unread: 'dossier.unread', altered: 'dossier.altered',
  };

  /** @param {Cote.Collected} passage */
  function standing(passage) {
    const found = standings.get(passage.id);
    const state = /** @type {keyof typeof SAID} */ (altered.has(passage.id) ? 'altered' : found?.state ?? 'looking');
    const box = element('div', { className: `desk__standing desk__standing--${state}` });
    box.dataset.state = state;
    box.append(element('p', {}, state === 'moved' && found?.held && found.now
      ? text(SAID.moved, { reference: desk.passages.reference(found.held, found.now[0].anchor, found.now[found.now.length - 1].anchor) })
      : text(found?.kept ? 'dossier.corrected_around' : SAID[state])));
    if (found?.state !== 'corrected' || !found.now) return box;
    const { now } = found;
    const rows = passage.blocks.flatMap((block, at) => (desk.hashOf(now[at]) === block.hash ? [] : [
      element('p', { lang: passage.language, dir: 'auto' }, ...(block.words ? desk.difference(whole(block), whole(now[at])) : [now[at].words])),
    ]));
    const renew = button('dossier.take_new', () => {
      const renewed = desk.passageOf({ ...passage, blocks: now.map((block) => ({ ...block, hash: desk.hashOf(block) })), part: undefined });
      if (!renewed) return;
      store.put(renewed);
      store.remove([passage.id]);
    });
    box.append(element('details', { open: true }, element('summary', {}, text('dossier.difference')), ...rows), renew);
    return box;
  }

  /** What saves what is typed as it is typed, and again when the field is left. @param {HTMLInputElement | HTMLTextAreaElement} field
      @param {Cote.Collected} passage @param {(value: string) => Partial<Cote.Collected>} change */
  function saving(field, passage, change) {
    let known = passage;
    field.addEventListener('input', () => {
      typing = true;
      store.edit(passage.id, { note: known.note }, change(field.value));
      known = { ...known, ...change(field.value) };
      typing = false;
    });
  }
  let typing = false;

  /** @param {Cote.Collected} passage @param {number} at @param {number} count */
  function item(passage, at, count) {
    const { id, reference } = passage;
    const note = element('textarea', { id: `note-${id}`, rows: 2, value: passage.note, dir: 'auto', placeholder: ' ' });
    const tags = element('input', { id: `tags-${id}`, value: passage.tags.join(', '), dir: 'auto', autocomplete: 'off', placeholder: ' ' });
    saving(note, passage, (value) => ({ note: value }));
    saving(tags, passage, (value) => ({ tags: desk.tagsOf(value) }));
    tags.addEventListener('change', filter);
    const of = (/** @type {string} */ key) => ({ 'aria-label': text(key, { reference }), 'data-doing': `${key} ${id}` });
    const up = button('dossier.up', () => shift(id, -1), of('dossier.up_of'));
    const down = button('dossier.down', () => shift(id, 1), of('dossier.down_of'));
    up.disabled = at === 0;
    down.disabled = at === count - 1;
    const address = addressOf(passage);
    const title = element('h2', { lang: passage.language, dir: 'auto' }, address ? element('a', { href: address }, reference) : reference);
    const row = element('li', { className: 'desk__passage', id: `p-${id}` });
    row.append(title,
      element('p', { className: 'desk__title', lang: passage.language, dir: 'auto' }, passage.title), words(passage), standing(passage),
      element('p', { className: 'print-only desk__address', dir: 'ltr' }, passage.address),
      element('div', { className: 'desk__own' },
        element('label', { htmlFor: note.id }, text('dossier.note')), note,
        element('label', { htmlFor: tags.id }, text('dossier.tags')), tags),
      element('div', { className: 'desk__doings' },
        button('dossier.copy_reference', () => copyReference(passage), of('dossier.copy_reference_of')), up, down,
        button('dossier.remove', () => remove([id]), of('dossier.remove_of')), handle(row, id)));
    return row;
  }

  /** @param {Cote.Collected} passage */
  async function copyReference(passage) {
    cote.copyChosen(await desk.cited(passage));
  }

  // --- order

  /** @param {string} id @param {number} by */
  function shift(id, by) {
    const shown = store.all().filter(isShown).map((passage) => passage.id);
    const neighbour = shown[shown.indexOf(id) + by];
    const others = store.all().map((passage) => passage.id).filter((other) => other !== id);
    if (!neighbour) return;
    store.move(id, others.indexOf(neighbour) + (by > 0 ? 1 : 0));
    cote.say(text('dossier.moved_in_list', { number: shown.indexOf(id) + by + 1, total: shown.length }));
  }

  /** What a passage is dragged by, with a mouse or a finger; the buttons do the same. @param {HTMLElement} row @param {string} id */
  function handle(row, id) {
    const grip = element('span', { className: 'desk__grip', title: text('dossier.drag') }, '⠿');
    grip.setAttribute('aria-hidden', 'true');
    grip.addEventListener('pointerdown', (event) => {
      if (event.button || !event.isPrimary) return;
      event.preventDefault(); // no words are selected
      grip.setPointerCapture(event.pointerId);
      drag(grip, row, id, event.clientY);
    });
    return grip;
  }

  /** Until it is let go, a line shows where the passage would stand. @param {HTMLElement} grip @param {HTMLElement} row @param {string} id @param {number} at */
  function drag(grip, row, id, at) {
    const others = /** @type {HTMLElement[]} */ ([...place.list.children]).filter((other) => other !== row);
    let height = at;
    const follow = () => {
      if (height < EDGE) window.scrollBy(0, -EDGE / 4);
      if (height > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 4);
      const below = others.find((other) => height < other.getBoundingClientRect().top + other.offsetHeight / 2);
      for (const other of others) other.classList.toggle('desk__passage--below', other === below);
      place.list.classList.toggle('desk__list--last', !below);
      return below;
    };
    const listening = new AbortController();
    const { signal } = listening;
    // Near an edge the page goes on, though the finger rests; a list that is made anew lets go.
    const again = setInterval(() => { if (grip.isConnected) follow(); else end(); }, 50);
    const end = () => {
      listening.abort();
      clearInterval(again);
      row.classList.remove('desk__passage--dragged');
      place.list.classList.remove('desk__list--last');
      for (const other of others) other.classList.remove('desk__passage--below');
    };
    row.classList.add('desk__passage--dragged');
    grip.addEventListener('pointermove', (event) => { height = event.clientY; follow(); }, { signal });
    grip.addEventListener('pointerup', () => {
      const below = follow()?.id.slice(2);
      end();
      drop(id, below);
    }, { signal });
    grip.addEventListener('pointercancel', end, { signal });
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') end(); }, { signal });
  }

  /** Put a passage above another one, or behind all that are shown. @param {string} id @param {string | undefined} below */
  function drop(id, below) {
    const shown = store.all().filter(isShown).map((passage) => passage.id);
    if (shown[shown.indexOf(id) + 1] === below) return; // It stands there, whatever isn't shown is between.
    const others = store.all().map((passage) => passage.id).filter((other) => other !== id);
    const last = shown.findLast((other) => other !== id) ?? '';
    store.move(id, below ? others.indexOf(below) : others.indexOf(last) + 1);
  }

  // --- taking out, and back

  /** @param {string[]} ids */
  function remove(ids) {
    store.remove(ids);
    tell([text('dossier.taken_out', { count: ids.length })], button('dossier.undo', () => {
      store.restore(ids);
      place.told.replaceChildren();
    }));
    /** @type {?HTMLElement} */ (place.told.querySelector('button'))?.focus();
  }

  function showRemoved() {
    const gone = store.removed();
    place.removed.hidden = !gone.length;
    if (!gone.length) return;
    const isOpen = place.removed.querySelector('details')?.open ?? false;
    const rows = gone.map(({ id, reference, language }) => {
      const back = button('dossier.put_back', () => store.restore([id]), { 'aria-label': text('dossier.put_back_of', { reference }) });
      return element('li', {}, element('span', { lang: language, dir: 'auto' }, reference), ' ', back);
    });
    const empty = button('dossier.empty', () => {
      tell([text('dossier.empty_asked', { count: gone.length })], button('dossier.empty_done', () => {
        store.forget(gone.map(({ id }) => id));
        place.told.replaceChildren();
      }));
      /** @type {?HTMLElement} */ (place.told.querySelector('button'))?.focus();
    });
    const summary = element('summary', {}, text('dossier.removed', { count: gone.length }));
    place.removed.replaceChildren(element('details', { open: isOpen }, summary, element('ul', {}, ...rows), empty));
  }

  // --- tags

  function filter() {
    /** @type {Map<string, [name: string, count: number]>} */
    const tags = new Map();
    const all = store.all();
    for (const tag of all.flatMap((passage) => passage.tags)) {
      const key = tag.toLocaleLowerCase('und');
      tags.set(key, [tags.get(key)?.[0] ?? tag, (tags.get(key)?.[1] ?? 0) + 1]);
    }
    for (const key of chosen) if (!tags.has(key)) chosen.delete(key);
    place.filter.hidden = !tags.size;
    const boxes = [...tags].sort(([a], [b]) => a.localeCompare(b)).map(([key, [name, count]]) => {
      const box = element('input', { type: 'checkbox', checked: chosen.has(key), value: key });
      box.dataset.doing = `tag ${key}`;
      box.addEventListener('change', () => { if (chosen.delete(key) === false) chosen.add(key); render(); });
      return element('label', {}, box, element('span', { dir: 'auto' }, name), ` (${cote.number(count)})`);
    });
    const shown = all.filter(isShown).length;
    const counted = chosen.size ? [element('span', {}, text('dossier.shown', { count: shown, total: all.length }))] : [];
    place.filter.replaceChildren(element('legend', {}, text('dossier.by_tag')), ...boxes, ...counted);
  }

  // --- files

  /** What is handed out: those that are shown. */
  const handed = () => store.all().filter(isShown);
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

  /** @param {Blob | string} content @param {string} ending @param {string} [type] */
  function save(content, ending, type = '') {
    const file = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
    desk.handOver(file, `${text('dossier.file_name')}-${today()}.${ending}`);
    cote.say(text('dossier.saved', { count: handed().length }));
  }

  async function copyLink() {
    const { address, worded, limit } = await desk.link(handed(), page);
    if (!address) { tell([text('dossier.link_too_long', { limit })], saveButton()); return; }
    const copied = await cote.copy(address, text('dossier.link_copied', { count: address.length }));
    if (copied) tell([text('dossier.link_copied', { count: address.length }), ' ', worded ? text('dossier.link_whole') : text('dossier.link_without_words')]);
  }

  const saveButton = () => button('dossier.save', () => save(desk.saved(handed(), page, today()), 'html', 'text/html'));

  /** Ask before what comes from elsewhere joins what is here. @param {Cote.Collected[]} passages @param {boolean} changed whether a file isn't as it was saved */
  function take(passages, changed) {
    for (const passage of passages) if (desk.isAltered(passage)) altered.add(passage.id);
    const result = store.merge(passages);
    const known = result.known.length ? text('dossier.known_already', { count: result.known.length }) : '';
    const warned = changed || altered.size ? text('dossier.file_changed') : '';
    const back = result.removed.length ? [button('dossier.take_back', () => {
      store.merge(result.removed, { revive: true });
      place.told.replaceChildren();
      check();
    })] : [];
    const removed = result.removed.length ? text('dossier.removed_before', { count: result.removed.length }) : '';
    const undo = result.added.length ? [button('dossier.undo', () => { store.remove(result.added); place.told.replaceChildren(); })] : [];
    tell([[warned, text('dossier.taken_in', { count: result.added.length }), known, removed].filter(Boolean).join(' ')], ...back, ...undo);
    check();
  }

  /** @param {unknown} error */
  function refused(error) {
    if (error instanceof desk.OtherVersion) tell([text('dossier.other_version', { version: error.version })]);
    else tell([text(error instanceof RangeError ? 'dossier.too_large' : 'dossier.no_dossier')]);
  }

  /** @param {Iterable<File>} files */
  async function open(files) {
    for (const file of files) {
      try {
        const { passages, altered: changed } = await desk.opened(file);
        take(passages, changed);
      } catch (error) { refused(error); }
    }
  }

  async function arrive() {
    const [, handedOver] = /^#apport=(.*)/.exec(location.hash) ?? [];
    const own = handedOver !== undefined && location.protocol === 'file:'; // from another page of this copy
    const passages = await desk.linked(own ? `#dossier=${handedOver}` : location.hash).catch((error) => { refused(error); return null; });
    if (!passages) return;
    try { history.replaceState(null, '', location.pathname + location.search); } catch { /* the address stays longer */ }
    const asked = passages.filter(({ id }) => !store.get(id));
    const filled = await Promise.all(passages.map(withWords));
    if (own || !asked.length || !store.all().length) { take(filled, false); return; }
    tell([text('dossier.link_asked', { count: passages.length, more: asked.length })], button('dossier.take', () => take(filled, false)));
  }

  /** A link may carry no words: those of the archive, if they are the same. @param {Cote.Collected} passage */
  async function withWords(passage) {
    if (passage.blocks.every(({ words: own }) => own)) return passage;
    const { state, now } = await desk.standing(passage);
    if (!now || state === 'corrected') return passage;
    return { ...passage, blocks: passage.blocks.map((block, at) => ({ ...block, number: now[at].number, words: now[at].words })) };
  }

  function tools() {
    const file = element('input', { type: 'file', accept: '.html,text/html', id: 'desk-file', multiple: true });
    file.addEventListener('change', () => { open(file.files ?? []).then(() => { file.value = ''; }); });
    const doings = [
      saveButton(),
      named('Word (DOCX)', () => desk.word(handed()).then((content) => save(content, 'docx'))),
      named('Markdown (MD)', () => desk.markdown(handed()).then((content) => save(content, 'md', 'text/markdown'))),
      named('RIS', () => desk.ris(handed()).then((content) => save(content, 'ris', 'application/x-research-info-systems'))),
      button('dossier.link', copyLink),
    ];
    const label = element('label', { htmlFor: 'desk-file' }, text('dossier.open'));
    const styles = cote.styleChoice(JSON.parse(place.tools.dataset.styles ?? '[]'));
    place.tools.replaceChildren(element('p', { className: 'desk__files' }, ...doings), element('p', {}, styles), element('p', {}, label, ' ', file));
  }

  document.addEventListener('dragover', (event) => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault(); });
  document.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    open(event.dataTransfer.files);
  });

  // --- the page

  function render() {
    const focused = /** @type {?HTMLElement} */ (document.activeElement);
    const [id, doing] = [focused?.id, focused?.dataset.doing];
    filter();
    const passages = store.all();
    const shown = passages.filter(isShown);
    place.list.replaceChildren(...shown.map((passage, at) => item(passage, at, shown.length)));
    main.classList.toggle('desk--empty', !passages.length);
    for (const control of place.tools.querySelectorAll('button')) control.disabled = !passages.length;
    showRemoved();
    place.unkept.replaceChildren(...(store.unkept() ? [element('p', {}, text('dossier.unkept', { count: store.unkept() })), saveButton()] : []));
    const again = doing ? [...main.querySelectorAll('[data-doing]')].find((control) => control.dataset.doing === doing) : id ? document.getElementById(id) : null;
    if (!again || again === focused) return;
    again.focus({ preventScroll: true });
    if (again === document.activeElement) return;
    /** @type {?HTMLElement} */ (again.parentElement?.querySelector('button:enabled'))?.focus({ preventScroll: true }); // at the end of its way
  }

  let checking = 0;
  /** Ask the archive for each passage, one after the other. */
  async function check() {
    checking += 1;
    const own = checking;
    for (const passage of store.all()) {
      if (standings.has(passage.id)) continue;
      const found = await desk.standing(passage);
      if (own !== checking) return;
      standings.set(passage.id, found);
      const row = document.getElementById(`p-${passage.id}`);
      row?.querySelector('.desk__standing')?.replaceWith(standing(passage));
      const link = /** @type {?HTMLAnchorElement} */ (row?.querySelector('h2 a'));
      if (link) link.href = addressOf(passage);
    }
  }

  window.addEventListener('beforeunload', (event) => { if (store.unkept()) event.preventDefault(); });
  window.addEventListener('hashchange', arrive);
  const news = () => desk.alert((box) => place.tools.before(box));
  store.watch(() => { if (!typing) { render(); check(); news(); } });
  document.addEventListener('cote:language', () => { tools(); render(); });
  cote.turned.then(() => {
    tools();
    render();
    check();
    return arrive().then(news);
  });
})();
