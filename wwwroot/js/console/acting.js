import { send } from '../live/api.js';
import { t } from '../texts.js';
import { reasonOf } from './forms.js';
import { api, client, draw, drawSoon, overlay } from './page.js';
import { Toasts, toastList } from './toasts.js';

const toasts = new Toasts();
let lastDone = null; // what was just done, also after its toast is gone
let left = []; // those of the last action on several that were left as they are
let asked = null; // the answer to what was asked for last, while it is on the way
let set = Promise.resolve(); // the answer to the last action that sets a value

/** Questions that the last action on several left as they are, with the reason of each. */
export const leftAsTheyAre = () => left;

/** @param {Array<{question: string, title: string}>} failed as the API answers */
export const leave = (failed) => {
  left = failed.map(({ question, title }) => ({ title, text: client.state.questions.get(question)?.text ?? '' }));
};

/** Says something in a toast and to assistive technology. @returns {number} the toast's key */
export function tell(text, about = {}) {
  const key = toasts.add(text, { now: client.serverNow(), ...about });
  document.getElementById('announcer').textContent = text;
  drawToasts();
  return key;
}

/** Says why something was not done. @param {Error} error ApiError */
export const refused = (error) => tell(t('Failed', reasonOf(error)), { bad: true });

/**
 * Says what was done, and offers to take it back while that is possible.
 * @param {{entry?: string, entries?: string[], undoUntil?: string}} answer
 * @param {string} text
 * @param {boolean} [set] it set a value: the last time alone is offered to be taken back
 */
export function done(answer, text, set) {
  lastDone = answer.undoUntil ? answer : null;
  tell(text, { entry: answer.entry, entries: answer.entries, until: answer.undoUntil, once: set || undefined });
}

/**
 * Asks for an action, which is the last one from now on: `undoLast` waits for its answer. One that sets a value (PUT) is sent when the one before was answered.
 * @param {string} method
 * @param {string} path of the session's API
 * @param {object|undefined} body
 * @returns {Promise<any>} as `send`
 */
export function perform(method, path, body) {
  const ask = () => send(method, `${api}/${path}`, body);
  // Of two values the one that was meant last must stay, though the line be slow with the one before.
  const answer = method === 'PUT' ? set.then(ask, ask) : ask();
  if (method === 'PUT') set = answer;
  const arrived = () => {
    if (asked === answer) asked = null;
  };
  asked = answer;
  answer.then(arrived, arrived);
  return answer;
}

/**
 * Shows an action at once, asks for it, and takes it off again with the reason when it is refused.
 * @param {string} path of the session's API
 * @param {object|undefined} body
 * @param {Array<[object, object]>} patches items with what changes in them
 * @returns {Promise<object|null>} the answer; null when it was refused
 */
export async function request(path, body, patches, textOf = (answer) => t(`Done_${answer.action}`), method = 'POST') {
  for (const [item, patch] of patches) overlay.put(item, patch);
  drawSoon();
  try {
    const answer = await perform(method, path, body);
    done(answer, textOf(answer), method === 'PUT');
    return answer;
  } catch (error) {
    for (const [item] of patches) overlay.drop(item.id);
    refused(error);
    return null;
  } finally {
    drawSoon();
  }
}

/** @param {{key?: number, entry?: string, entries?: string[], problem?: number}} action a toast, or what was answered when it was done; problem: the toast of a try that failed */
async function undo(action) {
  const { key, entry, entries } = action;
  toasts.remove(key);
  toasts.remove(action.problem);
  lastDone = null;
  try {
    const answer = await (entries ? perform('POST', 'undo/bulk', { entries }) : perform('POST', 'undo', { entry }));
    if (entries) {
      leave(answer.failed);
      tell(t('Done_Undo'));
    } else {
      done(answer, t(`Done_${answer.action}`));
    }
  } catch (error) {
    const problem = refused(error);
    // The line failed: who presses again means this action still, not the one before it.
    if (error.transient) {
      if (key) toasts.putBack({ ...action, problem });
      else lastDone ??= { ...action, problem };
    }
  }
  drawSoon();
}

/** Takes back the last action that can be: the one that is on its way, once it is done; nothing when that is refused, for the one before was not meant. */
export async function undoLast() {
  try {
    await asked;
  } catch {
    return;
  }
  const last = toasts.undoable(client.serverNow())
    ?? (lastDone && Date.parse(lastDone.undoUntil) > client.serverNow() ? lastDone : null);
  if (last) undo(last);
}

export function drawToasts() {
  draw('toasts', toastList(toasts.at(client.serverNow()), {
    undo,
    dismiss: (item) => {
      toasts.remove(item.key);
      drawToasts();
    },
  }));
}
