import { Alarms } from './alarms.js';
import { createApi } from './api.js';
import { Heartbeat } from './heartbeat.js';
import { Line } from './line.js';
import { Listeners } from './listeners.js';
import { ChangeReader } from './reader.js';
import { Silence } from './silence.js';
import { LiveState } from './state.js';
import { systemTimers } from './timing.js';

const QUEUE_LIMIT = 200;

/**
 * Follows one session (or an event's agenda) for as long as it is started: through the hub, and by polling where
 * or while that does not work.
 *
 * Events, heard with `on(name, listener)`:
 * - `change` `{delta, snapshot}`: `state` changed; snapshot: everything was replaced
 * - `read`: the server was asked for the changes and has answered
 * - `watching` number: how many watch
 * - `status` `'live'|'polling'|'reconnecting'|'offline'`
 * - `entered`, `nudge`: read one's own (`.../mine`) again
 * - `agenda` AgendaView
 * - `tally` PollTally, newer than what was held of it
 * - `access` `{code}`: what this person may do changed: load the page again. With a code (`forbidden`,
 *   `unknown-session`, ...) the server refused to let them in and the client has stopped
 */
export class LiveClient {
  /** @type {LiveState} */
  state;
  /** @type {'live'|'polling'|'reconnecting'|'offline'} */
  status = 'reconnecting';

  #options;
  #api;
  #alarms;
  #line;
  #reader;
  #heartbeat;
  #silence;
  #listeners = new Listeners();
  #running = false;
  #holding = false; // deltas wait from before Enter until the read that follows it
  #queue = [];
  #online = true;

  /**
   * @param {object} options
   * @param {string} options.slug of the session; of the event for the place `agenda`
   * @param {'room'|'screen'|'console'|'agenda'} options.place
   * @param {(hubUrl: string) => object} options.connect makes a SignalR connection, not started
   * @param {string} options.tab id of this tab
   * @param {string} [options.hubUrl]
   * @param {string} [options.origin] before the API's addresses; empty in pages
   * @param {object} [options.initial] snapshot (a Delta) that came with the page
   * @param {'staff'} [options.audience] of what is read; the console's is staff
   * @param {typeof fetch} [options.fetch]
   * @param {{setTimeout: Function, clearTimeout: Function, now: () => number}} [options.timers]
   * @param {() => number} [options.random] in [0, 1)
   * @param {boolean} [options.gapDetection] only tests switch it off
   */
  constructor(options) {
    this.#options = {
      hubUrl: '/hubs/session', origin: '', timers: systemTimers, random: Math.random,
      audience: options.place === 'console' ? 'staff' : undefined, ...options,
    };
    this.#api = createApi(this.#options);
    this.state = new LiveState(options);
    if (options.initial) {
      this.state.applyDelta(options.initial, { answer: true });
      this.#sawClock(options.initial);
    }
    this.#alarms = new Alarms(this.#options.timers);
    this.#line = new Line(this.#options, this.#alarms, {
      messages: {
        delta: (delta) => this.#onDelta(delta),
        beacon: (beacon) => this.#onBeacon(beacon),
        agenda: (agenda) => this.#emit('agenda', agenda),
        tally: (tally) => { if (this.state.applyTally(tally)) this.#emit('tally', tally); },
        nudge: () => this.#emit('nudge'),
        access: () => this.#emit('access', { code: null }),
        goodbye: (ms) => this.#line.goodbye(ms),
      },
      connecting: () => { this.#holding = !this.#isAgenda; },
      entered: () => this.#onEntered(),
      lost: () => {
        this.#holding = false;
        this.#showStatus();
      },
      failed: (code) => this.#refusedBy(code),
    });
    this.#reader = new ChangeReader(() => this.#fetchChanges(), {
      begins: () => this.#line.entered,
      took: (delta, entered) => this.#onRead(delta, entered),
      failed: (error, wait) => this.#onReadFailed(error, wait),
    }, this.#alarms, this.#options.random);
    this.#heartbeat = new Heartbeat(this.#options, this.#alarms, () => this.#line.send('Heartbeat', this.#options.slug, this.#options.tab));
    this.#silence = new Silence(this.#options.random, this.#alarms, { begins: () => this.#showStatus(), poll: () => this.#poll() });
  }

  /** @returns {() => void} stops listening */
  on(name, listener) {
    return this.#listeners.on(name, listener);
  }

  /** The server's present time in milliseconds since 1970, whatever the local clock says. */
  serverNow() {
    return this.#options.timers.now() + this.state.offset;
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    if (!this.#isAgenda) this.#silence.end();
    if (this.#isRoom) this.#heartbeat.begin();
    this.#line.open();
  }

  /** Leaves, until `start` is called again; what is held stays. */
  stop() {
    if (!this.#running) return;
    this.#running = false;
    this.#reader.stop();
    this.#alarms.clear();
    this.#line.close();
  }

  /** Tells what the browser knows about the network. */
  setOnline(online) {
    this.#online = online;
    if (online) this.hurry();
    this.#showStatus();
  }

  /** Ends waits for another attempt, and gives up a connection that has gone silent: someone is looking again. */
  hurry() {
    if (!this.#running || (this.#line.entered && !this.#silence.lasts)) return;
    this.#line.hurry();
    this.#alarms.wake();
  }

  get #isAgenda() {
    return this.#options.place === 'agenda';
  }

  get #isRoom() {
    return this.#options.place === 'room';
  }

  #onEntered() {
    this.#showStatus();
    this.#emit('entered');
    if (!this.#isAgenda) this.#reader.read(true);
  }

  #refusedBy(code) {
    if (!code) return false;
    this.stop();
    this.#emit('access', { code });
    return true;
  }

  // Deltas and beacons

  #onDelta(delta) {
    if (delta.slug !== this.#options.slug) return;
    this.#sawClock(delta);
    if (!this.#holding && !this.#reader.busy) this.#apply(delta);
    else if (this.#queue.push(delta) > QUEUE_LIMIT) this.#queue = []; // a gap, which the next read closes
    if (delta.watching === undefined) return;
    this.#heardBeacon();
    if (this.#line.entered && this.#holding) this.#reader.read();
  }

  #apply(delta, how) {
    const watching = this.state.watching;
    const result = this.state.applyDelta(delta, how);
    if (result === 'applied') this.#emit('change', { delta, snapshot: delta.from === 0 });
    if (this.state.watching !== watching) this.#emit('watching', this.state.watching);
    if (result === 'gap') this.#reader.read(true);
  }

  #onBeacon(beacon) {
    if (beacon.slug !== this.#options.slug) return;
    const watching = this.state.watching;
    this.#sawClock(beacon);
    const result = this.state.onBeacon(beacon);
    this.#heardBeacon();
    if (beacon.watching !== watching) this.#emit('watching', beacon.watching);
    if (this.#line.entered && (result !== 'ok' || this.#holding)) this.#reader.read();
  }

  /** A beacon came, or a delta that takes the place of one. */
  #heardBeacon() {
    this.#online = true;
    this.#silence.end();
    this.#heartbeat.heard();
    this.#showStatus();
  }

  #sawClock({ at }) {
    this.state.sawClock(at, this.#options.timers.now());
  }

  async #poll() {
    const before = this.state.revision;
    await this.#reader.read();
    // Nudges do not come this way, and not everything that moves the revision is in a delta.
    if (this.#running && this.#silence.lasts && this.state.revision !== before) this.#emit('nudge');
  }

  // Reading the changes

  async #fetchChanges() {
    const { origin, slug, audience, tab } = this.#options;
    const query = new URLSearchParams({ since: String(this.state.revision) });
    if (this.state.epoch) query.set('epoch', this.state.epoch);
    if (audience) query.set('audience', audience);
    if (this.#silence.lasts && this.#isRoom) query.set('tab', tab);
    const delta = await this.#api.get(`${origin}/api/sessions/${encodeURIComponent(slug)}/changes?${query}`);
    this.#sawClock(delta);
    return delta;
  }

  #onRead(delta, entered) {
    this.#online = true;
    this.#polled(true);
    this.#apply(delta, { answer: true });
    if (entered) this.#holding = false;
    if (!this.#holding) this.#queue.splice(0).forEach((waiting) => this.#apply(waiting));
    this.#emit('read');
  }

  #onReadFailed(error, wait) {
    this.#polled(false);
    if ([401, 403, 404].includes(error.status) && error.code !== 'http' && this.#refusedBy(error.code)) return undefined;
    // Polling is the retry while it lasts.
    if (this.#silence.lasts && error.retryAfter) this.#silence.poll(wait);
    return !this.#silence.lasts;
  }

  #polled(answered) {
    this.#silence.answered = answered;
    this.#showStatus();
  }

  #showStatus() {
    const { lasts, answered } = this.#silence;
    const status = !this.#online ? 'offline'
      : this.#line.entered && !lasts ? 'live'
        : !lasts || answered === null ? 'reconnecting'
          : answered ? 'polling' : 'offline';
    if (status === this.status) return;
    this.status = status;
    this.#emit('status', status);
  }

  #emit(name, detail) {
    this.#listeners.emit(name, detail);
  }
}
