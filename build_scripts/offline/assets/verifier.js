/* Checks the files of a folder that the reader picks against its SHA256SUMS. Reads one file at a time; no network. */
(() => {
  'use strict';
  const { cote } = window;
  const SHOWN = 200;
  const OWN = new Set(['SHA256SUMS', 'SHA256SUMS.sig']);
  const status = /** @type {HTMLElement} */ (document.querySelector('[data-status]'));
  const faults = /** @type {HTMLElement} */ (document.querySelector('[data-faults]'));
  const folder = /** @type {HTMLInputElement} */ (document.querySelector('[data-folder]'));

  /** @param {string} words @param {'good' | 'bad'} [mood] */
  const say = (words, mood) => {
    status.textContent = words;
    delete status.dataset.good;
    delete status.dataset.bad;
    if (mood) status.dataset[mood] = '';
  };

  /** @param {File} file */
  const hash = async (file) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  /** @param {string} text */
  const parse = (text) => {
    /** @type {Map<string, string>} */
    const sums = new Map();
    for (const line of text.split('\n').slice(0, -1)) {
      const match = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
      if (!match || sums.has(match[2])) throw new Error(cote.text('verify.damaged_line', { line: line.slice(0, 80) }));
      sums.set(match[2], match[1]);
    }
    return sums;
  };

  /** Files by their path inside the picked folder. @param {Iterable<File>} list */
  const inside = (list) => new Map(Array.from(list, (file) => [file.webkitRelativePath.replace(/^[^/]*\//, '').normalize('NFC'), file]));

  /** @param {Map<string, File>} files @param {Map<string, string>} sums */
  const compare = async (files, sums) => {
    /** @type {[fault: string, path: string][]} */
    const wrong = [];
    let done = 0;
    for (const [path, sum] of sums) {
      const file = files.get(path.normalize('NFC'));
      if (!file) wrong.push(['missing', path]);
      else if (await hash(file) !== sum) wrong.push(['different', path]);
      done += 1;
      if (done % 50 === 0) say(cote.text('verify.progress', { count: done, total: sums.size }));
    }
    for (const path of files.keys()) if (!OWN.has(path) && !sums.has(path)) wrong.push(['extra', path]);
    return wrong;
  };

  /** @param {[fault: string, path: string][]} wrong @param {Map<string, string>} sums @param {string} own */
  const report = (wrong, sums, own) => {
    for (const [fault, path] of wrong.slice(0, SHOWN)) {
      const item = document.createElement('li');
      item.textContent = cote.text(`verify.${fault}`, { path });
      faults.append(item);
    }
    if (wrong.length) say(cote.text('verify.wrong', { count: wrong.length }), 'bad');
    else say(cote.text('verify.right', { count: sums.size, hash: own }), 'good');
  };

  /** @param {Iterable<File>} list */
  const check = async (list) => {
    faults.replaceChildren();
    const files = inside(list);
    const file = files.get('SHA256SUMS');
    if (!file) { say(cote.text('verify.no_list'), 'bad'); return; }
    if (!window.crypto?.subtle) { say(cote.text('verify.no_hashes'), 'bad'); return; }
    say(cote.text('verify.reading'));
    const sums = parse(await file.text());
    report(await compare(files, sums), sums, await hash(file));
  };

  folder.addEventListener('change', () => {
    check(folder.files ?? []).catch((error) => say(cote.text('verify.failed', { message: error.message }), 'bad'));
  });
})();
