import { backoff } from './timing.js';

const CONNECT_TIMEOUT = 15_000;
const REFUSED = /\b(forbidden|unknown-session|unknown-place)\b/;

/** The line to the hub: while it is open it connects, enters, and comes back for ever. */
export class Line {
  /** The hub has let us in, and the connection has not ended since. */
  entered = false;
  #options;
  #alarms;
  #hear;
  #run = 0; // every opening and closing makes what went before void
  #connection = null;
  #attempt = 0;
  #comeBackAt = null;

  /**
   * @param {object} options of the LiveClient
   * @param {import('./alarms.js').Alarms} alarms
   * @param {object} hear
   * @param {Record<string, (message: any) => void>} hear.messages by their names
   * @param {() => void} hear.connecting
   * @param {() => void} hear.entered
   * @param {() => void} hear.lost
   * @param {(code: string|undefined) => void} hear.failed entering failed, with a code when it was refused
   */
  constructor(options, alarms, hear) {
    this.#options = options;
    this.#alarms = alarms;
    this.#hear = hear;
  }

  open() {
    this.#attempt = 0;
    this.#comeBackAt = null;
    this.#stay(++this.#run);
  }

  close() {
    this.#run++;
    this.send('Leave', this.#options.slug);
    this.hangUp();
    this.#lose();
  }

  /** Sends without waiting for an answer; nothing while not entered. */
  send(method, ...values) {
    if (this.entered) this.#connection?.send(method, ...values).catch(() => {});
  }

  /** The next attempts come soon again. */
  hurry() {
    this.#attempt = 0;
    if (this.entered) this.hangUp();
  }

  hangUp() {
    const connection = this.#connection;
    this.#connection = null;
    connection?.stop().catch(() => {});
  }

  /** The node stops soon: come back, to another, at a random moment within. */
  goodbye(ms) {
    const { timers, random } = this.#options;
    const wait = random() * ms;
    this.#comeBackAt = timers.now() + wait;
    this.#alarms.arm('goodbye', wait, () => this.#connection?.stop().catch(() => {}));
  }

  async #stay(run) {
    while (run === this.#run) {
      await this.#connectOnce(run);
      if (run !== this.#run) return;
      this.#lose();
      const { timers, random } = this.#options;
      const wait = this.#comeBackAt === null ? backoff(random, this.#attempt++) : this.#comeBackAt - timers.now();
      await this.#alarms.sleep(Math.max(0, wait));
      this.#comeBackAt = null;
    }
  }

  /** Ends when the connection has. */
  async #connectOnce(run) {
    const { slug, place, tab, connect, hubUrl } = this.#options;
    const connection = connect(hubUrl);
    const isCurrent = () => run === this.#run && connection === this.#connection;
    this.#connection = connection;
    for (const [name, listener] of Object.entries(this.#hear.messages)) {
      connection.on(name, (message) => isCurrent() && listener(message));
    }
    const closed = new Promise((resolve) => connection.onclose(resolve));
    try {
      this.#hear.connecting();
      this.#alarms.arm('connect', CONNECT_TIMEOUT, () => this.hangUp());
      await connection.start();
      await connection.invoke('Enter', slug, place, tab);
    } catch (error) {
      if (isCurrent()) {
        this.hangUp();
        this.#hear.failed(REFUSED.exec(error?.message)?.[1]);
      }
      return;
    } finally {
      if (run === this.#run) this.#alarms.disarm('connect');
    }
    if (!isCurrent()) return;
    this.entered = true;
    this.#attempt = 0;
    this.#hear.entered();
    await closed;
  }

  #lose() {
    this.#alarms.disarm('goodbye');
    this.#connection = null;
    this.entered = false;
    this.#hear.lost();
  }
}
