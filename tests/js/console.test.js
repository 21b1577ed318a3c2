import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandsOf } from '../../wwwroot/js/console/commands.js';
import { commandOf, KEYS, keyOf } from '../../wwwroot/js/console/keys.js';
import { Overlay } from '../../wwwroot/js/console/overlay.js';
import { Pager } from '../../wwwroot/js/console/pager.js';
import { arrange, fold, follow, heldByOther, move, patchOf, requestOf, VIEWS } from '../../wwwroot/js/console/queue.js';

const question = (id, status, more = {}) =>
  ({ id, status, pinned: false, upvotes: 0, askedAt: '2026-05-28T15:00:00Z', revision: 1, version: 0, ...more });
const ids = (questions) => questions.map(({ id }) => id);

test('every question stands in one part, and each part has its order', () => {
  const asked = [
    question('a', 'Pending', { askedAt: '2026-05-28T15:02:00Z' }), question('b', 'Pending'),
    question('c', 'Published', { upvotes: 2 }), question('d', 'Answering', { upvotes: 9 }), question('e', 'Published', { pinned: true }),
    question('f', 'AnsweredLive', { revision: 4 }), question('g', 'AnsweredInWriting', { revision: 7 }),
    question('h', 'Rejected', { revision: 2 }), question('i', 'Rejected', { revision: 3 }),
    question('j', 'Merged', { mergedInto: 'c' }), question('k', 'Withdrawn'), question('l', 'Merged', { mergedInto: 'j' }),
  ].map((one) => ({ text: one.id, ...one }));
  assert.deepEqual(VIEWS.map((view) => ids(arrange(asked, { view }).list)), [['b', 'a'], ['e', 'd', 'c'], ['g', 'f'], ['i', 'h']]);
  const { counts, total, merged } = arrange(asked, { view: 'pending' });
  assert.deepEqual([counts, total], [{ pending: 2, published: 3, answered: 2, rejected: 2 }, 12]);
  assert.deepEqual([...merged].map(([into, under]) => [into, ids(under)]), [['c', ['j', 'l']]]);
});

test('a list is ordered by upvotes, age or heat', () => {
  const asked = [
    question('a', 'Published', { text: 'a', upvotes: 3, heat: 5 }),
    question('b', 'Published', { text: 'b', upvotes: 1, heat: 9, askedAt: '2026-05-28T15:01:00.5Z' }),
    question('c', 'Published', { text: 'c', upvotes: 2, askedAt: '2026-05-28T15:01:00Z' }),
  ];
  const order = (name) => ids(arrange(asked, { view: 'published', order: name }).list).join('');
  assert.deepEqual(['upvotes', 'newest', 'oldest', 'rising'].map(order), ['acb', 'bca', 'acb', 'bac']);
});

test('the search finds every word in text or name, whatever its case and accents', () => {
  const asked = [question('a', 'Pending', { text: '¿Habrá traducción al Quechua?' }), question('b', 'Pending', { text: '¿Y en Ñahuimpuquio?', author: 'José Núñez' })];
  const found = (search) => ids(arrange(asked, { view: 'pending', search }).list).join('');
  assert.deepEqual(['TRADUCCION', 'quechua habra', 'nunez', 'quechua nunez', '  '].map(found), ['a', 'a', 'b', '', 'ab']);
  assert.equal(fold('¿QUÉ ÑANDÚ?'), '¿que nandu?');
});

test('what a colleague has in hand is so until its time is over', () => {
  const until = '2026-05-28T15:02:00Z';
  const held = question('a', 'Pending', { held: { staff: 'luis', name: 'Luis', until } });
  assert.equal(heldByOther(held, 'ana', Date.parse(until) - 1).name, 'Luis');
  assert.equal(heldByOther(held, 'ana', Date.parse(until)), null);
  assert.equal(heldByOther(held, 'luis', 0), null);
});

test('pages come in one after the other, and stop when another snapshot or another life of the database has come', async () => {
  const pages = { '?a': { questions: [1], next: 'x y' }, '?a&after=x%20y': { questions: [2] } };
  const state = { epoch: 'e', held: [], add(questions) { this.held.push(...questions); } };
  let seen = 0;
  const pager = new Pager({ url: '?a', state, onPage: () => seen++, retry: (call) => call(), read: async (url) => pages[url] });
  await pager.start();
  assert.deepEqual([state.held, seen, pager.done], [[1, 2], 2, true]);

  const first = pager.start();
  const second = pager.start();
  await Promise.all([first, second]);
  assert.deepEqual(state.held, [1, 2, 1, 2]);

  const third = pager.start();
  state.epoch = 'f';
  await third;
  assert.equal(pager.done, false);
});

test('the selection goes to the question that took the place of the one that left', () => {
  assert.equal(follow(['a', 'b', 'c'], ['a', 'c'], 'b'), 'c');
  assert.equal(follow(['a', 'b', 'c'], ['x', 'a', 'b'], 'c'), 'b');
  assert.equal(follow(['a', 'b'], ['b', 'a'], 'a'), 'a');
  assert.equal(follow(['a'], [], 'a'), null);
  assert.equal(follow(['a'], ['b'], null), null);
});

test('moving stops at both ends and begins at the first', () => {
  assert.equal(move(['a', 'b'], null, 1), 'a');
  assert.equal(move(['a', 'b'], 'a', 1), 'b');
  assert.equal(move(['a', 'b'], 'b', 1), 'b');
  assert.equal(move(['a', 'b'], 'a', -1), 'a');
  assert.equal(move([], null, 1), null);
});

test('buttons ask the API with the version that was looked at', () => {
  const asked = question('q', 'Pending', { version: 3 });
  assert.deepEqual(requestOf('publish', asked), { method: 'POST', path: 'questions/q/status', body: { to: 'Published', version: 3 } });
  assert.deepEqual(requestOf('reject', asked, 'OffTopic'), { method: 'POST', path: 'questions/q/status', body: { to: 'Rejected', reason: 'OffTopic', version: 3 } });
  assert.deepEqual(requestOf('answered', asked).body.to, 'AnsweredLive');
  assert.deepEqual(requestOf('unpin', asked), { method: 'POST', path: 'questions/q/pin', body: { pinned: false, version: 3 } });
});

test('a rejection takes the pin off at once, as the server will', () => {
  assert.deepEqual(patchOf('reject', 'Offensive'), { status: 'Rejected', reason: 'Offensive', pinned: false });
  assert.deepEqual(patchOf('pin'), { pinned: true });
});

test('what was pressed shows until the server speaks or refuses', () => {
  const overlay = new Overlay();
  const asked = question('q', 'Pending', { version: 3 });
  overlay.put(asked, { status: 'Published' });
  assert.equal(overlay.on(asked).status, 'Published');
  assert.equal(overlay.on({ ...asked, upvotes: 5 }).upvotes, 5);
  assert.equal(overlay.on({ ...asked, version: 4, status: 'Rejected' }).status, 'Rejected');
  assert.equal(overlay.has('q'), false);

  overlay.put(asked, { status: 'Published' });
  overlay.drop('q');
  assert.equal(overlay.on(asked).status, 'Pending');
});

/** A key press; `inside` are the selectors that the target matches or stands in. */
const press = (key, inside = [], more = {}) => commandOf({
  key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, defaultPrevented: false,
  target: { closest: (selector) => inside.some((one) => selector.includes(one)) || null }, ...more,
});

test('every key in the list does something, and everything that keys do is in the list', () => {
  const listed = Object.values(KEYS).flatMap((part) => Object.values(part)).flatMap((line) => Object.entries(line));
  const names = { '↓': 'ArrowDown', '↑': 'ArrowUp', Esc: 'Escape' };
  const pressed = listed.map(([label]) => {
    const key = label.replace('⇧ ', '');
    return press(names[key] ?? key, key in names ? ['.queue-item'] : [], { shiftKey: label.startsWith('⇧') });
  });
  assert.deepEqual(pressed, listed.map(([, command]) => command));
  assert.equal(new Set(listed.map(([label]) => label)).size, listed.length);
  const does = commandsOf({ queue: {}, question: {}, stage: {}, polls: {}, undo: () => {}, keys: () => {} });
  assert.deepEqual(Object.keys(does).sort(), [...new Set(pressed)].sort());
  assert.equal(keyOf('endSession'), '⇧ Z');
});

test('keys act on questions, in either case', () => {
  assert.equal(press('p'), 'publish');
  assert.equal(press('P'), 'publish');
  assert.equal(press('2'), 'published');
  assert.equal(press('?', [], { shiftKey: true }), 'keys');
  assert.equal(press('J', [], { shiftKey: true }), 'chooseNext');
  assert.equal(press('constructor'), null);
});

test('what the whole room notices asks for Shift, and a finger still on Shift slips into none of it', () => {
  for (const key of ['v', 'z', 'g', 'c', 'y', 'V', 'Z']) assert.equal(press(key), null);
  assert.equal(press('V', [], { shiftKey: true }), 'session');
  assert.equal(press('P', [], { shiftKey: true }), 'publish');
  assert.equal(press('D', [], { shiftKey: true }), 'answered');
});

test('keys are left alone where someone types, with modifiers, in dialogs and when held down', () => {
  assert.equal(press('p', ['textarea']), null);
  assert.equal(press('p', ['dialog']), null);
  assert.equal(press('p', [], { ctrlKey: true }), null);
  assert.equal(press('Z', [], { shiftKey: true, altKey: true }), null);
  assert.equal(press('p', [], { repeat: true }), null);
  assert.equal(press('Y', [], { shiftKey: true, repeat: true }), null);
  assert.equal(press('j', [], { repeat: true }), 'next');
});

test('arrows move only from a question', () => {
  assert.equal(press('ArrowDown'), null);
  assert.equal(press('ArrowDown', ['.queue-item']), 'next');
});
