import { html, nothing } from '../../../lib/lit-html.js';
import { bars, rowsOf } from '../bars.js';
import '../cloud-element.js';
import { ofBallots } from '../shares.js';
import { count, t } from '../../texts.js';
import { empty, length, TEXT_LIMITS } from '../texts.js';

export { ofBallots as percentages };

const LIMIT = TEXT_LIMITS.WordCloud;

/** The rows to type into: as many as were asked for, one at first. */
const rows = (poll, answer) => Math.min(poll.most, Math.max(1, answer.texts.length));

const typed = (answer, index, text) => Object.assign([...answer.texts], { [index]: text });

function more(answer, onAnswer, list) {
  onAnswer({ choices: [], texts: [...(answer.texts.length > 0 ? answer.texts : ['']), ''] });
  list.querySelector('li:last-child input').focus();
}

export const fields = (poll, answer, onAnswer) => html`<ol class="words">${Array.from({ length: rows(poll, answer) }, (_, index) =>
  html`<li><input class="input" name="text" maxlength=${2 * LIMIT} autocomplete="off" aria-label=${t('Answer_Word', index + 1)} .value=${answer.texts[index] ?? ''}
    @input=${(event) => onAnswer({ choices: [], texts: typed(answer, index, event.target.value) })}></li>`)}</ol>
  <p class="words-more">${rows(poll, answer) < poll.most
    ? html`<button class="button button-small" type="button" @click=${(event) =>
      more(answer, onAnswer, event.target.closest('fieldset').querySelector('.words'))}>${t('Answer_WordMore')}</button>` : nothing}</p>`;

export const hint = (poll) => `${count('Answer_Words', poll.most)} ${t('Answer_Moderated')}`;

/** What is sent: rows that were left empty are none. */
export const texts = (answer) => answer.texts.map((text) => text.trim()).filter(Boolean);

export function problem(poll, answer) {
  const words = texts(answer);
  if (words.length === 0) return t('Answer_WordEmpty');
  return words.some((word) => length(word) > LIMIT) ? t('Answer_TooLong', LIMIT) : undefined;
}

export const said = (poll, answer) => texts(answer).join(', ');

export function drawing(poll, mine) {
  if (poll.choices.length === 0) return empty();
  const words = rowsOf(poll, ofBallots(poll.counts, poll.ballots), mine);
  return html`<word-cloud class="cloud" aria-hidden="true" .words=${words}></word-cloud>
    <details class="as-table"><summary>${t('Results_AsTable')}</summary>${bars(poll.prompt, words)}</details>`;
}
