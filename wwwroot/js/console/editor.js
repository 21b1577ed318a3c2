import { newId } from '../live/ids.js';
import { t } from '../texts.js';
import { showError } from './forms.js';

const LIMITS = { SingleChoice: [2, 10], MultipleChoice: [2, 12] };

/** What the form of a poll says, as the API takes it; lines that were left empty are no answers. @param {HTMLFormElement} form */
export function designOf(form) {
  const { elements } = form;
  const kind = elements.Kind.value;
  const all = (name) => [...form.querySelectorAll(`[name="${name}"]`)].map((input) => input.value.trim()).filter(Boolean);
  const number = (value) => (value === '' ? undefined : Number(value));
  return {
    kind,
    prompt: elements.Prompt.value,
    choices: kind === 'YesNo' ? all('Sides') : kind in LIMITS ? all('Choices') : [],
    policy: elements.Policy.value,
    final: elements.Final.checked,
    confirmed: elements.Confirmed.checked,
    ...(kind === 'MultipleChoice' && { least: number(elements.Least.value), most: number(elements.Most.value) }),
    ...(kind === 'WordCloud' && { most: number(elements.Words.value) }),
    ...(kind === 'Rating' && { low: elements.Low.value.trim(), high: elements.High.value.trim() }),
  };
}

/** The design with what the server fills in, to be shown. */
export function completed(design) {
  const { kind, choices } = design;
  if (kind === 'MultipleChoice') return { ...design, least: design.least ?? 1, most: design.most ?? Math.max(1, choices.length) };
  return kind === 'WordCloud' ? { ...design, most: design.most ?? 3 } : design;
}

/**
 * The form of a poll, as the server wrote it: its buttons work in place, and a preview follows what is typed.
 * @param {Element} card the form's card
 * @param {(design: object) => void} changed
 */
export function pollForm(card, changed) {
  const form = card.querySelector('form');
  const list = form.querySelector('[data-live="choices"]');
  const add = form.querySelector('[data-live="add-choice"]');
  const tell = () => changed(completed(designOf(form)));

  function number() {
    const [least, most] = LIMITS[form.elements.Kind.value] ?? LIMITS.SingleChoice;
    const rows = [...list.children];
    rows.forEach((row, index) => {
      row.querySelector('input').setAttribute('aria-label', t('Choice_Label', index + 1));
      const remove = row.querySelector('button');
      remove.setAttribute('aria-label', t('Choice_Remove', index + 1));
      remove.value = `remove-choice-${index}`;
      remove.disabled = rows.length <= least;
    });
    add.disabled = rows.length >= most;
    tell();
  }

  function addChoice(text = '') {
    const row = list.firstElementChild.cloneNode(true);
    row.querySelector('input').value = text;
    list.append(row);
    return row.querySelector('input');
  }

  form.addEventListener('click', (event) => {
    const action = event.target.closest('button')?.value;
    const remove = /^remove-choice-(\d+)$/.exec(action ?? '');
    if (action !== 'add-choice' && !remove) return;
    event.preventDefault();
    if (remove) list.children[remove[1]].remove();
    const field = remove ? list.children[Math.max(0, remove[1] - 1)].querySelector('input') : addChoice();
    number();
    field.focus();
  });
  // Enter in an answer goes on to the next one; the form is sent from its button.
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input') || event.isComposing) return;
    event.preventDefault();
    const next = event.target.closest('li').nextElementSibling?.querySelector('input');
    if (next) next.focus();
    else if (!add.disabled && event.target.value.trim()) add.click();
  });
  form.addEventListener('input', number);
  number();

  return {
    form,
    /** Fills the form with a draft, or empties it. @param {object} [poll] PollView */
    fill(poll) {
      form.reset();
      const { elements } = form;
      elements.Id.value = poll?.id ?? newId();
      elements.Version.value = poll?.version ?? '';
      elements.Kind.value = poll?.kind ?? 'SingleChoice';
      elements.Prompt.value = poll?.prompt ?? '';
      elements.Policy.value = poll?.policy ?? 'AfterClose';
      elements.Final.checked = poll?.final === true;
      elements.Confirmed.checked = poll?.confirmed === true;
      elements.Least.value = poll?.kind === 'MultipleChoice' ? poll.least : '';
      elements.Most.value = poll?.kind === 'MultipleChoice' ? poll.most : '';
      if (poll?.kind === 'WordCloud') elements.Words.value = poll.most;
      elements.Low.value = poll?.low ?? '';
      elements.High.value = poll?.high ?? '';
      const texts = poll && poll.kind in LIMITS ? poll.choices.map((choice) => choice.text) : ['', '', ''];
      while (list.children.length > 1) list.lastElementChild.remove();
      list.querySelector('input').value = texts[0];
      texts.slice(1).forEach(addChoice);
      if (poll?.kind === 'YesNo') form.querySelectorAll('[name="Sides"]').forEach((input, index) => { input.value = poll.choices[index].text; });
      showError(form, null);
      number();
    },
  };
}
