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

  const inject = (name) => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const end = (act) => { waiting.delete(name); script.remove(); act(); };
    waiting.set(name, (value) => end(() => resolve(value)));
    script.onload = script.onerror = () => {
      if (waiting.has(name)) end(() => reject(new Error(`${name} ne se charge pas`)));
    };
    script.src = `${root}pagefind/${name}.js${version && `?v=${version}`}`;
    document.head.append(script);
  });

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

  const bytes = (base64) => Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

  let failure = null;

  /* What went wrong since it was last asked: Pagefind itself goes on without a file that does not load, and would find
     less without a word. */
  const takeFailure = () => {
    const taken = failure;
    failure = null;
    return taken;
  };

  /* What Pagefind takes for fetch(). All shards share one WebAssembly. */
  const fetch = async (address) => {
    const path = String(address).replace(/^.*?\/pagefind\//, '').replace(/\?.*$/, '');
    const content = bytes(await fresh(/\/wasm\./.test(path) ? path.replace(/^.*\//, '') : path).catch((error) => {
      failure = error;
      throw error;
    }));
    return {
      ok: true,
      status: 200,
      arrayBuffer: async () => content.buffer,
      json: async () => JSON.parse(new TextDecoder().decode(content)),
    };
  };

  window.coteSearch = Object.assign(window.coteSearch ?? {}, { root, load, manifest, fetch, takeFailure });
})();
