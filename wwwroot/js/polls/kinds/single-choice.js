import { html } from '../../../lib/lit-html.js';

/**
 * Whole per cent of ballots per choice, by largest remainder, the earlier choice first on a tie: they add to 100.
 * The same rule as on the server.
 * @param {number[]} counts @param {number} ballots @returns {number[]}
 */
export function percentages(counts, ballots) {
  if (ballots === 0) return counts.map(() => 0);
  const shares = counts.map((count) => Math.floor((count * 100) / ballots));
  const missing = 100 - shares.reduce((sum, share) => sum + share, 0);
  counts.map((count, index) => ({ index, rest: (count * 100) % ballots }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, missing)
    .forEach(({ index }) => shares[index]++);
  return shares;
}

/**
 * The fields of an answer.
 * @param {object} poll PollView
 * @param {{marked: string[], disabled?: boolean, onMark: (choices: string[]) => void}} answer
 */
export const fields = (poll, { marked, disabled = false, onMark }) => html`<div class="choices">${poll.choices.map((choice) =>
  html`<label class="choice"><input type="radio" name="choice" value=${choice.id} required ?disabled=${disabled}
    .checked=${marked.includes(choice.id)} @change=${() => onMark([choice.id])}><span>${choice.text}</span></label>`)}</div>`;
