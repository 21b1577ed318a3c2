import { t } from '../texts.js';

/** Why something was not done, in words. @param {object} error ApiError */
export const reasonOf = (error) => error.detail ?? error.title ?? t('Unreachable');

/**
 * Shows the sentence of an error under the field it speaks of, or at the end of the form; null takes it away.
 * @param {HTMLFormElement} form
 * @param {object|null} error ApiError
 * @param {(name: string) => Element|null} [fieldOf] a field, or the set that a fault of several is told under
 */
export function showError(form, error, fieldOf = (name) => form.querySelector(`[data-field="${name}"]`)) {
  form.querySelectorAll('.field-error').forEach((old) => old.remove());
  form.querySelectorAll('[aria-invalid]').forEach((field) => {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  });
  if (!error) return;
  const [[name, [sentence]] = ['', [reasonOf(error)]]] = Object.entries(error.errors);
  const message = Object.assign(document.createElement('p'), { className: 'field-error', id: `${form.getAttribute('id')}-error`, textContent: sentence });
  message.setAttribute('role', 'alert');
  const place = fieldOf(name);
  const isSet = place?.matches('fieldset');
  if (isSet) place.append(message);
  else if (place) place.after(message);
  else form.querySelector('.button-primary').closest('.actions').before(message);
  const field = isSet ? place.querySelector('input') : place;
  field?.setAttribute('aria-invalid', 'true');
  field?.setAttribute('aria-describedby', message.id);
  field?.focus();
}

/**
 * Sends a form of the page without leaving it. What was typed stays until the server has taken it.
 * @param {HTMLFormElement} form
 * @param {(fields: FormData) => Promise<any>} send throws ApiError
 * @param {object} [more]
 * @param {(name: string) => Element|null} [more.fieldOf] as in `showError`
 */
export function sendInPlace(form, send, { fieldOf } = {}) {
  const primary = form.querySelector('.button-primary');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (primary.getAttribute('aria-busy')) return;
    showError(form, null);
    primary.setAttribute('aria-busy', 'true');
    try {
      await send(new FormData(form));
    } catch (error) {
      if (!error.errors) throw error;
      showError(form, error, fieldOf);
    } finally {
      primary.removeAttribute('aria-busy');
    }
  });
}
