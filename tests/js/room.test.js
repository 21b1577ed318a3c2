import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { shares: percentages } = await import('../../wwwroot/js/polls/shares.js');
const { accepts, currentPoll, secondsLeft } = await import('../../wwwroot/js/room/polls.js');
const { announcer } = await import('../../wwwroot/js/room/announcer.js');
const { check, length } = await import('../../wwwroot/js/room/ask.js');
const { arrange } = await import('../../wwwroot/js/room/list.js');
const { fold, matching } = await import('../../wwwroot/js/room/more.js');
const { until } = await import('../../wwwroot/js/room/now.js');
const { Own } = await import('../../wwwroot/js/room/own.js');
const { Ballots } = await import('../../wwwroot/js/room/ballots.js');
const { question, upvote, ballot } = await import('../../wwwroot/js/live/outbox.js');

test('percentages add to 100 by largest remainder, the earlier choice first on a tie', () => {
  assert.deepEqual(percentages([1, 1, 1], 3), [34, 33, 33]);
  assert.deepEqual(percentages([98, 71, 45], 214), [46, 33, 21]);
  assert.deepEqual(percentages([2, 1, 0], 3), [67, 33, 0]);
  assert.deepEqual(percentages([0, 0], 0), [0, 0]);
});

test('a ballot counts while the poll is open and no announced close has passed', () => {
  const closesAt = '2024-05-28T15:00:20Z';
  const at = Date.parse(closesAt);
  assert.equal(accepts({ status: 'Open' }, at, false), true);
  assert.equal(accepts({ status: 'Open', closesAt }, at - 1, false), true);
  assert.equal(accepts({ status: 'Open', closesAt }, at, false), false);
  assert.equal(accepts({ status: 'Closed' }, at, false), false);
  assert.equal(accepts({ status: 'Open' }, at, true), false);
  assert.equal(secondsLeft({ closesAt }, at - 17_400), 18);
  assert.equal(secondsLeft({ closesAt }, at), undefined);
  assert.equal(secondsLeft({}, at), undefined);
});

test('the open poll comes first, then the one on the screen, then the last one opened', () => {
  const old = { id: 'a', status: 'Closed', openedAt: '2024-05-28T15:00:00Z' };
  const last = { id: 'b', status: 'Published', openedAt: '2024-05-28T15:10:00Z' };
  const open = { id: 'c', status: 'Open', openedAt: '2024-05-28T15:05:00Z' };
  assert.equal(currentPoll([old, open, last], 'a'), open);
  assert.equal(currentPoll([old, last], 'a'), old);
  assert.equal(currentPoll([old, last]), last);
  assert.equal(currentPoll([]), undefined);
});

test('the length of a question is counted in code points, without the space around it', () => {
  const limits = { shortest: 5, longest: 500 };
  assert.equal(length('🌽ñ'), 2);
  assert.equal(check('  ¿Y? ', limits), 'TooShort');
  assert.equal(check('🌽'.repeat(500), limits), undefined);
  assert.equal(check('🌽'.repeat(501), limits), 'TooLong');
});

function clock() {
  let now = 0;
  const alarms = [];
  return {
    timers: { now: () => now, setTimeout: (work, ms) => alarms.push({ at: now + ms, work }) },
    advance(ms) {
      now += ms;
      for (let due; (due = alarms.findIndex(({ at }) => at <= now)) >= 0;) alarms.splice(due, 1)[0].work();
    },
  };
}

test('what comes within five seconds is said together, and of too many the newest', () => {
  const { timers, advance } = clock();
  const region = { textContent: '' };
  const say = announcer(region, timers);
  say('uno');
  advance(0);
  assert.equal(region.textContent, 'uno');
  ['dos', 'dos', 'tres', 'cuatro', 'cinco'].forEach(say);
  advance(4_999);
  assert.equal(region.textContent, 'uno');
  advance(1);
  assert.equal(region.textContent, 'tres cuatro cinco');
  say('seis');
  advance(5_000);
  assert.equal(region.textContent, 'seis');
});

test('a hundred changes in five seconds are said at most twice', () => {
  const { timers, advance } = clock();
  const said = [];
  const say = announcer({ set textContent(sentence) { said.push({ at: timers.now(), sentence }); } }, timers);
  for (let change = 0; change < 100; change++) {
    say(`Cambio ${change}.`);
    advance(50);
  }
  advance(60_000);
  assert.equal(said.length, 2);
  assert.ok(said[1].at - said[0].at >= 5_000);
  assert.match(said[1].sentence, /Cambio 99\.$/);
});

test('what is in sight keeps its place, and below it the true order holds', () => {
  const ids = (text) => [...text];
  const shown = (order, sight, ends, limit) => {
    const { ids: arranged, complete } = arrange(ids(order), ids(sight), ends, limit);
    return `${arranged.join('')} ${complete}`;
  };
  assert.equal(shown('abc', '', false), 'abc true');
  assert.equal(shown('dcba', 'ab', false), 'abdc false');
  assert.equal(shown('abdc', 'ab', false), 'abdc true');
  assert.equal(shown('abcd', 'abc', true), 'abc false');
  assert.equal(shown('abc', 'abc', true), 'abc true');
  assert.equal(shown('ac', 'abc', true), 'abc false');
  assert.equal(shown('abcde', '', false, 3), 'abc true');
  assert.equal(shown('edcba', 'ab', false, 3), 'abe false');
  assert.equal(shown('abcde', 'abcd', false, 3), 'abcd true');
});

test('a question is found by words in any order, with or without accents', () => {
  const question = { text: '¿Habrá capacitación en quechua para Ayacucho?', author: 'Rosa Huamán' };
  assert.equal(fold('AÑO Índice'), 'ano indice');
  assert.equal(matching('  '), null);
  assert.equal(matching('CAPACITACION ayacu')(question), true);
  assert.equal(matching('huaman')(question), true);
  assert.equal(matching('capacitación Puno')(question), false);
  assert.equal(matching('x')({ text: 'X' }), true);
});

test('how long until the session begins is said in minutes, hours or days', () => {
  assert.equal(until(0), 'Until_Soon');
  assert.equal(until(-5_000), 'Until_Soon');
  assert.equal(until(1), 'Until_Minutes');
  assert.equal(until(59 * 60_000), 'Until_Minutes');
  assert.equal(until(60 * 60_000), 'Until_Hours');
  assert.equal(until(24 * 60 * 60_000), 'Until_Days_One');
  assert.equal(until(71 * 60 * 60_000), 'Until_Days_Many');
});

test('what waits in the outbox shows at once, and what was refused is as the server said', () => {
  const outbox = { waiting: [], refused: [] };
  const own = new Own({ questions: [], upvotes: ['q1'], ballots: [{ poll: 'p', choices: ['a'] }], attendance: { minutes: 3 } }, outbox, { slug: 'dia-1', attendee: 'a' });
  assert.equal(own.upvotes({ id: 'q1', upvotes: 5 }), 5);
  assert.equal(own.upvotes({ id: 'q2', upvotes: 5 }), 5);
  outbox.waiting = [upvote('dia-1', 'q1', false), upvote('dia-1', 'q2', true), ballot('dia-1', 'p', ['b']), upvote('dia-2', 'q3', true)];
  assert.equal(own.upvotes({ id: 'q1', upvotes: 5 }), 4);
  assert.equal(own.upvotes({ id: 'q2', upvotes: 5 }), 6);
  assert.equal(own.upvoted('q3'), false);
  assert.deepEqual(own.ballot('p'), { choices: ['b'], texts: [] });
  assert.equal(own.ballotWaits('p'), true);
  assert.equal(own.waiting, 3);
  outbox.waiting = [];
  assert.equal(own.upvotes({ id: 'q2', upvotes: 5 }), 5);
  assert.deepEqual(own.ballot('p'), { choices: ['a'], texts: [] });
});

test('what was accepted is one\'s own even before the server could tell what is', () => {
  const own = new Own(null, { waiting: [], refused: [] }, { slug: 'dia-1', attendee: 'a' });
  own.accepted(ballot('dia-2', 'p', ['a']), { poll: 'p', choices: ['a'] });
  assert.equal(own.ballot('p'), undefined);
  own.accepted(ballot('dia-1', 'p', ['a']), { poll: 'p', choices: ['a'] });
  own.accepted(upvote('dia-1', 'q1', true), { question: 'q1', on: true, upvotes: 1 });
  assert.deepEqual(own.ballot('p'), { choices: ['a'], texts: [] });
  assert.equal(own.upvoted('q1'), true);
  assert.equal(own.attendance, undefined);
});

test('an answer is taken into what is one\'s own, and only one of this session', () => {
  const outbox = { waiting: [], refused: [] };
  const own = new Own({ questions: [], upvotes: [], ballots: [] }, outbox, { slug: 'dia-1', attendee: 'a' });
  own.accepted(upvote('dia-1', 'q1', true), { question: 'q1', on: true, upvotes: 1 });
  own.accepted(upvote('dia-1', 'q1', true), { question: 'q1', on: true, upvotes: 1 });
  own.accepted(ballot('dia-1', 'p', ['a']), { poll: 'p', choices: ['a'] });
  own.accepted(ballot('dia-1', 'p', ['b']), { poll: 'p', choices: ['b'] });
  own.accepted(question('dia-1', { id: 'c', text: '¿Cuándo?', withName: true }), { id: 's', clientId: 'c' });
  own.accepted(question('dia-2', { id: 'd', text: '¿Dónde?', withName: true }), { id: 'x', clientId: 'd' });
  assert.equal(own.upvotes({ id: 'q1', upvotes: 1 }), 1);
  assert.deepEqual(own.ballot('p'), { choices: ['b'], texts: [] });
  assert.deepEqual(own.questions, [{ id: 's', clientId: 'c' }]);
  own.accepted(upvote('dia-1', 'q1', false), { question: 'q1', on: false, upvotes: 0 });
  assert.equal(own.upvoted('q1'), false);
});

test('what is written while an earlier answer is on its way stays when that is taken or refused', () => {
  const poll = { id: 'p', kind: 'SingleChoice' };
  const sent = { choices: ['a'], texts: [] };
  const own = { ballot: () => sent, ballotWaits: () => true };
  for (const answered of [(ballots) => ballots.sent('p'), (ballots) => ballots.refused('p', sent, 'No')]) {
    const ballots = new Ballots(own);
    ballots.answer(poll, sent);
    ballots.toSend(poll);
    ballots.change(poll, true);
    ballots.answer(poll, { choices: ['b'], texts: [] });
    answered(ballots);
    assert.deepEqual([ballots.view(poll).answer.choices, ballots.view(poll).changing], [['b'], true]);
  }
  const ballots = new Ballots(own);
  ballots.refused('p', { choices: ['c'] }, 'No');
  assert.deepEqual([ballots.view(poll).answer.choices, ballots.view(poll).changing, ballots.view(poll).error], [['c'], true, 'No']);
});
