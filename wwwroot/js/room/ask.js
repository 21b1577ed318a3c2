import { t } from '../texts.js';

/** Code points, as the server counts them. */
export const length = (text) => [...text].length;

/** Why a question cannot be sent: `TooShort`, `TooLong`, or undefined. */
export function check(text, { shortest, longest }) {
  const size = length(text.trim());
  return size < shortest ? 'TooShort' : size > longest ? 'TooLong' : undefined;
}

/**
 * The form for asking. Its elements are the page's own, so that nothing that was typed is ever drawn over; a draft outlives a reload.
 * @param {HTMLFormElement} form
 * @param {{shortest: number, longest: number, key: string, storage?: Storage}} options key: of the draft
 * @param {(question: {text: string, withName: boolean}) => void} onAsk
 */
export function askForm(form, { shortest, longest, key, storage }, onAsk) {
  const { text, anonymous } = form.elements;
  const counter = form.querySelector('[data-live="counter"]');
  const error = form.querySelector('[data-live="ask-error"]');

  function count() {
    counter.textContent = t('Ask_Counter', length(text.value));
    counter.toggleAttribute('data-over', length(text.value.trim()) > longest);
  }

  function keep() {
    try {
      if (text.value) storage.setItem(key, JSON.stringify({ text: text.value, anonymous: anonymous.checked }));
      else storage.removeItem(key);
    } catch { /* storage refused: the form itself still holds it */ }
  }

  function complain(sentence) {
    error.textContent = sentence ?? '';
    error.hidden = !sentence;
    text.toggleAttribute('aria-invalid', Boolean(sentence));
    if (sentence) text.setAttribute('aria-invalid', 'true');
    text.setAttribute('aria-describedby', `Text-hint Text-counter${sentence ? ' Text-error' : ''}`);
  }

  function fill(draft, sentence) {
    text.value = draft.text;
    anonymous.checked = draft.anonymous;
    count();
    keep();
    complain(sentence);
  }

  try {
    const draft = JSON.parse(storage.getItem(key));
    if (draft && !text.value) fill(draft);
  } catch { /* no draft */ }
  count();

  form.addEventListener('input', () => {
    count();
    keep();
    complain();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const problem = check(text.value, { shortest, longest });
    if (problem) {
      complain(t(`Ask_${problem}`));
      text.focus();
      return;
    }
    const asked = { text: text.value, withName: !anonymous.checked };
    fill({ text: '', anonymous: anonymous.checked });
    onAsk(asked);
  });

  return {
    /** Puts a question back that could not be taken, unless another one is being written. @returns {boolean} whether it did */
    putBack({ text: back, withName }, sentence) {
      if (text.value.trim()) return false;
      fill({ text: back, anonymous: !withName }, sentence);
      return true;
    },
    focus: () => text.focus(),
  };
}
