import { html, nothing } from '../../lib/lit-html.js';
import { count, t } from '../texts.js';
import { LAST } from './polls.js';

/** How long until a moment, in the words of a person: minutes, hours and minutes, or days. @param {number} ms */
export function until(ms) {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 1) return t('Until_Soon');
  if (minutes < 60) return t('Until_Minutes', minutes);
  return minutes < 24 * 60 ? t('Until_Hours', Math.floor(minutes / 60), minutes % 60) : count('Until_Days', Math.floor(minutes / 1440));
}

/**
 * What happens now, in one line.
 * @param {object} session SessionView
 * @param {object} view
 * @param {object|undefined} view.question the one on air
 * @param {number} view.now the server's time
 * @param {boolean} view.registered @param {string} view.register address @param {string} view.agenda address
 */
export function nowLine(session, { question, now, registered, register, agenda }) {
  if (question && session.status !== 'Ended' && session.status !== 'Cancelled') {
    return html`<details class="now-question"><summary><span class="cut"><strong>${t('Now_Answering')}</strong> ${question.text}</span></summary>
      <div class="now-open card card-live"><p class="on-air-text">${question.text}</p><p class="question-meta"><span>${question.author
        ?? t('NoName')}</span><span>${count('Upvotes', question.upvotes)}</span></p></div></details>`;
  }
  const [text, href] = {
    Scheduled: () => [t('Now_Scheduled', until(Date.parse(session.plannedStart) - now))],
    Live: () => (registered ? [t('Now_Live'), '#preguntar'] : [t('Now_Register'), register]),
    Paused: () => [t('Now_Paused')],
    Ended: () => (registered ? [t('Now_Ended'), '/mis-certificados'] : [t('Now_EndedAgenda'), agenda]),
    Cancelled: () => [t('Now_Cancelled'), agenda],
  }[session.status]();
  return href ? html`<a class="cut" href=${href}>${text}</a>` : html`<span class="cut">${text}</span>`;
}

/** What leads to the open poll, and how long it still takes answers. @param {number|undefined} left seconds */
export const pollLink = (left) => html`${t('Now_Poll')}${left === undefined ? nothing
  : html` <span class="seconds" ?data-last=${left <= LAST}>${t('Seconds', left)}</span>`}`;

/** The place of polls before the first one. */
export const noPoll = (over) => (over ? nothing : html`<p class="poll-none soft">${t('Polls_None')}</p>`);
