import { send } from '../live/api.js';
import { t } from '../texts.js';
import { tell } from './acting.js';
import { designOf, pollForm } from './editor.js';
import { sendInPlace } from './forms.js';
import { api, part } from './page.js';
import { previewPart } from './preview-part.js';

const FIELDS = { kind: 'Kinds', prompt: 'Prompt', choices: 'Choices', least: 'Least', most: 'Most', low: 'Low', high: 'High' };

/** The editor of polls, over the page until it is left. @returns {{open: (poll?: object) => void}} of a draft, or of a new one */
export function pollEditor() {
  const card = part('editor');
  const { form, fill } = pollForm(card, previewPart(card));
  let opener = part('new-poll');

  function open(poll) {
    opener = document.activeElement;
    fill(poll);
    card.querySelector('h2').textContent = t(poll ? 'Poll_EditTitle' : 'Poll_New');
    card.hidden = false;
    card.scrollIntoView({ block: 'nearest' });
    (poll ? form.elements.Prompt : form.querySelector('[name="Kind"]:checked')).focus();
  }

  function shut() {
    card.hidden = true;
    (opener.isConnected ? opener : part('new-poll')).focus();
  }

  /** The field that an error of the API speaks of. */
  function fieldOf(name) {
    const words = name === 'most' && form.elements.Kind.value === 'WordCloud';
    return form.querySelector(`#${words ? 'Words' : FIELDS[name] ?? 'none'}`);
  }

  async function save() {
    const { Id: id, Version: version } = form.elements;
    const design = designOf(form);
    if (version.value) await send('PUT', `${api}/polls/${id.value}`, { ...design, version: Number(version.value) });
    else await send('POST', `${api}/polls`, { id: id.value, ...design });
    tell(t(version.value ? 'Done_PollEdit' : 'Done_PollCreate'));
    shut();
  }

  sendInPlace(form, save, { fieldOf });
  card.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) shut();
  });
  part('new-poll').addEventListener('click', (event) => {
    event.preventDefault();
    open();
  });
  form.querySelector('[data-live="cancel-poll"]').addEventListener('click', (event) => {
    event.preventDefault();
    shut();
  });
  return { open };
}
