const STEPS = 13; // as many as css/screen.css has

let held = { key: null, step: 0 };

/**
 * Makes what an element shows small enough for its box, by steps of `data-fit`. While the key stays the same it only gets
 * smaller, so that nothing grows and shrinks with every number that changes.
 * @param {HTMLElement} element whose own height is bounded
 * @param {string|null} key what is shown; null to measure it anew
 */
export function fit(element, key) {
  let step = key !== null && key === held.key ? held.step : 0;
  for (element.dataset.fit = step; step < STEPS - 1 && overflows(element); element.dataset.fit = step) step += 1;
  held = { key: key ?? held.key, step };
}

const overflows = (element) =>
  getComputedStyle(element).overflowY === 'hidden' && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
