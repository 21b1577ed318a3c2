import { html, nothing } from '../../../lib/lit-html.js';
import { bars, rowsOf } from '../bars.js';
import { shares } from '../shares.js';
import { formatNumber, t } from '../../texts.js';

export { hint, problem } from './single-choice.js';
export { shares as percentages };

/** What a step means, where its end was named. */
const meaning = (poll, index) => (index === 0 ? poll.low : index === poll.choices.length - 1 ? poll.high : undefined);

export const fields = (poll, answer, onAnswer) => html`<div class="rating">${poll.choices.map((choice, index) =>
  html`<label class="choice rating-step"><input type="radio" name="choice" value=${choice.id} required .checked=${answer.choices.includes(choice.id)}
    @change=${() => onAnswer({ choices: [choice.id], texts: [] })}><span>${choice.text}${meaning(poll, index)
      ? html`<span class="visually-hidden">: ${meaning(poll, index)}</span>` : nothing}</span></label>`)}</div>${ends(poll)}`;

const ends = (poll) => (poll.low || poll.high
  ? html`<p class="rating-ends" aria-hidden="true"><span>${poll.low ?? ''}</span><span>${poll.high ?? ''}</span></p>` : nothing);

export const said = (poll, answer) =>
  t('Answer_Step', poll.choices.find((choice) => answer.choices.includes(choice.id))?.text ?? '', poll.choices.length);

/** Tenths of the mean, rounded half up: a step counts as its place from 1. */
export const meanInTenths = (counts, ballots) =>
  Math.floor((counts.reduce((sum, count, index) => sum + count * (index + 1), 0) * 20 + ballots) / (2 * ballots));

const mean = (poll) => formatNumber(meanInTenths(poll.counts, poll.ballots) / 10, 1);

export const drawing = (poll, mine) => html`<div class="rating-results">${poll.ballots > 0
  ? html`<p class="mean"><span class="soft small">${t('Results_Mean')}</span> <strong>${mean(poll)}</strong> <span class="soft small">${t('Results_MeanOf', poll.choices.length)}</span></p>`
  : nothing}${bars(poll.prompt, rowsOf(poll, shares(poll.counts, poll.ballots), mine)
    .map((row, index) => ({ ...row, text: meaning(poll, index) ? html`${row.text} <span class="soft small">${meaning(poll, index)}</span>` : row.text }))
    .reverse())}</div>`;
