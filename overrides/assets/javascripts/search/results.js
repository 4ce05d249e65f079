/* Shows what was found: documents, under each its paragraphs, a few at first. */
(() => {
  'use strict';
  const { root, label, matches, excerpt, toMark, places, match } = window.coteSearch;
  const { knowledge, text: say } = window.cote;
  const FIRST = 3;
  const MORE = 40;
  const DOCUMENTS = 4;

  /** @type {Search.NewElement} */
  const element = (name, properties = {}, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

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

  // --- one hit

  const languages = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' });

  /** @param {string[]} [callers] */
  const calledFrom = (callers) => (callers?.length ? say('search.called', { places: callers.map(label).join(say('search.called_next')) }) : '');

  /** @param {Search.Hit} hit @param {Search.BlockText} block @param {string} asked @param {boolean} flat */
  const hitNode = (hit, block, asked, flat) => {
    const { path, language } = hit.document;
    const fragment = block.anchor && `#${block.anchor}`;
    const link = element('a', {
      className: 'hit__link',
      href: `${pageAddress(path, flat)}${asked && block.anchor ? `?marquer=${encodeURIComponent(asked)}` : ''}${fragment}`,
    }, label(block.anchor));
    const copy = element('button', { type: 'button', className: 'hit__copy' }, say('search.copy'));
    copy.setAttribute('aria-label', say('search.copy_of', { place: label(block.anchor) }));
    copy.addEventListener('click', () => window.cote.copy(permalink(path, block.anchor, flat), say('site.copied_link')));
    const text = element('p', { className: 'hit__text', lang: language }, ...excerpt(block.text, matches(hit, block)));
    const node = element('li', { className: 'hit' }, element('p', { className: 'hit__head' }, link, calledFrom(block.callers), ' ', copy), text);
    node.dataset.hit = path + fragment;
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
   * @param {boolean} flat
   */
  const headNodes = ({ document: { data, path, language }, hits }, flat) => {
    const title = element('h2', { className: 'found__title' }, element('a', { href: pageAddress(path, flat) }, [data.symbol, data.title].filter(Boolean).join(' – ') || path));
    const day = data.date && new Date(`${data.date}T00:00:00Z`).toLocaleDateString(knowledge.language, { dateStyle: 'long', timeZone: 'UTC' });
    const facts = [data['organ-name'], data.session, day, language !== document.documentElement.lang && languages.of(language), say('search.passages', { count: hits.length })];
    return [title, element('p', { className: 'found__facts' }, facts.filter(Boolean).join(' · '))];
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
      this.options = { all: false, some: false, flat: false };
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
     * Show an answer of the engine from its beginning. With `all`, every hit; `some`: hits have any of the terms. What
     * stands above them comes first, so that it pushes nothing.
     * @param {Search.Result} answer
     * @param {Search.Shown} options
     * @param {Promise<unknown>} above
     */
    async show(answer, options, above) {
      this.clear();
      Object.assign(this, { answer, options, above, shown: 0 });
      await this.next();
    }

    /* The next few documents; `data-done` says that all that were begun are there. */
    async next() {
      const { turn, answer } = this;
      if (this.busy === turn || !answer) return;
      this.busy = turn;
      this.more.hidden = true;
      const upTo = this.options.all ? answer.groups.length : this.shown + DOCUMENTS;
      const groups = answer.groups.slice(this.shown, upTo);
      this.shown = upTo;
      const nodes = groups.map((group) => this.document(answer, group));
      await Promise.all([this.above, nodes[0]]);
      // Each as soon as it and those before are there; all are awaited, should one fail.
      Promise.allSettled(nodes);
      for (const coming of nodes) {
        const node = await coming;
        if (this.turn !== turn) return;
        if (node) this.list.append(node);
      }
      if (this.turn !== turn) return;
      this.busy = null;
      this.more.hidden = this.shown >= answer.groups.length;
      this.list.dataset.done = '';
    }

    /**
     * A document with its first hits; null where none is left.
     * @param {Search.Result} answer
     * @param {Search.Group} group
     */
    async document(answer, group) {
      const { node, list } = documentNode(group);
      const rest = await this.hits(answer, group, list, 0, this.options.all ? Infinity : FIRST);
      if (!group.hits.length) return null;
      node.prepend(...headNodes(group, this.options.flat));
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
        list.append(...wanted.flatMap((hit, i) => (kept.includes(hit) ? [hitNode(hit, blocks[i], toMark(answer.words, hit, blocks[i], this.options.some), this.options.flat)] : [])));
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
      const button = element('button', { type: 'button', className: 'found__more' }, left > MORE ? say('search.rest_of_many', { some: MORE, count: left }) : say('search.rest', { count: left }));
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

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ Results, element, pageAddress }));
})();
