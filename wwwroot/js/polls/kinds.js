import * as singleChoice from './kinds/single-choice.js';

const kinds = { SingleChoice: singleChoice };

/** What differs from one kind of poll to another: `percentages` and `fields`. @param {string} kind PollKind */
export const kindOf = (kind) => kinds[kind];
