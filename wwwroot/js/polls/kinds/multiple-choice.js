import { html } from '../../../lib/lit-html.js';
import { bars, rowsOf } from '../bars.js';
import { ofBallots } from '../shares.js';
import { t } from '../../texts.js';

export { said } from './single-choice.js';
export { ofBallots as percentages };

/** One mark more than allowed is taken back, with a word why; the others stay as they are. */
function mark(poll, answer, id, box, onAnswer) {
  const others = answer.choices.filter((choice) => choice !== id);
  const full = box.checked && others.length >= poll.most;
  if (full) box.checked = false;
  onAnswer({ choices: box.checked ? [...others, id] : others, texts: [], full });
}

export const fields = (poll, answer, onAnswer) => html`<div class="choices">${poll.choices.map((choice) =>
  html`<label class="choice"><input type="checkbox" name="choice" value=${choice.id} .checked=${answer.choices.includes(choice.id)}
    @change=${(event) => mark(poll, answer, choice.id, event.target, onAnswer)}><span>${choice.text}</span></label>`)}</div>
  <p class=${answer.full ? 'counter counter-full' : 'counter'} role="status">${answer.full
    ? t('Answer_Full', poll.most) : t('Answer_Count', answer.choices.length, poll.most)}</p>`;

export const hint = (poll) => (poll.least === poll.most ? t('Answer_Choose', poll.most) : t('Answer_ChooseRange', poll.least, poll.most));

export const problem = (poll, answer) => (answer.choices.length < poll.least || answer.choices.length > poll.most ? hint(poll) : undefined);

export const drawing = (poll, mine) => html`${bars(poll.prompt, rowsOf(poll, ofBallots(poll.counts, poll.ballots), mine))}
  <p class="soft small">${t('Results_Several')}</p>`;
