import { count, t } from '../texts.js';
import { done, leave, perform, refused, tell } from './acting.js';
import { drawSoon, overlay, questions } from './page.js';
import { can } from './question.js';
import { patchOf } from './queue.js';

const MOST = 200; // questions of one request

/** What can be done with several questions at once, by the part of the queue. */
export const BULK = { pending: ['publish', 'reject'], published: ['answered', 'reject'], answered: [], rejected: ['publish'] };

/**
 * Does something with all questions that are chosen; those that it cannot be done with are told.
 * @param {string} action
 * @param {import('./selection.js').Selection} selection
 * @param {(text: string) => Promise<string|null>} reject asks for a reason
 */
export async function actOnAll(action, selection, reject) {
  const ids = new Set(selection.ids());
  const chosen = questions().filter((question) => ids.has(question.id) && can(action, question));
  if (chosen.length === 0) {
    tell(t('Key_NotHere'));
    return;
  }
  const reason = action === 'reject' ? await reject(count('Bulk', chosen.length)) : undefined;
  if (reason === null) return;
  leave([]);
  selection.clear();
  const failed = [];
  for (let from = 0; from < chosen.length; from += MOST) {
    failed.push(...await actOn(action, chosen.slice(from, from + MOST), reason));
    leave(failed);
  }
}

async function actOn(action, chosen, reason) {
  for (const question of chosen) overlay.put(question, patchOf(action, reason));
  drawSoon();
  try {
    const answer = await perform('POST', 'questions/bulk', { action, reason, items: chosen.map(({ id, version }) => ({ id, version })) });
    for (const { question } of answer.failed) overlay.drop(question);
    if (answer.done.length > 0) {
      const entries = answer.done.map(({ entry }) => entry);
      done({ entries, undoUntil: answer.done[0].undoUntil }, count(`BulkDone_${action}`, entries.length));
    }
    return answer.failed;
  } catch (error) {
    for (const { id } of chosen) overlay.drop(id);
    refused(error);
    return [];
  } finally {
    drawSoon();
  }
}
