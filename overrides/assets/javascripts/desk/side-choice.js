// What to put beside a text: two fields for references, read as everywhere (citing/), and what the archive knows of the first
// text: its other languages, its earlier states, its parts, documents that it became or came from.
(() => {
  const cote = window.cote;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const main = /** @type {HTMLElement} */ (document.querySelector('[data-sides]'));
  const panel = /** @type {HTMLDetailsElement} */ (main.querySelector('[data-choose]'));
  const form = /** @type {HTMLFormElement} */ (panel.querySelector('form'));
  const offers = /** @type {HTMLElement} */ (panel.querySelector('[data-offers]'));
  const status = /** @type {HTMLElement} */ (main.querySelector('[data-status]'));
  const swap = /** @type {HTMLAnchorElement} */ (main.querySelector('[data-swap]'));
  const NAMES = ['a', 'b'];
  const fields = NAMES.map((name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)));

  /** The address of this page with two texts. @param {(Cote.SideSpec | null)[]} beside */
  const addressOf = (beside, hash = '') => {
    const [a, b] = beside.map((spec) => (spec ? cote.sides.written(spec) : ''));
    return `${location.href.split(/[?#]/)[0]}?a=${a}${b && `&b=${b}`}${hash}`;
  };

  // --- fields

  /** What a field means: an address of a text as this page writes it, or a reference to a document held; null where neither.
      @param {string} typed @param {string} language that is preferred @returns {Promise<?Cote.SideSpec>} */
  async function meant(typed, language) {
    const own = cote.sides.parse(typed.trim());
    if (own) return own;
    if (!cote.citations) await cote.run(new URL('references.js', here).href);
    if (!cote.documents) await cote.run(new URL('leading.js', here).href);
    const [reference] = cote.citations.survey(typed, new Date().getFullYear()).references;
    if (!reference) return null;
    const known = await Promise.all(reference.candidates.map((symbol) => cote.documents.find(symbol)));
    const held = known.flatMap((found) => found.held);
    const entry = held.find((one) => one.language === language) ?? held.find((one) => one.language === document.documentElement.lang) ?? held[0];
    return entry ? { path: `${entry.language}/${entry.path}`, state: '', first: reference.anchor ?? '', last: reference.last ?? '' } : null;
  }

  /** @param {SubmitEvent} event */
  async function submitted(event) {
    event.preventDefault();
    const language = cote.sides.parse(fields[0].dataset.spec ?? '')?.path.slice(0, 2) ?? '';
    /** @type {Cote.SideSpec[]} */
    const beside = [];
    for (const field of fields) {
      const kept = field.dataset.spec && field.value === field.dataset.shown ? cote.sides.parse(field.dataset.spec) : null;
      const spec = kept ?? await meant(field.value, language).catch(() => null);
      if (!spec) {
        cote.sides.saying(status, () => cote.text('sides.unknown', { words: field.value.trim() }));
        field.focus();
        return;
      }
      beside.push(spec);
    }
    cote.follow(addressOf(beside));
  }

  // --- offers

  /** @typedef {{ beside: [Cote.SideSpec, Cote.SideSpec | null], words: () => string, lang?: string }} Offered what two texts
      would be beside each other */

  /** @param {Cote.Side} text @param {Cote.SideSpec} spec @param {?Cote.SideSpec} other @returns {[key: string, offered: Offered[]][]} */
  function offered(text, spec, other) {
    const days = [...new Set(text.corrections.map(({ day }) => day))];
    /** @param {string} state @param {() => string} words @returns {Offered} */
    const stateOf = (state, words) => ({ beside: [{ ...spec, state }, { ...spec, state: '' }], words });
    const states = days.map((day) => stateOf(day, () => cote.text('sides.before', { day: cote.day(day) })));
    const source = text.repaired ? [stateOf('source', () => cote.text('sides.source'))] : [];
    const parts = text.parts.filter(({ anchor }) => anchor !== spec.first && (!text.isPart || anchor.split('.').length === spec.first.split('.').length));
    return [
      ['sides.languages_of', text.versions.flatMap(({ address, words, lang }) => {
        const path = cote.sides.pathOf(address);
        return path && path !== spec.path ? [{ beside: [spec, { ...spec, state: '', path }], words: () => words, lang }] : [];
      })],
      ['sides.states_of', [...states, ...source]],
      ['sides.related_to', text.related.flatMap(({ address, words, of }) => {
        const path = cote.sides.pathOf(address);
        return path ? [{ beside: [of && !spec.first ? { ...spec, first: of } : spec, { path, state: '', ...placeIn(address) }], words: () => words }] : [];
      })],
      // Of a part, the others beside it; of a document, its parts, to choose one of them.
      ['sides.parts_of', parts.map(({ anchor, words }) => {
        const part = { ...spec, first: anchor, last: '' };
        return { beside: text.isPart ? [spec, part] : [part, other], words: () => words };
      })],
    ];
  }

  /** Of an address's fragment, the part that it is in. @param {string} address */
  const placeIn = (address) => {
    const anchor = decodeURIComponent(new URL(address).hash.slice(1));
    return { first: new RegExp(`^(?:${cote.knowledge.anchors.scope})$`).test(anchor) ? anchor : '', last: '' };
  };

  /** @param {Cote.Side} text @param {Cote.SideSpec} spec @param {?Cote.SideSpec} other */
  function offer(text, spec, other) {
    const { saying } = cote.sides;
    const lists = offered(text, spec, other).flatMap(([key, all]) => {
      const list = document.createElement('ul');
      const known = new Set();
      for (const { beside, words, lang } of all) {
        const href = addressOf(beside, location.hash);
        if (known.has(href)) continue;
        known.add(href);
        const link = Object.assign(document.createElement('a'), { href });
        if (lang) link.lang = lang;
        const item = document.createElement('li');
        item.append(saying(link, words));
        list.append(item);
      }
      return list.childElementCount ? [saying(document.createElement('h2'), () => cote.text(key)), list] : [];
    });
    const named = saying(document.createElement('p'), () => cote.text('sides.beside', { text: cote.sides.named(text) }));
    offers.replaceChildren(...(lists.length ? [named, ...lists] : []));
  }

  /** Once the panel is open, its fields say what the texts are called. @param {(Cote.SideSpec | null)[]} specs */
  async function fill(specs) {
    const texts = await Promise.all(specs.map((spec) => spec && cote.sides.load(spec)));
    texts.forEach((text, at) => {
      if (text) fields[at].value = fields[at].dataset.shown = cote.sides.named(text);
    });
    const at = texts[0] ? 0 : 1;
    const [text, spec] = [texts[at], specs[at]];
    if (text && spec) offer(text, spec, specs[1 - at]);
  }

  /** @type {Cote.Sides['chooses']} */
  cote.sides.chooses = (specs) => {
    form.addEventListener('submit', submitted);
    specs.forEach((spec, at) => {
      if (spec) fields[at].value = fields[at].dataset.spec = fields[at].dataset.shown = cote.sides.written(spec);
    });
    const [a, b] = specs;
    panel.open = !a || !b;
    if (a && b) swap.href = addressOf([b, a]);
    if (!a && !b) return;
    const failed = () => { cote.sides.saying(status, () => cote.text('sides.failed')); };
    if (a && b) panel.addEventListener('toggle', () => { fill(specs).catch(failed); }, { once: true });
    else fill(specs).catch(failed);
  };
})();
