import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { t } from '../texts.js';
import { draw } from './place.js';

/** What staff announce, until it ends or the reader has put it away. */
export class Announcement {
  #storage;
  #key;
  #closed;

  /** @param {Storage|undefined} storage remembers what was put away @param {string} key */
  constructor(storage, key) {
    this.#storage = storage;
    this.#key = key;
    try {
      this.#closed = storage.getItem(key);
    } catch { /* storage refused */ }
  }

  /** @param {object} session SessionView @param {number} now the server's time */
  show({ announcement }, now) {
    const isShown = announcement && announcement.id !== this.#closed && now < Date.parse(announcement.endsAt);
    draw('announcement', isShown ? notice(announcement, () => this.#close(announcement.id)) : nothing);
  }

  #close(id) {
    this.#closed = id;
    try {
      this.#storage.setItem(this.#key, id);
    } catch { /* storage refused: it stays away as long as the page */ }
    draw('announcement', nothing);
  }
}

/** @param {object} announcement AnnouncementView */
const notice = (announcement, onClose) => html`<div class="notice" data-kind="info">${icon('alert')}<div><p><strong>${t('Announcement')}</strong></p><p
      class="announcement-text">${announcement.text}</p></div><button class="button button-quiet button-small" type="button" @click=${onClose}>${icon(
      'close')}<span class="visually-hidden">${t('Announcement_Close')}</span></button></div>`;
