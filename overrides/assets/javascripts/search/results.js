/* Shows what was found: documents, under each its paragraphs, a few at first. */
(() => {
  'use strict';
  const { root, run: loadScript, screen: DOCUMENTS, label, matches, excerpt, toMark, places, match } = window.coteSearch;
  const { isCounted, day, element, pieces, text: say } = window.cote;
  const FIRST = 3;
  const MORE = 40;
  /* Milliseconds after which further documents are asked for, should the first not have come. */
  const HEAD_START = 60;

  // --- addresses

  /* In a copy, where no server knows what a folder's page is: on a stick, in a ZIM. */
  const local = location.pathname.endsWith('/index.html');
  const canonical = /** @type {?HTMLLinkElement} */ (document.querySelector('link[rel="canonical"]'))?.href.replace(/recherche(?:\/|\.html)?$/, '');

  /** Address of a document's page as it lies beside this one. @type {Search.Shared['pageAddress']} */
  const pageAddress = (path, flat) => root + (flat ? path.replace(/\/$/, '.html') : path + (local ? 'index.html' : ''));

  /**
   * Address to cite: of a copy, that of the site it was made from.
   * @param {string} path
   * @param {string} anchor
   * @param {boolean} flat
   */
  const permalink = (path, anchor, flat) => (canonical ? canonical + path : pageAddress(path, flat)) + (anchor && `#${anchor}`);

  // --- other languages

  /** The other versions of a document, each with the anchors that it lacks. @param {Search.IndexedDocument} document */
  const versionsOf = ({ data, path }) => (data.versions ?? '').split('; ').map((entry) => entry.split(' '))
    .map(([own, ...lacks]) => ({ path: `${own}/`, language: own.split('/')[0], lacks }))
    .filter((version) => version.path !== path && version.language);

  /** @type {Search.Shared['versionLinks']} */
  const versionLinks = (versions, fragment, { own_names: names, elsewhere: left, flat }) => versions.flatMap(({ path, language }) => {
    const isLeft = left.includes(path.replace(/\/$/, '')); // out of a copy, which leads to where it is published
    if (isLeft && !canonical) return [];
    const address = isLeft ? canonical + path : pageAddress(path, flat);
    const link = element('a', { className: 'version', href: address + fragment, hreflang: language, lang: language, dir: 'auto' }, names[language] ?? language);
    if (isLeft) link.dataset.network = '';
    return [link];
  });

  /**
   * Links to a passage in the other languages in which it is held: not where versions don't count such passages, or are
   * numbered too differently.
   * @type {Search.Shared['passageElsewhere']}
   */
  const passageElsewhere = (document, anchor, manifest) => {
    if (!anchor || !isCounted(anchor)) return [];
    const holding = versionsOf(document).filter(({ lacks }) => !lacks.includes(anchor) && !lacks.includes('*'));
    return versionLinks(holding, `#${anchor}`, manifest);
  };

  /** Links to the other versions of a document, with the number of passages found there. @param {Search.Group} group @param {Search.Manifest} manifest */
  const elsewhere = ({ document, others }, manifest) => versionsOf(document).map((version) => {
    const found = others.find((other) => other.document.language === version.language);
    const count = found ? [` (${say('search.passages', { count: found.hits.length })})`] : [];
    return element('span', {}, ...versionLinks([version], '', manifest), ...count);
  });

  /** @type {Search.Shared['between']} */
  const between = (nodes, sign) => nodes.flatMap((node, i) => (i ? [sign, node] : [node]));

  // --- one hit

  /** @param {string[]} [callers] */
  const calledFrom = (callers) => (callers?.length ? say('search.called', { places: callers.map(label).join(say('search.called_next')) }) : '');

  /** What a hit can be asked for, and what its button says of which place. @type {Record<Search.Doing, [words: string, name: string]>} */
  const DOINGS = {
    copy: ['search.copy', 'search.copy_of'],
    reference: ['search.copy_reference', 'search.copy_reference_of'],
    whole: ['search.whole', 'search.whole_of'],
  };

  /** Does what a button says, which comes after the first results (doings.js). @type {Search.Shared['doings'][Search.Doing]} */
  const run = async (button, shown) => {
    await loadScript('further');
    await window.coteSearch.doings[/** @type {Search.Doing} */ (button.dataset.doing)](button, shown);
  };

  /** A button whose name says of which place it is, beyond the words that it shows. @param {Search.Doing} name @param {Search.ShownHit} shown */
  const hitButton = (name, shown) => {
    const [words, named] = DOINGS[name];
    const node = element('button', { type: 'button', className: 'hit__button' }, say(words));
    node.dataset.doing = name;
    node.setAttribute('aria-label', say(named, { place: shown.place }));
    if (name === 'whole') node.setAttribute('aria-expanded', 'false');
    node.addEventListener('click', () => run(node, shown).catch(() => window.cote.say(say('search.not_loaded'))));
    return node;
  };

  /** A hit in the state of the page. @param {Search.Hit} hit */
  const hitName = ({ document, block }) => `${document.path} ${block}`;

  /**
   * @param {Search.Hit} hit
   * @param {Search.Hit[]} hits all of its document
   * @param {Search.BlockText} block
   * @param {string} asked
   * @param {Search.Manifest} manifest
   * @param {Search.Shown} options
   */
  const hitNode = async (hit, hits, block, asked, manifest, options) => {
    const { path, language, data } = hit.document;
    const { flat } = manifest;
    const fragment = block.anchor && `#${block.anchor}`;
    const place = label(block.anchor);
    const link = element('a', {
      className: 'hit__link',
      href: `${pageAddress(path, flat)}${asked && block.anchor ? `?marquer=${encodeURIComponent(asked)}` : ''}${fragment}`,
    }, place);
    const text = element('p', { className: 'hit__text', lang: language, dir: 'auto' }, ...excerpt(block.text, matches(hit, block)));
    const there = passageElsewhere(hit.document, block.anchor, manifest).flatMap((version) => [' ', version]);
    const name = hitName(hit);
    const keep = (/** @type {boolean} */ whole) => options.open(name, whole);
    const shown = { hit, hits, anchor: block.anchor, place, address: permalink(path, block.anchor, flat), text, flat, keep };
    /** @type {Search.Doing[]} */
    const doings = ['copy', ...(data.files ? /** @type {const} */ (['reference']) : []), ...(block.anchor ? /** @type {const} */ (['whole']) : [])];
    const buttons = doings.map((one) => hitButton(one, shown));
    const head = element('p', { className: 'hit__head' }, link, calledFrom(block.callers), ...there, ...buttons.flatMap((button) => [' ', button]));
    const node = element('li', { className: 'hit' }, head, text);
    node.dataset.hit = path + fragment;
    const whole = block.anchor && options.opened.has(name) ? buttons.at(-1) : null;
    if (whole) await run(whole, shown).catch(() => {}); // the excerpt stays where it doesn't load
    return node;
  };

  /** True if the words that the index was not asked for stand there too. @param {Search.Term[]} terms @param {string} text */
  const holds = (terms, text) => {
    const all = places(text);
    const stands = (/** @type {Search.Slot[]} */ slots) => all.some((_, at) => match.standsAt(all, at, text, slots.map(({ names }) => new Set(names.keys()))));
    return terms.every(({ unsure, alternatives }) => !unsure || alternatives.some(stands));
  };

  // --- one document

  /**
   * @param {Search.Group} group
   * @param {Search.Manifest} manifest
   */
  const headNodes = (group, manifest) => {
    const { document: { data, path, language }, hits } = group;
    const named = [data.symbol, data.title].filter(Boolean).join(' – ') || path;
    const words = element('a', { href: pageAddress(path, manifest.flat), lang: language, dir: 'auto' }, named);
    const others = elsewhere(group, manifest);
    const { knowledge, spoken } = window.cote;
    const organ = spoken?.[knowledge.language]?.names[`organs.${data.organ}`] ?? data['organ-name'];
    const other = language !== knowledge.language && (knowledge.languages[language] ?? language);
    const date = data.date ? day(data.date) : data.supplied && `[${data.supplied}]`;
    const facts = [organ, data.session, date, other, say('search.passages', { count: hits.length })];
    const apart = between(facts.flatMap((fact) => (fact ? [element('bdi', {}, fact)] : [])), ' · ');
    const nodes = [element('h2', { className: 'found__title' }, words), element('p', { className: 'found__facts' }, ...apart)];
    if (others.length) nodes.push(element('p', { className: 'found__versions' }, ...pieces('search.versions', { languages: between(others, ' · ') })));
    return nodes;
  };

  /** @param {Search.Group} group */
  const documentNode = (group) => {
    const list = element('ol', { className: 'found__hits' });
    const node = element('li', { className: 'found' }, list);
    node.dataset.doc = group.document.path;
    return { node, list };
  };

  class Results {
    /**
     * `list` is the <ol> of documents, `more` the button that shows further ones.
     * @param {HTMLElement} list
     * @param {HTMLElement} more
     * @param {() => void} onChange
     */
    constructor(list, more, onChange) {
      this.list = list;
      this.more = more;
      this.onChange = onChange;
      /** What is under way is dropped where another answer has been asked for since. */
      this.turn = {};
      /** @type {?object} */
      this.busy = null;
      /** @type {?Search.Result} */
      this.answer = null;
      /** @type {Search.Shown} */
      this.options = { all: false, some: false, opened: new Set(), open: () => {} };
      /** @type {Promise<unknown>} */
      this.above = Promise.resolve();
      this.shown = 0;
      more.addEventListener('click', () => this.next());
      new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting) && !more.hidden) this.next();
      }, { rootMargin: '600px' }).observe(more);
    }

    clear() {
      this.turn = {};
      this.list.replaceChildren();
      delete this.list.dataset.done;
      this.more.hidden = true;
    }

    /**
     * Show an answer of the engine from its beginning. With `all`, every hit; `some`: hits have any of the terms; `opened`:
     * those that are shown whole. What stands above them comes first, so that it pushes nothing. `begun` is called once the first document is there, where
     * the answer has only the first few; the others wait until it is whole (`finish`).
     * @param {Search.Result} answer
     * @param {Search.Shown} options
     * @param {Promise<unknown>} above
     * @param {() => void} [begun]
     */
    async show(answer, options, above, begun) {
      this.clear();
      Object.assign(this, { answer, options, above, shown: 0 });
      await this.next(begun);
    }

    /** The next few documents. @param {() => void} [begun] */
    async next(begun) {
      const { turn, answer } = this;
      if (this.busy === turn || !answer) return;
      this.busy = turn;
      this.more.hidden = true;
      const upTo = this.options.all ? answer.groups.length : this.shown + DOCUMENTS;
      const groups = answer.groups.slice(this.shown, upTo);
      this.shown = upTo;
      const [first, ...others] = groups;
      const nodes = first ? [this.document(answer, first)] : [];
      // The line is the first one's: what the others ask for at the same moment would be in its way.
      const ready = Promise.race([nodes[0], new Promise((wait) => { setTimeout(wait, HEAD_START); })]).catch(() => {});
      nodes.push(...others.map((group) => ready.then(() => this.document(answer, group))));
      await Promise.all([this.above, nodes[0]]);
      answer.count().catch(() => {}); // said where it is needed
      // Each as soon as it and those before are there; all are awaited, should one fail.
      Promise.allSettled(nodes);
      for (const coming of nodes) {
        const node = await coming;
        if (this.turn !== turn) return;
        if (node) this.list.append(node);
        begun?.();
      }
      if (this.turn === turn && !begun) this.finish();
    }

    /* `data-done` says that all that were begun are there. */
    finish() {
      this.busy = null;
      this.more.hidden = this.shown >= (this.answer?.groups.length ?? 0);
      this.list.dataset.done = '';
    }

    /**
     * A document with its first hits; null where none is left.
     * @param {Search.Result} answer
     * @param {Search.Group} group
     * @returns {Promise<?HTMLElement>}
     */
    async document(answer, group) {
      const { node, list } = documentNode(group);
      const opened = group.hits.findLastIndex((hit) => this.options.opened.has(hitName(hit))) + 1;
      const rest = await this.hits(answer, group, list, 0, this.options.all ? Infinity : Math.max(FIRST, opened));
      if (!group.hits.length) {
        const [next, ...others] = group.others;
        if (!next) return null;
        Object.assign(group, { document: next.document, hits: next.hits, others });
        answer.hits += next.hits.length;
        return this.document(answer, group);
      }
      node.prepend(...headNodes(group, answer.manifest));
      if (rest < group.hits.length) node.append(this.moreHits(answer, group, list, rest));
      return node;
    }

    /**
     * Show hits from one on, as many as said; the number of the first that is not shown.
     * @param {Search.Result} answer
     * @param {Search.Group} group
     * @param {HTMLElement} list
     * @param {number} from
     * @param {number} number
     */
    async hits(answer, group, list, from, number) {
      let at = from;
      while (at < group.hits.length && list.children.length < from + number) {
        const wanted = group.hits.slice(at, at + from + number - list.children.length);
        const blocks = await Promise.all(wanted.map((hit) => hit.document.text(hit.block)));
        const kept = wanted.filter((hit, i) => this.verified(answer, hit, blocks[i]));
        const nodes = wanted.flatMap((hit, i) => {
          if (!kept.includes(hit)) return [];
          const asked = toMark(answer.words, hit, blocks[i], this.options.some);
          return [hitNode(hit, group.hits, blocks[i], asked, answer.manifest, this.options)];
        });
        list.append(...await Promise.all(nodes));
        if (kept.length < wanted.length) group.hits = group.hits.filter((hit) => !wanted.includes(hit) || kept.includes(hit));
        at += kept.length;
      }
      return at;
    }

    /**
     * Whether a hit has all terms; one that has not is counted no longer.
     * @param {Search.Result} answer
     * @param {Search.Hit} hit
     * @param {Search.BlockText} block
     */
    verified(answer, hit, block) {
      if (!answer.unsure || holds(answer.terms, block.text)) return true;
      answer.hits -= 1;
      answer.counter.remove(hit.document, hit.block);
      this.onChange();
      return false;
    }

    /**
     * The button that shows further hits of a document.
     * @param {Search.Result} answer
     * @param {Search.Group} group
     * @param {HTMLElement} list
     * @param {number} from
     * @returns {HTMLElement}
     */
    moreHits(answer, group, list, from) {
      const left = group.hits.length - from;
      const words = left > MORE ? say('search.rest_of_many', { some: MORE, count: left }) : say('search.rest', { count: left });
      const button = element('button', { type: 'button', className: 'found__more' }, words);
      button.addEventListener('click', async () => {
        button.disabled = true;
        const first = list.children.length;
        const rest = await this.hits(answer, group, list, from, MORE);
        list.children[first]?.querySelector('.hit__link')?.focus();
        if (rest < group.hits.length) button.replaceWith(this.moreHits(answer, group, list, rest));
        else button.remove();
      });
      return button;
    }
  }

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ Results, pageAddress, versionLinks, passageElsewhere, between }));
})();
