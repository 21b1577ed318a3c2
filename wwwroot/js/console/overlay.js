/**
 * What was pressed and is not confirmed yet, laid over what the server told. A patch goes when its action failed, or when the
 * item arrived with another version than the one that was acted upon: the server has spoken.
 */
export class Overlay {
  #patches = new Map();

  /** @param {{id: string, version: number}} item as it was acted upon @param {object} patch */
  put(item, patch) {
    this.#patches.set(item.id, { version: item.version, patch });
  }

  drop(id) {
    this.#patches.delete(id);
  }

  /** An action on the item is under way. */
  has(id) {
    return this.#patches.has(id);
  }

  clear() {
    this.#patches.clear();
  }

  /** @template T @param {T} item @returns {T} the item with its patch, if one is still due */
  on(item) {
    const held = this.#patches.get(item.id);
    if (!held) return item;
    if (held.version === item.version) return { ...item, ...held.patch };
    this.#patches.delete(item.id);
    return item;
  }
}
