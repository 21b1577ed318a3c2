const PAUSE = 5_000;
const LIMIT = 3;

/**
 * Says short sentences to screen readers, at most one in five seconds. Of what waits the newest is kept.
 * @param {Element} region the page's live region
 * @param {{setTimeout: Function, now: () => number}} timers
 * @returns {(sentence: string) => void}
 */
export function announcer(region, timers) {
  const waiting = [];
  let next = 0;
  let armed = false;

  function speak() {
    armed = false;
    const sentence = waiting.shift();
    if (sentence === undefined) return;
    region.textContent = sentence;
    next = timers.now() + PAUSE;
    if (waiting.length) arm();
  }

  function arm() {
    if (armed) return;
    armed = true;
    timers.setTimeout(speak, Math.max(0, next - timers.now()));
  }

  return (sentence) => {
    if (waiting.at(-1) === sentence) return;
    waiting.push(sentence);
    if (waiting.length > LIMIT) waiting.shift();
    arm();
  };
}
