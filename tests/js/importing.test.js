import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { importing, later } from '../../wwwroot/js/importing.js';

const MODULE = 'data:text/javascript,export const word = "aquí";';
const DEPENDENCY = 'data:text/javascript,export default 1;';
let asked;
let answers;
let reloads;
let writing;
const real = { fetch: globalThis.fetch, now: performance.now };

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
});

afterEach(() => {
  globalThis.fetch = real.fetch;
  performance.now = real.now;
});

const openSince = (ms) => { performance.now = () => ms; };

test('a module is imported once it and what only it imports were read', async () => {
  const { word } = await importing(MODULE, DEPENDENCY);
  assert.equal(word, 'aquí');
  assert.deepEqual(asked, [MODULE, DEPENDENCY]);
});

test('what could not be read is not imported, and is read again by the next who asks', async () => {
  const missing = 'data:text/javascript,globalThis.imported = true;';
  for (const failure of [new TypeError('fetch failed'), new Response('', { status: 502 })]) {
    answers = [failure];
    await assert.rejects(importing(missing, DEPENDENCY));
    answers = [new Response(''), failure];
    await assert.rejects(importing(missing, DEPENDENCY));
  }

  assert.equal(globalThis.imported, undefined);
  await importing(missing, DEPENDENCY);
  assert.equal(globalThis.imported, true);
  assert.equal(reloads, 0);
});

test('a page whose files were replaced is loaded anew', async () => {
  openSince(90_000);
  answers = [new Response('', { status: 404 })];
  await assert.rejects(importing(MODULE));
  assert.equal(reloads, 1);
});

test('while somebody writes, or right after the page was loaded, it is not', async () => {
  openSince(90_000);
  writing = { matches: (selector) => selector.includes('textarea') };
  answers = [new Response('', { status: 404 })];
  await assert.rejects(importing(MODULE));

  openSince(30_000);
  writing = null;
  answers = [new Response('', { status: 404 })];
  await assert.rejects(importing(MODULE));
  assert.equal(reloads, 0);
});

test('a module that is to come later is asked for once, and again after it failed', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  answers = [new TypeError('fetch failed')];
  const get = later(MODULE);
  await assert.rejects(get());

  const [first, second] = await Promise.all([get(), get()]);
  assert.equal(first, second);
  context.mock.timers.tick(4_000);
  await get();
  assert.equal(asked.length, 2);
});
