const SOON = 4_000;
const OLD = 60_000;

/**
 * Imports a module that came neither with the page nor with another module. Each file is read before: that a reading
 * failed is forgotten, that an import failed some browsers remember for as long as the page is open.
 * A file that the server does not have any more is of a version that was replaced; then the page is loaded anew,
 * unless somebody is writing, or it is so new that loading it again would not help.
 * @param {...string} addresses from import.meta.resolve: of the module, and of what nobody but this one imports
 */
export async function importing(...addresses) {
  for (const address of addresses) {
    const answer = await fetch(address);
    await answer.blob();
    if (answer.ok) continue;
    if (answer.status === 404 && performance.now() > OLD && !document.activeElement?.matches('input, textarea')) location.reload();
    throw new Error(`${answer.status} ${address}`);
  }
  return import(addresses[0]);
}

/**
 * A module that is not needed to enter: it comes when it is first asked for, or by itself a little after the page has.
 * @param {string} address as for `importing` @returns {() => Promise<object>}
 */
export function later(address) {
  let module;
  const get = () => (module ??= importing(address).catch((error) => {
    module = undefined; // without network now; the next one who asks tries again
    throw error;
  }));
  setTimeout(() => get().catch(() => {}), SOON);
  return get;
}
