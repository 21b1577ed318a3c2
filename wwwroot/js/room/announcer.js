const PAUSE = 5_000;
const LIMIT = 3;

/**
 * Says short sentences to screen readers, at most once in five seconds: what comes meanwhile is said together, of too
 * many the newest.
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
    next = timers.now() + PAUSE;
    region.textContent = waiting.splice(0).join(' ');
  }

  return (sentence) => {
    if (waiting.at(-1) === sentence) return;
    waiting.push(sentence);
    if (waiting.length > LIMIT) waiting.shift();
    if (armed) return;
    armed = true;
    timers.setTimeout(speak, Math.max(0, next - timers.now()));
  };
}
