import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { count, t } from '../texts.js';
import { draw } from './place.js';

const CALM = 3_000; // a connection that comes within is not worth a notice
const NOTICES = {
  connecting: ['warn', 'sync', 'Connecting'],
  polling: ['info', 'sync', 'Polling'],
  reconnecting: ['warn', 'sync', 'Reconnecting'],
  offline: ['bad', 'offline', 'Offline'],
};

/** What is wrong with the connection, and what to do: a notice while it lasts, and a sentence for who does not see it. */
export class ConnectionPart {
  #client;
  #own;
  #say;
  #calm;
  #known = false; // there was a connection before
  #said = 'live';
  #closed; // the notice that the reader has put away

  /** @param {import('../live/client.js').LiveClient} client @param {import('./own.js').Own} own @param {(sentence: string) => void} say */
  constructor(client, own, say) {
    this.#client = client;
    this.#own = own;
    this.#say = say;
    client.on('status', () => this.#follow());
    this.#follow(); // of a first attempt that hangs the client tells nothing
  }

  show() {
    const now = this.#now;
    const hidden = now === 'live' || now === this.#closed || (this.#calm && now.endsWith('connecting'));
    draw('connection', hidden ? nothing : this.#notice(now));
  }

  get #now() {
    const { status } = this.#client;
    return status === 'reconnecting' && !this.#known ? 'connecting' : status;
  }

  #follow() {
    const now = this.#now;
    this.#known ||= now === 'live' || now === 'polling';
    if (now === 'live') this.#closed = undefined;
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => {
      this.#calm = undefined;
      this.show();
      if (now !== this.#said) this.#say(now === 'live' ? t('Connection_Live') : `${title(now)} ${text(now)}`);
      this.#said = now;
    }, CALM);
    this.show();
  }

  #notice(now) {
    const [kind, name] = NOTICES[now];
    return html`<div class="notice" data-kind=${kind} data-connection=${now}>${icon(name)}<div><p><strong>${title(now)}</strong> ${text(now)}${this.#own.waiting > 0
      ? html` ${count('Outbox_Waiting', this.#own.waiting)}` : nothing}</p></div>${now === 'polling'
      ? html`<button class="button button-quiet button-small" type="button" @click=${() => this.#close(now)}>${icon('close')}<span
          class="visually-hidden">${t('Announcement_Close')}</span></button>` : nothing}</div>`;
  }

  #close(now) {
    this.#closed = now;
    this.show();
  }
}

const title = (now) => t(`Connection_${NOTICES[now][2]}Title`);
const text = (now) => t(`Connection_${NOTICES[now][2]}`);
