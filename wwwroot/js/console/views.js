import { html, nothing } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';
import { icon } from '../icon.js';
import { count, formatNumber, t } from '../texts.js';

const NOTICES = { polling: ['info', 'sync', 'Polling'], reconnecting: ['warn', 'sync', 'Reconnecting'], offline: ['bad', 'offline', 'Offline'] };
const CONTROLS = { Scheduled: ['Start'], Live: ['Pause', 'End'], Paused: ['Resume', 'End'] };
const LOOKS = { Start: ['button-primary', 'play'], Resume: ['button-primary', 'play'], Pause: ['', 'pause'], End: ['button-danger', 'stop'] };

/** @param {'live'|'polling'|'reconnecting'|'offline'} status of the LiveClient */
export function connection(status) {
  if (status === 'live') return nothing;
  const [kind, name, key] = NOTICES[status];
  return html`<div class="notice" data-kind=${kind} role="status">${icon(name)}<div><p><strong>${t(`Connection_${key}Title`)}</strong> ${t(`Connection_${key}`)}</p></div></div>`;
}

/** What the screen shows. @param {{question?: object, poll?: object}} shown @param {(action: string, question: object) => void} act */
export function onAir({ question, poll }, act) {
  if (question) {
    return html`<p class="on-air-text">${question.text}</p>
      <p class="queue-meta"><span>${question.author ?? t('Author_None')}</span><span>${count('Upvotes', question.upvotes)}</span></p>
      <div class="actions"><button class="button button-primary" type="button" @click=${() => act('answered', question)}>${t('Act_answered')}</button><button
        class="button" type="button" @click=${() => act('publish', question)}>${t('Act_takeOffAir')}</button></div>`;
  }
  return poll
    ? html`<p><span class="status" data-status=${poll.status}>${t(`Poll_Status_${poll.status}`)}</span></p>
      <p class="on-air-text">${poll.prompt}</p><p class="queue-meta"><span>${count('Poll_Ballots', poll.ballots)}</span></p>`
    : empty(t('Air_Nothing'), t('Air_NothingHint'));
}

/** @param {string} status of the session @param {(action: string) => void} act */
export const controls = (status, act) => (CONTROLS[status] ?? []).map((action) => {
  const [look, name] = LOOKS[action];
  return html`<button class="button ${look}" type="button" @click=${() => act(action)}>${icon(name)}${t(`Session_${action}`)}</button>`;
});

/** @param {Array<[string, number]>} figures keys of texts and numbers */
export const figures = (figures) => figures.map(([key, number]) => html`<div><dt>${t(key)}</dt><dd>${formatNumber(number)}</dd></div>`);

/**
 * The shown part of the queue.
 * @param {object[]} questions in their order
 * @param {object} about
 * @param {string} about.view
 * @param {number} about.hidden how many the server has beyond these
 * @param {string} about.more address of all of them
 * @param {string|null} about.selected id of the question that keys act on
 * @param {Record<string, object[]>} about.buttons by status
 * @param {(time: string) => string} about.time
 * @param {(action: string, question: object) => void} about.act
 */
export function queue(questions, about) {
  if (questions.length === 0 && about.hidden === 0) return empty(t(`Empty_${about.view}`), t(`EmptyHint_${about.view}`));
  const entry = questions.some((question) => question.id === about.selected) ? about.selected : questions[0]?.id;
  return html`<ol class="queue">${repeat(questions, (question) => question.id, (question) => item(question, entry, about))}</ol>${about.hidden > 0
    ? html`<p class="soft small">${count('More', about.hidden)} <a href=${about.more}>${t('More_Show')}</a></p>` : nothing}`;
}

function item(question, entry, { buttons, time, act }) {
  return html`<li class="queue-item" id="q-${question.id}" data-id=${question.id} data-status=${question.status} tabindex=${question.id === entry ? 0 : -1}>
    <p class="queue-text">${question.text}</p>
    <p class="queue-meta"><span class="status" data-status=${question.status}>${t(`Question_${question.status}`)}</span>${question.pinned
      ? html`<span class="badge">${icon('pin')}${t('Badge_Pinned')}</span>` : nothing}${question.reason
      ? html`<span>${t(`Reason_${question.reason}`)}</span>` : nothing}<span>${question.author ?? t('Author_None')}</span><time
      datetime=${question.askedAt}>${time(question.askedAt)}</time>${question.upvotes > 0 ? html`<span>${count('Upvotes', question.upvotes)}</span>` : nothing}</p>
    <div class="actions">${(buttons[question.status] ?? []).map((button) => buttonOf(button, question, act))}</div>
  </li>`;
}

function buttonOf({ action, text, look }, question, act) {
  const [does, label] = action === 'pin' && question.pinned ? ['unpin', 'Act_unpin'] : [action, text];
  return html`<button class="button button-small ${look && `button-${look}`}" type="button" aria-haspopup=${does === 'reject' ? 'dialog' : nothing}
    @click=${() => act(does, question)}>${t(label)}</button>`;
}

const empty = (title, hint) => html`<div class="empty"><p><strong>${title}</strong>${hint}</p></div>`;
