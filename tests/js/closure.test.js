import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

/** Addresses of a module and of all that it imports. */
function closure(address, found = new Set()) {
  if (found.has(address)) return found;
  found.add(address);
  for (const one of all(read(`wwwroot${address}`), /\b(?:from|import)\s*["'](\.[^"']+)["']/g)) closure(new URL(one, `http://site${address}`).pathname, found);
  return found;
}

test('what comes later is named with all that nobody has imported before it', () => {
  const first = new Set(all(read('src/OpenGovWeek.Web/Features/Room/RoomModules.cs'), /"((?:js|lib)\/[^"]+)"/g).map((path) => `/${path}`));
  let modules = 0;
  for (const source of [...first, '/js/room.js']) {
    const named = new Set(all(read(`wwwroot${source}`), /'(\/(?:js|lib)\/[^']+\.js)'/g));
    for (const module of named) {
      modules++;
      for (const one of closure(module)) assert.ok(first.has(one) || named.has(one), `${source} names ${module}, which imports ${one}`);
    }
  }

  assert.ok(modules > 15, `${modules}`);
});
