import { get, withRetry } from '../live/api.js';

/**
 * Brings in by pages what the snapshot leaves out, in the background, and again after every snapshot that replaced what was held.
 */
export class Pager {
  #run = 0;

  /**
   * @param {object} options
   * @param {string} options.url of the pages; `after` is added
   * @param {{epoch: string|null, add: (questions: object[]) => void}} options.state
   * @param {() => void} options.onPage something came, or all did
   * @param {(call: () => Promise<any>) => Promise<any>} [options.retry]
   * @param {(url: string) => Promise<any>} [options.read]
   */
  constructor({ url, state, onPage, retry = (call) => withRetry(call, { attempts: Infinity }), read = get }) {
    Object.assign(this, { url, state, onPage, retry, read });
    this.done = false;
  }

  async start() {
    const run = ++this.#run;
    const { epoch } = this.state;
    let after = null;
    this.done = false;
    do {
      const page = await this.retry(() => this.read(after ? `${this.url}&after=${encodeURIComponent(after)}` : this.url));
      // Another snapshot has come, which starts its own run; or another life of the database, whose snapshot will.
      if (run !== this.#run || epoch !== this.state.epoch) return;
      this.state.add(page.questions);
      after = page.next;
      this.done = !after;
      this.onPage();
    } while (after);
  }
}
