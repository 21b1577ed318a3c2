/**
 * Lets a LiveClient follow its page: gone into the back/forward cache and back, shown again, offline and online.
 * @param {import('./client.js').LiveClient} client
 * @param {Window} [page]
 */
export function followPage(client, page = window) {
  // An open socket keeps the page out of the back/forward cache.
  page.addEventListener('pagehide', () => client.stop());
  page.addEventListener('pageshow', (event) => event.persisted && client.start());
  page.addEventListener('offline', () => client.setOnline(false));
  page.addEventListener('online', () => client.setOnline(true));
  page.document.addEventListener('visibilitychange', () => page.document.hidden || client.hurry());
}
