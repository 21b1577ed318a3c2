/** The questions that are chosen for an action on several, and the one from which a stretch is chosen. */
export class Selection {
  #ids = new Set();

  get size() {
    return this.#ids.size;
  }

  has(id) {
    return this.#ids.has(id);
  }

  toggle(id) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** Chooses these as well. @param {Iterable<string>} ids */
  add(ids) {
    for (const id of ids) this.#ids.add(id);
  }

  clear() {
    this.#ids.clear();
  }

  /** Lets go of what is no longer there. @param {(id: string) => boolean} isThere */
  keep(isThere) {
    for (const id of this.#ids) if (!isThere(id)) this.#ids.delete(id);
  }

  ids() {
    return [...this.#ids];
  }
}
