import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { count, t } from '../texts.js';

const NOTICES = {
  polling: ['info', 'sync', 'Polling'],
  reconnecting: ['warn', 'sync', 'Reconnecting'],
  offline: ['bad', 'offline', 'Offline'],
};

/** What the connection is like, as a sentence for who does not see it. @param {'live'|'polling'|'reconnecting'|'offline'} status */
export const connectionSaid = (status) => (status === 'live' ? t('Connection_Live') : `${t(`Connection_${NOTICES[status][2]}Title`)} ${t(`Connection_${NOTICES[status][2]}`)}`);

/** @param {'live'|'polling'|'reconnecting'|'offline'} status @param {number} waiting how much is not sent yet */
export function connectionNotice(status, waiting, onClose) {
  if (status === 'live') return nothing;
  const [kind, name, key] = NOTICES[status];
  return html`<div class="notice" data-kind=${kind} data-connection=${status}>${icon(name)}<div><p><strong>${t(`Connection_${key}Title`)}</strong> ${t(`Connection_${key}`)}${waiting > 0
    ? html` ${count('Outbox_Waiting', waiting)}` : nothing}</p></div>${status === 'polling'
    ? html`<button class="button button-quiet button-small" type="button" @click=${onClose}>${icon('close')}<span class="visually-hidden">${t('Announcement_Close')}</span></button>` : nothing}</div>`;
}
