import { t } from '../texts.js';
import { request } from './acting.js';
import { ask } from './ask.js';
import { mergeDialog } from './merge.js';
import { api, client, overlay, page, part, questions, session } from './page.js';
import { heldByOther, patchOf, requestOf } from './queue.js';

const later = new Map(); // the next action on a question whose last one is not confirmed yet
const overridden = new Set(); // questions in the hands of others that this moderator decided to act on
const merge = mergeDialog(document.getElementById('unir'), api);

/** Whether a question has a button for an action. */
export const can = (action, question) =>
  (page.buttons[question.status] ?? []).some((button) => button.action === action || (action === 'unpin' && button.action === 'pin'));

/**
 * What is done with one question.
 * @param {object} queue
 * @param {(id: string) => void} queue.focus
 * @param {(text: string) => Promise<string|null>} queue.reject asks for a reason
 * @param {(id: string) => string[]} queue.likely ids of those that are probably the same
 * @param {() => void} queue.merged two were put together
 */
export function questionActions({ focus, reject, likely, merged }) {
  /** Somebody else has it in hand: asks once whether to act all the same. */
  async function mayTake(question) {
    const held = heldByOther(question, page.me, client.serverNow());
    const key = held && `${question.id} ${held.staff}`;
    if (!held || overridden.has(key)) return true;
    part('held-by').textContent = t('Held_By', held.name);
    part('held-text').textContent = `«${question.text}»`;
    const takes = await ask(document.getElementById('tomada'), 'take');
    if (takes) overridden.add(key);
    focus(question.id);
    return takes;
  }

  async function act(action, question, reason) {
    if (action === 'merge') {
      askMerge(question);
      return;
    }
    if (!await mayTake(question)) return;
    if (action === 'reject' && !reason) {
      const chosen = await reject(question.text);
      if (!chosen) return;
      // It may have changed while the dialog was open; the server decides by the version that was looked at.
      reason = chosen;
    }
    if (overlay.has(question.id)) {
      later.set(question.id, () => again(action, question.id, reason));
      return;
    }
    const now = session();
    const before = now.onAir;
    const stays = ['pin', 'unpin'].includes(action);
    const air = ['answering', 'screen'].includes(action) ? { question: question.id } : before?.question === question.id && !stays ? undefined : before;
    const patch = patchOf(action, reason);
    const patches = patch ? [[question, patch]] : [];
    if (air !== before) patches.push([now, { onAir: air }]);
    const { method, path, body } = requestOf(action, question, reason);
    await request(path, body, patches, undefined, method);
  }

  function again(action, id, reason) {
    const question = client.state.questions.get(id);
    if (question && can(action, question)) act(action, question, reason);
  }

  async function askMerge(question, other) {
    if (!await mayTake(question)) return;
    const pair = await merge(question, { questions, likely: likely(question.id), other });
    if (!pair) return;
    merged();
    const body = { into: pair.into.id, version: pair.question.version, intoVersion: pair.into.version };
    await request(`questions/${pair.question.id}/merge`, body, [[pair.question, { status: 'Merged', mergedInto: pair.into.id }]]);
  }

  /** Does what was pressed after what is now confirmed. */
  function goOn() {
    for (const [id, action] of later) {
      if (overlay.has(id)) continue;
      later.delete(id);
      action();
    }
  }

  return { act, askMerge, goOn };
}
