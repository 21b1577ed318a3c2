const SOON = 4_000;

/**
 * A module that is not needed to enter: it comes when it is first asked for, or by itself a little after the page has.
 * @template T @param {() => Promise<T>} load @returns {() => Promise<T>}
 */
export function later(load) {
  let module;
  const get = () => (module ??= load().catch((error) => {
    module = undefined; // without network now; the next one who asks tries again
    throw error;
  }));
  setTimeout(() => get().catch(() => {}), SOON);
  return get;
}
