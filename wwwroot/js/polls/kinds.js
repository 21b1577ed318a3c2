import { importing } from '../importing.js';
import * as singleChoice from './kinds/single-choice.js';

/**
 * What differs from one kind of poll to another, a module for each:
 * - `percentages(counts, ballots)`
 * - `drawing(poll, mine)` of a tally
 * - `fields(poll, answer, onAnswer)` of an answer `{choices: string[], texts: string[]}`; `onAnswer(answer)` after each change
 * - `hint(poll)` over the fields, or undefined
 * - `problem(poll, answer)` why it cannot be sent, or undefined
 * - `said(poll, answer)` what was answered, in words
 */
const here = { SingleChoice: singleChoice };

// What a phone does not need at once it does not wait for.
const files = {
  MultipleChoice: ['/js/polls/kinds/multiple-choice.js'],
  YesNo: ['/js/polls/kinds/yes-no.js'],
  Rating: ['/js/polls/kinds/rating.js'],
  WordCloud: [
    '/js/polls/kinds/word-cloud.js', '/js/polls/cloud-element.js', '/js/polls/cloud.js', '/js/polls/texts.js',
    '/lib/directives/repeat.js', '/lib/directive.js', '/lib/directive-helpers.js',
  ],
  OpenText: ['/js/polls/kinds/open-text.js', '/js/polls/texts.js'],
};
const coming = {};

/** The module of a kind; undefined until it is there. @param {string} kind PollKind */
export const kindOf = (kind) => here[kind];

/**
 * Whether the modules of all these polls are there; those that are not are fetched, and `then` is called after each.
 * @param {Iterable<object>} polls @param {() => void} then
 */
export function haveKinds(polls, then) {
  const missing = [...new Set([...polls].map((poll) => poll.kind))].filter((kind) => !here[kind]);
  for (const kind of missing) fetchKind(kind).then(then);
  return missing.length === 0;
}

/** Every kind, for who makes polls. */
export const allKinds = () => Promise.all(Object.keys(files).map(fetchKind));

function fetchKind(kind) {
  coming[kind] ??= retrying(files[kind]).then((module) => { here[kind] = module; });
  return coming[kind];
}

async function retrying(addresses) {
  for (let wait = 1_000; ; wait = Math.min(2 * wait, 15_000)) {
    try {
      return await importing(...addresses);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
