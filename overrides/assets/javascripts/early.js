// Runs as soon as it arrives, most often before the first paint: the reader's colours, that scripts run at all, and where the
// reader has chosen another language of the interface, that its words come (language.js).
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  root.dataset.dir ??= root.dir;
  try {
    const theme = localStorage.getItem('cote.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    const language = localStorage.getItem('cote.language');
    if (language && language !== root.lang && !root.dataset.turned) {
      root.dataset.speaks = language;
      root.dir = localStorage.getItem('cote.direction') ?? '';
    }
  } catch { /* storage refused: the device's colours and the archive's language stay */ }
})();
