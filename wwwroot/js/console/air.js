import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { count, t } from '../texts.js';
import { empty } from './views.js';

/**
 * What the screen shows, and what it can show instead with one press.
 * @param {object} shown
 * @param {object} [shown.question] on the screen
 * @param {object} [shown.poll] on the screen
 * @param {boolean} [shown.invitation] on the screen
 * @param {object} [shown.answering] being answered, on the screen or not
 * @param {object} [shown.openPoll] the poll that asks for an answer now, or the last one whose results are published
 * @param {(action: string, question: object) => void} act
 * @param {(content: object) => void} show
 */
export function onAir({ question, poll, invitation, answering, openPoll }, act, show) {
  const answered = question ?? answering;
  return html`${question
    ? html`<p class="on-air-text">${question.text}</p>
      <p class="queue-meta"><span>${question.author ?? t('Author_None')}</span><span>${count('Upvotes', question.upvotes)}</span></p>`
    : poll
      ? html`<p><span class="status" data-status=${poll.status}>${t(`Poll_Status_${poll.status}`)}</span></p>
        <p class="on-air-text">${poll.prompt}</p><p class="queue-meta"><span>${count('Poll_Ballots', poll.ballots ?? 0)}</span></p>`
      : invitation
        ? html`<p class="on-air-text">${t('Air_Invitation')}</p><p class="soft small">${t('Air_InvitationHint')}</p>`
        : empty(t('Air_Nothing'), t('Air_NothingHint'))}
    ${answering && !question ? html`<p class="small"><strong>${t('Question_Answering')}:</strong> ${answering.text}</p>` : nothing}
    <div class="actions">${answering
      ? html`<button class="button button-primary" type="button" @click=${() => act('answered', answered)}>${t('Act_answered')}</button>` : nothing}${answering && question
      ? html`<button class="button" type="button" @click=${() => act('publish', question)}>${t('Act_takeOffAir')}</button>` : nothing}</div>
    <div class="air-controls" role="group" aria-label=${t('Air_Show')}>
      ${press('Air_Question', 'question', Boolean(question), !(question ?? answering), () => show({ question: (question ?? answering).id }))}
      ${press('Air_Poll', 'people', Boolean(poll), !(poll ?? openPoll), () => show({ poll: (poll ?? openPoll).id }))}
      ${press('Air_Invite', 'qr', Boolean(invitation), false, () => show({ invitation: true }))}
      ${press('Air_StandBy', 'pause', !question && !poll && !invitation, false, () => show({}))}
    </div>`;
}

const press = (text, name, on, disabled, show) => html`<button class="button button-small" type="button" aria-pressed=${on} ?disabled=${disabled} @click=${show}>${icon(name)}${t(text)}</button>`;

/** The announcement that is running. @param {object|null} announcement AnnouncementView @param {number} now the server's time @param {() => void} end */
export function announcement(announcement, now, end) {
  const left = announcement ? Math.ceil((Date.parse(announcement.endsAt) - now) / 1000) : 0;
  return left <= 0 ? nothing : html`<div class="notice" data-kind="info">${icon('megaphone')}<div class="stack"><p><strong>${announcement.text}</strong></p>
    <p class="small">${t('Announce_Left', `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`)}</p>
    <button class="button button-small" type="button" @click=${end}>${t('Announce_End')}</button></div></div>`;
}
