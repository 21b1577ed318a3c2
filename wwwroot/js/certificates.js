import { get } from './live/api.js';

/** Shows how the runs that issue certificates go on; when one begins, stops or ends, the page is loaded again for its buttons. */
const EVERY_MS = 2000;
const list = document.querySelector('[data-runs]');
const shown = new Map([...list.querySelectorAll('[data-run]')].map((card) => [card.dataset.run, card]));

function show(card, run) {
  const part = (name) => card.querySelector(`[data-live="${name}"]`);
  part('words').textContent = run.words;
  part('bar').setAttribute('width', `${run.percent}%`);
}

async function follow() {
  if (!document.hidden) {
    try {
      const runs = await get(list.dataset.runs);
      if (runs.some((run) => shown.get(run.id)?.dataset.status !== run.status)) return location.reload();
      for (const run of runs) show(shown.get(run.id), run);
    } catch {
      // The network is away; what is shown stays, and it is asked again.
    }
  }
  setTimeout(follow, EVERY_MS);
}

for (const link of list.querySelectorAll('[data-live="refresh"]')) link.hidden = true;
setTimeout(follow, EVERY_MS);
