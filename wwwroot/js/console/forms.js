/** Shows the sentence of an error under the field it speaks of, or at the end of the form; null takes it away. @param {HTMLFormElement} form @param {object|null} error ApiError */
export function showError(form, error) {
  form.querySelectorAll('.field-error').forEach((old) => old.remove());
  form.querySelectorAll('[aria-invalid]').forEach((field) => {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  });
  if (!error) return;
  const [[name, [sentence]] = ['', [error.detail ?? error.title ?? error.message]]] = Object.entries(error.errors);
  const message = Object.assign(document.createElement('p'), { className: 'field-error', id: `${form.id}-error`, textContent: sentence });
  message.setAttribute('role', 'alert');
  const field = form.querySelector(`[data-field="${name}"]`);
  if (!field) {
    form.append(message);
    return;
  }
  field.after(message);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', message.id);
  field.focus();
}

/**
 * Sends a form of the page without leaving it. What was typed stays until the server has taken it.
 * @param {HTMLFormElement} form
 * @param {(fields: FormData) => Promise<any>} send throws ApiError
 * @param {() => void} [after] it was taken
 */
export function sendInPlace(form, send, after = () => {}) {
  const primary = form.querySelector('.button-primary');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (primary.getAttribute('aria-busy')) return;
    showError(form, null);
    primary.setAttribute('aria-busy', 'true');
    try {
      await send(new FormData(form));
      after();
    } catch (error) {
      if (!error.errors) throw error;
      showError(form, error);
    } finally {
      primary.removeAttribute('aria-busy');
    }
  });
}
