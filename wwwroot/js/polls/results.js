import { html, nothing } from '../../lib/lit-html.js';
import { formatNumber, t } from '../texts.js';
import { kindOf } from './kinds.js';

/**
 * The tally of a poll as a table whose rows carry bars. Texts: Results_Caption, Results_Choice, Results_People,
 * Results_Percent, Results_Mine. Only for a poll with `counts`.
 * @param {object} poll PollView
 * @param {string[]} [mine] ids of the choices that the reader marked
 */
export function results(poll, mine = []) {
  const shares = kindOf(poll.kind).percentages(poll.counts, poll.ballots);
  return html`<table class="results"><caption class="visually-hidden">${t('Results_Caption', poll.prompt)}</caption>
    <thead><tr><th scope="col">${t('Results_Choice')}</th><th scope="col" class="number">${t('Results_People')}</th><th scope="col" class="number">%</th></tr></thead>
    <tbody>${poll.choices.map((choice, index) => html`<tr class=${mine.includes(choice.id) ? 'mine' : nothing}>
      <th scope="row">${choice.text}${mine.includes(choice.id) ? html` <span class="badge">${t('Results_Mine')}</span>` : nothing}<svg
        class="bar" aria-hidden="true" focusable="false"><rect class="bar-fill" width=${`${shares[index]}%`} height="100%"></rect></svg></th>
      <td class="number">${formatNumber(poll.counts[index])}</td><td class="number">${t('Results_Percent', shares[index])}</td></tr>`)}</tbody>
  </table>`;
}
