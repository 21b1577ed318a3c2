/** Timers and clock of the page; tests pass their own. */
export const systemTimers = {
  setTimeout: (work, ms) => setTimeout(work, ms),
  clearTimeout: (id) => clearTimeout(id),
  now: () => Date.now(),
};

/** A random number of milliseconds in [low, high). */
export const between = (random, low, high) => low + random() * (high - low);

/**
 * Full jitter: a wait between 0.5 s and a limit that doubles with each attempt, from 2 s to 15 s.
 * @param {() => number} random
 * @param {number} attempt failures so far, from 0
 */
export const backoff = (random, attempt) => between(random, 500, Math.min(15_000, 2_000 * 2 ** attempt));
