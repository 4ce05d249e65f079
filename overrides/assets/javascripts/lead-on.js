// The document has another address: it opens there, at the paragraph that was asked for.
(() => {
  const target = document.querySelector('link[data-target]');
  if (target) location.replace(target.href + location.search + location.hash);
})();
