const AWAKE = 5_000;
const STORED = 'screen-theme';

// The browser of a wall may keep nothing.
const kept = (() => {
  try {
    return localStorage;
  } catch {
    return null;
  }
})();

/** The keys of the screen, and a pointer that is only seen while it moves. @param {Document} document */
export function attend(document) {
  const root = document.documentElement;
  root.dataset.theme = kept?.getItem(STORED) ?? root.dataset.theme;
  let sleep = 0;
  document.addEventListener('pointermove', () => {
    root.dataset.awake = '';
    clearTimeout(sleep);
    sleep = setTimeout(() => delete root.dataset.awake, AWAKE);
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'f') {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen();
    } else if (key === 't') {
      root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
      kept?.setItem(STORED, root.dataset.theme);
    }
  });
}
