// The dossier as one file that is read anywhere, without scripts, and read back here. What is shown is what is read back and
// hashed: nothing is hidden beside it. Of each block it says the SHA-256 that the archive's registry has for its words, and of
// all passages together another, so that a change after saving is told.
(() => {
  const cote = window.cote;
  const { desk, escaped } = cote;
  const VERSION = '1';
  const LARGEST = 20_000_000; // bytes of a file that is read
  /** @param {string} name @param {Record<string, string | false>} attributes @param {string[]} content */
  const tag = (name, attributes, ...content) => {
    const written = Object.entries(attributes).filter(([, value]) => value !== false).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
    return `<${name}${written.join('')}>${content.join('')}</${name}>`;
  };
  const STYLE = [
    ':root{color-scheme:light dark;font:1.0625rem/1.55 Charter,Cambria,Georgia,serif}',
    'body{max-width:46rem;margin:2rem auto;padding:0 1rem}',
    'ol{padding:0;list-style:none}li{margin:0 0 2rem;break-inside:avoid}',
    'h2{font-size:1.0625rem;margin:0}blockquote{margin:.5rem 0;padding-inline-start:1rem;border-inline-start:.1875rem solid}',
    '.note{white-space:pre-wrap}.small,.tags,code{font:.8125rem/1.4 system-ui,sans-serif}code{overflow-wrap:anywhere}',
  ].join('\n');

  // --- writing

  /** Words, those that were selected marked. @param {Cote.Collected} passage @param {number} at */
  function worded({ blocks, part }, at) {
    const { words } = blocks[at];
    const [from, to] = part ? [at === 0 ? part[0] : 0, at === blocks.length - 1 ? part[1] : words.length] : [0, 0];
    const inside = words.slice(from, to);
    return escaped(words.slice(0, from)) + (inside && tag('mark', {}, escaped(inside))) + escaped(words.slice(to));
  }

  /** @param {Cote.Collected} passage */
  function item(passage) {
    const { path, language, symbol, title, reference, address, blocks, part, note, tags, at } = passage;
    const quoted = blocks.map(({ anchor, number, hash }, place) => tag('p', { 'data-anchor': anchor, 'data-sha256': hash },
      number && `${tag('span', { class: 'number' }, escaped(number))} `, tag('span', { class: 'words' }, worded(passage, place))));
    return tag('li', { 'data-path': path, 'data-at': at, 'data-part': part ? part.join(' ') : false, 'data-symbol': symbol },
      tag('h2', { lang: language, dir: 'auto' }, address ? tag('a', { href: address }, escaped(reference)) : escaped(reference)),
      tag('p', { class: 'small title', lang: language, dir: 'auto' }, escaped(title)),
      tag('blockquote', { lang: language, dir: 'auto' }, ...quoted),
      note && tag('p', { class: 'note', dir: 'auto' }, escaped(note)),
      tags.length ? tag('ul', { class: 'tags' }, ...tags.map((name) => tag('li', { dir: 'auto' }, escaped(name)))) : '',
      address && tag('p', { class: 'small' }, tag('code', {}, escaped(address))),
      tag('p', { class: 'small' }, 'SHA-256 ', ...blocks.map(({ hash }) => tag('code', {}, hash)).flatMap((code, place) => (place ? [' ', code] : [code]))));
  }

  /** What a change of anything that is read back changes. @param {Cote.Collected[]} passages */
  const whole = (passages) => desk.sha256(JSON.stringify(passages.map(({ path, symbol, title, reference, address, blocks, part, note, tags, at }) => [
    path, symbol, title, reference, address, blocks.map(({ anchor, number, words, hash }) => [anchor, number, words, hash]), part ?? null, note, tags, at,
  ])));

  /** @type {Cote.Desk['saved']} */
  desk.saved = (passages, page, day) => {
    const style = `\n${STYLE}\n`;
    const policy = `default-src 'none'; style-src 'sha256-${btoa(String.fromCharCode(...desk.digest(style)))}'; base-uri 'none'; form-action 'none'`;
    const { lang, dir } = document.documentElement;
    const title = cote.text('dossier.file_title', { count: passages.length, day: cote.day(day) });
    return [
      '<!doctype html>',
      `<html lang="${lang}"${dir ? ` dir="${dir}"` : ''} data-cote-dossier="${VERSION}" data-sha256="${whole(passages)}">`,
      '<head>', '<meta charset="utf-8">', `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">', tag('title', {}, escaped(title)), `<style>${style}</style>`, '</head>',
      '<body>', tag('h1', {}, escaped(title)), tag('p', {}, escaped(cote.text('dossier.file_words'))),
      tag('p', {}, escaped(cote.text('dossier.file_checks')), ' ', tag('a', { href: page }, escaped(page))),
      '<ol>', ...passages.map(item), '</ol>', '</body>', '</html>', '',
    ].join('\n');
  };

  // --- reading

  /** @param {Element} element */
  function passageOf(element) {
    const { path, at, part, symbol } = /** @type {HTMLElement} */ (element).dataset;
    const textOf = (/** @type {string} */ selector) => element.querySelector(selector)?.textContent ?? '';
    const blocks = [...element.querySelectorAll('blockquote > [data-anchor]')].map((block) => ({
      anchor: block.dataset.anchor ?? '', hash: block.dataset.sha256 ?? '',
      number: block.querySelector('.number')?.textContent ?? '', words: block.querySelector('.words')?.textContent ?? '',
    }));
    const stretch = part?.split(' ').map(Number);
    return desk.passageOf(/** @type {Partial<Cote.Collected>} */ ({
      path, symbol, at, blocks, title: textOf('.title'), reference: textOf('h2'), address: element.querySelector('h2 a')?.getAttribute('href') ?? '',
      note: textOf('.note'), tags: [...element.querySelectorAll('.tags > li')].map(({ textContent }) => textContent), ...(stretch ? { part: stretch } : {}),
    }));
  }

  /** @type {Cote.Desk['opened']} */
  desk.opened = async (file) => {
    if (file.size > LARGEST) throw new RangeError('too large');
    // Its style is for it alone: this page's policy would tell of it.
    const page = new DOMParser().parseFromString((await file.text()).replace(/<style>[^<]*<\/style>/, ''), 'text/html');
    const { coteDossier: version, sha256 } = page.documentElement.dataset;
    if (version === undefined) throw new TypeError('no dossier');
    if (version !== VERSION) throw new desk.OtherVersion(version);
    const items = [...page.querySelectorAll('body > ol > li')];
    const passages = items.map(passageOf).filter((passage) => passage !== null);
    return { passages, altered: passages.length !== items.length || whole(passages) !== sha256 };
  };
})();
