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
  for (const name of ['change', 'watching', 'status', 'entered', 'nudge', 'agenda', 'tally', 'access']) {
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

test('a delta that arrives while Enter is under way does not hasten the read', async () => {
  const { client, network, delta } = setUp();
  network.onInvoke = async () => {
    network.connection.receive('delta', delta(7, 8));
    await settle();
  };
  network.answer = () => delta(5, 7);
  client.start();
  await settle();
  await settle();
  assert.equal(network.log.join().replace(/\?.*/, ''), 'start,Enter,GET /api/sessions/dia-1/changes');
  assert.equal(client.state.revision, 8);
});

test('an answer that was asked for before the groups were joined does not count as the read that follows', async () => {
  const { client, network, timers, delta } = setUp();
  network.onStart = async () => { throw new Error('refused'); };
  const answers = [];
  network.answer = () => new Promise((resolve) => answers.push(resolve));
  client.start();
  await timers.advance(8_000);
  assert.equal(answers.length, 1);
  network.onStart = async () => {};
  while (!network.log.includes('Enter')) await timers.advance(100);
  network.connection.receive('delta', delta(6, 7));
  answers[0](delta(5, 6));
  await settle();
  assert.equal(client.state.revision, 6);
  await timers.advance(500);
  answers[1](delta(6, 6));
  await settle();
  assert.equal(client.state.revision, 7);
});

test('when too many deltas wait they are let go, and what is missing is read', async () => {
  const { client, network, timers, delta, enter } = setUp();
  await enter();
  const answers = [];
  network.answer = () => new Promise((resolve) => answers.push(resolve));
  network.connection.receive('delta', delta(6, 7));
  await settle();
  for (let i = 7; i < 300; i++) network.connection.receive('delta', delta(i, i + 1));
  answers[0](delta(5, 7));
  await timers.advance(500);
  assert.equal(client.state.revision, 7);
  answers[1](delta(7, 300));
  await settle();
  assert.equal(client.state.revision, 300);
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

test('a beacon that sent more than is held leads to one read', async () => {
  const { client, network, delta, enter, beacons } = setUp();
  await enter();
  network.answer = () => delta(5, 6);
  await beacons(3, 6);
  assert.equal(network.requests.length, 1);
  assert.equal(client.state.revision, 6);
});

test('a beacon whose revision moved without anything to see reads nothing', async () => {
  const { network, enter, beacons } = setUp();
  await enter();
  await beacons(3, 9, 5);
  assert.equal(network.requests.length, 0);
});

test('two beacons below mine start again from 0, one does not', async () => {
  const { client, network, delta, enter, beacons, heard } = setUp();
  await enter();
  network.answer = () => delta(0, 2, { questions: [question('old', 1)] });
  await beacons(1, 2);
  assert.equal(network.requests.length, 0);
  await beacons(1, 2);
  assert.deepEqual(network.requests.map(({ search }) => search), ['?since=0']);
  assert.deepEqual([...client.state.questions.keys()], ['old']);
  assert.equal(heard.find(([name]) => name === 'change')[1].snapshot, true);
});

test('another epoch starts again from 0', async () => {
  const { client, network, delta, enter, beacons } = setUp();
  await enter();
  network.answer = () => delta(0, 2, { epoch: 'epoch-2' });
  await beacons(1, 5, 5, { epoch: 'epoch-2' });
  assert.deepEqual(network.requests.map(({ search }) => search), ['?since=0']);
  assert.deepEqual([client.state.epoch, client.state.revision], ['epoch-2', 2]);
});

test('messages of another session are not heard', async () => {
  const { client, network, delta, beacon, enter, heard } = setUp();
  await enter();
  network.connection.receive('delta', { ...delta(5, 6), slug: 'dia-2' });
  network.connection.receive('beacon', { ...beacon(9), slug: 'dia-2' });
  await settle();
  assert.deepEqual([client.state.revision, heard.length, network.requests.length], [5, 0, 0]);
});

test('a read that fails is repeated with growing jitter until it succeeds', async () => {
  for (const [random, waits] of [[0, [500, 500, 500, 500, 500]], [0.999999, [2_000, 4_000, 8_000, 15_000, 15_000]]]) {
    const { client, network, timers, delta, enter, beacons } = setUp({ random: () => random });
    await enter();
    const times = [];
    network.answer = () => {
      times.push(timers.now());
      if (times.length < 6) throw new TypeError('no network');
      return delta(5, 7);
    };
    network.connection.receive('delta', delta(6, 7));
    await beacons(30, 7);
    assert.deepEqual(times.slice(1, 6).map((time, i) => Math.round((time - times[i]) / 10) * 10), waits);
    assert.equal(client.state.revision, 7);
  }
});

test('a read waits as long as the server asks for', async () => {
  const { network, timers, delta, enter, beacons } = setUp();
  await enter();
  network.answer = () => new Response('{"code":"too-many"}', { status: 429, headers: { 'retry-after': '20' } });
  network.connection.receive('delta', delta(6, 7));
  await beacons(10, 7);
  assert.equal(network.requests.length, 1);
  await beacons(1, 7);
  assert.equal(network.requests.length, 2);
  assert.ok(timers.pending > 0);
});

test('six seconds without a beacon lead to polling with the tab, until a beacon returns', async () => {
  const { client, network, timers, delta, beacon, enter, statuses } = setUp();
  await enter();
  network.answer = (url) => delta(Number(url.searchParams.get('since')), 5, { watching: 9 });
  network.connection.receive('beacon', beacon(5));
  await timers.advance(5_999);
  assert.equal(network.requests.length, 0);
  await timers.advance(1_001);
  assert.deepEqual(network.requests.map(({ search }) => search), [`?since=5&epoch=${EPOCH}&tab=${TAB}`]);
  await timers.advance(12_000);
  assert.equal(network.requests.length, 4);
  assert.deepEqual([client.status, client.state.watching], ['polling', 9]);
  network.connection.receive('beacon', beacon(5));
  assert.equal(client.status, 'live');
  for (let i = 0; i < 5; i++) {
    await timers.advance(4_000);
    network.connection.receive('beacon', beacon(5));
  }
  assert.equal(network.requests.length, 4);
  assert.deepEqual(statuses(), ['reconnecting', 'polling', 'live']);
});

test('deltas that tell how many watch take the place of beacons', async () => {
  const { client, network, timers, delta, enter, heard } = setUp();
  await enter();
  for (let revision = 6; revision < 56; revision++) {
    network.connection.receive('delta', delta(revision - 1, revision, { questions: [question('b', revision)], watching: 8 }));
    await timers.advance(1_000);
  }
  assert.deepEqual([network.requests.length, client.status, client.state.revision], [0, 'live', 55]);
  assert.deepEqual(heard.filter(([name]) => name === 'watching'), [['watching', 8]]);
  await timers.advance(7_000);
  assert.equal(network.requests.length, 1, 'and when they end, the changes are polled');
});

test('a delta that does not tell how many watch is no beacon', async () => {
  const { network, timers, delta, enter } = setUp();
  await enter();
  for (let revision = 6; revision < 13; revision++) {
    network.connection.receive('delta', delta(revision - 1, revision, { questions: [question('b', revision)] }));
    await timers.advance(1_000);
  }
  assert.equal(network.requests.length, 1);
});

test('the read that entering needs is made up for by a delta, too', async () => {
  const { client, network, timers, delta } = setUp();
  network.answer = () => new Response('', { status: 503 });
  client.start();
  await timers.advance(20_000);
  network.answer = (url) => delta(Number(url.searchParams.get('since')), 6, { questions: [question('b', 6)] });
  network.connection.receive('delta', delta(5, 6, { questions: [question('b', 6)], watching: 8 }));
  await timers.advance(2_000);
  assert.deepEqual([client.state.revision, client.status], [6, 'live']);
});

test('polls that fail are 4 s apart as well, or as long as the server asks for', async () => {
  for (const [headers, gap] of [[{}, 4_000], [{ 'retry-after': '10' }, 11_250]]) {
    const { client, network, timers, enter } = setUp();
    await enter();
    await timers.advance(7_500);
    const times = [];
    network.answer = () => (times.push(timers.now()), new Response('', { status: 503, headers }));
    await timers.advance(60_000);
    assert.ok(times.length > 4);
    times.slice(1).forEach((time, i) => assert.equal(time - times[i], gap));
    assert.equal(client.status, 'offline');
  }
});

test('the read that entering needs is made up for when beacons return before a poll succeeds', async () => {
  const { client, network, timers, delta, beacon } = setUp();
  network.answer = () => new Response('', { status: 503 });
  client.start();
  await timers.advance(20_000);
  network.connection.receive('delta', delta(5, 6));
  network.answer = () => delta(5, 5);
  network.connection.receive('beacon', beacon(5));
  await settle();
  assert.equal(client.state.revision, 6);
});

test('polls are 4 s apart, one second more or less', async () => {
  for (const [random, gap] of [[0, 3_000], [0.999999, 5_000]]) {
    const { network, timers, enter, delta } = setUp({ random: () => random });
    await enter();
    const times = [];
    network.answer = () => (times.push(timers.now()), delta(5, 5));
    await timers.advance(30_000);
    assert.ok(times.length >= 4);
    times.slice(1).forEach((time, i) => assert.ok(Math.abs(time - times[i] - gap) < 1));
  }
});

test('who cannot open a socket follows by polling, and tries again for ever', async () => {
  const { client, network, timers, delta, statuses, names } = setUp();
  network.onStart = async () => { throw new Error('refused'); };
  let revision = 5;
  network.answer = (url) => delta(Number(url.searchParams.get('since')), revision);
  client.start();
  await timers.advance(60_000);
  assert.deepEqual(statuses(), ['polling']);
  assert.ok(!names().includes('nudge'));
  revision = 6;
  await timers.advance(600_000);
  assert.equal(client.state.revision, 6);
  assert.equal(names().filter((name) => name === 'nudge').length, 1);
  assert.ok(network.connections.length > 60 && network.connections.length < 120, `${network.connections.length} attempts`);
});

test('nothing answers: offline; and back again', async () => {
  const { client, network, timers, delta, beacon, enter, statuses } = setUp();
  await enter();
  network.answer = () => { throw new TypeError('no network'); };
  network.onStart = async () => { throw new Error('refused'); };
  network.connection.close();
  await timers.advance(60_000);
  network.onStart = async () => {};
  network.answer = () => delta(5, 5);
  await timers.advance(20_000);
  network.connection.receive('beacon', beacon(5));
  assert.deepEqual(statuses(), ['reconnecting', 'offline', 'polling', 'live']);
  assert.equal(client.status, 'live');
});

test('reconnects wait between half a second and a limit that doubles to 15 s', async () => {
  for (const [random, waits] of [[0, [500, 500, 500, 500, 500]], [0.999999, [2_000, 4_000, 8_000, 15_000, 15_000]]]) {
    const { network, timers, enter } = setUp({ random: () => random });
    await enter();
    const times = [timers.now()];
    network.onStart = async () => {
      times.push(timers.now());
      throw new Error('refused');
    };
    network.connection.close();
    await timers.advance(60_000);
    assert.deepEqual(times.slice(1, 6).map((time, i) => Math.round(time - times[i])), waits);
    network.onStart = async () => {};
    await timers.advance(15_000);
    const count = network.connections.length;
    network.connection.close();
    await timers.advance(waits[0] + 1);
    assert.equal(network.connections.length, count + 1, 'the limit begins again once entered');
  }
});

test('after a reconnect the groups are joined again and the changes read since what is held', async () => {
  const { client, network, timers, delta, enter, names } = setUp();
  await enter();
  network.connection.receive('delta', delta(5, 8));
  network.answer = () => delta(8, 9);
  const old = network.connection;
  old.close();
  await timers.advance(2_000);
  assert.deepEqual(network.log, ['start', 'Enter', `GET /api/sessions/dia-1/changes?since=8&epoch=${EPOCH}`]);
  assert.equal(client.state.revision, 9);
  assert.equal(names().filter((name) => name === 'entered').length, 1);
  old.receive('delta', delta(9, 10));
  assert.equal(client.state.revision, 9);
});

test('an attempt that hangs is given up after 15 s', async () => {
  const { client, network, timers } = setUp();
  let hung;
  network.onStart = () => new Promise((resolve, reject) => { hung = reject; });
  client.start();
  await settle();
  network.connection.stop = async () => hung(new Error('stopped'));
  await timers.advance(14_999);
  assert.equal(network.connections.length, 1);
  await timers.advance(5_001);
  assert.equal(network.connections.length, 2);
});

test('who is let in nowhere polls after six to eight seconds; where nothing answers that is told as well', async () => {
  const { client, network, timers, statuses } = setUp();
  network.onStart = () => new Promise(() => {});
  client.start();
  await timers.advance(8_000);
  assert.deepEqual(statuses(), ['polling']);
  const cut = setUp();
  cut.network.onStart = () => new Promise(() => {});
  cut.network.answer = () => { throw new TypeError('no network'); };
  cut.client.start();
  await cut.timers.advance(8_000);
  assert.deepEqual(cut.statuses(), ['offline']);
});

test('after goodbye the client comes back at a random moment within the time given', async () => {
  for (const random of [0, 0.25, 0.999]) {
    const { network, timers, enter } = setUp({ random: () => random });
    await enter();
    network.connection.receive('goodbye', 8_000);
    await timers.advance(8_000 * random - 1);
    assert.equal(network.connections.length, 1);
    assert.equal(network.connection.open, true);
    await timers.advance(2);
    assert.equal(network.connections.length, 2);
    assert.equal(network.connections[0].open, false);
    assert.ok(network.log.includes('Enter'));
    network.connection.close();
    await timers.advance(499);
    assert.equal(network.connections.length, 2, 'a later loss waits as any other');
  }
});

test('a node that stops before that moment does not hasten the return', async () => {
  const { network, timers, enter } = setUp();
  await enter();
  network.connection.receive('goodbye', 8_000);
  await timers.advance(500);
  network.connection.close();
  await timers.advance(3_499);
  assert.equal(network.connections.length, 1);
  await timers.advance(2);
  assert.equal(network.connections.length, 2);
});

test('who has come back before that moment stays', async () => {
  const { client, network, timers, enter } = setUp();
  await enter();
  network.connection.receive('goodbye', 8_000);
  network.connection.close();
  await settle();
  client.hurry();
  await timers.advance(10_000);
  assert.equal(network.connections.length, 2);
  assert.equal(network.connection.open, true);
});

test('a tab in a room sends a heartbeat every 30 s, five more or less; a screen sends none', async () => {
  for (const [place, random, count] of [['room', 0, 24], ['room', 0.5, 20], ['room', 0.999999, 17], ['screen', 0.5, 0]]) {
    const { network, timers, enter } = setUp({ random: () => random, place });
    await enter();
    await timers.advance(600_000);
    const beats = network.connection.calls.filter(([name]) => name === 'Heartbeat');
    assert.equal(beats.length, count, `${place} ${random}`);
    assert.ok(beats.every(([, slug, tab]) => slug === 'dia-1' && tab === TAB));
  }
});

test('a hidden tab, whose timers are late, sends its heartbeat when a beacon comes', async () => {
  const { network, timers, beacon, enter } = setUp();
  await enter();
  const beats = () => network.connection.calls.filter(([name]) => name === 'Heartbeat').length;
  for (const [passed, count] of [[29_999, 0], [1, 1], [1, 1], [29_998, 1], [1, 2]]) {
    timers.shift(passed);
    network.connection.receive('beacon', beacon(5));
    assert.equal(beats(), count);
  }
});

test('a screen that polls does not count as present', async () => {
  const { network, timers, enter } = setUp({ place: 'screen' });
  await enter();
  await timers.advance(20_000);
  assert.ok(network.requests.length > 0 && network.requests.every((url) => !url.searchParams.has('tab')));
});

test('a console reads what staff see', async () => {
  const { client, network } = setUp({ place: 'console' });
  client.start();
  await settle();
  assert.equal(network.requests[0].searchParams.get('audience'), 'staff');
});

test('nudge, access and the number of those who watch are told', async () => {
  const { network, beacon, enter, heard } = setUp();
  await enter();
  network.connection.receive('nudge');
  network.connection.receive('access');
  network.connection.receive('beacon', beacon(5));
  network.connection.receive('beacon', beacon(5));
  assert.deepEqual(heard, [['nudge', undefined], ['access', { code: null }], ['watching', 7]]);
});

test('a tally is told once, and none that is older', async () => {
  const { network, enter, heard } = setUp();
  await enter();
  const tally = { poll: 'p', revision: 9, ballots: 1, counts: [1, 0] };
  network.connection.receive('tally', tally);
  network.connection.receive('tally', { ...tally, revision: 8 });
  assert.deepEqual(heard.filter(([name]) => name === 'tally'), [['tally', tally]]);
});

test('the agenda is followed without reading, polling or heartbeats', async () => {
  const { client, network, timers, heard, statuses } = setUp({ slug: 'semana', place: 'agenda', initial: undefined });
  client.start();
  await timers.advance(120_000);
  const agenda = { event: 'semana', sessions: [] };
  network.connection.receive('agenda', agenda);
  assert.deepEqual(heard.at(-1), ['agenda', agenda]);
  assert.deepEqual(network.connection.calls, [['Enter', 'semana', 'agenda', TAB]]);
  assert.deepEqual([network.requests.length, statuses()], [0, ['live']]);
});

test('who is refused by the hub is told why, and it ends there', async () => {
  const { client, network, timers, heard } = setUp({ place: 'console' });
  network.onInvoke = async () => { throw new Error("An unexpected error occurred invoking 'Enter' on the server. HubException: forbidden"); };
  client.start();
  await timers.advance(60_000);
  assert.deepEqual(heard, [['access', { code: 'forbidden' }]]);
  assert.deepEqual([network.connections.length, timers.pending], [1, 0]);
});

test('who is refused by the changes is told why; a stranger that answers for the server is not believed', async () => {
  for (const [body, told] of [['{"code":"forbidden"}', [['access', { code: 'forbidden' }]]], ['<html>Wi-Fi</html>', []]]) {
    const { client, network, timers, enter, delta, heard } = setUp();
    await enter();
    network.answer = () => new Response(body, { status: 403 });
    network.connection.receive('delta', delta(8, 9));
    await timers.advance(4_000);
    assert.deepEqual(heard, [...(told.length ? [['status', 'reconnecting']] : []), ...told]);
    assert.equal(timers.pending > 0, told.length === 0);
    client.stop();
  }
});

test('stopped, nothing is left running; started again, it enters again', async () => {
  const { client, network, timers, delta, enter } = setUp();
  await enter();
  network.answer = () => { throw new TypeError('no network'); };
  network.connection.receive('delta', delta(8, 9));
  await settle();
  client.stop();
  await settle();
  assert.deepEqual([network.connection.open, timers.pending], [false, 0]);
  assert.deepEqual(network.connection.calls.at(-1), ['Leave', 'dia-1']);
  await timers.advance(60_000);
  assert.equal(network.connections.length, 1);
  network.answer = () => delta(5, 9);
  client.start();
  await settle();
  assert.deepEqual([client.status, client.state.revision], ['live', 9]);
});

test('an answer that comes after the stop is not taken', async () => {
  const { client, network, delta, enter, heard } = setUp();
  await enter();
  let answer;
  network.answer = () => new Promise((resolve) => { answer = resolve; });
  network.connection.receive('delta', delta(8, 9));
  await settle();
  client.stop();
  heard.length = 0;
  answer(delta(5, 9));
  await settle();
  assert.deepEqual([client.state.revision, heard], [5, []]);
});

test('offline is shown at once, and being online again ends the wait', async () => {
  const { client, network, timers, beacon, enter, statuses } = setUp({ random: () => 0.999 });
  await enter();
  network.onStart = async () => { throw new Error('refused'); };
  client.setOnline(false);
  network.connection.close();
  await timers.advance(40_000);
  const before = network.connections.length;
  network.onStart = async () => {};
  client.setOnline(true);
  await settle();
  assert.equal(network.connections.length, before + 1);
  assert.equal(statuses()[0], 'offline');
  client.setOnline(false);
  network.connection.receive('beacon', beacon(5));
  assert.equal(client.status, 'live', 'a beacon knows better than the browser');
});

test('a connection that has gone silent is given up when someone looks again', async () => {
  const { client, network, timers, enter } = setUp();
  await enter();
  client.hurry();
  assert.equal(network.connections.length, 1);
  await timers.advance(10_000);
  const silent = network.connection;
  client.hurry();
  await timers.advance(2_000);
  assert.deepEqual([silent.open, network.connections.length], [false, 2]);
});

test('the server clock is known from the snapshot on, and better with each message', async () => {
  const { client, network, timers, beacon, enter } = setUp();
  const server = () => timers.now() + 3_600_000;
  await enter();
  network.connection.receive('beacon', { ...beacon(5), at: new Date(server() - 150).toISOString() });
  assert.equal(client.serverNow(), server() - 150);
  network.connection.receive('beacon', { ...beacon(5), at: new Date(server() - 900).toISOString() });
  assert.equal(client.serverNow(), server() - 150);
});

test('a listener that fails does not stop the client', async (t) => {
  const { client, network, delta, enter } = setUp();
  await enter();
  const rethrow = t.mock.method(globalThis, 'queueMicrotask', () => {});
  client.on('change', () => { throw new Error('page'); });
  network.connection.receive('delta', delta(5, 6));
  network.connection.receive('delta', delta(6, 7));
  assert.equal(client.state.revision, 7);
  assert.throws(() => rethrow.mock.calls[0].arguments[0](), /page/);
});

test('with gap detection off, gaps and beacons are not noticed', async () => {
  const { client, network, delta, enter, beacons } = setUp({ gapDetection: false });
  await enter();
  network.connection.receive('delta', delta(7, 8));
  await beacons(3, 20);
  assert.deepEqual([client.state.revision, network.requests.length], [8, 0]);
});
