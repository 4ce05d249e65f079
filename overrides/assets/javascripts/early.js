// Runs as soon as it arrives, most often before the first paint: the reader's colours, and that scripts run at all.
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    const theme = localStorage.getItem('cote.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch { /* storage refused: the device's colours stay */ }
})();
