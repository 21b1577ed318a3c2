import { compareIds, compareQuestions } from '../live/order.js';

/** The parts of the queue, in the order of the tabs. */
export const VIEWS = ['pending', 'published', 'answered', 'rejected'];

const VIEW_OF = {
  Pending: 'pending', Published: 'published', Answering: 'published',
  AnsweredLive: 'answered', AnsweredInWriting: 'answered', Rejected: 'rejected',
};

const byAge = (a, b) => Date.parse(a.askedAt) - Date.parse(b.askedAt) || compareIds(a.id, b.id);
const byChange = (a, b) => b.revision - a.revision || compareIds(a.id, b.id);
const ORDER = { pending: byAge, published: compareQuestions, answered: byChange, rejected: byChange };

/** The part of the queue that a status belongs to; undefined for those that the console does not show. */
export const viewOf = (status) => VIEW_OF[status];

/**
 * Questions by part, each in its order: pending by age, published as everyone sees them, the others by their last change.
 * @param {Iterable<object>} questions QuestionViews
 * @returns {Record<string, object[]>}
 */
export function split(questions) {
  const parts = Object.fromEntries(VIEWS.map((view) => [view, []]));
  for (const question of questions) parts[viewOf(question.status)]?.push(question);
  for (const view of VIEWS) parts[view].sort(ORDER[view]);
  return parts;
}

/**
 * Where to go when the selected question has left the list: the one that took its place, else the last.
 * @param {string[]} before ids as they were
 * @param {string[]} after ids as they are
 * @param {string|null} selected
 * @returns {string|null}
 */
export function follow(before, after, selected) {
  if (selected === null || after.includes(selected)) return selected;
  const place = before.indexOf(selected);
  if (place < 0 || after.length === 0) return null;
  const next = before.slice(place + 1).find((id) => after.includes(id));
  return next ?? after.at(-1);
}

/** The neighbour of the selected question, `step` 1 or -1; the first one when none is selected. */
export function move(ids, selected, step) {
  const place = ids.indexOf(selected);
  if (place < 0) return ids[0] ?? null;
  return ids[Math.min(Math.max(place + step, 0), ids.length - 1)];
}

/** What a button of a question asks of the API. @param {string} action @param {object} question @param {string} [reason] */
export function requestOf(action, question, reason) {
  const { id, version } = question;
  if (action === 'pin' || action === 'unpin') return { path: `questions/${id}/pin`, body: { pinned: action === 'pin', version } };
  return { path: `questions/${id}/status`, body: { to: STATUS_OF[action], ...(action === 'reject' && { reason }), version } };
}

const STATUS_OF = { publish: 'Published', reject: 'Rejected', answering: 'Answering', answered: 'AnsweredLive' };

/** What a button of a question changes in it, as far as is known before the server says so. */
export function patchOf(action, reason) {
  if (action === 'pin' || action === 'unpin') return { pinned: action === 'pin' };
  const status = STATUS_OF[action];
  return status === 'Rejected' ? { status, reason, pinned: false } : { status, reason: undefined };
}
