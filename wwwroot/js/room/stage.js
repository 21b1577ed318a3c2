import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { count, t } from '../texts.js';
import { PLAYS } from './playing.js';

/**
 * @param {object} session SessionView @param {{frame?: string, playlist?: string}} stream
 * @param {(time: string) => string} time @param {string} agenda address
 */
export function player(session, stream, time, agenda) {
  const plays = PLAYS.includes(session.status);
  if (plays && stream.frame) {
    return html`<iframe title=${t('Player_Title', session.title)} src=${stream.frame} loading="lazy"
      allow="autoplay; picture-in-picture; encrypted-media" allowfullscreen referrerpolicy="strict-origin-when-cross-origin"></iframe>`;
  }
  if (plays && stream.playlist) {
    return html`<video aria-label=${t('Player_Title', session.title)} controls playsinline src=${stream.playlist}></video>`;
  }
  const key = session.status === 'Live' ? 'Waiting' : session.status;
  return html`<div class="player-idle"><strong>${t(`Player_${key}`, time(session.plannedStart))}</strong><p>${t(`Player_${key}Note`)}</p>${key === 'Cancelled'
    ? html`<p><a class="button" href=${agenda}>${t('Player_Agenda')}</a></p>` : nothing}</div>`;
}

/** What stands where a stream cannot be played in the page. @param {string} address of the stream */
export const outside = (address) => html`<div class="player-idle"><strong>${t('Player_Outside')}</strong><p>${t('Player_OutsideNote')}</p>
  <p><a class="button" href=${address} target="_blank" rel="noopener">${t('Player_Open')}</a></p></div>`;

/** What is to be said when the session has ended. */
export function note(session, attendance) {
  if (session.status !== 'Ended') return nothing;
  return html`<div class="notice" data-kind="good">${icon('check')}<div><h2>${t('Ended_Thanks')}</h2>${attendance ? html`
      <p>${t('Ended_Attended', count('Attendance_Minutes', attendance.minutes))} ${attendance.reached
        ? t(attendance.final ? 'Ended_Reached' : 'Ended_Reaching')
        : t('Ended_Missing', count('Attendance_Minutes', attendance.neededMinutes))}</p>
      <p class="actions"><a class="button button-primary" href="/mis-certificados">${t('Ended_Certificate')}</a></p>` : nothing}</div></div>`;
}

/** Minutes so far, drawn against what the day's certificate asks for, which stands at 80 per cent of the bar. */
export function attendanceProgress({ minutes, neededMinutes, reached }) {
  const width = neededMinutes === 0 ? 0 : Math.min(100, Math.floor((80 * minutes) / neededMinutes));
  return html`<p><strong>${count('Attendance_Minutes', minutes)}.</strong> ${t('Attendance_Goal', count('Attendance_Minutes', neededMinutes))}</p>
    <svg class="bar" aria-hidden="true" focusable="false"><rect class=${reached ? 'bar-fill bar-done' : 'bar-fill'} width=${`${width}%`} height="100%"></rect><line
      class="bar-mark" x1="80%" x2="80%" y1="0" y2="100%"></line></svg>
    <p class="soft small">${reached ? t('Attendance_Reached') : count('Attendance_Missing', Math.max(0, neededMinutes - minutes))}</p>`;
}
