// Resolutions and decisions in what was pasted: « résolution 76/181 de l’Assemblée générale », « 大会第76/181号决议 ». Which
// bodies there are, how each numbers its acts and by which words texts cite them is data/organs.toml, data/series.toml and
// each language's citations.toml, which the build writes into bodies.js. Where no body is named, those that number so are all
// candidates; none is chosen.
(() => {
  const cote = (globalThis.cote ??= /** @type {Cote.Shared} */ ({}));
  const reading = (cote.reading ??= /** @type {Cote.Reading} */ ({}));
  const { at, end, roman } = cote.scan;
  const FAR = 240; // signs between a number and the word or the body that it belongs to, at most
  const GLUED = /(?<![\p{L}\p{N}])[A-Z]{2,8}R(?= ?\d)/gu; // « UNSCR 1373 (2001) »
  const GLUE = /R(?= ?\d)/y;
  const BODY = '\ue000'; // stands for a body between a word and its number
  const STEPS = 8; // dates, titles and the like between a number and its body, at most
  const TITLE = /,? ?(?:«.{1,300}?»|“.{1,300}?”|".{1,300}?"|《.{1,300}?》)/y;
  const AT_WORD = /^(?:'s)?(?: \([A-Z-]{2,10}\))? ?(?:第 ?)?$/; // « the Council’s resolution », « 大会第76/181号 »
  const SENTENCE_ENDS = /[.!?…](?= \p{Lu})|[;。；]/u;
  const BEFORE = String.raw`(?<![\p{L}\p{N}_/.])(?:(?<!\d,)|(?<=\d{4},))`; // « du 2 décembre 2020,76/69 »
  const BEHIND = String.raw`(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{N}_]|[/'%°]|[.,]\d| ?%)`;
  // « résolution n° 1373 », « résolution 76-181 »
  const ANY_NUMBER = /[ :]*(?:n[°o]s?\.? ?|第)?(?:\d{3,4}|\d+[/-][A-Z\d.]*\d[A-Z\d.]*)(?: ?\(\d{4}\))?(?![\p{L}\p{N}])/iuy;
  const NUMBER_BEFORE = /第? ?(?:\d{3,4}|\d+[/-]\d+)(?: ?\(\d{4}\))? ?号?$/; // « 第1373号 » of 决议
  const CJK_BEFORE = String.raw`(?<=[\p{Script=Han}])`; // Chinese words stand right beside a number

  /**
   * @typedef {{name: string, full: boolean, organs: string[]}} Name of a body, folded
   * @typedef {{start?: number, end: number, full: boolean, organs: string[], capital?: boolean}} Body where it is named
   * @typedef {{start: number, end: number, kind: string, trails: boolean, number: number}} Word
   *   for acts; where it `trails` their numbers, `number` is where the last of these ends
   * @typedef {{start: number, end: number, written: string}} Item the number of an act
   * @typedef {{word: Word, items: Item[]}} Group numbers of one word
   * @typedef {{name: string, number: string, pattern: RegExp}} Form of a number
   * @typedef {(start: number, end: number) => boolean} Taken whether other references have these words
   */

  /** @type {?ReturnType<typeof compiled>} */
  let tables = null;

  /** Compiled once from the data. */
  const known = () => (tables ??= compiled());

  function compiled() {
    const { names, acts: rules, forms, languages, spelled } = cote.bodies;
    /**
     * The patterns that languages have for one thing.
     * @param {keyof Cote.LanguagePatterns} key
     * @param {string} flags
     * @param {(source: string) => string} [frame]
     */
    const each = (key, flags, frame = (source) => source) => languages.flatMap(({ [key]: source }) => (source ? [new RegExp(frame(source), flags)] : []));
    const numbers = Object.values(forms).map(({ pattern }) => `(?:${pattern.replace(/\?<\w+>/g, '?:')})`).sort((a, b) => b.length - a.length).join('|');
    /** @type {Map<string, Name[]>} */
    const byStart = new Map();
    for (const [name, [full, organs]] of Object.entries(names)) {
      const start = name.slice(0, 2);
      const list = byStart.get(start) ?? [];
      list.push({ name, full: full === 1, organs });
      byStart.set(start, list);
    }
    for (const list of byStart.values()) list.sort((a, b) => b.name.length - a.name.length);
    return {
      names: byStart,
      acts: rules,
      forms: Object.entries(forms).map(([name, { pattern, number }]) => ({ name, number, pattern: new RegExp(`^(?:${pattern})$`, 'iu') })),
      number: new RegExp(`(?:${BEFORE}|${CJK_BEFORE}|(?<=(?<!\\p{L})[${spelled.before.join('')}]))(?:${numbers})${BEHIND}`, 'giu'),
      alone: new RegExp(`${BEFORE}(?:${numbers})${BEHIND}`, 'iuy'),
      words: each('words', 'giu'),
      trailing: each('trailing', 'giu'),
      drafts: each('drafts', 'giu'),
      bridges: each('bridge', 'iu', (source) => `^(?:${source})$`),
      fillers: each('fillers', 'iuy'),
      connectors: each('connector', 'iuy'),
      joins: each('joins', 'iu', (source) => `^(?:${source})$`),
      institutions: languages.flatMap(({ institution, ignored, connector }) => (institution && connector ? [{
        institution: new RegExp(institution, 'uy'),
        ignored: new RegExp(ignored || '(?!)', 'uy'),
        connector: new RegExp(connector, 'iuy'),
      }] : [])),
    };
  }

  /** @param {RegExp[]} patterns @param {string} string @param {number} position */
  const farthest = (patterns, string, position) => Math.max(position, ...patterns.map((pattern) => {
    const match = at(pattern, string, position);
    return match ? end(match) : 0;
  }));

  // --- numbers

  /** The parts of a number in a form, as keys have them; null where it isn't one. @param {Form} form @param {string} written */
  function partsOf(form, written) {
    const match = form.pattern.exec(written);
    return match && Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, part]) => [name, latin(name, (part ?? '').replace(/\s/g, '').toUpperCase())]));
  }

  /**
   * A part of a number that another script may have, « د-10 », « باء », as keys have it
   * (build_scripts/citations/spelled.py, plain).
   * @param {string} name
   * @param {string} part
   */
  function latin(name, part) {
    const { letters, roman: signs, sessions, conferences, counted } = cote.bodies.spelled;
    if (name === 'letter') return letters[part] ?? part;
    if (name === 'conference') return conferences[part.replace(/[.-]/g, '')] ?? part.replace(/[.-]/g, '');
    if (name !== 'session' && !counted.includes(name)) return part;
    const plain = [...part].map((sign) => signs[sign] ?? sign).join('');
    const [, before = '', number] = /^(?:([^\d-]*)-)?([\p{L}\p{N}]+)$/u.exec(plain) ?? [];
    if (!number) return plain;
    const prefix = sessions[before.replaceAll('.', '')] ?? (before && `${before}-`);
    return prefix + (counted.includes(name) && /^\d+$/.test(number) ? reading.asRoman(Number(number)) : number);
  }

  /** @param {Cote.Limits} limits @param {number} number */
  const within = ([low, high], number) => !high || (low <= number && number <= high);

  /**
   * Whether an act can have that number by a year, 0 where it isn't known (build_scripts/core/organs.py, Act.fits).
   * @param {Cote.Act} act
   * @param {Record<string, string>} parts
   * @param {number} year
   */
  function fits(act, parts, year) {
    if (!hasSession(act, parts, year) || (year && parts.year && Number(parts.year) > year)) return false;
    const serial = /^\d+$/.test(parts.serial ?? '') ? Number(parts.serial) : null;
    const round = parts.round ? roman(parts.round.toLowerCase()) : 0;
    const [low, high] = act.per_round;
    if (high && round > 1 && ((serial ?? 0) < low * round || (serial ?? 0) > high * round)) return false;
    return (serial === null || within(act.serials, serial)) && (!parts.round || within(act.rounds, round))
      && (!parts.year || within(act.years, Number(parts.year)));
  }

  /**
   * Whether a session of an act's number was one so numbered, and isn't one of the future.
   * @param {Cote.Act} act
   * @param {Record<string, string>} parts
   * @param {number} year
   */
  function hasSession(act, parts, year) {
    const session = /^\d+$/.test(parts.session ?? '') ? Number(parts.session) : 0;
    const latest = year ? (year - act.origin) * act.per_year : session;
    return !act.first_session || !session || (session >= act.first_session && session <= latest);
  }

  /** @param {string} template @param {Record<string, string>} parts */
  const filled = (template, parts) => template.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? '');

  /**
   * The keys that a number may stand for.
   * @param {string} written
   * @param {string} kind `resolution`, `decision`, or empty for either
   * @param {?string[]} organs those that may have adopted it; null where none is named
   * @param {number} year by which it was adopted; 0 where that isn't known
   * @returns {string[]}
   */
  function keysOf(written, kind, organs, year) {
    const keys = [];
    for (const form of known().forms) {
      const parts = partsOf(form, written);
      if (!parts) continue;
      const number = filled(form.number, parts);
      for (const act of known().acts) {
        const isMeant = organs ? organs.includes(act.organ) : !act.named;
        if (act.form === form.name && (!kind || act.kind === kind) && isMeant && fits(act, parts, year)) keys.push(filled(act.key, { ...parts, number }));
      }
    }
    return [...new Set(keys)];
  }

  // --- bodies

  /** @param {string | undefined} sign */
  const isLetter = (sign) => sign !== undefined && /[\p{L}\p{N}_-]/u.test(sign) && !/\p{Script=Han}/u.test(sign);

  /**
   * The longest name that stands there.
   * @param {Cote.Spelled} text
   * @param {number} position
   */
  function nameAt({ plain, folded }, position) {
    if (isLetter(folded[position - 1]) && !/\p{Script=Han}/u.test(folded[position])) return null;
    for (const { name, full, organs } of known().names.get(folded.slice(position, position + 2)) ?? []) {
      const stop = position + name.length;
      const apart = !isLetter(folded[stop]) || /\p{Script=Han}/u.test(name) || at(GLUE, plain, stop) !== null;
      if (!folded.startsWith(name, position) || !apart) continue;
      return { start: position, end: stop, full, organs, capital: /\p{Lu}/u.test(plain[position]) || !/\p{Ll}/u.test(plain[position]) };
    }
    return null;
  }

  /** @param {Cote.Spelled} text */
  function bodiesIn(text) {
    /** @type {(Body & {start: number})[]} */
    const bodies = [];
    for (let position = 0; position < text.folded.length; position += 1) {
      const name = nameAt(text, position);
      if (name) {
        bodies.push(name);
        position = name.end - 1;
      }
    }
    return bodies;
  }

  // --- words and numbers

  /**
   * Words for acts, those that follow their numbers too; none in « projet de résolution ».
   * @param {Cote.Spelled} text
   * @returns {Word[]}
   */
  function wordsIn(text) {
    const { plain } = text;
    const drafts = known().drafts.flatMap((pattern) => [...plain.matchAll(pattern)].map((match) => [match.index, end(match)]));
    const trailing = known().trailing.flatMap((pattern) => [...plain.matchAll(pattern)].map((match) => {
      const start = match.index + match[0].lastIndexOf(match.groups?.word ?? '');
      return { start, end: end(match), kind: '', trails: true, number: match.index };
    }));
    const words = known().words.flatMap((pattern) => [...plain.matchAll(pattern)].map((match) => (
      { start: match.index, end: end(match), kind: match.groups?.resolution === undefined ? 'decision' : 'resolution', trails: false, number: -1 })));
    const isDraft = (/** @type {Word} */ word) => drafts.some(([start, stop]) => start < word.end && word.start < stop);
    for (const { index, 0: { length } } of plain.matchAll(GLUED)) {
      const start = index + length - 1;
      if (nameAt(text, index)?.end === start) words.push({ start, end: start + 1, kind: 'resolution', trails: false, number: -1 });
    }
    const kept = words.filter((word) => !isDraft(word)).sort((a, b) => a.start - b.start || b.end - a.end);
    for (const word of kept) {
      const trail = trailing.find(({ start }) => start === word.start);
      if (trail) Object.assign(word, { trails: true, number: trail.number });
    }
    return kept.filter((word, index) => index === 0 || word.start >= kept[index - 1].end);
  }

  /** @param {Cote.Spelled} text @param {Taken} taken @returns {Item[]} */
  const numbersIn = ({ plain }, taken) => [...plain.matchAll(known().number)]
    .map((match) => ({ start: match.index, end: end(match), written: match[0] })).filter(({ start, end: stop }) => !taken(start, stop));

  /**
   * Whether what stands between two numbers makes them a list: « et », « du 16 décembre 2020 et », « à ».
   * @param {Cote.Spelled} text
   * @param {number} start
   * @param {number} stop
   */
  function isListed({ plain, folded }, start, stop) {
    if (stop - start > FAR) return false;
    let position = start;
    for (let steps = 0; steps < STEPS; steps += 1) {
      if (known().joins.some((pattern) => pattern.test(plain.slice(position, stop)))) return true;
      const joint = reading.listJoint(folded, position, true);
      if (joint && /^[\s(第]*$/.test(folded.slice(joint.end, stop))) return true;
      const next = passed(plain, position);
      if (next === position) return false;
      position = next;
    }
    return false;
  }

  /** Behind a date, a title or the word for adopting. @param {string} plain @param {number} position */
  function passed(plain, position) {
    const title = at(TITLE, plain, position);
    return title ? end(title) : farthest(known().fillers, plain, position);
  }

  /**
   * The body behind a number: {organs, end}; no organs where the data do not know it; null where none is named.
   * @param {Cote.Spelled} text
   * @param {number} position
   * @returns {?Body}
   */
  function bodyBehind(text, position) {
    const { plain } = text;
    for (let steps = 0; steps < STEPS; steps += 1) {
      const body = attached(text, position);
      if (body) return body;
      const next = passed(plain, pinned(text, position));
      if (next === position) return null;
      position = next;
    }
    return null;
  }

  /** Behind « , par. 3, », which may stand before the body. @param {Cote.Spelled} text @param {number} position */
  function pinned({ folded }, position) {
    const comma = /^,? ?/.exec(folded.slice(position, position + 2))?.[0].length;
    const phrase = comma ? reading.phraseAt(folded, position + comma) : null;
    if (!phrase || !['par', 'operative', 'pp', 'note', 'sec'].includes(phrase.kind)) return position;
    const pin = /^[\s\d().a-z-]{0,24}?(?=,? ?(?:[^\d\s().,]|$))/.exec(folded.slice(phrase.end, phrase.end + 30));
    return pin ? phrase.end + pin[0].length : position;
  }

  /** @param {Cote.Spelled} text @param {number} position @returns {?Body} */
  function attached(text, position) {
    const { plain } = text;
    for (const connector of known().connectors) {
      const match = at(connector, plain, position);
      const name = match && nameAt(text, end(match) + (plain[end(match)] === ' ' ? 1 : 0));
      if (name) return name;
    }
    const unknown = known().institutions.some(({ connector, institution, ignored }) => {
      const match = at(connector, plain, position);
      if (!match) return false;
      const behind = end(match) + (plain[end(match)] === ' ' ? 1 : 0);
      return match[0].replace(/[\s,(]/g, '') && !at(ignored, plain, behind) && at(institution, plain, behind);
    });
    return unknown ? { organs: [], end: position, full: true } : null;
  }

  // --- groups

  /**
   * Numbers of one word: « résolutions 76/181 et 77/237 de l’Assemblée générale ».
   * @param {Cote.Spelled} text
   * @param {Word[]} words
   * @param {Item[]} numbers
   * @param {Body[]} bodies
   */
  function groupsIn(text, words, numbers, bodies) {
    /** @type {Group[]} */
    const groups = [];
    let next = 0;
    for (const [index, word] of words.entries()) {
      /** @type {Item[]} */
      const items = [];
      const stop = words[index + 1]?.start ?? text.plain.length;
      while (next < numbers.length && numbers[next].start < word.end) next += 1;
      if (word.trails) {
        for (let last = next - 1, edge = word.number; last >= 0 && joined(text, numbers[last].end, edge); last -= 1) {
          if (groups.at(-1)?.items.includes(numbers[last])) break;
          items.unshift(numbers[last]);
          edge = numbers[last].start;
        }
      } else {
        for (let reach = word.end; next < numbers.length && numbers[next].start < stop; next += 1) {
          const number = numbers[next];
          if (!(items.length ? isListed(text, reach, number.start) : begins(text, word, number, bodies))) break;
          items.push(number);
          reach = number.end;
        }
      }
      if (items.length) groups.push({ word, items });
    }
    return groups;
  }

  /**
   * Whether a number that ends there is one of a list that goes on behind.
   * @param {Cote.Spelled} text
   * @param {number} start
   * @param {number} stop
   */
  const joined = (text, start, stop) => {
    const gap = text.plain.slice(start, stop);
    return /^ ?号?$/.test(gap) || isListed(text, start + (/^ ?号/.exec(gap)?.[0].length ?? 0), stop);
  };

  /**
   * Whether the number is the word’s first: only « n° » and a body may stand between.
   * @param {Cote.Spelled} text
   * @param {Word} word
   * @param {Item} number
   * @param {Body[]} bodies
   */
  function begins(text, word, number, bodies) {
    if (number.start - word.end > FAR) return false;
    let gap = text.plain.slice(word.end, number.start);
    const body = bodies.find(({ start = -1, end: stop }) => start >= word.end && stop <= number.start);
    if (body) {
      gap = `${text.plain.slice(word.end, body.start)}${BODY}${text.plain.slice(body.end, number.start)}`;
      gap = gap.replace(/^ ?\(?(?:[\p{L}']{1,6}[ '])?(?:[\p{L}']{1,3}[ '])?\ue000(?: \([A-Z-]{2,12}\))?,?/u, '');
    }
    return /^[ :第]*$/.test(gap) || known().bridges.some((pattern) => pattern.test(gap));
  }

  /**
   * The body that a group's numbers are of: named between word and number, right before them, or before in the
   * sentence.
   * @param {Cote.Spelled} text
   * @param {Group} group
   * @param {Body[]} bodies
   * @returns {?Body}
   */
  function bodyBefore(text, { word, items }, bodies) {
    const start = Math.min(word.start, items[0].start);
    const between = bodies.find((body) => (body.start ?? -1) >= word.end && body.end <= items[0].start);
    if (between) return between;
    const before = bodies.filter((body) => body.end <= start && start - body.end <= FAR && (body.capital || start - body.end < 4)).at(-1);
    if (!before) return null;
    const gap = text.plain.slice(before.end, start);
    if (AT_WORD.test(gap) || !SENTENCE_ENDS.test(gap)) return before;
    return null;
  }

  /** Of the bodies that a short name may mean, the one last named in full before it. @param {Body} body @param {Body[]} bodies */
  function meant(body, bodies) {
    if (body.full || body.organs.length < 2) return body.organs;
    const named = bodies.filter((other) => other.full && other.end <= (body.start ?? -1) && other.organs.some((organ) => body.organs.includes(organ))).at(-1);
    return named ? named.organs.filter((organ) => body.organs.includes(organ)) : body.organs;
  }

  /**
   * All acts that a text cites, in order.
   * @param {Cote.Spelled} text
   * @param {(start: number, end: number) => boolean} taken whether other references have these words
   * @param {number} year by which they were adopted; 0 where that isn't known
   */
  function actsIn(text, taken, year) {
    const words = wordsIn(text).filter(({ start, end: stop }) => !taken(start, stop));
    if (!words.length) return [];
    const bodies = bodiesIn(text);
    return groupsIn(text, words, numbersIn(text, taken), bodies).flatMap((group) => acts(text, group, bodies, year));
  }

  /**
   * The acts of a group.
   * @param {Cote.Spelled} text
   * @param {Group} group
   * @param {Body[]} bodies
   * @param {number} year
   * @returns {Cote.PartialHead[]}
   */
  function acts(text, group, bodies, year) {
    const { word, items } = group;
    const before = bodyBefore(text, group, bodies);
    const close = before && (before.end > word.end || AT_WORD.test(text.plain.slice(before.end, Math.min(word.start, items[0].start))));
    const numbers = items.map((item) => ({ ...item, body: bodyBehind(text, item.end) }));
    // « 76/181 et 77/237 de l’Assemblée générale »: what stands behind the last is said of all.
    for (let index = numbers.length - 2; index >= 0; index -= 1) numbers[index].body ??= numbers[index + 1].body;
    return numbers.map((item, index) => {
      const body = close ? before : item.body ?? before;
      const organs = body && meant(body, bodies);
      const reach = body && body === item.body && index === numbers.length - 1 ? Math.max(item.end, body.end) : item.end;
      return {
        start: index === 0 ? Math.min(close ? before?.start ?? word.start : word.start, word.start, item.start) : item.start,
        end: Math.max(reach, word.trails && index === numbers.length - 1 ? word.end : 0),
        kind: 'act',
        number: item.written,
        candidates: keysOf(item.written, word.kind, organs, year),
        // « résolution 76/181, par. 3, de l’Assemblée générale »
        inside: body && body === item.body && index === numbers.length - 1 ? [item.end, body.start ?? item.end] : null,
      };
    });
  }

  /**
   * Words for acts with a number behind them that no body gives, « résolution 1373 ». Small numbers are those of parts.
   * @type {Cote.Reading['unknownActs']}
   */
  function unknownActs(text) {
    return wordsIn(text).flatMap(({ start, end: stop, trails }) => {
      const before = trails ? NUMBER_BEFORE.exec(text.plain.slice(Math.max(0, start - FAR), start)) : null;
      if (before) return [/** @type {Stretch} */ ([start - before[0].length, stop])];
      const number = trails ? null : at(ANY_NUMBER, text.plain, stop);
      const glued = /[A-Z]*$/.exec(text.plain.slice(Math.max(0, start - FAR), start))?.[0].length ?? 0; // « UNSCR 1325 »
      return number ? [/** @type {Stretch} */ ([start - glued, end(number)])] : [];
    });
  }

  /**
   * A number that is the whole of a text, « 77/237 »: an act, or the end of a principal organ’s symbol.
   * @type {Cote.Reading['numberAlone']}
   */
  function numberAlone(text, start = 0, year = 0) {
    const match = at(known().alone, text.plain, start);
    if (!match) return null;
    const symbols = /^\d+\/\d+$/.test(match[0]) ? cote.bodies.symbols.principal.map((head) => `${head}/${match[0]}`) : [];
    return { start, end: end(match), kind: 'number', number: match[0], candidates: [...keysOf(match[0], '', null, year), ...symbols] };
  }

  Object.assign(reading, /** @satisfies {Partial<Cote.Reading>} */ ({ actsIn, unknownActs, numberAlone, keysOf }));
})();
