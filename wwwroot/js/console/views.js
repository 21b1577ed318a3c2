import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { formatNumber, t } from '../texts.js';
import { keyHint, shortcut } from './keys-list.js';

const NOTICES = { polling: ['info', 'sync', 'Polling'], reconnecting: ['warn', 'sync', 'Reconnecting'], offline: ['bad', 'offline', 'Offline'] };
const CONTROLS = { Scheduled: ['Start'], Live: ['Pause', 'End'], Paused: ['Resume', 'End'] };
const KEY_OF = { Start: 'session', Pause: 'session', Resume: 'session', End: 'endSession' };
const LOOKS = { Start: ['button-primary', 'play'], Resume: ['button-primary', 'play'], Pause: ['', 'pause'], End: ['button-danger', 'stop'] };

/** @param {'live'|'polling'|'reconnecting'|'offline'} status of the LiveClient */
export function connection(status) {
  if (status === 'live') return nothing;
  const [kind, name, key] = NOTICES[status];
  return html`<div class="notice" data-kind=${kind} role="status">${icon(name)}<div><p><strong>${t(`Connection_${key}Title`)}</strong> ${t(`Connection_${key}`)}</p></div></div>`;
}

/** @param {string} status of the session @param {(action: string) => void} act */
export const controls = (status, act) => (CONTROLS[status] ?? []).map((action) => {
  const [look, name] = LOOKS[action];
  return html`<button class="button ${look}" type="button" aria-haspopup=${action === 'End' ? 'dialog' : nothing} aria-keyshortcuts=${shortcut(KEY_OF[action])}
    @click=${() => act(action)}>${icon(name)}${t(`Session_${action}`)}${keyHint(KEY_OF[action])}</button>`;
});

/** @param {Array<[string, number]>} figures keys of texts and numbers */
export const figures = (figures) => figures.map(([key, number]) => html`<div><dt>${t(key)}</dt><dd>${formatNumber(number)}</dd></div>`);

export const empty = (title, hint) => html`<div class="empty"><p><strong>${title}</strong>${hint}</p></div>`;
