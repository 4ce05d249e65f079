/* Loads the files of the search. Each is a script that hands its content over, because a page opened by double click
   (file://) may load scripts and nothing else. Paths are taken from this script's own address, so that pages may lie
   in any folder, whatever its name. */
(() => {
  'use strict';
  if (window.coteSearch && 'load' in window.coteSearch) return; // another list of scripts has brought it
  const root = new URL('../../../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  /** @type {Map<string, (content: unknown) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Promise<unknown>>} */
  const kept = new Map();
  let version = '';
  /* What is asked for before the version is known (overrides/partials/scripts.html, recherche.html). */
  const FIRST = ['manifest', 'newest', 'engine'];

  window.coteSearchData = (name, value) => waiting.get(name)?.(value);

  /** @type {(name: string) => Promise<unknown>} */
  const script = (name) => new Promise((resolve, reject) => {
    const node = document.createElement('script');
    waiting.set(name, resolve);
    node.onload = node.onerror = () => {
      waiting.delete(name);
      node.remove();
      reject(new Error(`${name} doesn't load`)); // has no effect where the content has come
    };
    node.src = `${root}pagefind/${name}.js${version && !FIRST.includes(name) ? `?v=${version}` : ''}`;
    document.head.append(node);
  });

  /* Whoever asks for a file that is on its way waits for the same: content comes by name, to one. */
  /** @type {Map<string, Promise<unknown>>} */
  const coming = new Map();
  const inject = (/** @type {string} */ name) => {
    const content = coming.get(name) ?? script(name).finally(() => coming.delete(name));
    coming.set(name, content);
    return content;
  };

  /* A disk or a line that fails once gets a second chance. */
  const fresh = (/** @type {string} */ name) => inject(name).catch(() => inject(name));

  /** The content of a file, loaded once. */
  const load = /** @type {Search.Load} */ ((/** @type {string} */ name) => {
    const known = kept.get(name);
    if (known) return known;
    const content = fresh(name);
    content.catch(() => kept.delete(name));
    kept.set(name, content);
    return content;
  });

  const manifest = async () => {
    const content = await load('manifest');
    version = content.version;
    return content;
  };

  /** Bytes that a file has as letters (search/bundle.py). @param {string} letters */
  const bytes = (letters) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0) - 32);

  /** @param {string} base64 */
  const decoded = (base64) => Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

  /* What comes with the first request is a short way: without it, each shard is asked. */
  /** @type {Promise<Search.Newest> | undefined} */
  let together;
  /** @type {Search.Shared['newest']} */
  const newest = () => {
    together ??= load('newest').catch(() => ({ version: '', shards: {} }));
    return together;
  };

  /** What one of the newest shards has. @param {string} name */
  const amongNewest = async (name) => {
    const [own, { version: theirs, shards }] = await Promise.all([manifest(), newest()]);
    // Another version's are of no use, where a site is being brought up to date.
    return theirs === own.version && Object.hasOwn(shards, name) ? shards[name] : null;
  };

  /** @type {Search.Shared['shard']} */
  const shard = async (name) => (await amongNewest(name))?.[0] ?? load(`${name}/shard`);

  /** @type {Search.Shared['facetsIn']} */
  const facetsIn = async (name) => (await amongNewest(name))?.[1] ?? load(`${name}/facets`);

  /* Scripts that few queries need, each a list of data/joined.toml, once. */
  /** @type {Map<string, Promise<unknown>>} */
  const running = new Map();
  /** @type {Search.Shared['run']} */
  const run = (name) => {
    const known = running.get(name) ?? window.cote.run(`${root}assets/javascripts/joined/${name}.js`);
    running.set(name, known);
    known.catch(() => running.delete(name));
    return known;
  };

  /* The reader of references and what it knows are a quarter of what a word costs, so that they come with the first query
     that has a number: no reference is without. */
  const NUMBER = /\p{N}/u;
  /** @type {Search.Shared['readerFor']} */
  const readerFor = async (text) => {
    if (!NUMBER.test(text)) return;
    const reader = run('anchor');
    /* Without what it needs, the rest has run in vain. */
    reader.catch(() => ['references', 'symbols'].forEach((name) => running.delete(name)));
    await Promise.all([reader, run('references'), run('symbols')]);
  };

  window.coteSearch = Object.assign(window.coteSearch ?? {}, /** @satisfies {Partial<Search.Shared>} */ (
    { root, load, fresh: /** @type {Search.Load} */ (fresh), manifest, newest, shard, facetsIn, bytes, decoded, run, readerFor }));
})();
