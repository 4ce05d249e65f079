/* Loads the files of the search. Each is a script that hands its content over, because a page opened by double click
   (file://) may load scripts and nothing else. Paths are taken from this script's own address, so that pages may lie
   in any folder, whatever its name. */
(() => {
  'use strict';
  const root = new URL('../../../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  /** @type {Map<string, (content: unknown) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Promise<unknown>>} */
  const kept = new Map();
  let version = '';

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
    node.src = `${root}search/${name}.js${version && `?v=${version}`}`;
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

  /** A disk or a line that fails once gets a second chance. @param {string} name */
  const fresh = (name) => inject(name).catch(() => inject(name));

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

  /* The reader of references and what it knows are a quarter of what a word costs, so that they come with the first query
     that has a number: no reference is without. The page says where they are. */
  const NUMBER = /\p{N}/u;
  /** @type {?Promise<unknown>} */
  let reader = null;
  /** @param {string} address */
  const run = (address) => new Promise((resolve, reject) => {
    const node = document.createElement('script');
    node.onload = resolve;
    node.onerror = () => reject(new Error(`${address} doesn't load`));
    node.src = address;
    document.head.append(node);
  });
  /** @type {Search.Shared['readerFor']} */
  const readerFor = (text) => {
    if (!NUMBER.test(text)) return Promise.resolve();
    reader ??= run(document.querySelector('[data-reader]')?.dataset.reader ?? '');
    reader.catch(() => { reader = null; });
    return reader;
  };

  window.coteSearch = Object.assign(window.coteSearch ?? {}, /** @satisfies {Partial<Search.Shared>} */ (
    { root, load, manifest, readerFor }));
})();
