import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { importing, later } from '../../wwwroot/js/importing.js';

const MODULE = 'data:text/javascript,export const word = "aqui";';
const DEPENDENCY = 'data:text/javascript,export default 1;';
let asked;
let answers;
let reloads;
let writing;
let timers;
let storage;
const real = { fetch: globalThis.fetch };

beforeEach(() => {
  [asked, answers, reloads, writing] = [[], [], 0, null];
  globalThis.fetch = async (address) => {
    asked.push(address);
    const answer = answers.shift() ?? new Response('');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  globalThis.document = { get activeElement() { return writing; } };
  globalThis.location = { reload: () => { reloads++; } };
  storage = new Map();
  globalThis.sessionStorage = { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => storage.set(key, value) };
  timers = mock.timers;
  timers.enable({ apis: ['setTimeout'] });
});

afterEach(() => {
  globalThis.fetch = real.fetch;
  timers.reset();
});

async function missing(address) {
  answers = [new Response('', { status: 404 })];
  await assert.rejects(importing(address));
  timers.tick(30_000);
}

test('a module is imported once it and what only it imports were read', async () => {
  const { word } = await importing(MODULE, DEPENDENCY);
  assert.equal(word, 'aqui');
  assert.deepEqual(asked, [MODULE, DEPENDENCY]);
});

test('what could not be read is not imported, and is read again by the next who asks', async () => {
  const module = 'data:text/javascript,globalThis.imported = true;';
  for (const failure of [() => new TypeError('fetch failed'), () => new Response('', { status: 502 })]) {
    answers = [failure()];
    await assert.rejects(importing(module, DEPENDENCY));
    answers = [new Response(''), failure()];
    await assert.rejects(importing(module, DEPENDENCY));
  }

  assert.equal(globalThis.imported, undefined);
  await importing(module, DEPENDENCY);
  assert.equal(globalThis.imported, true);
  timers.tick(60_000);
  assert.equal(reloads, 0);
});

test('a page whose files were replaced is loaded anew, once for each of them', async () => {
  await missing(MODULE);
  assert.equal(reloads, 1);
  await missing(MODULE);
  assert.equal(reloads, 1);
  await missing(DEPENDENCY);
  assert.equal(reloads, 2);
});

test('while somebody writes it is not, and afterwards it is', async () => {
  writing = { matches: (selector) => selector.includes('textarea') };
  await missing(MODULE);
  assert.equal(reloads, 0);
  writing = null;
  await missing(MODULE);
  assert.equal(reloads, 1);
});

test('a module that is to come later is asked for once, and again after it failed', async () => {
  answers = [new TypeError('fetch failed')];
  const get = later(MODULE);
  await assert.rejects(get());

  const [first, second] = await Promise.all([get(), get()]);
  assert.equal(first, second);
  timers.tick(4_000);
  await get();
  assert.equal(asked.length, 2);
});
