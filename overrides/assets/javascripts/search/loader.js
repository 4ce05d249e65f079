/* Loads the files of the search. Each is a script that hands its content over, because a page opened by double click
   (file://) may load scripts and nothing else. Paths are taken from this script's own address, so that pages may lie
   in any folder, whatever its name. */
(() => {
  'use strict';
  const root = new URL('../../../', document.currentScript.src).href;
  const waiting = new Map();
  const kept = new Map();
  let version = '';

  window.coteSearchData = (name, value) => waiting.get(name)?.(value);

  const script = (name) => new Promise((resolve, reject) => {
    const node = document.createElement('script');
    waiting.set(name, resolve);
    node.onload = node.onerror = () => {
      waiting.delete(name);
      node.remove();
      reject(new Error(`${name} ne se charge pas`)); // no more than a word where the content has come
    };
    node.src = `${root}pagefind/${name}.js${version && `?v=${version}`}`;
    document.head.append(node);
  });

  /* Whoever asks for a file that is on its way waits for the same: content comes by name, to one. */
  const coming = new Map();
  const inject = (name) => {
    if (!coming.has(name)) coming.set(name, script(name).finally(() => coming.delete(name)));
    return coming.get(name);
  };

  /* A disk or a line that fails once gets a second chance. */
  const fresh = (name) => inject(name).catch(() => inject(name));

  /* The content of a file, loaded once. */
  const load = (name) => {
    if (!kept.has(name)) {
      const content = fresh(name);
      content.catch(() => kept.delete(name));
      kept.set(name, content);
    }
    return kept.get(name);
  };

  const manifest = async () => {
    const content = await load('manifest');
    version = content.version;
    return content;
  };

  /* Bytes that a file has as letters (search/bundle.py). */
  const bytes = (letters) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0) - 32);

  const decoded = (base64) => Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

  /* What Pagefind takes for fetch(). All shards share one WebAssembly. A file that does not load is noted under what
     stands before `/pagefind/` in the address: Pagefind itself goes on without it, and would find less without a word. */
  const failures = new Map();
  const fetch = async (address) => {
    const [, owner, path] = /^(.*?)\/pagefind\/([^?]*)/.exec(String(address));
    const found = await fresh(/\/wasm\./.test(path) ? path.replace(/^.*\//, '') : path).catch((error) => {
      failures.set(owner, error);
      throw error;
    });
    const content = typeof found === 'string' ? decoded(found) : found;
    return {
      ok: true,
      status: 200,
      arrayBuffer: async () => content.buffer,
      json: async () => JSON.parse(new TextDecoder().decode(content)),
    };
  };

  window.coteSearch = Object.assign(window.coteSearch ?? {}, { root, load, manifest, bytes, fetch, failures });
})();
