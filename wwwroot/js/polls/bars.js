import { html, nothing } from '../../lib/lit-html.js';
import { formatNumber, t } from '../texts.js';

/**
 * A tally as a table whose rows carry bars: the drawing and its table are one.
 * @param {string} caption what was asked
 * @param {Array<{text: unknown, count: number, share: number, mine?: boolean, look?: string, confirmed?: number}>} rows look: a swatch instead of a bar; confirmed: how many of them confirmed their address, for who may know
 */
export const bars = (caption, rows) => html`<table class="results"><caption class="visually-hidden">${t('Results_Caption', caption)}</caption>
  <thead><tr><th scope="col">${t('Results_Choice')}</th><th scope="col" class="number">${t('Results_People')}</th><th scope="col" class="number">%</th>${rows.some((row) => row.confirmed !== undefined)
    ? html`<th scope="col" class="number">${t('Results_Confirmed')}</th>` : nothing}</tr></thead>
  <tbody>${rows.map(({ text, count, share, mine, look, confirmed }) => html`<tr class=${mine ? 'mine' : nothing}>
    <th scope="row">${look ? swatch(look) : nothing}${text}${mine ? html` <span class="badge">${t('Results_Mine')}</span>` : nothing}${look ? nothing : bar(share)}</th>
    <td class="number">${formatNumber(count)}</td><td class="number">${t('Results_Percent', share)}</td>${confirmed === undefined
      ? nothing : html`<td class="number">${formatNumber(confirmed)}</td>`}</tr>`)}</tbody>
</table>`;

const bar = (share) => html`<svg class="bar" aria-hidden="true" focusable="false"><rect class="bar-fill" width=${`${share}%`} height="100%"></rect></svg>`;

const swatch = (look) => html`<svg class="swatch" aria-hidden="true" focusable="false"><rect class="part-${look}" width="100%" height="100%"></rect></svg>`;

/** Rows of a poll for `bars`. @param {object} poll PollView with counts @param {number[]} percent @param {string[]} mine */
export const rowsOf = (poll, percent, mine) => poll.choices.map((choice, index) =>
  ({ id: choice.id, text: choice.text, count: poll.counts[index], share: percent[index], mine: mine.includes(choice.id), confirmed: poll.confirmedCounts?.[index] }));
