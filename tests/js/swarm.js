/**
 * Real clients by the dozen: our LiveClient over WebSockets, under Node.
 *
 *   node swarm.js --urls https://127.0.0.1:5001,https://127.0.0.1:5002 --slug dia-1 --clients 50
 *
 *   --urls URL,URL        base addresses; client i follows the one at i modulo their number
 *   --slug SLUG           session to follow
 *   --clients N           how many (1)
 *   --place PLACE         room, screen or console (room)
 *   --cookies FILE        JSON array: the Cookie header of client i, or null; shorter arrays leave the rest without
 *   --drop SHARE          share of received deltas, 0 to 1, that never reach the state (0)
 *   --seed NUMBER         which deltas those are, and all jitter (1)
 *   --no-gap-detection    gaps and beacons go unnoticed, to show that they are what keeps the states right
 *
 * It prints `{"ready":N,"seed":S}` when all have entered and read once. A line `finish REVISION TIMEOUT_MS` on stdin
 * lets it wait until every client has all that there is to see up to that revision, or the time is over. Then it
 * prints a line per client
 *   {"client":0,"url":"...","reached":true,"epoch":"...","revision":12,"deltas":9,"dropped":2,"state":{...}}
 * with `state` as LiveState.toCanonical() gives it, and exits with 0; with 1 when stdin ends before that line.
 * For certificates that no authority signed the caller sets NODE_TLS_REJECT_UNAUTHORIZED=0.
 * Needs `npm ci` here, or the packages that the build restores beside the Web project.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { LiveClient } from '../../wwwroot/js/live/client.js';
import { HubConnection } from '../../wwwroot/js/live/hub.js';
import { newId } from '../../wwwroot/js/live/ids.js';
import { seeded } from './fakes.js';

const { values: args } = parseArgs({
  options: {
    urls: { type: 'string' }, slug: { type: 'string' }, clients: { type: 'string', default: '1' },
    place: { type: 'string', default: 'room' }, cookies: { type: 'string' }, drop: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' }, 'no-gap-detection': { type: 'boolean', default: false },
  },
});

const require = createRequire(import.meta.url);
const WebSocket = require(require.resolve('ws', {
  paths: [import.meta.dirname, `${import.meta.dirname}/../../src/OpenGovWeek.Web`],
}));

function openWith(headers) {
  return (url) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
    socket.onerror = () => {}; // followed by a close
    return socket;
  };
}

/** One client and what the line about it tells. */
class Member {
  deltas = 0;
  dropped = 0;
  #caughtUp = 0;
  #beacon = null;

  constructor(index) {
    const urls = args.urls.split(',');
    const cookie = cookies[index] ?? undefined;
    const headers = cookie ? { cookie } : {};
    const losing = seeded(Number(args.seed) * 100_003 + index);
    this.index = index;
    this.url = urls[index % urls.length].replace(/\/$/, '');
    this.lose = () => losing() < Number(args.drop);
    this.client = new LiveClient({
      slug: args.slug,
      place: args.place,
      tab: newId(),
      origin: this.url,
      hubUrl: `${this.url}/hubs/session`,
      connect: (hubUrl) => this.#listenIn(new HubConnection(hubUrl, { open: openWith(headers) })),
      fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers } }),
      random: seeded(Number(args.seed) * 200_003 + index),
      gapDetection: !args['no-gap-detection'],
    });
    this.read = new Promise((resolve) => this.client.on('change', resolve));
    this.client.on('access', ({ code }) => code && fail(`client ${index} was refused: ${code}`));
  }

  /** Everything that there is to see up to a revision; what this audience does not see moves no state. */
  reached(revision) {
    const { state } = this.client;
    return state.revision >= revision || (this.#beacon?.revision >= revision && this.#caughtUp >= 2);
  }

  /** Loses deltas before they reach the client. */
  #listenIn(connection) {
    const on = connection.on.bind(connection);
    connection.on = (name, handler) => on(name, (...message) => {
      if (name === 'beacon') this.#heard(message[0]);
      if (name === 'delta') {
        this.deltas++;
        if (this.lose()) {
          this.dropped++;
          return;
        }
      }
      handler(...message);
    });
    return connection;
  }

  #heard(beacon) {
    const { state } = this.client;
    const news = this.#beacon?.revision !== beacon.revision;
    this.#beacon = beacon;
    // Two beacons of one revision: a delta that belongs to it is no longer on its way.
    this.#caughtUp = !news && beacon.epoch === state.epoch && beacon.sent <= state.revision ? this.#caughtUp + 1 : 0;
  }

  line(revision) {
    const { state } = this.client;
    return JSON.stringify({
      client: this.index, url: this.url, reached: this.reached(revision), epoch: state.epoch, revision: state.revision,
      deltas: this.deltas, dropped: this.dropped, state: state.toCanonical(),
    });
  }
}

function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

async function finish(revision, timeout) {
  const end = Date.now() + timeout;
  while (Date.now() < end && !members.every((member) => member.reached(revision))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const lines = members.map((member) => `${member.line(revision)}\n`).join('');
  members.forEach((member) => member.client.stop());
  process.stdout.write(lines, () => process.exit(0));
}

if (!args.urls || !args.slug) fail('--urls and --slug are needed; the top of swarm.js lists the arguments');
const cookies = args.cookies ? JSON.parse(readFileSync(args.cookies, 'utf8')) : [];
const members = Array.from({ length: Number(args.clients) }, (_, index) => new Member(index));
let finishing = false;
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [, revision, timeout] = /^finish (\d+) (\d+)$/.exec(line.trim()) ?? fail(`not understood: ${line}`);
    finishing = true;
    finish(Number(revision), Number(timeout));
  })
  .on('close', () => finishing || fail('stdin ended'));
members.forEach((member) => member.client.start());
await Promise.all(members.map((member) => member.read));
process.stdout.write(`${JSON.stringify({ ready: members.length, seed: Number(args.seed) })}\n`);
