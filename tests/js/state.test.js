import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareQuestions } from '../../wwwroot/js/live/order.js';
import { LiveState } from '../../wwwroot/js/live/state.js';
import { seeded } from './fakes.js';
import { Source } from './source.js';

const q = (id, revision, more = {}) => ({ id, text: id, revision, ...more });
const delta = (from, to, more = {}) => ({ slug: 's', epoch: 'e1', from, to, at: '2024-05-28T15:00:00Z', ...more });
const beacon = (revision, more = {}) => ({ slug: 's', epoch: 'e1', revision, sent: revision, watching: 1, ...more });

function holding(revision, more) {
  const state = new LiveState();
  assert.equal(state.applyDelta(delta(0, revision, more)), 'applied');
  return state;
}

test('a delta applies when it begins at or before mine and reaches beyond', () => {
  for (const [from, to, expected] of [
    [5, 6, 'applied'], [3, 6, 'applied'], [5, 5, 'ignored'], [3, 5, 'ignored'], [2, 4, 'ignored'], [6, 7, 'gap'], [9, 20, 'gap'],
  ]) {
    const state = holding(5);
    assert.equal(state.applyDelta(delta(from, to)), expected, `${from} to ${to}`);
    assert.equal(state.revision, expected === 'applied' ? to : 5);
  }
});

test('a delta with a gap changes nothing', () => {
  const state = holding(5, { questions: [q('a', 2)] });
  state.applyDelta(delta(6, 7, { questions: [q('b', 7)], removedQuestions: ['a'] }));
  assert.deepEqual([...state.questions.keys()], ['a']);
});

test('an item is replaced by its like of the same or a later revision only', () => {
  const state = holding(5, { questions: [q('a', 4, { upvotes: 4 }), q('b', 4)], polls: [q('p', 4, { ballots: 4 })] });
  state.applyDelta(delta(2, 6, { questions: [q('a', 3, { upvotes: 3 }), q('b', 4, { upvotes: 9 })], polls: [q('p', 6, { ballots: 6 })] }));
  assert.equal(state.questions.get('a').upvotes, 4);
  assert.equal(state.questions.get('b').upvotes, 9);
  assert.equal(state.polls.get('p').ballots, 6);
});

test('the session is replaced when it is in the delta and no older', () => {
  const state = holding(5, { session: { title: 'five', revision: 5 } });
  state.applyDelta(delta(5, 6));
  assert.equal(state.session.title, 'five');
  state.applyDelta(delta(4, 7, { session: { title: 'four', revision: 4 } }));
  assert.equal(state.session.title, 'five');
  state.applyDelta(delta(7, 8, { session: { title: 'eight', revision: 8 } }));
  assert.equal(state.session.title, 'eight');
});

test('removals take questions and polls away, and removing what is not held does no harm', () => {
  const state = holding(5, { questions: [q('a', 2), q('b', 3)], polls: [q('p', 4)] });
  assert.equal(state.applyDelta(delta(5, 6, { removedQuestions: ['a', 'z'], removedPolls: ['p'] })), 'applied');
  assert.deepEqual([[...state.questions.keys()], state.polls.size], [['b'], 0]);
});

test('a snapshot replaces everything held', () => {
  const state = holding(5, { session: { revision: 5 }, questions: [q('a', 2)], polls: [q('p', 4)] });
  state.applyDelta(delta(0, 9, { questions: [q('b', 9)] }));
  assert.deepEqual(state.toCanonical(), { polls: [], questions: [{ id: 'b', revision: 9, text: 'b' }] });
});

test('a snapshot of a session in which nothing happened yet is a beginning', () => {
  const state = new LiveState();
  assert.equal(state.applyDelta(delta(0, 0, { session: { title: 'Día 1', revision: 0 } })), 'applied');
  assert.equal(state.session.title, 'Día 1');
  assert.equal(state.onBeacon(beacon(0)), 'ok');
  assert.equal(state.applyDelta(delta(0, 1, { questions: [q('a', 1)] })), 'applied');
});

test('a snapshot that lags behind is ignored when it was pushed and counts when it is an answer', () => {
  const state = holding(9, { questions: [q('a', 9)] });
  assert.equal(state.applyDelta(delta(0, 4)), 'ignored');
  assert.equal(state.applyDelta(delta(0, 4), { answer: true }), 'applied');
  assert.deepEqual([state.revision, state.questions.size], [4, 0]);
});

test('a beacon with more sent than mine is behind; a higher revision alone is not', () => {
  const state = holding(5);
  assert.equal(state.onBeacon(beacon(5)), 'ok');
  assert.equal(state.onBeacon(beacon(9, { sent: 5 })), 'ok');
  assert.equal(state.onBeacon(beacon(9, { sent: 6 })), 'behind');
});

test('two beacons in a row below mine are a restore, one alone is a node that lags', () => {
  const state = holding(5);
  assert.deepEqual([4, 5, 4, 6, 4, 3].map((revision) => state.onBeacon(beacon(revision, { sent: 0 }))),
    ['ok', 'ok', 'ok', 'ok', 'ok', 'restored']);
  assert.equal(state.revision, 0);
  assert.equal(state.applyDelta(delta(3, 4)), 'gap');
  assert.equal(state.applyDelta(delta(0, 3)), 'applied');
  assert.equal(state.revision, 3);
});

test('another epoch is a restore, in a beacon as in a delta; its snapshot is a new beginning', () => {
  const state = holding(5, { questions: [q('a', 2)] });
  assert.equal(state.onBeacon(beacon(5, { epoch: 'e2' })), 'restored');
  assert.equal(state.applyDelta(delta(0, 2, { epoch: 'e2', questions: [q('b', 1)] })), 'applied');
  assert.equal(state.applyDelta(delta(2, 3, { epoch: 'e3' })), 'gap');
  assert.equal(state.revision, 0);
  assert.equal(state.applyDelta(delta(0, 1, { epoch: 'e3' })), 'applied');
  assert.deepEqual([state.epoch, state.revision, state.questions.size], ['e3', 1, 0]);
});

test('questions stand in the order pinned, upvotes, age as an instant, id', () => {
  const one = (id, pinned, upvotes, askedAt) => ({ id, pinned, upvotes, askedAt });
  const ordered = [
    one('f', true, 0, '2024-05-28T15:00:09Z'),
    one('e', false, 9, '2024-05-28T15:00:09Z'),
    one('d', false, 3, '2024-05-28T15:00:00Z'),
    one('b', false, 3, '2024-05-28T15:00:00.25Z'),
    one('c', false, 3, '2024-05-28T15:00:00.250Z'),
    one('a', false, 0, '2024-05-28T14:00:00Z'),
  ];
  for (let i = 0; i < ordered.length; i++) {
    assert.deepEqual([...ordered.slice(i), ...ordered.slice(0, i)].reverse().sort(compareQuestions), ordered);
  }
});

test('canonical form depends on neither the order of arrival nor that of keys', () => {
  const one = holding(5, { questions: [q('b', 2), { revision: 1, author: null, id: 'a' }] });
  const other = new LiveState();
  other.applyDelta(delta(0, 4, { questions: [{ id: 'a', revision: 1 }] }));
  other.applyDelta(delta(4, 6, { questions: [{ revision: 2, text: 'b', id: 'b' }], watching: 4 }));
  assert.equal(JSON.stringify(one.toCanonical()), JSON.stringify(other.toCanonical()));
  assert.equal(JSON.stringify(one.toCanonical()),
    '{"polls":[],"questions":[{"id":"a","revision":1},{"id":"b","revision":2,"text":"b"}]}');
});

test('the clock follows the message with the smallest delay, and a phone that corrects its time', () => {
  const state = new LiveState();
  const server = Date.parse('2024-05-28T15:00:00Z');
  const hear = (error, delay) => state.sawClock('2024-05-28T15:00:00Z', server - error + delay);
  [900, 120, 2_000].forEach((delay) => hear(3_600_000, delay));
  assert.equal(state.offset, 3_600_000 - 120);
  for (let i = 0; i < 30; i++) hear(0, 80);
  assert.equal(state.offset, -80);
});

/** Lets a state follow a source over a bad line: deltas are dropped, doubled and late. Returns what it and the source hold at the end. */
function follow(seed, gapDetection) {
  const random = seeded(seed);
  const source = new Source(random);
  const state = new LiveState({ gapDetection });
  const read = () => {
    const answer = source.delta(state.revision, state.epoch ?? undefined);
    if (random() < 0.8) state.applyDelta(answer, { answer: true }); // else the answer is lost
  };
  const line = [];
  let sent = source.revision;
  state.applyDelta(source.delta(0), { answer: true });
  for (let step = 0; step < 200; step++) {
    const dice = random();
    if (dice < 0.5) {
      source.change();
    } else if (dice < 0.7 && sent < source.revision) {
      line.push(source.delta(sent));
      if (random() < 0.2) line.push(line.at(-1));
      sent = source.revision;
    } else if (dice < 0.9 && line.length > 0) {
      const [late] = line.splice(Math.floor(random() ** 3 * line.length), 1);
      if (random() < 0.8 && state.applyDelta(late) === 'gap') read();
    } else if (dice < 0.97) {
      if (state.onBeacon(source.beacon(sent)) !== 'ok') read();
    } else if (gapDetection && source.hasCopy && random() < 0.5) {
      // Without another epoch a restore shows only while the revision is below; nothing was written since then.
      source.restore(random() < 0.5 ? `epoch-${step}` : undefined);
      sent = source.revision;
      line.length = 0;
      for (let i = 0; i < 2; i++) if (state.onBeacon(source.beacon(sent)) !== 'ok') read();
    } else {
      source.copy();
    }
  }
  if (sent < source.revision) sent = source.revision;
  for (let i = 0; i < 40; i++) {
    if (state.onBeacon(source.beacon(sent)) !== 'ok') read();
  }
  const truth = new LiveState();
  truth.applyDelta(source.delta(0));
  return [JSON.stringify(state.toCanonical()), JSON.stringify(truth.toCanonical())];
}

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

test(`dropped, doubled and late deltas leave every state equal to its source (SEED=${seed})`, () => {
  for (let i = 0; i < 300; i++) {
    const [held, truth] = follow(seed + i, true);
    assert.equal(held, truth, `SEED=${seed + i}`);
  }
});

test(`without gap detection they do not (SEED=${seed})`, () => {
  let different = 0;
  for (let i = 0; i < 300; i++) {
    const [held, truth] = follow(seed + i, false);
    if (held !== truth) different++;
  }
  assert.ok(different > 200, `only ${different} of 300 states differ`);
});

test('a page brings what is not held and what is newer, and nothing back that was removed since', () => {
  const state = new LiveState();
  const item = (id, revision) => ({ id, revision });
  state.applyDelta({ epoch: 'e', from: 0, to: 5, questions: [item('a', 5), item('b', 3)] });
  state.applyDelta({ epoch: 'e', from: 5, to: 8, removedQuestions: ['c'] });
  state.add([item('a', 4), item('b', 6), item('c', 7), item('d', 1)]);
  assert.deepEqual([...state.questions.values()], [item('a', 5), item('b', 6), item('d', 1)]);
  state.add([item('c', 9)]);
  assert.ok(state.questions.has('c'));
});
