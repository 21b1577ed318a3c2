import { between } from './timing.js';

const LIMIT = 6_000; // three beacons missed

/** Notices that no beacon comes, and has the changes polled every few seconds until one does. */
export class Silence {
  /** No beacon came for too long. */
  lasts = false;
  /** How the last poll ended: answered or not; null for none since the silence began. @type {boolean|null} */
  answered = null;
  #random;
  #alarms;
  #hear;

  /**
   * @param {() => number} random @param {import('./alarms.js').Alarms} alarms
   * @param {object} hear
   * @param {() => void} hear.begins
   * @param {() => void} hear.poll it is time to poll
   */
  constructor(random, alarms, hear) {
    this.#random = random;
    this.#alarms = alarms;
    this.#hear = hear;
  }

  /** A beacon came, or beacons are to be expected from now on. */
  end() {
    this.lasts = false;
    this.answered = null;
    this.#alarms.arm('poll', LIMIT, () => {
      this.lasts = true;
      this.answered = null;
      this.#hear.begins();
      this.poll(this.#random() * 2_000); // not all at once when a node falls silent
    });
  }

  /** Polls after so many milliseconds, and goes on with it. */
  poll(wait) {
    this.#alarms.arm('poll', wait, () => {
      this.poll(between(this.#random, 3_000, 5_000));
      this.#hear.poll();
    });
  }
}
