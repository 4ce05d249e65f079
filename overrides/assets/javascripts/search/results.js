/* Shows what was found: documents, under each its paragraphs, a few at first. */
(() => {
  'use strict';
  const { root, label, matches, excerpt, toMark, places, match } = window.coteSearch;
  const FIRST = 3;
  const MORE = 40;
  const DOCUMENTS = 6;
  const NARROW = '\u202f';

  const element = (name, properties = {}, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

  const count = (number, one, many) => `${number.toLocaleString('fr-FR')} ${number > 1 ? many : one}`;

  // --- addresses

  /* In a copy, where no server knows what a folder's page is: on a stick, in a ZIM. */
  const local = location.pathname.endsWith('/index.html');
  const canonical = document.querySelector('link[rel="canonical"]')?.href.replace(/recherche(?:\/|\.html)?$/, '');

  /* Address of a document's page as it lies beside this one. */
  const pageAddress = (path, flat) => root + (flat ? path.replace(/\/$/, '.html') : path + (local ? 'index.html' : ''));

  /* Address to cite: of a copy, that of the site it was made from. */
  const permalink = (path, anchor, flat) => (canonical ? canonical + path : pageAddress(path, flat)) + (anchor && `#${anchor}`);

  // --- one hit

  const languages = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' });

  const calledFrom = (callers) => (callers?.length ? ` · appel${NARROW}: ${callers.map(label).join(' ; ').replaceAll(' ;', `${NARROW};`)}` : '');

  const hitNode = (hit, block, asked, flat) => {
    const { path, language } = hit.document;
    const fragment = block.anchor && `#${block.anchor}`;
    const link = element('a', {
      className: 'hit__link',
      href: `${pageAddress(path, flat)}${asked && block.anchor ? `?marquer=${encodeURIComponent(asked)}` : ''}${fragment}`,
    }, label(block.anchor));
    const copy = element('button', { type: 'button', className: 'hit__copy' }, 'Copier le lien');
    copy.setAttribute('aria-label', `Copier le lien${NARROW}: ${label(block.anchor)}`);
    copy.addEventListener('click', () => window.cote.copy(permalink(path, block.anchor, flat), 'Lien copié.'));
    const text = element('p', { className: 'hit__text', lang: language }, ...excerpt(block.text, matches(hit, block)));
    const node = element('li', { className: 'hit' }, element('p', { className: 'hit__head' }, link, calledFrom(block.callers), ' ', copy), text);
    node.dataset.hit = path + fragment;
    return node;
  };

  /* True if the words that the index was not asked for stand there too. */
  const holds = (terms, text) => {
    const all = places(text);
    const stands = (slots) => all.some((_, at) => match.standsAt(all, at, text, slots.map(({ names }) => new Set(names.keys()))));
    return terms.every(({ unsure, alternatives }) => !unsure || alternatives.some(stands));
  };

  // --- one document

  const headNode = ({ document: found, hits }, flat) => {
    const { data, path, language } = found;
    const title = element('h2', { className: 'found__title' }, element('a', { href: pageAddress(path, flat) }, [data.symbol, data.title].filter(Boolean).join(' – ') || path));
    const day = data.date && new Date(`${data.date}T00:00:00Z`).toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });
    const facts = [data['organ-name'], data.session, day, language !== document.documentElement.lang && languages.of(language), count(hits.length, 'passage', 'passages')];
    return [title, element('p', { className: 'found__facts' }, facts.filter(Boolean).join(' · '))];
  };

  const documentNode = (group) => {
    const list = element('ol', { className: 'found__hits' });
    const node = element('li', { className: 'found' }, list);
    node.dataset.doc = group.document.path;
    return { node, list };
  };

  class Results {
    /* `list` is the <ol> of documents, `more` the button that shows further ones. */
    constructor(list, more, onChange) {
      Object.assign(this, { list, more, onChange });
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

    /* Show an answer of the engine from its beginning. With `all`, every hit; `some`: hits have any of the terms. */
    async show(answer, { all, some, flat }) {
      this.clear();
      Object.assign(this, { answer, all, some, flat, shown: 0 });
      await this.next();
    }

    /* The next few documents; `data-done` says that none of those begun is under way any more. */
    async next() {
      const { turn, answer } = this;
      if (this.busy === turn) return;
      this.busy = turn;
      this.more.hidden = true;
      const upTo = this.all ? answer.groups.length : this.shown + DOCUMENTS;
      const groups = answer.groups.slice(this.shown, upTo);
      this.shown = upTo;
      const nodes = await Promise.all(groups.map((group) => this.document(group)));
      if (this.turn !== turn) return;
      this.busy = null;
      this.list.append(...nodes.filter(Boolean));
      this.more.hidden = this.shown >= answer.groups.length;
      this.list.dataset.done = '';
    }

    async document(group) {
      const { node, list } = documentNode(group);
      const rest = await this.hits(group, list, 0, this.all ? Infinity : FIRST);
      if (!group.hits.length) return null;
      node.prepend(...headNode(group, this.flat));
      if (rest < group.hits.length) node.append(this.moreHits(group, list, rest));
      return node;
    }

    /* Show hits from one on, as many as said; the number of the first that is not shown. */
    async hits(group, list, from, number) {
      let at = from;
      while (at < group.hits.length && list.children.length < from + number) {
        const wanted = group.hits.slice(at, at + from + number - list.children.length);
        const blocks = await Promise.all(wanted.map((hit) => hit.document.text(hit.block)));
        const kept = wanted.filter((hit, i) => this.verified(hit, blocks[i]));
        list.append(...wanted.flatMap((hit, i) => (kept.includes(hit) ? [hitNode(hit, blocks[i], toMark(this.answer.words, hit, blocks[i], this.some), this.flat)] : [])));
        if (kept.length < wanted.length) group.hits = group.hits.filter((hit) => !wanted.includes(hit) || kept.includes(hit));
        at += kept.length;
      }
      return at;
    }

    verified(hit, block) {
      if (!this.answer.unsure || holds(this.answer.terms, block.text)) return true;
      this.answer.hits -= 1;
      this.answer.counter.remove(hit.document, hit.block);
      this.onChange();
      return false;
    }

    moreHits(group, list, from) {
      const left = group.hits.length - from;
      const button = element('button', { type: 'button', className: 'found__more' }, `Afficher ${left > 1 ? `${left > MORE ? `${MORE} des ` : 'les '}${left.toLocaleString('fr-FR')} autres passages` : 'l’autre passage'} de ce document`);
      button.addEventListener('click', async () => {
        button.disabled = true;
        const first = list.children.length;
        const rest = await this.hits(group, list, from, MORE);
        list.children[first]?.querySelector('.hit__link').focus();
        if (rest < group.hits.length) button.replaceWith(this.moreHits(group, list, rest));
        else button.remove();
      });
      return button;
    }
  }

  Object.assign(window.coteSearch, { Results, element, count, pageAddress });
})();
