import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveClient } from '../../wwwroot/js/live/client.js';
import { FakeNetwork, FakeTimers, settle } from './fakes.js';

const EPOCH = 'epoch-1';
const TAB = '018fc000-0000-7000-8000-000000000001';

const at = (timers) => new Date(timers.now()).toISOString();
const question = (id, revision, upvotes = 0) =>
  ({ id, text: `¿${id}?`, status: 'Published', pinned: false, upvotes, askedAt: '2024-05-28T15:00:00Z', revision });

function setUp(options = {}) {
  const timers = new FakeTimers();
  const network = new FakeNetwork();
  const delta = (from, to, content = {}) => ({ slug: 'dia-1', epoch: EPOCH, from, to, at: at(timers), ...content });
  const beacon = (revision, sent = revision, more = {}) =>
    ({ slug: 'dia-1', epoch: EPOCH, revision, sent, watching: 7, at: at(timers), ...more });
  const heard = [];
  const client = new LiveClient({
    slug: 'dia-1', place: 'room', connect: network.connect, fetch: network.fetch, tab: TAB, timers,
    random: () => 0.5, initial: delta(0, 5, { questions: [question('a', 3)], watching: 3 }), ...options,
  });
  for (const name of ['change', 'watching', 'status', 'entered', 'nudge', 'agenda', 'access']) {
    client.on(name, (detail) => heard.push([name, detail]));
  }
  network.answer = (url) => delta(Number(url.searchParams.get('since')), 5);
  return {
    client, timers, network, delta, beacon, heard,
    names: () => heard.map(([name]) => name),
    statuses: () => heard.filter(([name]) => name === 'status').map(([, status]) => status),
    async enter() {
      client.start();
      await settle();
      assert.equal(client.status, 'live');
      network.requests.length = 0;
      network.log.length = 0;
      heard.length = 0;
    },
    async beacons(count, revision, sent, more) {
      for (let i = 0; i < count; i++) {
        network.connection.receive('beacon', beacon(revision, sent, more));
        await timers.advance(2_000);
      }
    },
  };
}

test('the groups are joined before the changes are read', async () => {
  const { client, network } = setUp();
  client.start();
  await settle();
  assert.deepEqual(network.log, ['start', 'Enter', `GET /api/sessions/dia-1/changes?since=5&epoch=${EPOCH}`]);
  assert.deepEqual(network.connection.calls, [['Enter', 'dia-1', 'room', TAB]]);
});

test('deltas that arrive before the first read has been answered wait for it', async () => {
  const { client, network, delta } = setUp();
  let answer;
  network.answer = () => new Promise((resolve) => { answer = resolve; });
  client.start();
  await settle();
  network.connection.receive('delta', delta(7, 8, { questions: [question('c', 8)] }));
  await settle();
  assert.equal(client.state.revision, 5);
  answer(delta(5, 7, { questions: [question('b', 7)] }));
  await settle();
  assert.equal(client.state.revision, 8);
  assert.deepEqual([...client.state.questions.keys()].sort(), ['a', 'b', 'c']);
  assert.equal(network.requests.length, 1);
});

test('a delta in order is applied and told', async () => {
  const { client, network, delta, heard, enter } = setUp();
  await enter();
  const next = delta(5, 6, { questions: [question('b', 6)] });
  network.connection.receive('delta', next);
  assert.deepEqual(heard, [['change', { delta: next, snapshot: false }]]);
  assert.equal(client.state.revision, 6);
});

test('a gap is closed over HTTP by one read however many deltas follow', async () => {
  const { client, network, delta, enter } = setUp();
  await enter();
  network.answer = () => delta(5, 9, { questions: [question('b', 6)] });
  network.connection.receive('delta', delta(7, 8));
  network.connection.receive('delta', delta(8, 9));
  network.connection.receive('delta', delta(9, 10, { questions: [question('c', 10)] }));
  await settle();
  assert.equal(network.requests.length, 1);
  assert.equal(client.state.revision, 10);
});
