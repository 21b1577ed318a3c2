const HOLD = 1_200;

/**
 * Keeps the order of a list still while a finger or a pointer is on it, so that nobody presses the neighbour of what he meant.
 * @param {HTMLElement} list whose items carry data-id
 * @param {() => void} redraw called when the order may change again
 */
export function steady(list, redraw, { now = () => performance.now(), setTimeout = globalThis.setTimeout } = {}) {
  let until = 0;
  let order = [];
  let armed = false;

  const touch = () => { until = now() + HOLD; };
  for (const name of ['pointerdown', 'pointermove', 'keydown']) list.addEventListener(name, touch, { passive: true });

  return {
    /** The items in the order to show. @template {{id: string}} T @param {T[]} items in their true order @returns {T[]} */
    arrange(items) {
      const left = until - now();
      if (left > 0) {
        items = keepOrder(items, order);
        if (!armed) {
          armed = true;
          setTimeout(() => { armed = false; redraw(); }, left + 50);
        }
      }
      order = items.map(({ id }) => id);
      return items;
    },
  };
}

/** Items that were shown keep their places, new ones come behind. */
export function keepOrder(items, order) {
  const place = new Map(order.map((id, index) => [id, index]));
  return items.map((item, index) => ({ item, rank: place.get(item.id) ?? order.length + index }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
