const REST = 1_000; // so long on one question means to have it in hand
const RENEW = 60_000; // half of what the server gives

/**
 * Tells colleagues which question this moderator has in hand: the selected one, after a second of rest, for as long as it stays selected.
 * A hold that fails is nobody's business: it is a courtesy, the versions are the guard.
 */
export class Holds {
  #wanted = null;
  #held = null;
  #timer;

  /** @param {(id: string, on: boolean) => Promise<any>} set @param {{setTimeout: Function, clearTimeout: Function}} [timers] */
  constructor(set, timers = { setTimeout: (...call) => setTimeout(...call), clearTimeout: (id) => clearTimeout(id) }) {
    [this.set, this.timers] = [set, timers];
  }

  /** The question that is selected now; null for none. */
  rest(id) {
    if (id === this.#wanted) return;
    this.timers.clearTimeout(this.#timer);
    this.#wanted = id;
    if (this.#held && this.#held !== id) {
      this.#tell(this.#held, false);
      this.#held = null;
    }
    if (id) this.#timer = this.timers.setTimeout(() => this.#take(), REST);
  }

  #take() {
    this.#held = this.#wanted;
    this.#tell(this.#held, true);
    this.#timer = this.timers.setTimeout(() => this.#take(), RENEW);
  }

  #tell(id, on) {
    this.set(id, on).catch(() => {});
  }
}
