import { retryDelay } from './api.js';

/** Reads the changes over HTTP until there is no gap; one read at a time. */
export class ChangeReader {
  /** A read is under way. */
  busy = false;
  #fetch;
  #hear;
  #alarms;
  #random;
  #again = false;
  #run = 0;

  /**
   * @param {() => Promise<object>} fetch the changes since what is held, a Delta
   * @param {object} hear
   * @param {() => any} hear.begins what it returns comes back with the answer
   * @param {(delta: object, begun: any) => void} hear.took
   * @param {(error: Error, wait: number) => boolean|undefined} hear.failed whether to try again after the wait; undefined: it is over
   */
  constructor(fetch, hear, alarms, random) {
    this.#fetch = fetch;
    this.#hear = hear;
    this.#alarms = alarms;
    this.#random = random;
  }

  /** @param {boolean} [again] what is being read now may miss something */
  async read(again = false) {
    if (this.busy) {
      this.#again ||= again;
      return;
    }
    const run = this.#run;
    this.busy = true;
    for (let failures = 0; ;) {
      this.#again = false;
      const begun = this.#hear.begins();
      let wait = this.#random() * 500;
      let delta, error;
      try {
        delta = await this.#fetch();
      } catch (thrown) {
        error = thrown;
      }
      if (run !== this.#run) return;
      if (error) {
        wait = retryDelay(error, failures++, this.#random);
        const again = this.#hear.failed(error, wait);
        if (again === undefined) return;
        this.#again = again;
      } else {
        failures = 0;
        this.#hear.took(delta, begun);
      }
      if (!this.#again) break;
      await this.#alarms.sleep(wait);
      if (run !== this.#run) return;
    }
    this.busy = false;
  }

  stop() {
    this.#run++;
    this.busy = false;
  }
}
