// Says in another language what Python has made of words of the archive's language on lists and pages of cited documents:
// names of organs and types, numbers, dates, and what cited documents are (citations/keys.py). Text made of none stays.
(() => {
  const cote = globalThis.cote;
  const KEYS = [
    'lists\\.\\w+\\.(?:title|nav)', 'cited\\.(?:title|network|no_session)', 'counts\\.(?:previous|next|first|last)',
    'labels\\.(?:no_\\w+|masthead)', 'quality\\.\\w+', 'site\\.(?:data|method|rights|go|report)', 'search\\.title',
    'home\\.tagline', 'versions\\.sides_title',
  ];
  const WHOLE = new RegExp(`^(?:${KEYS.join('|')})$`);
  const NAMED = /^(?:types|plurals|organs|treaties|meaning)\./;
  const SIGNS = /[\\^$.*+?()[\]{}|/]/g; // what patterns have a meaning for
  const PLACE = /\\\{(\w*)\\\}/g; // « {count} », with its signs quoted
  /* What places hold: a symbol or number has no spaces but that before « (III) »; « Document final » is no symbol. */
  const NUMBER = '(\\S(?:\\s\\(|\\S)*)';
  const COUNT = '(\\d[\\d\\s.,]*)';
  const HELD = new Map([
    ['symbol', '([A-Z][A-Z.]*/(?:\\s\\(|\\S)*)'], ['number', NUMBER], ['ordinal', '(\\S+)'], ['volume', '(\\S+)'],
    ['count', COUNT], ['', COUNT],
  ]);

  /* How many, where a form says it without its number. */
  /** @type {Record<string, number>} */
  const WITHOUT = { zero: 0, one: 1, two: 2 };

  /** @param {string} text */
  const plain = (text) => text.replace(/\s/g, ' ').trim();

  /**
   * What a sentence's places hold in a text that was made of it, by their names; undefined where it was made of another.
   * @param {string} sentence
   * @param {Map<string, string>} [held] patterns of places
   * @returns {(text: string) => [string, string][] | undefined}
   */
  function reader(sentence, held = HELD) {
    /** @type {string[]} */
    const names = [];
    const made = sentence.replace(SIGNS, '\\$&').replace(/\s/g, '\\s').replace(PLACE, (_, name) => {
      names.push(name);
      return held.get(name) ?? '(.+)';
    });
    const whole = new RegExp(`^${made}$`);
    return (text) => whole.exec(text)?.slice(1).map((part, index) => [names[index], part]);
  }

  /** A sentence with what its places hold, in their order. @param {string} sentence @param {[string, string][]} held */
  const fill = (sentence, held) => {
    const left = [...held];
    return sentence.replace(/\{(\w*)\}/g, (place, name) => {
      const at = left.findIndex(([known]) => known === name);
      return at < 0 ? place : left.splice(at, 1)[0][1];
    });
  };

  /** A day as the archive's language writes it, in the chosen one. @param {string} text @param {Cote.Spoken} from */
  function dated(text, from) {
    const month = from.dates.months.findIndex((name) => text.includes(` ${name} `));
    const [day, year] = [/^\d{1,2}(?!\d)/.exec(text)?.[0], /\d{4}$/.exec(text)?.[0]];
    return month >= 0 && day && year ? cote.day(`${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`) : undefined;
  }

  /**
   * What cited documents are: « Résolution 77/237 de l’Assemblée générale », « 76ᵉ session ».
   * @param {Cote.Spoken} from
   * @param {Cote.Spoken} to
   * @returns {(text: string) => string | undefined}
   */
  function cited(from, to) {
    const keysOf = (/** @type {string} */ kind) => Object.keys(from.names).filter((key) => key.startsWith(`${kind}.`) && to.names[key]);
    const byName = new Map(['of', 'treaties', 'meaning'].flatMap(keysOf).reverse().map((key) => [from.names[key], to.names[key]]));
    const quoted = (/** @type {string} */ kind) => {
      const names = keysOf(kind).map((key) => from.names[key].replace(SIGNS, '\\$&'));
      return `(${names.sort((a, b) => b.length - a.length).join('|')})`;
    };
    const held = new Map([...HELD, ['of', quoted('of')], ['name', quoted('treaties')]]);
    /** @param {string} ordinal */
    const sessionOf = (ordinal) => {
      const first = ordinal === from.names['said.first'];
      const number = first ? '1' : reader(from.names['said.other'])(ordinal)?.[0][1];
      return number && fill(to.names[number === '1' ? 'said.first' : 'said.other'], [['number', number]]);
    };
    const sentences = ['joint', 'document', 'resolution', 'decision', 'registered', 'page', 'treaty', 'special', 'emergency', 'session']
      .map((kind) => `said.${kind}`).filter((key) => from.names[key] && to.names[key]).map((key) => ({ key, read: reader(from.names[key], held) }));
    const part = new RegExp(`^${quoted('meaning')} (\\S+)$`);
    return (text) => {
      for (const { key, read } of sentences) {
        const told = read(text)?.map(([name, value]) => [name, name === 'ordinal' ? sessionOf(value) : byName.get(value) ?? value]);
        if (told?.every(([, value]) => value)) return fill(to.names[key], /** @type {[string, string][]} */ (told));
      }
      const [, meaning, number] = part.exec(text) ?? [];
      return meaning && `${byName.get(meaning)} ${number}`;
    };
  }

  /**
   * Sentences that count, and those that hold such: « 3 renvois », « Cité 3 fois dans 2 documents ».
   * @param {Cote.Spoken} from
   * @param {Cote.Spoken} to
   * @returns {(text: string) => string | undefined}
   */
  function counted(from, to) {
    const forms = Object.entries(from.pages).filter(([key]) => /^(?:counts|cited)\./.test(key)).flatMap(([key, told]) => (typeof told === 'string' ? []
      : Object.entries(told).map(([category, form]) => {
        const read = reader(form, new Map([...HELD, ['total', COUNT]]));
        return { key, without: WITHOUT[category], read };
      })));
    const holding = ['cited.by', 'cited.over', 'cited.cites', 'cited.network_more', 'cited.session', 'counts.page',
      ...Object.keys(from.pages).filter((key) => /^quality\./.test(key) && String(from.pages[key]).includes('{}'))]
      .map((key) => ({ key, read: reader(String(from.pages[key]), new Map()) }));
    /** @param {string} text @returns {string | undefined} */
    const say = (text) => {
      for (const { key, read, without } of forms) {
        const found = read(text);
        const told = to.pages[key];
        if (!found || typeof told === 'string') continue;
        const count = Number(found.find(([name]) => name === 'count')?.[1].replace(/\D/g, '') ?? without);
        return fill(told[cote.category(count)] ?? told.other, found.map(([name, value]) => [name, name === 'count' ? cote.number(count) : value]));
      }
      for (const { key, read } of holding) {
        const found = read(text)?.map(([name, value]) => [name, name && /\D/.test(value) ? say(value) : value]);
        if (found?.every(([, value]) => value)) return fill(String(to.pages[key]), /** @type {[string, string][]} */ (found));
      }
      return undefined;
    };
    return say;
  }

  /**
   * What a node of a drawing says: « Document A/76/120 : 2 renvois, 1 document ».
   * @param {Cote.Spoken} from
   * @param {Cote.Spoken} to
   * @param {(text: string) => string | undefined} documents
   * @param {(text: string) => string | undefined} numbers
   * @returns {(text: string) => { title: string, whole: string }}
   */
  function noded(from, to, documents, numbers) {
    const held = new Map([...HELD, ['times', HELD.get('count') ?? ''], ['documents', '(\\d.*)']]);
    const sentences = ['network.node_cited', 'network.node'].map((key) => ({ key, read: reader(String(from.pages[key]), held) }));
    const titled = (/** @type {string} */ text) => documents(text) ?? text;
    return (text) => {
      for (const { key, read } of sentences) {
        const found = read(text);
        if (!found) continue;
        const told = new Map(found.map(([name, value]) => [name, name === 'title' ? titled(value) : numbers(value) ?? value]));
        return { title: told.get('title') ?? '', whole: fill(String(to.pages[key]), [...told]) };
      }
      return { title: titled(text), whole: titled(text) };
    };
  }

  cote.listed = (from, to) => {
    /** @type {Map<string, string>} */
    const names = new Map();
    for (const [key, name] of Object.entries(from.names)) if (NAMED.test(key) && to.names[key]) names.set(plain(name), to.names[key]);
    for (const [key, name] of Object.entries(from.pages)) if (WHOLE.test(key)) names.set(plain(String(name)), String(to.pages[key]));
    const [numbers, documents] = [counted(from, to), cited(from, to)];
    /** @param {string} text @param {boolean} [titles] @returns {string} */
    const say = (text, titles = false) => {
      if (titles) return documents(text) ?? text;
      const told = names.get(plain(text)) ?? dated(text, from) ?? documents(text) ?? numbers(text);
      if (told !== undefined) return told;
      const [, title, page] = /^(.+) \(([^()]+)\)$/.exec(text) ?? []; // « … (page 2 sur 3) »
      const where = page && numbers(page[0].toUpperCase() + page.slice(1));
      return where ? `${say(title)} (${where.toLocaleLowerCase(to.language)})` : text;
    };
    return { say, node: noded(from, to, documents, numbers) };
  };
})();
