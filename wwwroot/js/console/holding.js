import { api, client, drawSoon, page } from './page.js';
import { Pager } from './pager.js';

let known = []; // what was held before a snapshot replaced it
let epoch = client.state.epoch;

const pager = new Pager({
  url: `${api}/questions?audience=staff`,
  state: client.state,
  onPage: () => {
    remember();
    drawSoon();
  },
});

const remember = () => { known = [...client.state.questions.values()]; };

/** Holds all questions of the session: what the snapshot leaves out comes by pages. */
export function holdAll() {
  client.on('change', ({ snapshot }) => {
    if (snapshot) {
      // What was held stays until the pages have brought it anew; of another life of the database nothing does.
      if (client.state.epoch === epoch) client.state.add(known);
      epoch = client.state.epoch;
      pager.start();
    }
    remember();
  });
  pager.start();
}

/** All questions are here. */
export const holdsAll = () => pager.done;

/**
 * How many questions there are: as counted here, or as the server counted them for as long as not all are here.
 * @param {{counts: Record<string, number>, total: number}} arranged
 * @returns {{counts: Record<string, number>, total: number}}
 */
export function numbers({ counts, total }) {
  if (pager.done) return { counts, total };
  const most = Object.entries(counts).map(([view, number]) => [view, Math.max(number, page.counts[view])]);
  return { counts: Object.fromEntries(most), total: Math.max(total, page.total) };
}
