import { newId } from '../live/ids.js';
import { t } from '../texts.js';

/**
 * The form of a new poll, as the server wrote it: its buttons work in place, and it is sent without leaving the page. What was
 * typed stays until the server has taken it.
 * @param {Element} card the form's card
 * @param {object} options
 * @param {Element} options.opener the link that opens the card
 * @param {{least: number, most: number}} options.choices how many answers a poll has
 * @param {(poll: object) => Promise<any>} options.send
 */
export function pollEditor(card, { opener, choices, send }) {
  const form = card.querySelector('form');
  const list = form.querySelector('[data-live="choices"]');
  const add = form.querySelector('[data-live="add-choice"]');
  const inputs = () => [...list.querySelectorAll('input')];

  function number() {
    const rows = [...list.children];
    rows.forEach((row, index) => {
      row.querySelector('input').setAttribute('aria-label', t('Choice_Label', index + 1));
      const remove = row.querySelector('button');
      remove.setAttribute('aria-label', t('Choice_Remove', index + 1));
      remove.value = `remove-choice-${index}`;
      remove.disabled = rows.length <= choices.least;
    });
    add.disabled = rows.length >= choices.most;
  }

  function addChoice() {
    const row = list.firstElementChild.cloneNode(true);
    row.querySelector('input').value = '';
    list.append(row);
    number();
    row.querySelector('input').focus();
  }

  function removeChoice(index) {
    list.children[index].remove();
    number();
    inputs()[Math.max(0, index - 1)].focus();
  }

  function toggle(open) {
    card.hidden = !open;
    if (open) form.elements.Prompt.focus();
    else opener.focus();
  }

  function clear() {
    form.reset();
    form.elements.Prompt.value = '';
    inputs().forEach((input) => { input.value = ''; });
    form.elements.Id.value = newId();
  }

  async function create() {
    showError(form, null);
    const primary = form.querySelector('.button-primary');
    primary.setAttribute('aria-busy', 'true');
    try {
      await send({
        id: form.elements.Id.value,
        kind: 'SingleChoice',
        prompt: form.elements.Prompt.value,
        choices: inputs().map((input) => input.value).filter((text) => text.trim()),
        policy: form.elements.Policy.value,
      });
      clear();
      toggle(false);
    } catch (error) {
      showError(form, error);
    } finally {
      primary.removeAttribute('aria-busy');
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const action = event.submitter?.value ?? 'create';
    const remove = /^remove-choice-(\d+)$/.exec(action);
    if (remove) removeChoice(Number(remove[1]));
    else if (action === 'add-choice') addChoice();
    else create();
  });
  opener.addEventListener('click', (event) => {
    event.preventDefault();
    toggle(true);
  });
  form.querySelector('[data-live="cancel-poll"]').addEventListener('click', (event) => {
    event.preventDefault();
    toggle(false);
  });
  number();
}

/** Puts the sentence of an error under the field it speaks of, or at the end of the form; null takes it away. */
function showError(form, error) {
  form.querySelectorAll('.field-error').forEach((old) => old.remove());
  form.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
  if (!error) return;
  const [[field, [sentence]] = ['', [error.detail ?? error.title ?? error.message]]] = Object.entries(error.errors ?? {});
  const message = Object.assign(document.createElement('p'), { className: 'field-error', id: 'poll-error', textContent: sentence });
  message.setAttribute('role', 'alert');
  const place = { prompt: form.elements.Prompt, choices: form.querySelector('[data-live="choices"]') }[field];
  if (place) place.after(message);
  else form.querySelector('.actions:last-child').before(message);
  const input = place?.matches('input') ? place : place?.querySelector('input');
  input?.setAttribute('aria-invalid', 'true');
  input?.setAttribute('aria-describedby', message.id);
  input?.focus();
}
