import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followPage } from '../../wwwroot/js/live/page.js';

/** A window on which the browser's events can be played, and the calls that a client gets from them. */
function setUp() {
  const calls = [];
  const client = Object.fromEntries(['start', 'stop', 'hurry', 'setOnline'].map((name) => [name, (...values) => calls.push([name, ...values])]));
  const page = new EventTarget();
  page.document = new EventTarget();
  followPage(client, page);
  const play = (target, name, more = {}) => target.dispatchEvent(Object.assign(new Event(name), more));
  return { page, calls, play };
}

test('a page that leaves for the back/forward cache stops its client, and starts it when it returns', () => {
  const { page, calls, play } = setUp();
  play(page, 'pageshow', { persisted: false });
  play(page, 'pagehide');
  play(page, 'pageshow', { persisted: true });
  assert.deepEqual(calls, [['stop'], ['start']]);
});

test('the client hears of the network, and of being looked at again', () => {
  const { page, calls, play } = setUp();
  play(page, 'offline');
  play(page, 'online');
  page.document.hidden = true;
  play(page.document, 'visibilitychange');
  page.document.hidden = false;
  play(page.document, 'visibilitychange');
  assert.deepEqual(calls, [['setOnline', false], ['setOnline', true], ['hurry']]);
});
