/** Alarms by name, of which each can be set once, and sleeps that can be cut short. */
export class Alarms {
  #timers;
  #set = new Map();
  #sleepers = new Set();

  /** @param {{setTimeout: Function, clearTimeout: Function}} timers */
  constructor(timers) {
    this.#timers = timers;
  }

  /** Sets an alarm, in place of the one of that name. */
  arm(name, ms, ring) {
    this.disarm(name);
    this.#set.set(name, this.#timers.setTimeout(ring, ms));
  }

  disarm(name) {
    this.#timers.clearTimeout(this.#set.get(name));
    this.#set.delete(name);
  }

  /** Takes all alarms back and ends all sleeps. */
  clear() {
    [...this.#set.keys()].forEach((name) => this.disarm(name));
    this.wake();
  }

  /** Waits, or until `wake`. */
  sleep(ms) {
    return new Promise((resolve) => {
      const done = () => {
        this.#timers.clearTimeout(timer);
        this.#sleepers.delete(done);
        resolve();
      };
      const timer = this.#timers.setTimeout(done, ms);
      this.#sleepers.add(done);
    });
  }

  wake() {
    this.#sleepers.forEach((done) => done());
  }
}
