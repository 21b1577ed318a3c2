import { nothing } from '../../lib/lit-html.js';
import { later } from '../importing.js';
import { get } from '../live/api.js';
import { between } from '../live/timing.js';
import { t } from '../texts.js';
import { draw, part } from './place.js';
import { playerKey, playPlaylist } from './playing.js';
import { onAir } from './questions.js';

const stage = later('/js/room/stage.js');
const isDesk = matchMedia('(min-width: 60em)');

/** The session itself: its name, its times, its stream, and what is to be said when it has ended. */
export class SessionPart {
  #page;
  #time;
  #stream;
  #player;
  #wanted;
  #note;

  /** @param {object} page the page's data @param {object} session what the server drew @param {(time: string) => string} time */
  constructor(page, session, time) {
    this.#page = page;
    this.#time = time;
    this.#stream = page.stream;
    this.#player = playerKey(session, page.stream);
    this.#note = session.status === 'Ended';
    this.#play();
  }

  /** @param {object} session SessionView @param {object|undefined} question the one on air @param {object|undefined} attendance */
  show(session, question, attendance) {
    part('title').textContent = session.title;
    for (const [name, at] of [['start', session.plannedStart], ['end', session.plannedEnd]]) {
      part(name).dateTime = at;
      part(name).textContent = this.#time(at);
    }
    part('illustrative').hidden = !session.illustrativeTimes;
    draw('on-air', question ? onAir(question) : nothing);
    this.#showPlayer(session);
    this.#showNote(session, attendance);
  }

  /** Reads how the stream plays; not all of an audience at once. */
  async readStream(session) {
    await new Promise((resolve) => setTimeout(resolve, between(Math.random, 0, 1_500)));
    try {
      this.#stream = await get(`/api/sessions/${encodeURIComponent(this.#page.slug)}/stream`);
    } catch {
      setTimeout(() => this.readStream(session), between(Math.random, 5_000, 15_000));
      return;
    }
    this.#showPlayer(session());
  }

  async #showPlayer(session) {
    const key = playerKey(session, this.#stream);
    this.#wanted = key;
    if (key === this.#player) return;
    const drawn = await stage().catch(() => undefined); // tried again when it is shown again
    if (!drawn || key !== this.#wanted || key === this.#player) return;
    this.#player = key;
    draw('player', nothing); // other words in the same place, not words that move
    draw('player', drawn.player(session, this.#stream, this.#time, this.#page.agenda));
    this.#play();
  }

  #play() {
    const failing = this.#player;
    playPlaylist(part('player'), async (address) => {
      // It may have been the line: tried when it is shown again.
      addEventListener('online', () => { if (this.#player === failing) this.#player = ''; }, { once: true });
      const drawn = await stage().catch(() => undefined);
      if (drawn) draw('player', drawn.outside(address));
    });
  }

  /** Beside the columns of a desk it moves nothing; on a phone it waits until its place is out of sight. */
  async #showNote(session, attendance) {
    if (this.#note === (session.status === 'Ended' && attendance)) return;
    const { bottom } = part('player').parentElement.getBoundingClientRect();
    if (!isDesk.matches && bottom > 0 && bottom < innerHeight) return;
    const drawn = await stage().catch(() => undefined);
    if (!drawn) return;
    this.#note = session.status === 'Ended' && attendance;
    draw('note', drawn.note(session, attendance));
  }
}

/** Status, clock and how many watch: the line that is always in view. */
export function showStatus({ status }) {
  const shown = part('status');
  if (shown.dataset.status === status) return;
  shown.dataset.status = status;
  shown.textContent = t(`Session_${status}`);
}
