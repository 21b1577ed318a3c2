import { html } from '../../../lib/lit-html.js';
import { bars, rowsOf } from '../bars.js';
import { shares } from '../shares.js';
import { t } from '../../texts.js';

export { shares as percentages };

export const fields = (poll, answer, onAnswer) => html`<div class="choices">${poll.choices.map((choice) =>
  html`<label class="choice"><input type="radio" name="choice" value=${choice.id} required .checked=${answer.choices.includes(choice.id)}
    @change=${() => onAnswer({ choices: [choice.id], texts: [] })}><span>${choice.text}</span></label>`)}</div>`;

export const hint = () => undefined;

export const problem = (poll, answer) => (answer.choices.length === 1 ? undefined : t('Answer_Pick'));

export const said = (poll, answer) =>
  poll.choices.filter((choice) => answer.choices.includes(choice.id)).map((choice) => choice.text).join(', ');

export const drawing = (poll, mine) => bars(poll.prompt, rowsOf(poll, shares(poll.counts, poll.ballots), mine));
