/**
 * Where the words of a cloud stand. Pure: the same words in the same box stand in the same places, whoever asks.
 *
 * The more people, the larger the word; the largest nearest to the middle; none overlaps another, all are inside the box. Given
 * where the words stood before, each stays there if it still fits, else as near as it can.
 */

const GAP = 0.22; // of the smaller size, between words
const LINE = 1.16; // height of a word for its size
const SHRINK = 0.9;
const FULL = 0.7; // of the box that words can cover at best

/**
 * @typedef {{id: string, text: string, count: number}} Word
 * @typedef {{id: string, text: string, x: number, y: number, size: number, width: number, tier: number}} Placed middle of the word; tier 0 for the largest to 3
 * @param {Word[]} words in their order of importance on a tie
 * @param {{width: number, height: number, least: number, most: number}} box in pixels; least and most: font sizes
 * @param {(text: string) => number} measure width of a text at size 1
 * @param {Placed[]} [before]
 * @returns {{height: number, words: Placed[]}} height: that of the box, or more where the words need it
 */
export function layout(words, box, measure, before = []) {
  if (words.length === 0) return { height: box.height, words: [] };
  const ranked = words.map((word, rank) => ({ ...word, rank, unit: Math.max(measure(word.text), 0.3) }))
    .sort((a, b) => b.count - a.count || a.rank - b.rank);
  const kept = new Map(before.map((word) => [word.id, word]));
  for (let height = box.height; ; height = Math.ceil(height * 1.15)) {
    for (let scale = 1; scale > 0.05; scale *= SHRINK) {
      const sized = sizes(ranked, box, scale);
      const placed = area(sized) <= FULL * box.width * height && place(sized, box.width, height, kept);
      if (placed) return { height, words: placed };
      if (sized.every((word) => word.size <= box.least)) break;
    }
  }
}

/** Sizes by the square root of the counts, so that areas tell them; no word is wider than the box. */
function sizes(words, { width, least, most }, scale) {
  const [high, low] = [Math.sqrt(words[0].count), Math.sqrt(words.at(-1).count)];
  return words.map((word) => {
    const share = high === low ? 0.5 : (Math.sqrt(word.count) - low) / (high - low);
    const wanted = Math.max(least, (least + (most - least) * share) * scale);
    const size = Math.floor(10 * Math.min(wanted, (width - 2) / word.unit)) / 10;
    return { ...word, size, width: word.unit * size, height: LINE * size, tier: 3 - Math.round(3 * share) };
  });
}

const area = (words) => words.reduce((sum, word) => sum + word.width * word.height, 0);

function place(words, width, height, kept) {
  let spots = around(width, height);
  const margin = { width: Math.min(...words.map((word) => word.width)) / 2, height: Math.min(...words.map((word) => word.height)) / 2 };
  const placed = [];
  for (const word of words) {
    const was = kept.get(word.id);
    const free = ([x, y]) => inside(word, x, y, width, height) && !placed.some((other) => touch(word, x, y, other));
    const spot = was
      ? [[was.x, was.y]].find(free) ?? nearest(spots, was).find(free)
      : spots.find(free);
    if (!spot) return null;
    const [x, y] = spot;
    placed.push({ ...word, x, y });
    // Where not even the smallest word could have its middle, nobody has to look again.
    spots = spots.filter((other) => Math.abs(other[0] - x) >= word.width / 2 + margin.width || Math.abs(other[1] - y) >= word.height / 2 + margin.height);
  }
  return placed.map(({ id, text, x, y, size, width: wide, tier }) => ({ id, text, x, y, size, width: wide, tier }));
}

/** Every place on a fine grid, the middle first, in rings of the box's shape. */
function around(width, height) {
  const step = Math.max(4, Math.sqrt((width * height) / 2_000));
  const spots = [];
  for (let y = -height / 2; y <= height / 2; y += step) {
    for (let x = -width / 2; x <= width / 2; x += step) spots.push([x, y]);
  }
  const ring = ([x, y]) => (x / width) ** 2 + (y / height) ** 2;
  return spots.sort((a, b) => ring(a) - ring(b) || a[1] - b[1] || a[0] - b[0])
    .map(([x, y]) => [Math.round(x + width / 2), Math.round(y + height / 2)]);
}

const nearest = (spots, { x, y }) => spots.map((spot) => [spot, (spot[0] - x) ** 2 + (spot[1] - y) ** 2])
  .sort((a, b) => a[1] - b[1]).map(([spot]) => spot);

const inside = (word, x, y, width, height) =>
  x - word.width / 2 >= 0 && x + word.width / 2 <= width && y - word.height / 2 >= 0 && y + word.height / 2 <= height;

function touch(word, x, y, other) {
  const gap = GAP * Math.min(word.size, other.size);
  return Math.abs(x - other.x) < (word.width + other.width) / 2 + gap && Math.abs(y - other.y) < (word.height + other.height) / 2;
}
