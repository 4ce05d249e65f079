// What paper alone has. The addresses of the text's links stand at its end, each under the number that its links have; and
// of a passage that the reader chooses the page prints that alone, with the notes that it calls and its reference.
(() => {
  const cote = window.cote;
  const report = /** @type {HTMLElement} */ (document.querySelector('.report[data-citing]'));
  if (!report) return;
  /** @type {?[first: HTMLElement, last: HTMLElement]} the passage that is printed; without one, the document is */
  let passage = null;
  /** @type {HTMLElement[]} what is there while the page is printed */
  let added = [];

  /** @param {string} name @param {string} className @param {(Node | string)[]} content */
  function element(name, className, ...content) {
    const made = Object.assign(document.createElement(name), { className, lang: cote.knowledge.language, dir: document.documentElement.dir });
    made.dataset.chrome = '';
    made.append(...content);
    added.push(made);
    return made;
  }

  // --- addresses

  /** Whether a link's words are its address. @param {HTMLAnchorElement} link */
  const isWritten = ({ href, textContent }) => href.replace(/^https?:\/\/|\/$/g, '') === textContent.replace(/^https?:\/\/|\/$/g, '');

  function listAddresses() {
    /** @type {Map<string, number>} */
    const numbers = new Map();
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (report.querySelectorAll('a[href^="http"]'))) {
      if (link.closest('.unprinted, [data-chrome]') || isWritten(link)) continue;
      const number = numbers.get(link.href) ?? numbers.size + 1;
      numbers.set(link.href, number);
      link.dataset.address = String(number);
    }
    if (!numbers.size) return;
    const list = document.createElement('ol');
    list.append(...[...numbers.keys()].map((address) => Object.assign(document.createElement('li'), { textContent: address, dir: 'ltr' })));
    const title = Object.assign(document.createElement('h2'), { textContent: cote.text('document.addresses') });
    report.after(element('section', 'addresses', title, list));
  }

  // --- a passage

  /** The notes that blocks call. @param {HTMLElement[]} blocks */
  const notesOf = (blocks) => blocks
    .flatMap((block) => /** @type {HTMLAnchorElement[]} */ ([...block.querySelectorAll('sup > a[id]')]))
    .map((call) => document.getElementById(decodeURIComponent(call.hash.slice(1))));

  /** @param {HTMLElement} first @param {HTMLElement} last */
  function leaveOut(first, last) {
    const all = cote.citable(report);
    const chosen = all.slice(all.indexOf(first), all.indexOf(last) + 1).filter((block) => !block.matches('.note') || first.matches('.note'));
    const kept = new Set([...chosen, ...notesOf(chosen)]);
    for (const block of all) block.classList.toggle('unprinted', !kept.has(block));
    for (const rest of /** @type {NodeListOf<HTMLElement>} */ (report.querySelectorAll('[data-continues]'))) {
      rest.classList.toggle('unprinted', !kept.has(document.getElementById(rest.dataset.continues ?? '')));
    }
    document.body.classList.add('prints-passage');
    report.prepend(element('p', 'passage', cote.citation(first, last), document.createElement('br'), cote.addressOf(first, last)));
  }

  cote.actions = Object.assign(cote.actions ?? {}, {
    print: {
      shown: (/** @type {Cote.MenuPlace} */ place) => cote.placeOf(place.block) !== null,
      run(/** @type {Cote.MenuPlace} */ place) {
        passage = cote.meant(place);
        window.print();
      },
    },
  });

  // Notes that stand beside the text are back in their lists by now (notes.js).
  window.addEventListener('beforeprint', () => {
    if (passage) leaveOut(...passage);
    listAddresses();
  });

  window.addEventListener('afterprint', () => {
    for (const made of added) made.remove();
    added = [];
    passage = null;
    document.body.classList.remove('prints-passage');
    for (const block of report.querySelectorAll('.unprinted')) block.classList.remove('unprinted');
    for (const link of /** @type {NodeListOf<HTMLElement>} */ (report.querySelectorAll('[data-address]'))) delete link.dataset.address;
  });
})();
