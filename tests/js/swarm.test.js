import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { LiveState } from '../../wwwroot/js/live/state.js';
import { seeded } from './fakes.js';
import { Hub } from './hub.js';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const CLIENTS = 12;

/** Lets a swarm follow a hub through 120 changes and a lost connection; returns its lines and what the hub holds. */
async function swarm(t, timeout, ...more) {
  const hub = new Hub(seeded(seed));
  const url = await hub.open();
  const folder = mkdtempSync(join(tmpdir(), 'swarm-'));
  const cookies = join(folder, 'cookies.json');
  writeFileSync(cookies, '["a=1",null,"c=3"]');
  const swarm = spawn(process.execPath, [join(import.meta.dirname, 'swarm.js'), '--urls', url, '--slug', 'dia-1',
    '--clients', String(CLIENTS), '--cookies', cookies, '--drop', '0.2', '--seed', String(seed), ...more]);
  t.after(() => {
    swarm.kill();
    hub.close();
    rmSync(folder, { recursive: true });
  });
  swarm.stderr.on('data', (data) => t.diagnostic(String(data)));
  const exit = new Promise((resolve) => swarm.on('exit', resolve));
  const lines = createInterface({ input: swarm.stdout })[Symbol.asyncIterator]();
  assert.deepEqual(JSON.parse((await lines.next()).value), { ready: CLIENTS, seed });
  for (let i = 0; i < 120; i++) {
    hub.source.change();
    await new Promise((resolve) => setTimeout(resolve, 15));
    if (i === 60) hub.die();
  }
  swarm.stdin.write(`finish ${hub.source.revision} ${timeout}\n`);
  const members = [];
  for await (const line of lines) members.push(JSON.parse(line));
  assert.equal(await exit, 0);
  const truth = new LiveState();
  truth.applyDelta(hub.source.delta(0));
  return { hub, members, truth: truth.toCanonical(), revision: hub.source.revision };
}

test(`real clients that lose a fifth of the deltas hold what the source holds (SEED=${seed})`, async (t) => {
  const { hub, members, truth, revision } = await swarm(t, 30_000);
  assert.equal(members.length, CLIENTS);
  for (const member of members) {
    assert.deepEqual([member.reached, member.revision, member.epoch], [true, revision, 'epoch-1']);
    assert.equal(JSON.stringify(member.state), JSON.stringify(truth), `client ${member.client}`);
  }
  assert.ok(members.reduce((sum, { dropped }) => sum + dropped, 0) > CLIENTS);
  assert.ok(hub.upgrades.length >= 2 * CLIENTS, 'every client came back');
  assert.ok(hub.upgrades.every((url) => url === '/hubs/session'), 'without negotiation');
  assert.deepEqual([...new Set(hub.cookies)].sort(), ['a=1', 'c=3', undefined]);
});

test(`without gap detection they do not (SEED=${seed})`, async (t) => {
  const { members, truth } = await swarm(t, 500, '--no-gap-detection');
  const wrong = members.filter(({ state }) => JSON.stringify(state) !== JSON.stringify(truth));
  // How many depends on which messages were lost; that some do is what the detection is for.
  assert.ok(wrong.length > 1, `only ${wrong.length} of ${CLIENTS} differ`);
});
