/* Runs before the first paint, so that a dark room never sees a white flash. `lib/theme.ts` takes over from here. */
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('fastops.theme');
  } catch {
    // A browser that keeps nothing follows the system.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
