const DURATION = 600;
const still = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * A number that walks to its new value.
 * @param {() => void} draw called for each step on the way
 * @returns {(id: string, value: number) => number} what to show now of the number of this thing
 */
export function calmNumber(draw) {
  let shown = { id: null, value: 0 };
  let goal = 0;
  let walk = 0;
  const start = (from, to) => {
    const begun = performance.now();
    cancelAnimationFrame(walk);
    const step = (now) => {
      const share = Math.min(1, (now - begun) / DURATION);
      shown.value = Math.round(from + (to - from) * (1 - (1 - share) ** 3));
      draw();
      if (share < 1) walk = requestAnimationFrame(step);
    };
    walk = requestAnimationFrame(step);
  };
  return (id, value) => {
    if (id !== shown.id || still.matches) {
      cancelAnimationFrame(walk);
      shown = { id, value };
    } else if (value !== goal) {
      start(shown.value, value);
    }
    goal = value;
    return shown.value;
  };
}
