import { get } from '../live/api.js';

const CALM = 5_000; // groups are read again when nothing changed for so long

/** Which questions are probably the same, as the server finds them. */
export class Duplicates {
  /** @type {Map<string, string[]>} by question its group, first the one that the others would best be merged into */
  #groups = new Map();
  #timer;

  /** @param {string} url @param {() => void} onChange @param {(url: string) => Promise<any>} [read] */
  constructor(url, onChange, read = get) {
    Object.assign(this, { url, onChange, read });
  }

  /** Something changed: reads the groups again soon. */
  soon(wait = CALM) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), wait);
  }

  /** Others that are probably the same question, best first. @param {string} id */
  of(id) {
    return (this.#groups.get(id) ?? []).filter((other) => other !== id);
  }

  async #read() {
    try {
      const { groups } = await this.read(this.url);
      this.#groups = new Map(groups.flatMap((group) => group.map((id) => [id, group])));
      this.onChange();
    } catch (error) {
      if (!error.transient) throw error;
      this.soon(4 * CALM);
    }
  }
}
