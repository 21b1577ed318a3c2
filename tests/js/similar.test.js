import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';
import { FakeTimers, settle } from './fakes.js';

const { Suggestions } = await import('../../wwwroot/js/room/similar.js');

/** A form that is typed into, and a server that answers when the test says so. */
function scene(longest = 500) {
  const timers = new FakeTimers();
  const asked = [];
  const said = [];
  let drawn = 0;
  const suggestions = new Suggestions({
    find: (text) => new Promise((resolve, reject) => {
      asked.push({ text, answer: (...ids) => resolve({ questions: ids.map((id) => ({ id, upvotes: 1 })) }), fail: () => reject(new Error('offline')) });
    }),
    changed: () => { drawn++; },
    said: (number) => said.push(number),
    longest,
    timers,
  });
  return {
    suggestions, asked, said,
    get drawn() { return drawn; },
    ids: () => suggestions.questions.map(({ id }) => id).join(''),
    write: async (text, pause = 400) => {
      suggestions.write(text);
      await timers.advance(pause);
    },
  };
}

test('the server is asked after a pause, once for what stands there, and never for a few letters', async () => {
  const { asked, write } = scene();
  await write('¿Cuándo e', 1_000);
  await write('¿Cuándo empieza', 399);
  await write('¿Cuándo empieza la', 399);
  assert.equal(asked.length, 0);
  await write('¿Cuándo empieza la sesión?');
  await write('¿Cuándo empieza la sesión?  ');
  assert.deepEqual(asked.map(({ text }) => text), ['¿Cuándo empieza la sesión?']);
});

test('what nobody could ask is not looked for', async () => {
  const { asked, write } = scene(20);
  await write('🌽'.repeat(20));
  await write('🌽'.repeat(21));
  assert.equal(asked.length, 1);
});

test('an answer to an older text is dropped, whenever it arrives', async () => {
  const { asked, ids, write } = scene();
  await write('¿Cuándo empieza?');
  await write('¿Cuándo empieza la sesión?', 100);
  asked[0].answer('a');
  await settle();
  assert.equal(ids(), '');
  await write('¿Cuándo empieza la sesión de hoy?');
  await write('¿Cuándo empieza la sesión de mañana?');
  asked[2].answer('c');
  await settle();
  asked[1].answer('b');
  await settle();
  assert.equal(ids(), 'c');
  await write('');
  assert.equal(ids(), '');
});

test('failures are silent, and the next pause asks again', async () => {
  const { asked, ids, said, write } = scene();
  await write('¿Cuándo empieza?');
  asked[0].answer('a');
  await settle();
  await write('¿Cuándo empieza la sesión?');
  asked[1].fail();
  await settle();
  assert.equal(ids(), 'a');
  await write('¿Cuándo empieza la sesión de hoy?');
  asked[2].answer('b', 'c');
  await settle();
  assert.equal(ids(), 'bc');
  assert.deepEqual(said, [1]);
});

test('it is said once while a text is written, and again for the next one', async () => {
  const { asked, said, write } = scene();
  await write('¿Cuándo empieza?');
  asked[0].answer('a', 'b');
  await settle();
  await write('¿Cuándo empieza la sesión?');
  asked[1].answer('c');
  await settle();
  await write('');
  await write('¿Quién la dirige?');
  asked[2].answer();
  await settle();
  await write('¿Quién dirige la sesión?');
  asked[3].answer('d');
  await settle();
  assert.deepEqual(said, [2, 1]);
});

test('the number of upvotes that the server answers is shown, and only of what is offered', async () => {
  const view = scene();
  await view.write('¿Cuándo empieza?');
  view.asked[0].answer('a', 'b');
  await settle();
  const before = view.drawn;
  view.suggestions.counted('b', 7);
  view.suggestions.counted('z', 9);
  assert.deepEqual(view.suggestions.questions, [{ id: 'a', upvotes: 1 }, { id: 'b', upvotes: 7 }]);
  assert.equal(view.drawn, before + 1);
});
