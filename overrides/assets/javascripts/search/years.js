/* Years as bars, each of which is chosen or given up by a click: one year each, or where they are many, some years together.
   The list of years below has the same, year by year. */
(() => {
  'use strict';
  const { element, text: say } = window.cote;
  const BARS = 8;
  const STEPS = [1, 2, 5, 10, 20, 50];

  /** Years from the first to the last, each by itself, or 2, 5, 10 … together so that there are few enough to click on.
      @param {Search.FacetValue[]} known */
  const spansOf = (known) => {
    const years = known.map(({ value }) => Number(value));
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const step = STEPS.find((size) => Math.floor(last / size) - Math.floor(first / size) < BARS) ?? 100;
    const spans = [];
    for (let from = Math.floor(first / step) * step; from <= last; from += step) {
      const inside = known.filter(({ value }) => Number(value) >= from && Number(value) < from + step);
      const name = step === 1 ? String(from) : `${from}–${String(from + step - 1).slice(2)}`;
      const chosen = inside.length > 0 && inside.every((year) => year.chosen);
      spans.push({ name, years: inside.map(({ value }) => value), count: inside.reduce((sum, { count }) => sum + count, 0), chosen });
    }
    return spans;
  };

  /** @type {Search.Shared['yearBars']} */
  const yearBars = (years, choose) => {
    if (years.length < 2) return [];
    const spans = spansOf(years);
    const most = Math.max(...spans.map(({ count }) => count), 1);
    const bars = spans.map((span) => {
      const words = say('search.year_bar', { year: span.name, passages: say('search.passages', { count: span.count }) });
      const bar = element('span', { className: 'years__bar' });
      bar.style.blockSize = `${span.count ? Math.max(3, (100 * span.count) / most) : 0}%`;
      const button = element('button', { type: 'button', id: `y-${span.name}`, className: 'years__span', title: words });
      button.disabled = !span.years.length;
      button.append(element('span', { className: 'years__room' }, bar), element('span', { className: 'years__name' }, span.name));
      button.setAttribute('aria-label', words);
      button.setAttribute('aria-pressed', String(span.chosen));
      button.addEventListener('click', () => choose(span.years, !span.chosen));
      return element('li', {}, button);
    });
    const chart = element('ol', { className: 'years' }, ...bars);
    chart.setAttribute('aria-labelledby', 'y');
    return [element('h2', { className: 'years__title', id: 'y' }, say('search.years')), chart];
  };

  Object.assign(window.coteSearch, /** @satisfies {Partial<Search.Shared>} */ ({ yearBars }));
})();
