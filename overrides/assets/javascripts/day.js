// Dates as readers write them, by the interface's language: as Python writes them (build_scripts/core/interface.py).
(() => {
  const cote = window.cote;

  /** « 1er juillet 2020 », of « 2020-07-01 ». @type {Cote.Shared['day']} */
  cote.day = (written) => {
    const { dates } = cote.knowledge;
    const [year, month, day] = written.split('-').map(Number);
    /** @type {Record<string, string | number>} */
    const parts = { year, month: dates.months[month - 1] ?? month, day: day === 1 ? dates.first : day };
    return dates.day.replace(/\{(\w+)\}/g, (_, part) => String(parts[part]));
  };
})();
