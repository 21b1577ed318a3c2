/**
 * Order of questions for everyone: pinned, upvotes, age (older first), id. The same rule as on the server.
 * Times are compared as instants: their text has fractions of a second or not.
 * @returns {number} below 0 when `a` comes first
 */
export function compareQuestions(a, b) {
  return b.pinned - a.pinned
    || b.upvotes - a.upvotes
    || Date.parse(a.askedAt) - Date.parse(b.askedAt)
    || compareIds(a.id, b.id);
}

/** Ids are lower case GUIDs, whose text sorts as their bytes. */
export function compareIds(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
