import { html, nothing } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';
import { icon } from '../icon.js';
import { results } from '../polls/results.js';
import { count, formatNumber, t } from '../texts.js';

const NOTICES = { polling: ['info', 'sync', 'Polling'], reconnecting: ['warn', 'sync', 'Reconnecting'], offline: ['bad', 'offline', 'Offline'] };
const CONTROLS = { Scheduled: ['Start'], Live: ['Pause', 'End'], Paused: ['Resume', 'End'] };
const LOOKS = { Start: ['button-primary', 'play'], Resume: ['button-primary', 'play'], Pause: ['', 'pause'], End: ['button-danger', 'stop'] };
const POLL_RANK = { Open: 0, Closed: 1, Draft: 2, Published: 3 };

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

/** What asks for an action first; of each status the newest first. */
export const inOrder = (polls) => [...polls].sort((a, b) => POLL_RANK[a.status] - POLL_RANK[b.status] || (a.id < b.id ? 1 : -1));

/** Whole seconds until the announced close; null when none is announced. */
export const secondsLeft = (poll, now) =>
  poll.status === 'Open' && poll.closesAt ? Math.max(0, Math.ceil((Date.parse(poll.closesAt) - now) / 1000)) : null;

/**
 * @param {object[]} polls PollViews
 * @param {{watching: number, now: number, act: (action: string, poll: object, inSeconds?: number) => void}} about now: the server's time
 */
export const pollList = (polls, about) => polls.length === 0
  ? empty(t('Poll_None'), t('Poll_NoneHint'))
  : repeat(inOrder(polls), (poll) => poll.id, (poll) => pollItem(poll, about));

function pollItem(poll, { watching, now, act }) {
  const left = secondsLeft(poll, now);
  const over = poll.status === 'Closed' || poll.status === 'Published';
  return html`<article class="poll-item" id="p-${poll.id}">
    <p class="card-head"><span class="status" data-status=${poll.status}>${t(`Poll_Status_${poll.status}`)}</span>${left !== null
      ? html`<span class="countdown">${icon('clock')}${t('Poll_ClosesIn', left)}</span>`
      : over ? html`<span class="soft small">${count('Poll_Ballots', poll.ballots)}</span>` : nothing}</p>
    <h3>${poll.prompt}</h3>
    ${poll.status === 'Draft' ? html`<p class="soft small">${poll.choices.map((choice) => choice.text).join(' · ')}</p>` : nothing}
    ${poll.status === 'Open' ? turnout(poll.ballots, Math.max(watching, poll.ballots)) : nothing}
    ${poll.counts ? results(poll) : nothing}
    <p class="soft small">${t(`Policy_${poll.policy}`)}</p>
    <div class="actions">${pollButtons(poll, act)}</div>
  </article>`;
}

const turnout = (ballots, people) => html`<p class="soft small">${t('Poll_Turnout', formatNumber(ballots), formatNumber(people))}</p>
  <svg class="bar" aria-hidden="true" focusable="false"><rect class="bar-fill" width=${`${people ? Math.round(100 * ballots / people) : 0}%`} height="100%"></rect></svg>`;

function pollButtons(poll, act) {
  const button = (look, content, ...request) => html`<button class="button ${look}" type="button" @click=${() => act(...request)}>${content}</button>`;
  if (poll.status === 'Draft') return button('button-primary', [icon('play'), t('Poll_Open')], 'Open', poll);
  if (poll.status === 'Closed') {
    return button(poll.policy === 'AfterPublish' ? 'button-primary' : '', [icon('screen'), t('Poll_Publish')], 'Publish', poll);
  }
  if (poll.status !== 'Open') return nothing;
  return [
    poll.closesAt ? nothing : [
      button('button-primary', [icon('clock'), t('Close_In', 20)], 'Close', poll, 20),
      button('', t('Close_In', 10), 'Close', poll, 10),
      button('', t('Close_In', 30), 'Close', poll, 30),
    ],
    button('', t('Close_Now'), 'Close', poll, 0),
  ];
}

const empty = (title, hint) => html`<div class="empty"><p><strong>${title}</strong>${hint}</p></div>`;
