import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, createApi, withRetry } from '../../wwwroot/js/live/api.js';
import { newId } from '../../wwwroot/js/live/ids.js';
import { FakeTimers } from './fakes.js';

const answering = (...answers) => {
  const calls = [];
  const fetch = async (url, init) => {
    calls.push([init.method, url, init.headers['content-type'], init.body]);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, ...createApi({ fetch, timers: new FakeTimers() }) };
};

const failed = (call) => call.then(() => assert.fail('it succeeded'), (error) => error);

test('a body goes out as JSON, and the answer comes back as what it says', async () => {
  const { calls, send, get } = answering(Response.json({ on: true }), new Response(null, { status: 204 }));
  assert.deepEqual(await send('PUT', '/x', { on: true }), { on: true });
  assert.equal(await get('/y'), undefined);
  assert.deepEqual(calls, [['PUT', '/x', 'application/json', '{"on":true}'], ['GET', '/y', undefined, undefined]]);
});

test('a problem detail is thrown with its code, its text and its messages by field', async () => {
  const problem = { title: 'Revise el texto', detail: 'Es largo', code: 'invalid', errors: { text: ['Hasta 300 letras'] } };
  const error = await failed(answering(Response.json(problem, { status: 422 })).send('POST', '/x', {}));
  assert.ok(error instanceof ApiError);
  const { status, code, title, detail, errors, transient } = error;
  assert.deepEqual({ status, code, title, detail, errors, transient }, { status: 422, transient: false, ...problem });
});

test('an error page without a problem, and no answer at all, are errors as well', async () => {
  const { get } = answering(new Response('<h1>Bad gateway</h1>', { status: 502 }), new TypeError('fetch failed'));
  const [page, none] = [await failed(get('/x')), await failed(get('/x'))];
  assert.deepEqual([page.status, page.code, page.transient], [502, 'http', true]);
  assert.deepEqual([none.status, none.code, none.transient], [0, 'network', true]);
});

test('a call without an answer is given up after ten seconds, and leaves no timer behind', async () => {
  const timers = new FakeTimers();
  const { get } = createApi({
    timers,
    fetch: (url, { signal }) => new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  const error = failed(get('/x'));
  await timers.advance(9_999);
  assert.equal(timers.pending, 1);
  await timers.advance(1);
  assert.equal((await error).status, 0);
  assert.equal(timers.pending, 0);
});

test('passing failures are tried again, with full jitter after what the server asks for', async () => {
  const timers = new FakeTimers();
  const times = [];
  const start = timers.now();
  const answers = [new ApiError(0), new ApiError(429, {}, 7_000), new ApiError(503), 'done'];
  const result = withRetry(async () => {
    times.push(timers.now() - start);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  }, { timers, random: () => 0 });
  await timers.advance(60_000);
  assert.equal(await result, 'done');
  assert.deepEqual(times, [0, 500, 8_000, 8_500]);
});

test('a refusal is not tried again, and a failure that does not pass ends after five attempts', async () => {
  for (const [status, attempts] of [[409, 1], [400, 1], [404, 1], [503, 5], [408, 5], [425, 5]]) {
    const timers = new FakeTimers();
    let count = 0;
    const error = failed(withRetry(async () => {
      count++;
      throw new ApiError(status);
    }, { timers, random: () => 0.5 }));
    await timers.advance(120_000);
    assert.equal((await error).status, status);
    assert.equal(count, attempts, `status ${status}`);
  }
});

test('the wait that a 429 asks for is read as seconds and as a date', async () => {
  const timers = new FakeTimers();
  const asked = async (value) => (await failed(createApi({
    timers, fetch: async () => new Response('', { status: 429, headers: value ? { 'retry-after': value } : {} }),
  }).get('/x'))).retryAfter;
  assert.equal(await asked('12'), 12_000);
  assert.equal(await asked(new Date(timers.now() + 30_000).toUTCString()), 30_000);
  assert.equal(await asked('soon'), 0);
  assert.equal(await asked(''), 0);
});

test('ids are UUIDs of version 7 that carry their time and sort by it', () => {
  const time = Date.parse('2024-05-28T15:00:00.123Z');
  const id = newId(time);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(parseInt(id.replaceAll('-', '').slice(0, 12), 16), time);
  assert.ok(newId(time + 1) > newId(time));
  assert.equal(new Set(Array.from({ length: 1_000 }, () => newId(time))).size, 1_000);
});
