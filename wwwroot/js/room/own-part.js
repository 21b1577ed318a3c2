import { later } from '../importing.js';
import { get } from '../live/api.js';
import { between } from '../live/timing.js';
import { draw, part } from './place.js';

const stage = later('/js/room/stage.js');
const way = later('/js/room/way.js');

/** One's own questions and attendance: read again when there may be news of them, drawn when they are others. */
export class OwnPart {
  /** @type {() => void} one's own was read again */
  onRead = () => {};
  #page;
  #client;
  #own;
  #place;
  #onEdit;
  #shown;
  #wroteAt = -Infinity;
  #readAt = Infinity;
  #timer;

  /**
   * @param {object} page the page's data @param {import('../live/client.js').LiveClient} client @param {import('./own.js').Own} own
   * @param {import('./place.js').Place|undefined} place of one's questions @param {(entry: object) => void} onEdit a refused question is to be edited
   */
  constructor(page, client, own, place, onEdit) {
    this.#page = page;
    this.#client = client;
    this.#own = own;
    this.#place = place;
    this.#onEdit = onEdit;
    this.#shown = facts(own, ({ status }) => status, [], []);
    this.#takeTallies();
    client.on('entered', () => this.readLater(0, 1_500));
    // The nudge that one's own write causes: the answer has told it already, and a whole audience answers at once.
    client.on('nudge', () => (client.serverNow() - this.#wroteAt < 5_000 ? this.readLater(3_000, 10_000) : this.readLater(0, 500)));
    part('ask')?.addEventListener('focusin', () => way().catch(() => {}), { once: true });
  }

  /** An entry of the outbox was answered. */
  wrote(entry, answer) {
    this.#own.accepted(entry, answer);
    this.#wroteAt = this.#client.serverNow();
  }

  /** Reads one's own at a random moment between so many milliseconds, unless that is to happen sooner anyway. */
  readLater(low, high) {
    const at = performance.now() + between(Math.random, low, high);
    if (!this.#own.registered || at >= this.#readAt) return;
    clearTimeout(this.#timer);
    this.#readAt = at;
    this.#timer = setTimeout(() => this.#read(), at - performance.now());
  }

  /** What the server drew stays until something of it is another. */
  async show() {
    const own = this.#own;
    const now = facts(own, this.#statusOf, own.entries('waiting'), own.entries('refused'));
    if (!own.registered || now === this.#shown) return;
    this.#shown = now;
    const untold = () => {
      this.#shown = ''; // without network now; the next change tries again
    };
    const told = await way().catch(untold);
    if (told) this.#place.change(() => draw('mine', told.ownQuestions(own, this.#statusOf, this.#onEdit)));
    const staged = await stage().catch(untold);
    if (staged && own.attendance) draw('attendance', staged.attendanceProgress(own.attendance));
  }

  /** What the session tells of a public question is newer. */
  #statusOf = ({ id, status }) => this.#client.state.questions.get(id)?.status ?? status;

  async #read() {
    this.#readAt = Infinity;
    const wrote = this.#wroteAt;
    try {
      const mine = await get(`/api/sessions/${encodeURIComponent(this.#page.slug)}/mine`);
      if (wrote !== this.#wroteAt) {
        this.readLater(1_000, 2_000); // it may be from before what was just sent
        return;
      }
      this.#own.replace(mine);
      this.#takeTallies();
      this.onRead();
    } catch (error) {
      if (!error.transient) return;
      this.readLater(10_000, 20_000);
      return;
    }
    // Minutes grow without a message.
    if (this.#client.state.session.status === 'Live') this.readLater(90_000, 150_000);
  }

  #takeTallies() {
    this.#own.tallies.forEach((tally) => this.#client.state.applyTally(tally));
  }
}

const facts = (own, statusOf, waiting, refused) =>
  JSON.stringify([own.questions.map((question) => [question, statusOf(question)]), waiting, refused, own.attendance]);
