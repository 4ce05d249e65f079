// How a place of this document is cited, and the entries of the menu that copy citations. What a citation says is on
// the page: each number or sign has its place (`data-ref`), each part its name (`data-scope`), the article the forms of its
// language (`data-citing`); all of it is made by build_scripts/references/places.py.
(() => {
  const cote = window.cote;
  const report = /** @type {HTMLElement} */ (document.querySelector('.report[data-citing]'));
  const template = /** @type {?HTMLElement} */ (document.querySelector('#actions'));
  if (!report || !template) return;
  /** @type {{kinds: Record<string, [one: string, several: string]>, join: string, between: string, quoted: string}} the language's forms of a citation */
  const forms = JSON.parse(report.dataset.citing ?? '');
  const name = template.dataset.reference || (document.querySelector('#cote') ?? document.querySelector('h1'))?.textContent.trim() || '';
  const NUMBERED = '.par, .pp, .item';
  /** Of the document, for its full references; empty where it has none. */
  const record = template.dataset.record === undefined ? '' : new URL(template.dataset.record, location.href).href;

  // --- places

  cote.placeOf = (block) => {
    const sign = block && cote.signOf(block);
    if (!sign) return null;
    const [, kind, number] = /^(\S+) ?(.*)$/.exec(sign.dataset.ref ?? '') ?? ['', '', ''];
    return { scope: block?.closest('[data-scope]')?.dataset.scope ?? '', kind, number };
  };

  /** The place of a block that has one. @param {Element} block */
  const placeOf = (block) => /** @type {Cote.CitablePlace} */ (cote.placeOf(block));

  /** A form with its numbers. @param {string} form @param {string[]} numbers */
  const fill = (form, ...numbers) => numbers.reduce((text, number) => text.replace('{}', () => number), form);
  /** @param {Cote.CitablePlace} place */
  const own = ({ kind, number }) => (kind in forms.kinds ? fill(forms.kinds[kind][0], number) : number);
  /** @param {string[]} parts */
  const joined = (...parts) => parts.filter(Boolean).join(forms.join);

  /** « par. 12 »; of two places « par. 12 à 15 ». @param {Cote.CitablePlace} first @param {Cote.CitablePlace} [last] */
  function said(first, last = first) {
    if (first.scope === last.scope && first.kind === last.kind && first.number === last.number) return joined(first.scope, own(first));
    if (first.scope === last.scope && first.kind === last.kind && first.kind in forms.kinds) {
      return joined(first.scope, fill(forms.kinds[first.kind][1], first.number, last.number));
    }
    if (first.scope && first.scope === last.scope) return joined(first.scope, fill(forms.between, own(first), own(last)));
    return fill(forms.between, joined(first.scope, own(first)), joined(last.scope, own(last)));
  }

  /** « E/CN.15/2020/8, par. 12 à 15 ». */
  cote.citation = (first, last = first) => (cote.placeOf(first) ? joined(name, said(placeOf(first), placeOf(last))) : name);

  // --- what is selected

  /** @type {HTMLElement[]} */
  let picked = [];

  /** The blocks of which some words are selected: numbered ones where there are any. */
  function inSelection() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return [];
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(report)) return [];
    const selected = cote.citable(report).filter((block) => range.intersectsNode(block) && cote.within(range, block).toString().trim() !== '');
    const numbered = selected.filter((block) => block.matches(NUMBERED));
    return numbered.length ? numbered : selected;
  }

  cote.within = (range, block) => {
    const inside = document.createRange();
    inside.selectNodeContents(block);
    if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
    return inside;
  };

  // A click takes the selection away before it is a click.
  document.addEventListener('pointerdown', () => { picked = inSelection(); }, true);
  document.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') picked = inSelection(); }, true);

  /**
   * First and last block that the reader means: those selected around the sign, those that the address names, else the
   * sign's own.
   * @type {Cote.Shared['meant']}
   */
  const meant = cote.meant = (place) => {
    if (picked.length > 1 && picked.includes(place.block)) return [picked[0], picked[picked.length - 1]];
    const named = cote.named();
    if (named?.last && place.block.matches('.in-range')) return [named.first, named.last];
    return [place.block, place.block];
  };

  /** @type {Cote.Shared['addressOf']} */
  const address = cote.addressOf = (first, last) => cote.permalink(first === last ? first.id : `${first.id}--${last.id}`);

  // --- copying

  /**
   * The words of the blocks from one to another, without their own numbers where it is one alone.
   * @param {HTMLElement} first
   * @param {HTMLElement} last
   */
  function quotation(first, last) {
    const all = cote.citable(report);
    const chosen = first === last ? [first] : all.slice(all.indexOf(first), all.indexOf(last) + 1).filter((block) => !block.matches('.note'));
    return chosen.map((block) => {
      const words = cote.wordsOf(block);
      const number = chosen.length === 1 ? block.querySelector(':scope > .num')?.textContent.trim() ?? '' : '';
      return words.startsWith(number) ? words.slice(number.length).trim() : words;
    });
  }

  /** @type {Cote.Shared['fullPlace']} */
  const fullPlace = cote.fullPlace = (first, last) => {
    const words = said(placeOf(first), placeOf(last));
    return { first: first.id, last: last.id, words, citation: joined(name, words), address: address(first, last), record };
  };

  const actions = (cote.actions ??= {});
  /** @param {Cote.MenuPlace} place */
  const citable = (place) => cote.placeOf(place.block) !== null;

  actions['copy-link'] = {
    run(place) {
      const [first, last] = meant(place);
      const range = () => cote.text('site.copied_range', { place: said(placeOf(first), placeOf(last)) });
      cote.copy(address(first, last), first === last ? cote.text('site.copied_link') : range());
    },
  };

  actions['copy-reference'] = {
    shown: citable,
    does: () => (record && cote.citationStyle() !== 'short' ? cote.text('site.cite_named', { style: cote.citationStyleName() }) : ''),
    run: (place) => cote.copyReference(fullPlace(...meant(place))),
  };

  /** @param {Cote.FullPlace} place */
  async function showFull(place) {
    try {
      await cote.fullReader();
      await cote.showFullReferences(place);
    } catch {
      cote.say(cote.text('document.no_references'));
    }
  }

  document.querySelector('[data-cite-whole]')?.addEventListener('click', () => {
    showFull({ first: '', last: '', words: '', citation: name, address: cote.permalink('').slice(0, -1), record });
  });

  actions['full-reference'] = {
    shown: (place) => citable(place) && record !== '',
    run: (place) => showFull(fullPlace(...meant(place))),
  };

  actions['copy-text'] = {
    shown: citable,
    run(place) {
      const [first, last] = meant(place);
      cote.copyQuotation(quotation(first, last), forms.quoted, fullPlace(first, last));
    },
  };

  // What a messenger takes: plain words, with the address. So the words arrive whether or not it shows previews of links.
  actions['copy-message'] = {
    shown: citable,
    run(place) {
      const [first, last] = meant(place);
      const quoted = fill(forms.quoted, quotation(first, last).join('\n'));
      const message = cote.text('site.quoted_cited', { quoted, citation: cote.citation(first, last) });
      cote.copy(`${message}\n${address(first, last)}`, cote.text('site.copied_message'));
    },
  };

  actions['copy-preview'] = {
    shown: (place) => template.dataset.previews !== undefined && place.block.matches('.par') && document.querySelector('link[rel="canonical"]') !== null,
    run: (place) => cote.copy(`${cote.permalink('').slice(0, -1)}${place.anchor}/`, cote.text('site.copied_preview')),
  };
})();
