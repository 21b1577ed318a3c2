import { html, nothing } from '../../../lib/lit-html.js';
import { rowsOf } from '../bars.js';
import { ofBallots } from '../shares.js';
import { count, t } from '../../texts.js';
import { empty, length, TEXT_LIMITS } from '../texts.js';

export { ofBallots as percentages };
export { said, texts } from './word-cloud.js';

const LIMIT = TEXT_LIMITS.OpenText;
const written = (answer) => answer.texts[0] ?? '';

export const fields = (poll, answer, onAnswer) => html`<textarea class="input" name="text" rows="3" maxlength=${2 * LIMIT} required aria-label=${t('Answer_Text')}
    .value=${written(answer)} @input=${(event) => onAnswer({ choices: [], texts: [event.target.value] })}></textarea>
  <p class="counter">${t('Answer_TextCounter', length(written(answer)), LIMIT)}</p>`;

export const hint = () => t('Answer_Moderated');

export function problem(poll, answer) {
  const size = length(written(answer));
  return size === 0 ? t('Answer_TextEmpty') : size > LIMIT ? t('Answer_TooLong', LIMIT) : undefined;
}

/** Quotes with how many wrote each: a list that reads like its drawing. */
export const drawing = (poll, mine) => (poll.choices.length === 0 ? empty()
  : html`<ul class="quotes">${rowsOf(poll, ofBallots(poll.counts, poll.ballots), mine).map(quote)}</ul>`);

const quote = ({ text, count: people, mine }) => html`<li class=${mine ? 'quote mine' : 'quote'}><q>${text}</q>${people > 1 || mine
  ? html`<p class="cluster soft small">${people > 1 ? html`<span>${count('Results_Persons', people)}</span>` : nothing}${mine
    ? html`<span class="badge">${t('Results_Mine')}</span>` : nothing}</p>` : nothing}</li>`;
