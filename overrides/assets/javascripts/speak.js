// Puts the words of another language of the interface into the page. The marks that say which sentence stands where are
// those of build_scripts/render/spoken.py; the controls inside a document's text, which are too many for marks, are known by
// the sentences that they were made of. The document itself stays as it is, and so does what is written by hand.
(() => {
  const cote = window.cote;
  const root = document.documentElement;
  const ATTRIBUTES = ['aria-label', 'placeholder'];
  const PLACE = /\{(\w+)(?::([^{}]*))?\}/; // « {count} », « {method:méthode} »
  const LETTERS = /\p{L}/u;
  let speaking = root.lang;

  /** @param {HTMLElement} element @param {string} code */
  const label = (element, code) => {
    element.lang = code;
    element.dir = cote.spoken[code].direction;
  };

  // --- sentences of templates

  /** The innermost element that holds the words of a place. @param {HTMLElement} element @returns {HTMLElement} */
  const holder = (element) => {
    const inner = /** @type {?HTMLElement} */ (element.firstElementChild);
    return inner && !inner.matches('[data-p], [data-w]') ? holder(inner) : element;
  };

  /** @param {HTMLElement} element @param {Cote.Spoken} words @param {string} own */
  function say(element, words, own) {
    const key = element.dataset.w ?? '';
    const told = words.pages[key] ?? words.names[key];
    if (told === undefined) return;
    const inside = /** @type {HTMLElement[]} */ ([...element.children]).filter((child) => child.dataset.p);
    const places = new Map(inside.map((child) => [child.dataset.p ?? '', child]));
    const count = Number((places.get('count')?.textContent ?? '').replace(/\D/g, ''));
    const sentence = typeof told === 'string' ? told : told[cote.category(count)] ?? told.other;
    const pieces = sentence.split(new RegExp(PLACE, 'g'));
    const nodes = pieces.flatMap((piece, index) => /** @type {(string | HTMLElement)[]} */ (partOf(piece, index)));
    /** @param {string} piece @param {number} index */
    function partOf(piece, index) {
      if (index % 3 === 2) return [];
      if (index % 3 === 0) return piece ? [piece] : [];
      const place = places.get(piece);
      if (!place) return [];
      const held = pieces[index + 1];
      if (held !== undefined) holder(place).textContent = held;
      else if (piece === 'count') place.textContent = cote.number(count);
      else if (LETTERS.test(place.textContent)) label(place, place.querySelector('[data-w]') ? words.language : own);
      return [place];
    }
    // A form of one number may leave the number out; it comes back with another language.
    const left = [...places.values()].filter((place) => !nodes.includes(place));
    for (const place of left) place.hidden = true;
    for (const place of places.values()) if (nodes.includes(place)) place.hidden = false;
    element.replaceChildren(...nodes, ...left);
    if (element.closest('[lang]')?.lang !== words.language || element.closest('[dir]')?.dir !== words.direction) label(element, words.language);
  }

  /** @param {ParentNode} part @param {Cote.Spoken} words @param {string} own */
  function sayAll(part, words, own) {
    // Sentences that stand in others first: these keep them as they are.
    for (const element of [...part.querySelectorAll('[data-w]')].reverse()) say(element, words, own);
    for (const name of ATTRIBUTES) {
      for (const element of part.querySelectorAll(`[data-w-${name}]`)) {
        const told = words.pages[element.getAttribute(`data-w-${name}`) ?? ''];
        if (typeof told === 'string') element.setAttribute(name, told);
      }
    }
    for (const element of part.querySelectorAll('template')) sayAll(element.content, words, own);
  }

  // --- controls inside the text

  const SIGNS = /[\\^$.*+?()[\]{}|/]/g; // what patterns have a meaning for
  /** Of a sentence as a page has it, whatever its spaces. @param {string} sentence */
  const pattern = (sentence) => sentence.replace(SIGNS, '\\$&').replace('\\{\\}', '(.+)').replace(/\s/g, '\\s');

  /**
   * What says a text that was made of the sentences of one language in another; the text itself where it was made of none.
   * @param {Cote.Spoken} from
   * @param {Cote.Spoken} to
   */
  function translator(from, to) {
    const of = (/** @type {Cote.Spoken} */ { pages }, /** @type {string} */ key) => String(pages[key]);
    const keys = Object.keys(from.pages);
    // The longest first: of « الفقرة {} » and « الفقرة الفرعية {} », the second says more.
    const units = keys.filter((key) => key.startsWith('units.')).sort((a, b) => of(from, b).length - of(from, a).length);
    const plain = [
      'labels.notes', 'labels.table', 'labels.masthead', 'labels.corrected', 'labels.page_in_file', 'labels.page',
      'labels.figure_on_page', 'labels.figure_in_file', 'cited.place',
    ];
    /** @type {[RegExp, (...parts: string[]) => string][]} */
    const rules = plain.map((key) => [new RegExp(`^${pattern(of(from, key))}$`), (_, number = '') => of(to, key).replace('{}', number)]);
    for (const key of units) {
      const number = (/** @type {string} */ written) => (key === 'units.pp' && /\d/.test(written) ? cote.ordinal(written.replace(/\D/g, '')) : written);
      rules.push([
        new RegExp(`^${pattern(of(from, 'labels.permalink'))} ${pattern(of(from, key))}$`),
        (_, written = '') => `${of(to, 'labels.permalink')} ${of(to, key).replace('{}', number(written))}`,
      ]);
    }
    rules.push([
      new RegExp(`^${pattern(of(from, 'labels.back'))} (\\S+)(?: \\((.+)\\))?$`),
      (_, number, which) => `${of(to, 'labels.back')} ${number}${which ? ` (${cote.ordinal(which.replace(/\D/g, ''))})` : ''}`,
    ]);
    rules.push([new RegExp(`^${pattern(of(from, 'labels.notes'))} – (.+)$`), (_, part) => `${of(to, 'labels.notes')} – ${part}`]);
    for (const key of keys.filter((name) => name.startsWith('repairs.'))) {
      const why = pattern(of(from, key)).replace(/\\\{\w+\\\}/g, '(.+)');
      rules.push([new RegExp(`^${pattern(of(from, 'labels.source'))} ${why}$`), (_, source, ...values) => {
        const names = [...of(from, key).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const reason = names.reduce((sentence, name, i) => sentence.replace(`{${name}}`, values[i]), of(to, key));
        return `${of(to, 'labels.source').replace('{}', source)} ${reason}`;
      }]);
    }
    // A reason that an editor has written stays.
    rules.push([new RegExp(`^${pattern(of(from, 'labels.source'))} (.+)$`), (_, source, reason) => `${of(to, 'labels.source').replace('{}', source)} ${reason}`]);
    return (/** @type {string} */ text) => {
      for (const [made, told] of rules) {
        const match = made.exec(text);
        if (match) return told(...match);
      }
      return text;
    };
  }

  /* What a control said in the page's own language, from which it is always translated. */
  /** @type {WeakMap<Element, Record<string, string>>} */
  const firsts = new WeakMap();
  /** @param {Element} element @param {string} name @param {string} now */
  const firstOf = (element, name, now) => {
    const known = firsts.get(element) ?? {};
    firsts.set(element, known);
    return (known[name] ??= now);
  };

  /** @param {Cote.Spoken} from @param {Cote.Spoken} to */
  function sayInside(from, to) {
    const told = translator(from, to);
    for (const element of document.querySelectorAll('.report [aria-label]')) {
      element.setAttribute('aria-label', told(firstOf(element, 'label', element.getAttribute('aria-label') ?? '')));
    }
    for (const element of document.querySelectorAll('.cited-by, .corrected, .in-file, a.page, .printed-masthead > summary')) {
      element.textContent = told(firstOf(element, 'text', element.textContent));
      label(element, to.language);
    }
    for (const element of document.querySelectorAll('.repair')) {
      if (element.title) element.title = told(firstOf(element, 'why', element.title));
      else if (element.dataset.why) element.dataset.why = told(firstOf(element, 'why', element.dataset.why));
    }
  }

  // --- lists and pages of cited documents that Python has written, which name organs, types and numbers in the archive's language

  const LISTED = [
    'h1:not([dir="auto"])', '.parents a', '.list a', '.list h2', '.list p', '.count', '.facts', '.list .title', '.facets a',
    '.cote-facts dd:not(.cote-facts__symbol)', '.pager a', 'th a', '.documents .title', '.cites__title',
    '.cites__facts > span:not([data-w])', '.cites-list > summary', '[data-p="what"]', '[data-p="by"]',
  ].map((part) => `main ${part}`).join();
  const FACTS = /(\s·\s)/;

  /** @param {Cote.Spoken} from @param {Cote.Spoken} to */
  function sayLists(from, to) {
    const told = cote.listed(from, to).say;
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(LISTED))) {
      if (element.children.length || 'w' in element.dataset) continue;
      const first = firstOf(element, 'text', element.textContent);
      // The title of a document that the archive has stays, whatever else is called so.
      const words = first.split(FACTS).map((part) => told(part, element.matches('.title, .cites__title'))).join('');
      element.textContent = words;
      if (words !== first) label(element, to.language);
      else if (to !== from && LETTERS.test(first)) label(element, from.language);
      else for (const name of ['lang', 'dir']) element.removeAttribute(name);
    }
  }

  /** Drawings of citations: a node says in its title what it is; its label, where there is room, the beginning of that.
      @param {Cote.Spoken} from @param {Cote.Spoken} to */
  function sayDrawings(from, to) {
    const told = cote.listed(from, to);
    for (const node of document.querySelectorAll('.network a')) {
      const named = node.querySelector('title');
      if (!named) continue;
      const { title, whole } = told.node(firstOf(named, 'text', named.textContent));
      named.textContent = whole;
      const long = node.querySelector('.network__long');
      const [key, of] = long ? firstOf(long, 'text', long.textContent).split(' · ') : [];
      const most = Number(node.closest('svg')?.dataset.most);
      const words = `${key} · ${title}`;
      if (long && of) long.textContent = words.length <= most ? words : `${words.slice(0, most - 1)}…`;
    }
  }

  /**
   * The help of the search page, whose words are known by themselves: a first search, which waits for the page, hasn't to
   * wait for their keys.
   * @param {Cote.Spoken} from
   * @param {Cote.Spoken} to
   */
  function sayHelp(from, to) {
    const plain = (/** @type {unknown} */ text) => String(text).replace(/\s/g, ' ').trim();
    const keys = new Map(Object.entries(from.pages).filter(([key]) => key.startsWith('search.')).map(([key, told]) => [plain(told), key]));
    for (const element of document.querySelectorAll('.search__help :is(h2, th, td, p, code, kbd)')) {
      const key = keys.get(plain(firstOf(element, 'text', element.textContent)));
      if (key && !element.children.length) element.textContent = String(to.pages[key]);
    }
  }

  const PARTS = / – /;
  /**
   * The tab's title: where it begins with the page's heading or holds it, as that is now; else by its words.
   * @param {string} first what the heading said
   * @param {Cote.Spoken} from
   * @param {Cote.Spoken} to
   */
  function sayTitle(first, from, to) {
    const told = cote.listed(from, to).say;
    const title = firstOf(document.documentElement, 'title', document.title);
    const now = heading()?.textContent;
    const said = first && now ? title.replace(first, () => now) : title;
    document.title = said.split(PARTS).map((part) => told(part)).join(' – ');
  }

  // --- the page

  const heading = () => document.querySelector('main h1');
  const site = new URL('../../../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

  /** Have the header and the foot lead to the pages that somebody has written in the language. @param {Cote.Spoken} words */
  function leadToWritten({ language, written }) {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.site-header a, .site-footer a'))) {
      link.dataset.own ??= link.href;
      const own = link.dataset.own.startsWith(site) ? link.dataset.own.slice(site.length) : '';
      const [, name, ending] = /^(?:pages\/[a-z]+\/)?([a-z-]+)(\/(?:index\.html)?|\.html)$/.exec(own) ?? [];
      if (name) link.href = written.includes(name) ? `${site}pages/${language}/${name}${ending}` : link.dataset.own;
    }
  }

  /**
   * @param {string} code
   * @param {string} own
   * @param {string} direction
   */
  function speak(code, own, direction) {
    const words = cote.spoken[code];
    cote.keepPlace(() => {
      cote.knowledge = words;
      // What isn't marked stays in the archive's language: a document's page, and what is written by hand.
      for (const part of document.querySelectorAll('main')) {
        // There all but titles and quotations is of the interface.
        const speaks = part.matches('.search, .sides, .desk, .check') || part.querySelector('.list, .cote-facts, .lead, .network-table') !== null;
        if (!part.lang || speaks) part.lang = speaks ? code : own;
        if (!part.dir || speaks) part.dir = speaks ? words.direction : direction || 'ltr';
      }
      Object.assign(root, { lang: code, dir: words.direction });
      for (const part of document.querySelectorAll('.citing')) Object.assign(part, { lang: own, dir: direction || 'ltr' });
      for (const part of document.querySelectorAll('.masthead, .citations, .provenance')) Object.assign(part, { lang: own, dir: words.direction });
      const first = heading();
      const headed = first ? firstOf(first, 'heading', first.textContent) : '';
      sayAll(document.body, words, own);
      sayInside(cote.spoken[own], words);
      sayLists(cote.spoken[own], words);
      sayHelp(cote.spoken[own], words);
      sayDrawings(cote.spoken[own], words);
      sayTitle(headed, cote.spoken[own], words);
      for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll('time[datetime]'))) {
        if (time.closest('.report') || !/^\d{4}-\d\d-\d\d$/.test(time.dateTime)) continue;
        time.textContent = cote.day(time.dateTime);
        label(time, code);
      }
      for (const note of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-only-in]'))) note.hidden = code === own;
      leadToWritten(words);
    });
    speaking = code;
    document.dispatchEvent(new CustomEvent('cote:language'));
  }

  // --- the choice

  cote.speaks = (panel, own, direction) => {
    /** @type {Map<string, Promise<unknown>>} */
    const loaded = new Map();
    /** @param {string} code */
    const wordsOf = (code) => {
      const known = loaded.get(code) ?? cote.run(`${site}assets/javascripts/words/${code}.js`);
      loaded.set(code, known);
      known.catch(() => loaded.delete(code));
      return known;
    };
    const name = /** @type {HTMLElement} */ (panel.querySelector('.settings__name'));
    let wanted = own;

    cote.turn = async (code) => {
      const chosen = cote.tongues.find(([tongue]) => tongue === code);
      if (!chosen) return;
      wanted = code;
      await Promise.all([own, code].map(wordsOf));
      if (wanted !== code) return;
      if (code !== speaking) speak(code, own, direction);
      /** @type {HTMLElement} */ (panel.querySelector('.settings__sign')).textContent = code;
      Object.assign(name, { lang: code, textContent: chosen[1] });
      for (const choice of choices.querySelectorAll('input')) choice.checked = choice.value === code;
    };

    const choices = document.createElement('div');
    choices.className = 'settings__panel';
    for (const [code, words, written] of cote.tongues) {
      const choice = Object.assign(document.createElement('input'), { type: 'radio', name: 'language', value: code, checked: code === own });
      const row = Object.assign(document.createElement('label'), { lang: code, dir: written });
      row.append(choice, ` ${words}`);
      choices.append(row);
      choice.addEventListener('change', () => {
        cote.remember('language', code);
        cote.remember('direction', written);
        cote.turn?.(code).then(() => cote.say(cote.text('site.spoken')), () => cote.say(cote.text('site.not_spoken')));
      });
    }
    choices.setAttribute('role', 'radiogroup');
    choices.setAttribute('aria-labelledby', 'tongue');
    panel.append(choices);
  };
})();
