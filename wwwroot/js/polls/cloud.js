/**
 * Where the words of a cloud stand. Pure: the same words in the same box stand in the same places, whoever asks.
 *
 * The more people, the larger the word; the largest nearest to the middle; none overlaps another, all are inside the box. Given
 * where the words stood before, each stays there if it still fits, else as near as it can.
 */

const GAP = 0.22; // of the smaller size, between words
const LINE = 1.16; // height of a word for its size
const SHRINK = 0.9;
const CROWDED = 0.7; // scale of a cloud that does not fit
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
  for (let scale = 1; scale > 0.05; scale *= SHRINK) {
    const sized = sizes(ranked, box, scale);
    const fits = area(sized) <= FULL * box.width * box.height;
    const placed = fits && (place(sized, box, kept) ?? (kept.size > 0 ? place(sized, box, new Map()) : null));
    if (placed) return { height: box.height, words: placed };
    if (sized.every((word) => word.size <= box.least)) break;
  }
  return inLines(sizes(ranked, box, CROWDED), box);
}

/** Too many for the box: in centred lines, the first words in the middle, as high as they need. */
function inLines(words, box) {
  const gap = 0.7 * box.least;
  const lines = [];
  for (const word of words) {
    const line = lines.find((other) => other.width + gap + word.width <= box.width);
    if (line) {
      line.words[line.words.length % 2 ? 'push' : 'unshift'](word);
      line.width += gap + word.width;
    } else lines.push({ words: [word], width: word.width, height: word.height });
  }
  const ordered = lines.reduce((all, line, index) => (index % 2 ? [...all, line] : [line, ...all]), []);
  const needed = Math.ceil(ordered.reduce((sum, line) => sum + line.height, 0));
  const height = Math.max(box.height, needed);
  let top = (height - needed) / 2;
  const placed = ordered.flatMap((line) => {
    let left = (box.width - line.width) / 2;
    const y = top + line.height / 2;
    top += line.height;
    return line.words.map((word) => {
      const x = left + word.width / 2;
      left += word.width + gap;
      return { ...word, x, y };
    });
  });
  return { height, words: placed.map(plain) };
}

const plain = ({ id, text, x, y, size, width, tier }) => ({ id, text, x, y, size, width, tier });

/** Sizes by the square root of the counts, so that areas tell them; no word is wider than the box. */
function sizes(words, { width, least, most }, scale) {
  const high = words[0].count;
  const even = words.at(-1).count === high;
  return words.map((word) => {
    const share = Math.sqrt(word.count / high);
    const size = Math.floor(10 * Math.min(Math.max(least, most * share * scale), (width - 2) / word.unit)) / 10;
    return { ...word, size, width: word.unit * size, height: LINE * size, tier: even ? 2 : tierOf(share) };
  });
}

const tierOf = (share) => (share > 0.8 ? 0 : share > 0.6 ? 1 : share > 0.4 ? 2 : 3);

const area = (words) => words.reduce((sum, word) => sum + word.width * word.height, 0);

/** Those that can stay where they were stay; then the others look for room, the largest first. Null when one finds none. */
function place(words, { width, height }, kept) {
  const margin = { width: Math.min(...words.map((word) => word.width)) / 2, height: Math.min(...words.map((word) => word.height)) / 2 };
  const placed = [];
  const movers = [];
  const isFree = (word, [x, y]) => inside(word, x, y, width, height) && !placed.some((other) => touch(word, x, y, other));
  for (const word of words) {
    const was = kept.get(word.id);
    if (was && isFree(word, [was.x, was.y])) placed.push({ ...word, x: was.x, y: was.y });
    else movers.push(word);
  }
  let spots = around(width, height);
  // Where not even the smallest word could have its middle, nobody has to look.
  const close = (word) => {
    spots = spots.filter(([x, y]) => Math.abs(x - word.x) >= word.width / 2 + margin.width || Math.abs(y - word.y) >= word.height / 2 + margin.height);
  };
  placed.forEach(close);
  for (const word of movers) {
    const was = kept.get(word.id);
    const spot = (was ? nearest(spots, was) : spots).find((other) => isFree(word, other));
    if (!spot) return null;
    const found = { ...word, x: spot[0], y: spot[1] };
    placed.push(found);
    close(found);
  }
  return placed.map(plain);
}

/** Every place on a fine grid, the middle first, in rings of the box's shape. */
function around(width, height) {
  const step = Math.max(4, Math.sqrt((width * height) / 3_000));
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
