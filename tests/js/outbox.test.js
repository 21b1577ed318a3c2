import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../wwwroot/js/live/api.js';
import { ballot, Outbox, question, upvote } from '../../wwwroot/js/live/outbox.js';
import { FakeTimers, settle } from './fakes.js';

/** What browsers call Storage. */
class FakeStorage {
  map = new Map();
  get length() { return this.map.size; }
  key(i) { return [...this.map.keys()][i] ?? null; }
  getItem(key) { return this.map.get(key) ?? null; }
  setItem(key, value) { this.map.set(key, value); }
  removeItem(key) { this.map.delete(key); }
}

function setUp({ storage = new FakeStorage(), owner = 'ana', answer = () => ({}) } = {}) {
  const timers = new FakeTimers();
  const server = { answer, calls: [] };
  const outbox = new Outbox({
    owner, storage, timers, random: () => 0,
    send: async (method, url, body) => {
      server.calls.push([method, url, body]);
      return server.answer(url, body);
    },
  });
  const told = [];
  outbox.onSent = (entry, answered) => told.push(['sent', entry.key, answered]);
  outbox.onRefused = (entry, error) => told.push(['refused', entry.key, error.code]);
  return { outbox, storage, timers, server, told };
}

const offline = () => { throw new ApiError(0); };
const asked = question('dia-1', { id: 'q1', text: '¿Cuándo?', withName: true });

test('writes go to the addresses of the API', async () => {
  const { outbox, server } = setUp();
  [asked, upvote('dia-1', 'q2', true), ballot('dia-1', 'p1', ['c1'])].forEach((entry) => outbox.put(entry));
  await settle();
  assert.deepEqual(server.calls, [
    ['POST', '/api/sessions/dia-1/questions', { id: 'q1', text: '¿Cuándo?', withName: true }],
    ['PUT', '/api/sessions/dia-1/questions/q2/upvote', { on: true }],
    ['PUT', '/api/sessions/dia-1/polls/p1/ballot', { choices: ['c1'] }],
  ]);
});

test('an entry waits in storage until it is answered, and is gone then', async () => {
  const { outbox, storage, timers, server, told } = setUp({ answer: offline });
  outbox.put(asked);
  await timers.advance(10_000);
  assert.ok(server.calls.length > 3);
  assert.deepEqual([outbox.waiting.length, storage.length, told.length], [1, 1, 0]);
  server.answer = () => ({ id: 'server-1' });
  await timers.advance(15_000);
  assert.deepEqual(told, [['sent', 'question:q1', { id: 'server-1' }]]);
  assert.deepEqual([outbox.waiting.length, storage.length, timers.pending], [0, 0, 0]);
});

test('what a reload interrupted is sent by the next page', async () => {
  const { storage, outbox } = setUp({ answer: offline });
  outbox.put(asked);
  await settle();
  const next = setUp({ storage });
  assert.deepEqual(next.outbox.waiting, [asked]);
  await next.outbox.flush();
  assert.deepEqual([next.server.calls.length, storage.length], [1, 0]);
});

test('what one attendee left behind is not sent in the name of another', async () => {
  const { storage, outbox } = setUp({ answer: offline });
  outbox.put(asked);
  await settle();
  const other = setUp({ storage, owner: 'luis' });
  await other.outbox.flush();
  assert.deepEqual([other.server.calls.length, storage.length], [0, 1]);
});

test('a page that slept does not send what another page has sent or replaced meanwhile', async () => {
  const vote = (choice) => ballot('dia-1', 'p1', [choice]);
  const slept = setUp({ answer: offline });
  slept.outbox.put(vote('c1'));
  await settle();
  const other = setUp({ storage: slept.storage });
  await other.outbox.flush();
  slept.server.calls.length = 0;
  slept.server.answer = () => ({});
  await slept.outbox.flush();
  await settle();
  assert.deepEqual([other.server.calls.length, slept.server.calls, slept.outbox.waiting], [1, [], []]);

  slept.server.answer = other.server.answer = offline;
  slept.outbox.put(vote('c2'));
  await settle();
  const third = setUp({ storage: slept.storage, answer: offline });
  third.outbox.put(vote('c3'));
  await settle();
  slept.server.calls.length = 0;
  slept.server.answer = () => ({});
  await slept.outbox.flush();
  await settle();
  assert.deepEqual(slept.server.calls.map(([, , body]) => body.choices), [['c3']]);
});

test('an answer to an older value does not take a later one of another page out of the storage', async () => {
  for (const refuse of [false, true]) {
    let answer;
    const slow = setUp({ answer: () => new Promise((resolve, reject) => { answer = () => (refuse ? reject(new ApiError(422, { code: 'invalid' })) : resolve({})); }) });
    slow.outbox.put(ballot('dia-1', 'p1', ['c1']));
    await settle();
    const other = setUp({ storage: slow.storage, answer: offline });
    other.outbox.put(ballot('dia-1', 'p1', ['c2']));
    await settle();
    answer();
    await settle();
    slow.outbox.forget('ballot:p1');
    other.server.calls.length = 0;
    other.server.answer = () => ({});
    await other.outbox.flush();
    await settle();
    assert.deepEqual([other.server.calls.map(([, , body]) => body.choices), slow.storage.length], [[['c2']], 0]);
  }
});

test('of several values for one key only the last is sent', async () => {
  const { outbox, storage, timers, server } = setUp({ answer: offline });
  outbox.put(ballot('dia-1', 'p1', ['c1']));
  await settle();
  server.answer = () => ({});
  outbox.put(ballot('dia-1', 'p1', ['c2']));
  outbox.put(ballot('dia-1', 'p1', ['c3']));
  await timers.advance(10_000);
  assert.deepEqual(server.calls.map(([, , body]) => body.choices[0]), ['c1', 'c3']);
  assert.equal(storage.length, 0);
});

test('a value put while an older one is on its way is sent after it', async () => {
  const { outbox, storage, server, told } = setUp();
  let answer;
  server.answer = () => new Promise((resolve) => { answer = resolve; });
  outbox.put(upvote('dia-1', 'q2', true));
  await settle();
  outbox.put(upvote('dia-1', 'q2', false));
  answer({ on: true });
  await settle();
  assert.deepEqual([told, storage.length], [[], 1]);
  answer({ on: false });
  await settle();
  assert.deepEqual(server.calls.map(([, , body]) => body.on), [true, false]);
  assert.deepEqual(told, [['sent', 'upvote:q2', { on: false }]]);
  assert.equal(storage.length, 0);
});

test('a refusal is told and kept with its text until it is forgotten, over a reload too', async () => {
  const { outbox, storage, timers, told } = setUp({
    answer: () => { throw new ApiError(422, { code: 'invalid', title: 'Revise el texto', errors: { text: ['Muy largo'] } }); },
  });
  outbox.put(asked);
  await timers.advance(60_000);
  assert.deepEqual(told, [['refused', 'question:q1', 'invalid']]);
  const next = setUp({ storage });
  await next.outbox.flush();
  assert.equal(next.server.calls.length, 0);
  const [{ body, error }] = next.outbox.refused;
  assert.deepEqual([body.text, error.status, error.errors], ['¿Cuándo?', 422, { text: ['Muy largo'] }]);
  next.server.answer = offline;
  next.outbox.put(question('dia-1', { ...asked.body, text: '¿Cuándo, pues?' }));
  assert.deepEqual([next.outbox.refused, next.outbox.waiting.length], [[], 1]);
  next.server.answer = () => { throw new ApiError(422, { code: 'invalid' }); };
  await next.timers.advance(2_000);
  next.outbox.forget('question:q1');
  assert.deepEqual([next.outbox.refused, storage.length], [[], 0]);
});

test('passing refusals are repeated, final ones are not', async () => {
  for (const [status, final] of [[0, false], [408, false], [425, false], [429, false], [500, false], [503, false],
    [400, true], [401, true], [403, true], [404, true], [409, true], [415, true], [422, true]]) {
    const { outbox, timers, server } = setUp({ answer: () => { throw new ApiError(status); } });
    outbox.put(asked);
    await timers.advance(30_000);
    assert.equal(server.calls.length === 1, final, `status ${status}`);
    assert.deepEqual([outbox.waiting.length, outbox.refused.length], final ? [0, 1] : [1, 0]);
  }
});

test('an entry that fails does not hold up the others', async () => {
  const { outbox, timers, told } = setUp({
    answer: (url) => {
      if (url.includes('/polls/')) throw new ApiError(500);
      return {};
    },
  });
  outbox.put(ballot('dia-1', 'p1', ['c1']));
  outbox.put(asked);
  await timers.advance(5_000);
  assert.deepEqual(told, [['sent', 'question:q1', {}]]);
  assert.deepEqual(outbox.waiting.map(({ key }) => key), ['ballot:p1']);
});

test('the wait that the server asks for is kept, until someone asks to hurry', async () => {
  const { outbox, timers, server } = setUp({ answer: () => { throw new ApiError(429, {}, 20_000); } });
  outbox.put(asked);
  await timers.advance(20_000);
  assert.equal(server.calls.length, 1);
  outbox.flush();
  await settle();
  assert.equal(server.calls.length, 2);
});

test('without storage the queue lives as long as the page', async () => {
  const refusing = new Proxy({}, { get() { throw new Error('SecurityError'); } });
  const { outbox, timers, server, told } = setUp({ storage: refusing, answer: offline });
  outbox.put(asked);
  await settle();
  server.answer = () => ({});
  await timers.advance(2_000);
  assert.deepEqual(told, [['sent', 'question:q1', {}]]);
});

test('whoever shows the queue hears of each change', async () => {
  const { outbox, timers, server } = setUp({ answer: offline });
  const lengths = [];
  outbox.onChange = () => lengths.push([outbox.waiting.length, outbox.refused.length]);
  outbox.put(asked);
  await settle();
  server.answer = () => { throw new ApiError(409); };
  await timers.advance(2_000);
  outbox.forget('question:q1');
  assert.deepEqual(lengths, [[1, 0], [0, 1], [0, 0]]);
});
