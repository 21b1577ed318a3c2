import { send } from '../live/api.js';

/**
 * Shows the form of a passkey where the browser knows them, and fills in what the browser answers before it is sent.
 * @param {string} address where the question comes from
 * @param {(options: object) => Promise<Credential>} ask puts the question to the browser
 * @returns {boolean} false when this browser knows no passkeys, or the page has no such form
 */
export function offerPasskey(address, ask) {
  const form = document.querySelector('[data-live="passkey"]');
  if (!form || !globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) return false;
  const failed = form.querySelector('[data-live="passkey-failed"]');
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.Credential.value = JSON.stringify(await ask(await send('POST', address)));
    } catch {
      // Cancelled, too slow, or no answer of the server: it can be pressed again.
      failed.hidden = false;
      return;
    }
    form.submit();
  });
  return true;
}
