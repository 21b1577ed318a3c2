import { kindOf } from './kinds.js';

/**
 * The tally of a poll, drawn as its kind is, with a table beside or in the drawing. The kind must be there (`haveKind`).
 * Only for a poll with `counts`.
 * @param {object} poll PollView
 * @param {string[]} [mine] ids of the choices that the reader marked
 */
export const results = (poll, mine = []) => kindOf(poll.kind).drawing(poll, mine);
