/** Who listens to what, by name. */
export class Listeners {
  #held = new Map();

  /** @param {string} name @param {(detail: any) => void} listener @returns {() => void} stops listening */
  on(name, listener) {
    const listeners = this.#held.get(name) ?? this.#held.set(name, new Set()).get(name);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Tells those who listen to a name. */
  emit(name, detail) {
    this.#held.get(name)?.forEach((listener) => {
      try {
        listener(detail);
      } catch (error) {
        queueMicrotask(() => { throw error; }); // seen by the page, without stopping what goes on here
      }
    });
  }
}
