/* Asks Pagefind's index of a shard. Its WebAssembly says which file has a key, and in which documents and at which places
   a key stands. Pagefind's own script, which is for excerpts, filters and much else, isn't loaded. */
(() => {
  'use strict';
  const { load, fresh, bytes, decoded } = window.coteSearch;
  /* What Pagefind writes before what is, or was, compressed (build_scripts/search/pagefind.py). */
  const MARK = 'pagefind_dcd'.length;
  /* Kinds of items of CBOR (RFC 8949, 3.1), as far as the index has them besides numbers. */
  const [TEXT, LIST] = [3, 4];

  /** @param {Uint8Array<ArrayBuffer>} content */
  const inflated = async (content) => {
    const plain = new Blob([content]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(plain).arrayBuffer());
  };

  const start = async () => {
    const { bindings, wasm } = await load('engine');
    await bindings({ module_or_path: (await inflated(decoded(wasm))).slice(MARK) });
    return bindings;
  };

  /** All shards share one WebAssembly. @type {Promise<Search.Bindings> | undefined} */
  let starting;
  const started = () => {
    const known = starting ??= start();
    known.catch(() => { if (starting === known) starting = undefined; });
    return known;
  };

  /** What a file of CBOR says. @param {Uint8Array} content */
  const read = (content) => {
    const text = new TextDecoder();
    let at = 0;
    /** @returns {any} */
    const item = () => {
      const first = content[at++];
      let value = first & 31;
      if (value > 23) {
        const end = at + (1 << (value - 24));
        for (value = 0; at < end; at += 1) value = value * 256 + content[at];
      }
      if (first >> 5 === LIST) return Array.from({ length: value }, item);
      if (first >> 5 !== TEXT) return value;
      at += value;
      return text.decode(content.subarray(at - value, at));
    };
    return item();
  };

  /** @implements {Search.Index} */
  class Index {
    /**
     * @param {string} shard
     * @param {string} meta
     */
    constructor(shard, meta) {
      this.shard = shard;
      this.meta = bytes(meta);
      /** @type {[version: string, documents: [id: string, length: number][], files: [first: string, last: string, name: string][]]} */
      const [, documents, files] = read(this.meta);
      this.numbers = new Map(documents.map(([id], number) => [id, number]));
      this.files = files;
      /** What has been asked for, until it is in the index. @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
      this.coming = new Map();
      this.loaded = new Set();
      /** Where the WebAssembly has the index; 0 before it does. */
      this.pointer = 0;
      started().catch(() => {}); // said where it is needed
    }

    /** @param {string} name */
    ask(name) {
      const content = this.coming.get(name) ?? fresh(`${this.shard}/index/${name}.pf_index`);
      this.coming.set(name, content);
      content.catch(() => this.coming.delete(name));
      return content;
    }

    ahead(/** @type {string} */ key) {
      const name = this.files.findLast(([first]) => first <= key)?.[2]; // as the WebAssembly will say, once it has started
      if (name && !this.loaded.has(name)) this.ask(name).catch(() => {}); // said where it is needed
    }

    async places(/** @type {string} */ key) {
      this.ahead(key);
      const engine = await started();
      this.pointer ||= engine.init_pagefind(this.meta);
      /** @type {string[]} */
      const names = JSON.parse(engine.request_indexes(this.pointer, key)).filter(Boolean);
      await Promise.all(names.map((name) => this.put(engine, name)));
      /** @type {{results: {p: string, s: number, l: {l: number}[]}[]}} */
      const { results } = JSON.parse(engine.search(this.pointer, key, key, '{}', '', false, false));
      return results.map(({ p, s, l }) => ({ document: /** @type {number} */ (this.numbers.get(p)), score: s, places: l.map((place) => place.l) }));
    }

    /**
     * Put a file into the index.
     * @param {Search.Bindings} engine
     * @param {string} name
     */
    async put(engine, name) {
      if (this.loaded.has(name)) return;
      const content = await this.ask(name);
      if (this.loaded.has(name)) return; // who waited for the same file was first
      this.loaded.add(name);
      this.coming.delete(name);
      this.pointer = engine.load_index_chunk(this.pointer, content.slice(MARK));
    }
  }

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ Index }));
})();
