/**
 * Asks for the reason of a rejection.
 * @param {HTMLDialogElement} dialog
 * @param {Element} quote where the question stands
 * @returns {(text: string) => Promise<string|null>} the reason; null when the moderator thought better of it
 */
export function rejectDialog(dialog, quote) {
  const form = dialog.querySelector('form');
  return (text) => new Promise((resolve) => {
    const back = document.activeElement;
    form.reset();
    dialog.returnValue = '';
    quote.textContent = `«${text}»`;
    dialog.addEventListener('close', () => {
      back?.focus?.();
      resolve(dialog.returnValue === 'reject' ? form.elements.reason.value : null);
    }, { once: true });
    dialog.showModal();
    form.querySelector('input').focus();
  });
}
