import { html, render } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';

const SMALL = 40; // so few rows are all in the page
const MARGIN = 600; // pixels beyond what is seen on either side
const ESTIMATE = 132; // height of a row that was never seen, in pixels

/**
 * A list of which only the rows in sight are in the page, and the selected one. Every row says its place and how many there are, so that
 * assistive technology knows what sighted people see in the scroll bar.
 */
export class WindowedList {
  #heights = new Map();
  #items = [];
  #row;
  #frame = 0;

  /** @param {Element} container holds the list */
  constructor(container) {
    this.container = container;
    this.selected = null;
    document.addEventListener('scroll', () => this.#soon(), { capture: true, passive: true });
    addEventListener('resize', () => {
      this.#heights.clear();
      this.#soon();
    });
  }

  /**
   * @param {object[]} items with an `id`
   * @param {(item: object, about: {index: number, count: number}) => unknown} row template of one `li` with the item's element id `q-{id}`
   */
  draw(items, row) {
    [this.#items, this.#row] = [items, row];
    this.#draw();
  }

  /** Brings the row of an id into sight, into the page and gives it the focus. */
  focus(id) {
    const index = this.#items.findIndex((item) => item.id === id);
    if (index < 0) return;
    this.selected = id;
    this.#draw();
    const element = document.getElementById(`q-${id}`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
    this.#draw();
  }

  #soon() {
    if (this.#frame || this.#items.length <= SMALL) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw() {
    const items = this.#items;
    const offsets = this.#offsets();
    const [first, last] = this.#range(offsets);
    const indexes = [];
    const kept = items.length > SMALL ? items.findIndex((item) => item.id === this.selected) : -1;
    if (kept >= 0 && kept < first) indexes.push(kept);
    for (let index = first; index < last; index++) indexes.push(index);
    if (kept >= last) indexes.push(kept);
    render(html`<ol class="queue">${repeat(indexes, (index) => items[index].id, (index) => this.#row(items[index], { index, count: items.length }))}</ol>`, this.container);
    this.#place(indexes, offsets);
    if (this.#measure(indexes)) this.#place(indexes, this.#offsets());
  }

  /** Where each row begins, and where the last one ends. */
  #offsets() {
    const offsets = new Float64Array(this.#items.length + 1);
    this.#items.forEach((item, index) => { offsets[index + 1] = offsets[index] + (this.#heights.get(item.id) ?? ESTIMATE); });
    return offsets;
  }

  /** The rows in sight: from the first, up to but not the last. */
  #range(offsets) {
    const count = this.#items.length;
    if (count <= SMALL) return [0, count];
    const top = -this.container.getBoundingClientRect().top - MARGIN;
    const bottom = top + innerHeight + 2 * MARGIN;
    const first = lowest(offsets, top);
    return [Math.min(first, count - 1), Math.min(count, lowest(offsets, bottom) + 1)];
  }

  /** The room of the rows that are not in the page stands before those that are. */
  #place(indexes, offsets) {
    const list = this.container.firstElementChild;
    const gap = gapOf(list);
    let end = 0;
    indexes.forEach((index, place) => {
      const row = list.children[place];
      row.style.marginBlockStart = `${offsets[index] - end}px`;
      end = offsets[index + 1] - gap;
    });
    list.style.paddingBlockEnd = `${Math.max(0, offsets[this.#items.length] - gap - end)}px`;
  }

  #measure(indexes) {
    const list = this.container.firstElementChild;
    const gap = gapOf(list);
    let changed = false;
    indexes.forEach((index, place) => {
      const height = list.children[place].offsetHeight + gap;
      const { id } = this.#items[index];
      if (Math.abs((this.#heights.get(id) ?? ESTIMATE) - height) < 1) return;
      this.#heights.set(id, height);
      changed = true;
    });
    return changed;
  }
}

const gapOf = (list) => parseFloat(getComputedStyle(list).rowGap) || 0;

/** The row at a height. */
function lowest(offsets, at) {
  let [low, high] = [0, offsets.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
