const SOON = 4_000;
const SPREAD = 30_000;

// Where an import map leads; browsers that cannot tell follow it all the same when they import.
const resolve = (address) => import.meta.resolve?.(address) ?? address;
const modules = {};
let renewing = false;

/**
 * Imports a module that came neither with the page nor with another module. Each file is read before: that a reading
 * failed is forgotten, that an import failed some browsers remember for as long as the page is open.
 * A file that the server does not have is of a version that was replaced; then the page is loaded anew, once for each
 * file, unless somebody is writing; not all of an audience at once.
 * @param {...string} addresses from the root: of the module, and of what nobody but this one imports
 */
export async function importing(...addresses) {
  await Promise.all(addresses.map(async (address) => {
    const answer = await fetch(resolve(address));
    await answer.blob();
    if (answer.ok) return;
    if (answer.status === 404) renew(address);
    throw new Error(`${answer.status} ${address}`);
  }));
  return import(resolve(addresses[0]));
}

function renew(address) {
  if (renewing) return;
  renewing = true;
  setTimeout(() => {
    renewing = false;
    if (document.activeElement?.matches('input, textarea')) return;
    try {
      if (sessionStorage.getItem('missing') === address) return;
      sessionStorage.setItem('missing', address);
      location.reload();
    } catch { /* storage refused: without a memory it might go on for ever */ }
  }, Math.random() * SPREAD);
}

/**
 * A module that is not needed to enter: it comes when it is first asked for, or by itself a little after the page has.
 * @param {string} address as for `importing` @returns {() => Promise<object>}
 */
export function later(address) {
  const get = () => (modules[address] ??= importing(address).catch((error) => {
    delete modules[address]; // without network now; the next one who asks tries again
    throw error;
  }));
  setTimeout(() => get().catch(() => {}), SOON);
  return get;
}
