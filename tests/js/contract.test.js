// The messages that the server's tests write and read too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ApiError } from '../../wwwroot/js/live/api.js';
import { LiveState } from '../../wwwroot/js/live/state.js';

const golden = (name) => JSON.parse(readFileSync(new URL(`../contract/${name}.json`, import.meta.url), 'utf8'));
const A1 = '018fbf3b-1000-7000-8000-000000000a01';
const A2 = '018fbf3b-2000-7000-8000-000000000a02';
const A3 = '018fbf3b-3000-7000-8000-000000000a03';
const B2 = '018fbf3c-2000-7000-8000-000000000b02';

function after(...names) {
  const state = new LiveState();
  for (const name of names) assert.equal(state.applyDelta(golden(name)), 'applied', name);
  return state;
}

test('the snapshot is held whole', () => {
  const state = after('delta-snapshot');
  const snapshot = golden('delta-snapshot');
  assert.deepEqual([state.epoch, state.revision, state.watching], [snapshot.epoch, 41, 1250]);
  assert.deepEqual(state.session, snapshot.session);
  assert.deepEqual([...state.questions.values()], snapshot.questions);
  assert.deepEqual([...state.polls.values()], snapshot.polls);
  assert.deepEqual(state.orderedQuestions().map(({ id }) => id), [A1, A2, A3]);
});

test('the change is laid over the snapshot', () => {
  const state = after('delta-snapshot', 'delta-change');
  assert.deepEqual([state.revision, state.questions.size, state.polls.size], [44, 3, 2]);
  assert.equal(state.questions.get(A2).upvotes, 4);
  assert.equal(state.session.streamUrl, 'https://stream.example/gobierno-abierto/dia-1.m3u8');
  assert.deepEqual(state.session.onAir, { poll: B2 });
  assert.equal(state.polls.get(B2).closesAt, '2024-05-28T15:20:50Z');
});

test('the removal takes away a question and a poll', () => {
  const state = after('delta-snapshot', 'delta-change', 'delta-removal');
  assert.deepEqual([[...state.questions.keys()].sort(), [...state.polls.keys()]], [[A1, A3], [B2]]);
});

test('applied again, one after the other changes nothing', () => {
  const state = after('delta-snapshot', 'delta-change', 'delta-removal');
  const held = JSON.stringify(state.toCanonical());
  for (const name of ['delta-change', 'delta-removal', 'delta-snapshot']) assert.equal(state.applyDelta(golden(name)), 'ignored', name);
  assert.equal(JSON.stringify(state.toCanonical()), held);
});

test('a delta left out is a gap', () => {
  const state = after('delta-snapshot');
  assert.equal(state.applyDelta(golden('delta-removal')), 'gap');
});

test('staff see what waits and what was refused, with the tokens that their actions send back', () => {
  const state = after('delta-snapshot', 'delta-change', 'delta-removal', 'delta-staff');
  const held = [...state.questions.values()].filter(({ version }) => version !== undefined);
  assert.deepEqual(held.map(({ status, reason, version }) => [status, reason, version]), [['Pending', undefined, 1], ['Rejected', 'PersonalData', 2]]);
  assert.equal(state.polls.get(B2).ballots, 187);
});

test('polls of every kind come with what their kind needs, and counts only where they may be known', () => {
  const state = after('delta-snapshot', 'delta-change', 'delta-removal');
  state.applyDelta({ ...golden('delta-polls'), from: state.revision });
  const polls = Object.fromEntries([...state.polls.values()].map((poll) => [poll.kind, poll]));
  assert.deepEqual([polls.MultipleChoice.least, polls.MultipleChoice.most, polls.MultipleChoice.counts], [1, 2, [3, 2, 1]]);
  assert.equal(polls.MultipleChoice.confirmed, true);
  assert.deepEqual([polls.Rating.low, polls.Rating.high, polls.Rating.final], ['Nada', 'Mucho', true]);
  assert.deepEqual(polls.WordCloud.choices.map(({ text, status }) => [text, status]), [['Participación', undefined], ['P’unchay', undefined]]);
});

test('staff see what attendees wrote with what became of it, drafts in their order, and lose a draft that was given up', () => {
  const state = after('delta-snapshot', 'delta-change', 'delta-removal', 'delta-staff');
  const [words, draft, closed] = golden('delta-staff-polls').polls;
  const [given] = golden('delta-staff-polls').removedPolls;
  state.polls.set(given, { ...draft, id: given });
  state.applyDelta({ ...golden('delta-staff-polls'), from: state.revision });
  assert.deepEqual(state.polls.get(words.id).choices.map(({ status }) => status), ['Pending', 'Shown', 'Hidden']);
  assert.deepEqual([state.polls.get(words.id).counts, state.polls.get(words.id).ballots], [undefined, 5]);
  assert.deepEqual([state.polls.get(draft.id).position, state.polls.has(given)], [1, false]);
  assert.deepEqual([state.polls.get(closed.id).confirmedBallots, state.polls.get(closed.id).confirmedCounts], [4, [3, 1, 0]]);
});

test('the tally of who has answered is held by its poll, from its message and from what is one’s own', () => {
  const state = after('delta-snapshot');
  const tally = golden('tally');
  assert.equal(state.applyTally(tally), true);
  assert.equal(state.applyTally(tally), false);
  assert.deepEqual(state.tallies.get(tally.poll), golden('mine-answers').tallies[0]);
  assert.deepEqual(golden('mine-answers').ballots[1].texts, ['AGUA', 'Año fiscal']);
});

test('the beacon is fine for who holds what was sent, though the revision is ahead of it', () => {
  assert.equal(after('delta-snapshot', 'delta-change', 'delta-removal').onBeacon(golden('beacon')), 'ok');
  assert.equal(after('delta-snapshot', 'delta-change').onBeacon(golden('beacon')), 'behind');
  assert.equal(after('delta-snapshot').onBeacon({ ...golden('beacon'), epoch: 'another' }), 'restored');
});

test('problem details become errors with their code, their text and their messages by field', () => {
  for (const name of ['problem', 'problem-field']) {
    const problem = golden(name);
    const { status, code, title, detail, errors } = new ApiError(problem.status, problem);
    assert.ok(problem.code && problem.title);
    assert.deepEqual([status, code, title, detail, errors], [problem.status, problem.code, problem.title, problem.detail, problem.errors ?? {}]);
  }
});
