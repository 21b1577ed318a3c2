import { compareIds } from '../live/order.js';

/** The parts of the queue, in the order of the tabs. */
export const VIEWS = ['pending', 'published', 'answered', 'rejected'];

const VIEW_OF = {
  Pending: 'pending', Published: 'published', Answering: 'published',
  AnsweredLive: 'answered', AnsweredInWriting: 'answered', Rejected: 'rejected',
};

const traits = new WeakMap(); // what is worked out once per item: items are whole, and replaced when they change

/** @returns {{askedAt: number, folded: string}} */
function traitsOf(question) {
  let found = traits.get(question);
  if (!found) {
    found = { askedAt: Date.parse(question.askedAt), folded: null };
    traits.set(question, found);
  }
  return found;
}

/** Text without case and accents, as the search compares it. @param {string} text */
export const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const foldedOf = (question) => {
  const found = traitsOf(question);
  found.folded ??= fold(`${question.text} ${question.author ?? ''}`);
  return found.folded;
};

const byAge = (a, b) => traitsOf(a).askedAt - traitsOf(b).askedAt || compareIds(a.id, b.id);

/** The orders of a list. */
export const ORDERS = {
  upvotes: (a, b) => b.pinned - a.pinned || b.upvotes - a.upvotes || byAge(a, b),
  newest: (a, b) => byAge(b, a),
  oldest: byAge,
  rising: (a, b) => (b.heat ?? 0) - (a.heat ?? 0) || byAge(a, b),
  changed: (a, b) => b.revision - a.revision || compareIds(a.id, b.id),
};

/** The order in which each part begins. */
export const ORDER_OF = { pending: 'oldest', published: 'upvotes', answered: 'changed', rejected: 'changed' };

/** The part of the queue that a status belongs to; undefined for those that stand under another question or nowhere. */
export const viewOf = (status) => VIEW_OF[status];

/**
 * One part of the queue as it is shown.
 * @param {Iterable<object>} questions QuestionViews
 * @param {{view: string, order?: string, search?: string}} wanted search: words that all have to be in the text or the author's name
 * @returns {{list: object[], counts: Record<string, number>, total: number, merged: Map<string, object[]>}} counts: of each part, whatever the search;
 *   total: of all statuses; merged: by the question that stands for them now
 */
export function arrange(questions, { view, order = ORDER_OF[view], search = '' }) {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const counts = Object.fromEntries(VIEWS.map((name) => [name, 0]));
  const list = [];
  const merged = [];
  let total = 0;
  for (const question of questions) {
    total++;
    const part = VIEW_OF[question.status];
    if (part) counts[part]++;
    else if (question.status === 'Merged') merged.push(question);
    if (part === view && words.every((word) => foldedOf(question).includes(word))) list.push(question);
  }
  return { list: list.sort(ORDERS[order]), counts, total, merged: underTargets(merged) };
}

/** Merged questions by the one that stands for them: a target may have been merged itself. */
function underTargets(merged) {
  const into = new Map(merged.map((question) => [question.id, question.mergedInto]));
  const byTarget = new Map();
  for (const question of merged) {
    let target = question.mergedInto;
    while (into.has(target)) target = into.get(target);
    byTarget.set(target, [...byTarget.get(target) ?? [], question]);
  }
  return byTarget;
}

/**
 * Where to go when the selected question has left the list: the one that took its place, else the last.
 * @param {string[]} before ids as they were
 * @param {string[]} after ids as they are
 * @param {string|null} selected
 * @returns {string|null}
 */
export function follow(before, after, selected) {
  if (selected === null) return null;
  const left = new Set(after);
  if (left.has(selected)) return selected;
  const place = before.indexOf(selected);
  if (place < 0 || after.length === 0) return null;
  return before.slice(place + 1).find((id) => left.has(id)) ?? after.at(-1);
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
  if (action === 'screen') return { method: 'PUT', path: 'screen', body: { question: id } };
  if (action === 'pin' || action === 'unpin') return { method: 'POST', path: `questions/${id}/pin`, body: { pinned: action === 'pin', version } };
  return { method: 'POST', path: `questions/${id}/status`, body: { to: STATUS_OF[action], ...(action === 'reject' && { reason }), version } };
}

const STATUS_OF = { publish: 'Published', reject: 'Rejected', answering: 'Answering', answered: 'AnsweredLive' };

/** What a button of a question changes in it, as far as is known before the server says so; null for nothing. */
export function patchOf(action, reason) {
  if (action === 'screen') return null;
  if (action === 'pin' || action === 'unpin') return { pinned: action === 'pin' };
  const status = STATUS_OF[action];
  return status === 'Rejected' ? { status, reason, pinned: false } : { status, reason: undefined };
}

/** Who else has a question in hand now; null when nobody has. @param {object} question @param {string} me id of one's own @param {number} now the server's time */
export const heldByOther = (question, me, now) =>
  question.held && question.held.staff !== me && Date.parse(question.held.until) > now ? question.held : null;
