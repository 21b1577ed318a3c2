/**
 * Asks before something is done; the focus goes back where it was.
 * @param {HTMLDialogElement} dialog
 * @param {string} yes value of the button that does it
 * @returns {Promise<boolean>} whether it was pressed
 */
export const ask = (dialog, yes) => new Promise((resolve) => {
  dialog.returnValue = '';
  dialog.addEventListener('close', () => resolve(dialog.returnValue === yes), { once: true });
  dialog.showModal();
});
