/**
 * Whole per cent of ballots, by largest remainder, the earlier choice first on a tie: they add to 100.
 * The same rule as on the server. For kinds with one mark a ballot.
 * @param {number[]} counts @param {number} ballots @returns {number[]}
 */
export function shares(counts, ballots) {
  if (ballots === 0) return counts.map(() => 0);
  const whole = counts.map((count) => Math.floor((count * 100) / ballots));
  const missing = 100 - whole.reduce((sum, share) => sum + share, 0);
  counts.map((count, index) => ({ index, rest: (count * 100) % ballots }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, missing)
    .forEach(({ index }) => whole[index]++);
  return whole;
}

/** Whole per cent of ballots, rounded half up, where a ballot may hold several: they need not add to 100. */
export const ofBallots = (counts, ballots) =>
  counts.map((count) => (ballots === 0 ? 0 : Math.floor((count * 200 + ballots) / (2 * ballots))));
