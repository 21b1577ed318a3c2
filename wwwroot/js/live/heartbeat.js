import { between } from './timing.js';

/** What a tab says every half minute, more or less, to be counted as present. */
export class Heartbeat {
  #options;
  #alarms;
  #beat;
  #at = Infinity;

  /** @param {object} options of the LiveClient @param {import('./alarms.js').Alarms} alarms @param {() => void} beat */
  constructor(options, alarms, beat) {
    this.#options = options;
    this.#alarms = alarms;
    this.#beat = beat;
  }

  begin() {
    const { random, timers } = this.#options;
    const wait = between(random, 25_000, 35_000);
    this.#at = timers.now() + wait;
    this.#alarms.arm('heartbeat', wait, () => this.#due());
  }

  /** A message came. Browsers hold up the timers of hidden pages, not their messages. */
  heard() {
    if (this.#options.timers.now() >= this.#at) this.#due();
  }

  #due() {
    this.#beat();
    this.begin();
  }
}
