/* How a paragraph is called, from its anchor: « par. 12 a) », « projet de résolution VI, par. 4 », « note 3 ». */
(() => {
  'use strict';
  const { text, ordinal } = window.cote;
  const UNIT = new RegExp(`^(?:${window.cote.knowledge.anchors.units.join('|')})(?:-|$)`);
  /** @type {[number, string][]} */
  const ROMAN = [[100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']];

  /** @param {number} number */
  const roman = (number) => {
    let rest = number;
    return ROMAN.map(([value, letters]) => {
      const times = Math.floor(rest / value);
      rest -= times * value;
      return letters.repeat(times);
    }).join('');
  };

  /** A form with its number. @param {string} form @param {string} number */
  const fill = (form, number) => form.replace('{}', () => number).trim();

  /** @param {string} scope */
  const scopeLabel = (scope) => {
    const { parts, part_numbers: partNumbers } = window.cote.knowledge.places;
    const adopted = /^(res|dec)-(.+)-([A-Z.\d]+)$/.exec(scope); // « dec-1-CMA.5 »
    if (adopted) return fill(parts[`adopted_${adopted[1]}`], `${adopted[2]}/${adopted[3]}`);
    const [, name, number, letter] = /^([a-z]+)(?:-(?:(\d+)|([a-z])))?$/.exec(scope) ?? [];
    const printed = letter ? letter.toUpperCase() : number && (partNumbers[Number(number) - 1] ?? roman(Number(number)));
    return name in parts ? fill(parts[name], printed ?? '') : scope;
  };

  /** @param {string[]} names */
  const items = (names) => names.map((name) => window.cote.knowledge.places.item.replace('{}', () => name)).join('');

  /** @param {string} unit @param {string[]} names */
  const unitLabel = (unit, names) => {
    const { kinds } = window.cote.knowledge.places;
    const [, kind, number] = /^([a-z]+)[.-]?(.*)$/.exec(unit) ?? [null, unit, ''];
    const plain = number.replace(/_\d+$/, '').replace(/-/g, ' ');
    switch (kind) {
      case 'par': return fill(kinds.par, plain) + items(names);
      case 'pp': return fill(kinds.pp, ordinal(plain)) + items(names);
      case 'note': return fill(kinds.note, /^x/.test(plain) ? '*' : plain);
      case 'table': return fill(kinds.table, plain);
      case 'fig': return fill(kinds.fig, plain);
      case 'sec': return text('place.heading');
      case 'txt': return text('place.text') + items(names);
      default: return unit;
    }
  };

  /** The label of an anchor in the interface's language. @type {Search.Shared['label']} */
  const label = (anchor) => {
    if (!anchor) return text('place.document');
    const { join } = window.cote.knowledge.places;
    const pieces = anchor.split(/(?<![A-Z])\./); // not that of « dec-1-CMA.5 »
    const at = pieces.findIndex((piece) => UNIT.test(piece));
    const scopes = (at < 0 ? pieces : pieces.slice(0, at)).map(scopeLabel);
    if (at < 0) return [...scopes, text('place.heading')].join(join);
    return [...scopes, unitLabel(pieces[at], pieces.slice(at + 1))].join(join);
  };

  /** The anchor of the paragraph, note or table that a place is in, or of the place itself. @type {Search.Shared['unitOf']} */
  const unitOf = (anchor) => {
    const pieces = anchor.split(/(?<![A-Z])\./);
    const at = pieces.findIndex((piece) => UNIT.test(piece));
    return at < 0 ? anchor : pieces.slice(0, at + 1).join('.');
  };

  window.coteSearch = Object.assign(window.coteSearch ?? {}, /** @satisfies {Partial<Search.Shared>} */ ({ label, unitOf }));
})();
