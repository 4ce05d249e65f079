/* The results page: the box, the address, the filters and what is said of the answer. The site's own search box serves
   as this page's. */
(() => {
  'use strict';
  const {
    run: loadScript, manifest, readerFor, parse, words: wordsIn, unaccented, wordsApart, search, warm, openOlder,
    facets, vocabulary, Results, between,
  } = window.coteSearch;
  const { element, text: say, pieces, number: shownNumber } = window.cote;
  const PAUSE = 90;
  const SHOWN = 8;
  const KIN = 12;
  const AFTER = 400; // milliseconds
  /** @type {Record<string, string>} */
  const PARTS = { texte: 'search.text', notes: 'search.notes', titres: 'search.titles' };

  const form = /** @type {HTMLFormElement} */ (document.querySelector('.site-search'));
  const box = /** @type {HTMLInputElement} */ (form.querySelector('[name="q"]'));
  const page = /** @type {HTMLElement} */ (document.querySelector('[data-search]'));
  /** @param {string} name */
  const find = (name) => /** @type {HTMLElement} */ (page.querySelector(`[data-search-${name}]`));
  const [status, notices, filters, list] = ['status', 'notices', 'filters', 'results'].map(find);
  const sorting = /** @type {HTMLSelectElement} */ (find('sort'));
  /** The panel around the filters, and the label around the choice of an order. */
  const panel = /** @type {HTMLDetailsElement} */ (filters.closest('details'));
  const sortingLabel = /** @type {HTMLLabelElement} */ (sorting.closest('label'));
  /** @param {string} text */
  const quote = (text) => say('search.quoted', { words: text });

  // --- the address

  /**
   * What is asked for.
   * @typedef {{q: string, filters: Search.Filters, sort: string, some: boolean, kin: boolean, all: boolean}} Asked
   */

  /** @returns {Asked} */
  const read = () => {
    const asked = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(facets.names.map((name) => [name, asked.getAll(name).filter(Boolean)]));
    return {
      q: asked.get('q') ?? '',
      filters: chosen,
      sort: asked.get('tri') ?? 'pertinence',
      some: asked.get('mots') === 'partie',
      kin: asked.get('formes') !== 'exactes',
      all: asked.get('n') === 'all',
    };
  };

  /** @param {Asked} asked */
  const address = ({ q, filters: chosen, sort, some, kin, all }) => {
    const asked = new URLSearchParams();
    if (q) asked.set('q', q);
    for (const [name, values] of Object.entries(chosen)) for (const value of values) asked.append(name, value);
    if (sort !== 'pertinence') asked.set('tri', sort);
    if (some) asked.set('mots', 'partie');
    if (!kin) asked.set('formes', 'exactes');
    if (all) asked.set('n', 'all');
    return `${location.pathname}${asked.size ? `?${asked}` : ''}`;
  };

  let state = read();

  /* Change what is asked for; typing replaces the entry of the history that it began. */
  let typing = false;
  /** @param {Partial<Asked>} changes @param {{typed?: boolean}} [how] */
  const change = (changes, { typed = false } = {}) => {
    state = { ...state, all: false, some: false, ...changes };
    history[typed && typing ? 'replaceState' : 'pushState'](null, '', address(state));
    typing = typed;
    return run();
  };

  // --- what is said

  /** @param {Partial<Asked>} changes @param {string} words */
  const linkTo = (changes, words) => {
    const link = element('a', { href: address({ ...state, all: false, some: false, ...changes }) }, words);
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      box.value = changes.q ?? box.value;
      change(changes);
    });
    return link;
  };

  /** @param {(Node | string)[]} content */
  const notice = (...content) => notices.append(element('p', {}, ...content));

  /** What asks for something else, of the words that a sentence holds. @param {Partial<Asked>} changes */
  const linking = (changes) => (/** @type {string} */ words) => linkTo(changes, words);

  /** The query with one of its words replaced. @param {string} from @param {string} to */
  const replaced = (from, to) => (state.q.includes(from) ? state.q.replace(from, to) : to);

  /** @param {string} word */
  const isKnown = async (word) => {
    const forms = (await vocabulary.lookup(unaccented(word)))?.forms ?? [];
    return forms.some(({ name }) => name === word || word === unaccented(word));
  };

  /** @param {Search.Term[]} terms @param {() => boolean} current */
  const sayUnknown = async (terms, current) => {
    for (const term of terms.filter(({ unknown }) => unknown)) {
      notice(say('search.unknown', { word: quote(term.text) }));
      if (term.kind === 'symbol') continue;
      /** @type {[word: string, other: string][]} */
      const near = [];
      for (const word of term.accented) {
        if (!(await isKnown(word))) for (const other of await vocabulary.near(word)) near.push([word, other]);
      }
      if (!current()) return;
      if (near.length) {
        const phrase = term.kind === 'phrase';
        const corrected = (/** @type {[string, string]} */ [word, other]) => {
          const whole = term.accented.map((own) => (own === word ? other : own)).join(' ');
          return phrase ? `«\u00a0${whole}\u00a0»` : other;
        };
        const links = near.map((pair) => linkTo({ q: phrase ? corrected(pair) : replaced(term.text, pair[1]) }, corrected(pair)));
        notice(...pieces('search.suggested', { words: between(links, ', ') }));
      }
    }
  };

  /** Which other forms were looked for, and the way to those typed alone, or back. @param {Search.Term[]} terms */
  const sayKin = (terms) => {
    const kin = [...new Set(terms.flatMap(({ alternatives }) => alternatives.flat().flatMap(({ kin: names }) => names)))];
    if (!state.kin) { notice(...pieces('search.exact', { all: linking({ kin: true }) })); return; }
    if (!kin.length) return;
    const shown = kin.length > KIN + 1 ? kin.slice(0, KIN) : kin;
    const rest = kin.length - shown.length;
    notice(...pieces(rest ? 'search.kin_more' : 'search.kin', { words: shown.join(', '), count: rest, exact: linking({ kin: false }) }));
  };

  /** In which document alone was looked, and the way out. @param {Search.Term[]} terms */
  const sayWhere = (terms) => {
    const places = terms.filter(({ narrows }) => narrows);
    if (!places.length) return;
    const symbols = [...new Set(places.flatMap(({ documents = [] }) => documents.filter(({ held }) => held.length).map(({ symbol }) => symbol)))];
    const q = places.reduce((text, { written = '' }) => text.replace(written, ' '), parse(state.q).text).replace(/\s+/g, ' ').trim();
    notice(...pieces('search.inside', { symbols: symbols.slice(0, 3).join(', '), all: linking({ q }) }));
  };

  /** @param {Search.Term[]} terms */
  const sayCompounds = (terms) => {
    const compounds = terms.flatMap((term) => term.compounds ?? []);
    if (compounds.length) notice(...pieces('search.compounds', { words: between(compounds.map((word) => linkTo({ q: word }, word)), ', ') }));
  };

  /** A run of Chinese characters is an expression; where the browser can tell words, they are offered. @param {Search.Term[]} terms @param {string[]} common */
  const sayApart = (terms, common) => {
    for (const { text, unquoted } of terms) {
      const cut = unquoted ? wordsApart(text, common) : [];
      if (cut.length > 1) notice(...pieces('search.apart', { words: linkTo({ q: replaced(text, cut.join(' ')) }, cut.join(' ')) }));
    }
  };

  /** The languages that the reader reads, the page's among them. */
  const readersLanguages = () => window.cote.readersLanguages(window.cote.knowledge.language);

  /** @param {Search.Result} answer */
  const sayNothing = (answer) => {
    const known = answer.terms.filter(({ unknown }) => !unknown);
    const narrowed = Object.values(state.filters).some((values) => values.length);
    if (narrowed) notice(...pieces('search.filtered', { all: linking({ filters: {} }) }));
    if (answer.terms.length > 1 && known.length) {
      notice(...pieces('search.not_together', { some: linking({ some: true }) }));
    }
  };

  /** @param {Search.Result} answer */
  const sayCount = (answer) => {
    const query = state.q.trim();
    status.dataset.query = query; // for paper
    if (!answer.terms.length && !answer.hits && !query) { status.textContent = ''; return; }
    const passages = say('search.passages', { count: answer.hits });
    const documents = say('search.documents', { count: answer.groups.length });
    status.textContent = answer.hits ? say(answer.unsure ? 'search.found_about' : 'search.found', { passages, documents }) : say('search.nothing');
  };

  // --- filters

  /** What facets call their values. */
  const names = async () => {
    const { countries, themes } = await manifest();
    const { knowledge, spoken } = window.cote;
    /** @param {string} kind @param {string} value */
    const told = (kind, value) => spoken?.[knowledge.language]?.names[`${kind}.${value}`];
    return (/** @type {string} */ facet, /** @type {string} */ value, /** @type {Search.Result} */ answer) => {
      const field = facet === 'organe' ? 'organ' : 'type';
      const data = answer.groups.find(({ document }) => document.data[field] === value)?.document.data ?? {};
      /** @type {Record<string, () => string | undefined>} */
      const namers = {
        partie: () => say(PARTS[value]),
        pays: () => told('countries', value) ?? countries[value],
        theme: () => told('themes', value) ?? themes[value],
        langue: () => knowledge.languages[value],
        organe: () => told('organs', value) ?? data['organ-name'],
        type: () => told('types', value) ?? data['type-name'],
      };
      return namers[facet]?.() ?? value;
    };
  };

  const open = new Set(['partie', 'theme', 'pays']);
  const whole = new Set();

  /** @param {Search.Result} answer @param {() => boolean} current */
  const showFilters = async (answer, current) => {
    const [nameOf] = await Promise.all([names(), answer.count()]);
    if (!current()) return;
    const focused = document.activeElement?.closest?.('[data-search-filters]') ? document.activeElement.id : '';
    const nodes = answer.counter.list().filter(({ values }) => values.length).map((facet) => facetNode(facet, (value) => nameOf(facet.name, value, answer)));
    const years = yearsOf(answer);
    // They have their room before what fills it.
    const bars = element('div', { className: 'years__chart', hidden: years.length < 2 });
    filters.replaceChildren(bars, ...nodes);
    const refocus = () => { if (focused) document.getElementById(focused)?.focus({ preventScroll: true }); };
    refocus();
    further().then(() => { bars.append(...window.coteSearch.yearBars(years, chooseYears)); refocus(); }).catch(() => { bars.hidden = true; });
    panel.hidden = !nodes.length;
    const chosen = answer.counter.list().flatMap(({ name, values }) => values.filter((value) => value.chosen)
      .map(({ value }) => /** @type {Search.Chosen} */ ([name, value, nameOf(name, value, answer)])));
    if (!chosen.length) panel.querySelector('.search__follow')?.remove();
    else loadScript('follow').then(() => (current() ? window.coteSearch.follow(panel, chosen) : undefined)).catch(() => {});
  };

  /** The years that passages have. @param {Search.Result} answer */
  const yearsOf = (answer) => answer.counter.list().flatMap(({ name, values }) => (name === 'annee' ? values : []))
    .filter(({ value, count, chosen }) => /^\d{4}$/.test(value) && (count || chosen));

  /** @param {string[]} years @param {boolean} chosen */
  const chooseYears = (years, chosen) => {
    const others = state.filters.annee.filter((year) => !years.includes(year));
    change({ filters: { ...state.filters, annee: chosen ? [...others, ...years] : others }, some: state.some });
  };

  /* What nobody needs to see a first result comes after it: bars, the choice of a style. */
  /** @type {?Promise<unknown>} */
  let rest = null;
  const further = () => {
    rest ??= new Promise((wait) => { setTimeout(wait, AFTER); }).then(() => loadScript('further')).then(offerStyles);
    rest.catch(() => { rest = null; }); // it comes with the next answer
    return rest;
  };

  /** @param {Search.Facet} facet @param {(value: string) => string} nameOf @returns {HTMLElement} */
  const facetNode = ({ name, label: title, values }, nameOf) => {
    const named = values.map((value) => ({ ...value, name: nameOf(value.value) }))
      .sort((a, b) => Number(b.chosen) - Number(a.chosen)
        || (name === 'annee' ? b.value.localeCompare(a.value) : b.count - a.count)
        || a.name.localeCompare(b.name, window.cote.knowledge.language));
    const shown = whole.has(name) ? named : named.slice(0, Math.max(SHOWN, named.filter(({ chosen }) => chosen).length));
    const rows = shown.map((value) => {
      const id = `f-${name}-${value.value}`;
      const choice = element('input', { type: 'checkbox', id, name, value: value.value, checked: value.chosen });
      const words = element('label', { htmlFor: id }, value.name, ' ', element('span', { className: 'facet__count' }, shownNumber(value.count)));
      return element('li', {}, choice, words);
    });
    const looks = { className: 'facet', open: open.has(name) || values.some(({ chosen }) => chosen) };
    const node = element('details', looks, element('summary', {}, title), element('ul', {}, ...rows));
    node.addEventListener('toggle', () => open[node.open ? 'add' : 'delete'](name));
    if (shown.length < named.length) {
      const all = element('button', { type: 'button', id: `f-${name}` }, say('search.all_values', { count: named.length }));
      all.addEventListener('click', () => {
        whole.add(name);
        node.replaceWith(facetNode({ name, label: title, values }, nameOf));
        document.getElementById(`f-${name}-${named[SHOWN].value}`)?.focus();
      });
      node.append(all);
    }
    return node;
  };

  panel.open = matchMedia('(min-width: 56em)').matches;

  filters.addEventListener('change', (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    const values = new Set(state.filters[target.name] ?? []);
    values[target.checked ? 'add' : 'delete'](target.value);
    change({ filters: { ...state.filters, [target.name]: [...values] }, some: state.some });
  });

  const style = find('style');
  const offerStyles = () => style.replaceChildren(window.cote.styleChoice(JSON.parse(style.dataset.styles ?? '[]')));

  sorting.addEventListener('change', () => change({ sort: sorting.value, some: state.some }));

  // --- one run

  /** @type {?Search.Result} */
  let answer = null;
  const results = new Results(list, find('more'), () => { if (answer) sayCount(answer); });
  let turn = 0;

  const run = async () => {
    const mine = turn += 1;
    const current = () => mine === turn;
    delete list.dataset.done;
    const slow = setTimeout(() => { if (current()) status.textContent = say('search.searching'); }, 400);
    try {
      await readerFor(state.q);
      if (!current()) return;
      /** @type {Promise<void> | undefined} */
      let begun;
      const begin = (/** @type {Search.Result} */ first) => new Promise((end, fail) => {
        begun = present(first, current, () => end(undefined));
        begun.then(end, fail);
      });
      const found = await search(parse(state.q), { ...state, languages: readersLanguages(), stale: () => !current(), begin });
      await (begun ?? present(found, current));
      if (!current()) return;
      if (begun) results.finish();
      clearTimeout(slow);
      sayCount(found);
      sayOlder(found);
      await showFilters(found, current);
    } catch (error) {
      if (!current()) return;
      console.error(error);
      results.clear();
      status.textContent = say('search.not_loaded');
    } finally {
      clearTimeout(slow);
    }
  };

  /**
   * Show what was found; `begun` where it is only the beginning (results.js).
   * @param {Search.Result} found
   * @param {() => boolean} current
   * @param {() => void} [begun]
   */
  const present = async (found, current, begun) => {
    if (!current()) return;
    answer = found;
    notices.replaceChildren();
    page.classList.toggle('search--empty', !state.q && !found.groups.length);
    sortingLabel.hidden = found.groups.length < 2;
    style.hidden = !found.groups.length;
    for (const option of sorting.options) option.selected = option.value === state.sort;
    const said = tell(found, current);
    const opened = new Set(/** @type {string[]} */ (history.state?.opened ?? []));
    /* The entry of the history has them, so that the way back leads to them, too. */
    const keep = (/** @type {string} */ hit, /** @type {boolean} */ shown) => {
      opened[shown ? 'add' : 'delete'](hit);
      history.replaceState({ ...history.state, opened: [...opened] }, '');
    };
    await Promise.all([said, results.show(found, { all: state.all, some: state.some, opened, open: keep }, said, begun)]);
  };

  /* Where it says how many older documents were not looked through, or most likely will not be. */
  let older = element('p');
  /** @param {Search.Result} found */
  const sayOlder = ({ left }) => {
    older.hidden = !left;
    older.replaceChildren(...pieces('search.older', { count: left, all: linking({ all: true }) }));
  };

  /** @param {Search.Result} found @param {() => boolean} current */
  const tell = async (found, current) => {
    for (const term of found.terms.filter(({ kind }) => kind === 'symbol')) {
      const ways = await window.coteSearch.ways(term, found.manifest);
      if (!current()) return;
      notices.append(...ways);
    }
    await sayUnknown(found.terms, current);
    if (!current()) return;
    if (found.terms.length && !found.hits) sayNothing(found);
    sayWhere(found.terms);
    sayKin(found.terms);
    sayCompounds(found.terms);
    sayApart(found.terms, Object.values((await manifest()).stop_words).flat());
    if (state.some) notice(...pieces('search.some', { all: linking({ some: false }) }));
    older = element('p');
    sayOlder(found);
    notices.append(older);
  };

  // --- the reader's hands

  /* Another query is coming: what it needs loads while it is typed. What doesn't load is said when the query is made. */
  const expect = () => {
    if (answer) openOlder().catch(() => {});
    const begun = wordsIn(box.value).at(-1);
    if (begun) vocabulary.expect(begun).catch(() => {});
  };
  box.addEventListener('focus', expect);

  /** Whether words came as a whole, as what is pasted or dropped does: nothing more is waited for. @param {InputEvent} event */
  const isWhole = ({ inputType, data }) => /^insert(From|Repl)/.test(inputType) || (inputType === 'insertText' && data?.[1]);

  /** @type {number | undefined} */
  let pause;
  box.addEventListener('input', (event) => {
    clearTimeout(pause);
    if (event instanceof InputEvent && isWhole(event)) {
      change({ q: box.value }, { typed: true });
      return;
    }
    expect();
    pause = setTimeout(async () => {
      const text = box.value;
      change({ q: await unfinished(text) ? `${text}*` : text }, { typed: true });
    }, PAUSE);
  });

  /** True while the last word being typed isn't in the collection, but begins one that is. @param {string} text */
  const unfinished = async (text) => {
    await readerFor(text).catch(() => {}); // said when the query is run
    const { terms } = parse(text);
    const last = terms.at(-1);
    if (!last || last.kind !== 'word' || /[\s*»”"]$/.test(text) || last.forms[0].length < 3) return false;
    if ((await vocabulary.lookup(last.forms[0]))?.count) return false;
    return (await vocabulary.beginning(last.forms[0])).length > 0;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    typing = false;
    change({ q: box.value });
  });

  const show = () => { state = read(); box.value = state.q; typing = false; run(); };
  addEventListener('popstate', show);

  const links = () => [...page.querySelectorAll('.way, .hit__link')];

  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inBox = document.activeElement === box;
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    if (event.key === 'ArrowDown' && (inBox || at >= 0)) all[at + 1]?.focus();
    else if (event.key === 'ArrowUp' && at > 0) all[at - 1].focus();
    else if (event.key === 'ArrowUp' && at === 0) box.focus();
    else if (event.key === 'Escape' && at >= 0) box.focus();
    else if (event.key === 'Escape' && inBox && box.value) { box.value = ''; change({ q: '', filters: {} }); } else return;
    event.preventDefault();
  });

  // In the language that the reader has chosen, and again where it changes.
  window.cote.turned.then(() => {
    show();
    document.addEventListener('cote:language', () => { rest?.then(offerStyles).catch(() => {}); run(); });
  });
  if (location.hash) loadScript('place').catch(() => {}); // the page has few places, and seldom is one asked for
  if (!state.q) {
    box.focus();
    warm().catch(() => {}); // said when a query is made
  }
})();
