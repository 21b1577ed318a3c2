import { html, svg } from '../../../lib/lit-html.js';
import { icon } from '../../icon.js';
import { bars, rowsOf } from '../bars.js';
import { shares } from '../shares.js';

export { hint, problem, said } from './single-choice.js';
export { shares as percentages };

const LOOKS = ['yes', 'no', 'abstain'];
const ICONS = ['check', 'close', 'minus'];

export const fields = (poll, answer, onAnswer) => html`<div class="choices choices-short">${poll.choices.map((choice, index) =>
  html`<label class="choice"><input type="radio" name="choice" value=${choice.id} required .checked=${answer.choices.includes(choice.id)}
    @change=${() => onAnswer({ choices: [choice.id], texts: [] })}><span>${icon(ICONS[index])}${choice.text}</span></label>`)}</div>`;

/** One bar divided in three, which the table explains. */
export function drawing(poll, mine) {
  const percent = shares(poll.counts, poll.ballots);
  let from = 0;
  const parts = percent.map((share, index) => {
    const part = svg`<rect class="part-${LOOKS[index]}" x=${`${from}%`} width=${`${share}%`} height="100%"></rect>`;
    from += share;
    return part;
  });
  return html`<svg class="divided" aria-hidden="true" focusable="false">${parts}</svg>
    ${bars(poll.prompt, rowsOf(poll, percent, mine).map((row, index) => ({ ...row, look: LOOKS[index] })))}`;
}
