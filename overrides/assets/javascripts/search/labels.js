/* How a paragraph is called, from its anchor: « par. 12 a) », « projet de résolution VI, par. 4 », « note 3 ». */
(() => {
  'use strict';
  /** @type {Record<string, string>} */
  const SCOPES = { res: 'projet de résolution', dec: 'projet de décision', annex: 'annexe', encl: 'pièce jointe', rule: 'règle', art: 'article', summary: 'résumé' };
  /** @type {Record<string, string>} */
  const ADOPTED = { res: 'résolution', dec: 'décision' };
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

  /** @param {string} scope */
  const scopeLabel = (scope) => {
    const adopted = /^(res|dec)-(.+)-([A-Z.\d]+)$/.exec(scope); // « dec-1-CMA.5 »
    if (adopted) return `${ADOPTED[adopted[1]]} ${adopted[2]}/${adopted[3]}`;
    const article = /^(rule|art)-(\d+)(?:-([a-z]+))?$/.exec(scope);
    if (article) return [SCOPES[article[1]], article[2], article[3]].filter(Boolean).join(' ');
    const [, name, number, letter] = /^([a-z]+)(?:-(?:(\d+)|([a-z])))?$/.exec(scope) ?? [];
    if (letter) return `${SCOPES[name] ?? name} ${letter.toUpperCase()}`;
    return [SCOPES[name] ?? scope, number && roman(Number(number))].filter(Boolean).join(' ');
  };

  /** @param {string[]} names */
  const items = (names) => names.map((name) => ` ${name})`).join('');

  /** @param {string} unit @param {string[]} names */
  const unitLabel = (unit, names) => {
    const [, kind, number] = /^([a-z]+)[.-]?(.*)$/.exec(unit) ?? [null, unit, ''];
    const plain = number.replace(/_\d+$/, '').replace(/-/g, ' ');
    switch (kind) {
      case 'par': return `par. ${plain}${items(names)}`;
      case 'pp': return `${plain === '1' ? '1er' : `${plain}e`} alinéa du préambule${items(names)}`;
      case 'note': return /^x/.test(plain) ? 'note *' : `note ${plain}`;
      case 'table': return `tableau ${plain}`;
      case 'fig': return `figure ${plain}`;
      case 'sec': return 'titre';
      case 'txt': return `texte${items(names)}`;
      default: return unit;
    }
  };

  /** The label of an anchor in French. @type {Search.Shared['label']} */
  const label = (anchor) => {
    if (!anchor) return 'document';
    const pieces = anchor.split(/(?<![A-Z])\./); // not that of « dec-1-CMA.5 »
    const at = pieces.findIndex((piece) => /^(?:par|pp|txt|sec|note|table|fig)(?:-|$)/.test(piece));
    const scopes = (at < 0 ? pieces : pieces.slice(0, at)).map(scopeLabel);
    if (at < 0) return `${scopes.join(', ')}, titre`;
    return [...scopes, unitLabel(pieces[at], pieces.slice(at + 1))].join(', ');
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ label }));
})();
