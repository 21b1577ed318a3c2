import { render } from '../../lib/lit-html.js';
import { LiveClient } from '../live/client.js';
import { connect } from '../live/hub.js';
import { tabId } from '../live/ids.js';
import { data, timeIn } from '../texts.js';
import { Overlay } from './overlay.js';

/** What all parts of the console share: what the server wrote into the page, what is live, and the places that are drawn. */
export const page = data('console');
export const api = `/api/sessions/${encodeURIComponent(page.slug)}`;
export const client = new LiveClient({ slug: page.slug, place: 'console', connect, tab: tabId(), initial: data('snapshot') });
export const overlay = new Overlay();
export const time = timeIn(page.timeZone);

/** @param {string} name of the page's `data-live` @returns {Element} */
export const part = (name) => document.querySelector(`[data-live="${name}"]`);

/** What is live, with what was pressed and is not confirmed yet. */
export const questions = () => [...client.state.questions.values()].map((question) => overlay.on(question));
export const session = () => overlay.on({ ...client.state.session, version: client.state.session.revision });
export const current = (id) => {
  const question = client.state.questions.get(id);
  return question && overlay.on(question);
};

/** A place of the page; taken over at its first drawing: what the server drew is the same, so nothing is seen of it. @param {string} name */
export function place(name) {
  const container = part(name);
  if (!container.drawn) {
    container.drawn = true;
    container.replaceChildren();
  }
  return container;
}

/** @param {string} name @param {unknown} template */
export const draw = (name, template) => render(template, place(name));

let everything = () => {};
let drawing = false;

/** @param {() => void} drawAll what `drawSoon` draws */
export const drawsWith = (drawAll) => { everything = drawAll; };

/** Everything, once a frame at most. */
export function drawSoon() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    everything();
  });
}
