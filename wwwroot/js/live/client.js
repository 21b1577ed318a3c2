import { createApi, retryDelay } from './api.js';
import { LiveState } from './state.js';
import { backoff, between, systemTimers } from './timing.js';

const SILENCE = 6_000; // three beacons missed
const CONNECT_TIMEOUT = 15_000;
const QUEUE_LIMIT = 200;
const REFUSED = /\b(forbidden|unknown-session|unknown-place)\b/;

/**
 * Follows one session (or an event's agenda) for as long as it is started: through the hub, and by polling where
 * or while that does not work.
 *
 * Events, heard with `on(name, listener)`:
 * - `change` `{delta, snapshot}`: `state` changed; snapshot: everything was replaced
 * - `watching` number: how many watch
 * - `status` `'live'|'polling'|'reconnecting'|'offline'`
 * - `entered`, `nudge`: read one's own (`.../mine`) again
 * - `agenda` AgendaView
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
  #listeners = new Map();
  #run = 0; // odd while started; every start and stop makes what went before void
  #connection = null;
  #entered = false;
  #holding = false; // deltas wait from before Enter until the read that follows it
  #queue = [];
  #reading = false;
  #readAgain = false;
  #silent = false;
  #polls = null; // how the last poll ended: true, false, null for none since the silence began
  #online = true;
  #comeBackAt = null;
  #attempt = 0;
  #beatAt = Infinity;
  #alarms = {};
  #sleepers = new Set();

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
      this.state.sawClock(options.initial.at, this.#options.timers.now());
    }
  }

  /** @returns {() => void} stops listening */
  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? this.#listeners.set(name, new Set()).get(name);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** The server's present time in milliseconds since 1970, whatever the local clock says. */
  serverNow() {
    return this.#options.timers.now() + this.state.offset;
  }

  start() {
    if (this.#running) return;
    const run = ++this.#run;
    this.#attempt = 0;
    this.#comeBackAt = null;
    this.#silent = false;
    this.#polls = null;
    this.#listenForBeacons();
    this.#beatLater();
    this.#stayConnected(run);
  }

  /** Leaves, until `start` is called again; what is held stays. */
  stop() {
    if (!this.#running) return;
    this.#run++;
    Object.keys(this.#alarms).forEach((name) => this.#disarm(name));
    this.#wake();
    if (this.#entered) this.#connection?.send('Leave', this.#options.slug).catch(() => {});
    this.#hangUp();
    this.#reading = false;
    this.#lost();
  }

  /** Tells what the browser knows about the network. */
  setOnline(online) {
    this.#online = online;
    if (online) this.hurry();
    this.#showStatus();
  }

  /** Ends waits for another attempt, and gives up a connection that has gone silent: someone is looking again. */
  hurry() {
    if (!this.#running || (this.#entered && !this.#silent)) return;
    this.#attempt = 0;
    if (this.#entered) this.#hangUp();
    this.#wake();
  }

  get #running() {
    return this.#run % 2 === 1;
  }

  get #isAgenda() {
    return this.#options.place === 'agenda';
  }

  // The connection

  async #stayConnected(run) {
    while (run === this.#run) {
      await this.#connectOnce(run);
      if (run !== this.#run) return;
      this.#lost();
      const { timers, random } = this.#options;
      const wait = this.#comeBackAt === null ? backoff(random, this.#attempt++) : this.#comeBackAt - timers.now();
      await this.#sleep(Math.max(0, wait));
      this.#comeBackAt = null;
    }
  }

  /** Ends when the connection has. */
  async #connectOnce(run) {
    const { slug, place, tab, connect, hubUrl } = this.#options;
    const connection = connect(hubUrl);
    const current = (listener) => (message) => {
      if (run === this.#run && connection === this.#connection) listener(message);
    };
    this.#connection = connection;
    connection.on('delta', current((delta) => this.#onDelta(delta)));
    connection.on('beacon', current((beacon) => this.#onBeacon(beacon)));
    connection.on('agenda', current((agenda) => this.#emit('agenda', agenda)));
    connection.on('nudge', current(() => this.#emit('nudge')));
    connection.on('access', current(() => this.#emit('access', { code: null })));
    connection.on('goodbye', current((ms) => this.#onGoodbye(ms)));
    const closed = new Promise((resolve) => connection.onclose(resolve));
    try {
      this.#holding = !this.#isAgenda;
      this.#arm('connect', CONNECT_TIMEOUT, () => this.#hangUp());
      await connection.start();
      await connection.invoke('Enter', slug, place, tab);
    } catch (error) {
      if (run === this.#run && connection === this.#connection) {
        this.#hangUp();
        this.#refusedBy(REFUSED.exec(error?.message)?.[1]);
      }
      return;
    } finally {
      if (run === this.#run) this.#disarm('connect');
    }
    if (run !== this.#run || connection !== this.#connection) return;
    this.#entered = true;
    this.#attempt = 0;
    this.#showStatus();
    this.#emit('entered');
    if (!this.#isAgenda) this.#read(true);
    await closed;
  }

  #hangUp() {
    const connection = this.#connection;
    this.#connection = null;
    connection?.stop().catch(() => {});
  }

  #lost() {
    this.#disarm('goodbye');
    this.#connection = null;
    this.#entered = this.#holding = false;
    this.#showStatus();
  }

  #refusedBy(code) {
    if (!code) return false;
    this.stop();
    this.#emit('access', { code });
    return true;
  }

  /** The node stops soon: come back, to another, at a random moment within. */
  #onGoodbye(ms) {
    const { timers, random } = this.#options;
    const wait = random() * ms;
    this.#comeBackAt = timers.now() + wait;
    this.#arm('goodbye', wait, () => this.#connection?.stop().catch(() => {}));
  }

  #beatLater() {
    const { place, random, timers } = this.#options;
    if (place !== 'room') return;
    const wait = between(random, 25_000, 35_000);
    this.#beatAt = timers.now() + wait;
    this.#arm('heartbeat', wait, () => this.#beat());
  }

  #beat() {
    const { slug, tab } = this.#options;
    if (this.#entered) this.#connection?.send('Heartbeat', slug, tab).catch(() => {});
    this.#beatLater();
  }

  // Deltas and beacons

  #onDelta(delta) {
    if (delta.slug !== this.#options.slug) return;
    this.state.sawClock(delta.at, this.#options.timers.now());
    if (!this.#holding && !this.#reading) this.#apply(delta);
    else if (this.#queue.push(delta) > QUEUE_LIMIT) this.#queue = []; // a gap, which the next read closes
  }

  #apply(delta, how) {
    const watching = this.state.watching;
    const result = this.state.applyDelta(delta, how);
    if (result === 'applied') this.#emit('change', { delta, snapshot: delta.from === 0 });
    if (this.state.watching !== watching) this.#emit('watching', this.state.watching);
    if (result === 'gap') this.#read(true);
  }

  #onBeacon(beacon) {
    if (beacon.slug !== this.#options.slug) return;
    const watching = this.state.watching;
    this.state.sawClock(beacon.at, this.#options.timers.now());
    const result = this.state.onBeacon(beacon);
    this.#online = true;
    this.#silent = false;
    this.#polls = null;
    this.#listenForBeacons();
    // Browsers hold up the timers of hidden pages, not their messages.
    if (this.#options.timers.now() >= this.#beatAt) this.#beat();
    this.#showStatus();
    if (beacon.watching !== watching) this.#emit('watching', beacon.watching);
    if (this.#entered && (result !== 'ok' || this.#holding)) this.#read();
  }

  #listenForBeacons() {
    if (this.#isAgenda) return;
    this.#arm('poll', SILENCE, () => {
      this.#silent = true;
      this.#polls = null;
      this.#showStatus();
      // Not all at once when a node falls silent.
      this.#arm('poll', this.#options.random() * 2_000, () => this.#poll());
    });
  }

  async #poll() {
    const run = this.#run;
    const before = this.state.revision;
    this.#arm('poll', between(this.#options.random, 3_000, 5_000), () => this.#poll());
    await this.#read();
    // Nudges do not come this way, and not everything that moves the revision is in a delta.
    if (run === this.#run && this.#silent && this.state.revision !== before) this.#emit('nudge');
  }

  // Reading the changes

  /** Reads the changes until there is no gap; one read at a time. `again`: what is being read now may miss something. */
  async #read(again = false) {
    if (this.#reading) {
      this.#readAgain ||= again;
      return;
    }
    const run = this.#run;
    this.#reading = true;
    for (let failures = 0; ;) {
      this.#readAgain = false;
      const entered = this.#entered;
      let wait = this.#options.random() * 500;
      const { delta, error } = await this.#fetchChanges();
      if (run !== this.#run) return;
      this.#polled(!error);
      if (!error) {
        failures = 0;
        this.#apply(delta, { answer: true });
        if (entered) this.#holding = false;
        if (!this.#holding) this.#queue.splice(0).forEach((waiting) => this.#apply(waiting));
      } else if ([401, 403, 404].includes(error.status) && error.code !== 'http' && this.#refusedBy(error.code)) {
        return;
      } else {
        wait = retryDelay(error, failures++, this.#options.random);
        // Polling is the retry while it lasts.
        if (this.#silent && error.retryAfter) this.#arm('poll', wait, () => this.#poll());
        this.#readAgain = !this.#silent;
      }
      if (!this.#readAgain) break;
      await this.#sleep(wait);
      if (run !== this.#run) return;
    }
    this.#reading = false;
  }

  async #fetchChanges() {
    try {
      const delta = await this.#api.get(this.#changesUrl());
      this.state.sawClock(delta.at, this.#options.timers.now());
      return { delta };
    } catch (error) {
      return { error };
    }
  }

  #changesUrl() {
    const { origin, slug, audience, place, tab } = this.#options;
    const query = new URLSearchParams({ since: String(this.state.revision) });
    if (this.state.epoch) query.set('epoch', this.state.epoch);
    if (audience) query.set('audience', audience);
    if (this.#silent && place === 'room') query.set('tab', tab);
    return `${origin}/api/sessions/${encodeURIComponent(slug)}/changes?${query}`;
  }

  #polled(answered) {
    this.#polls = answered;
    if (answered) this.#online = true;
    this.#showStatus();
  }

  // Small things

  #showStatus() {
    const status = !this.#online ? 'offline'
      : this.#entered && !this.#silent ? 'live'
        : !this.#silent || this.#polls === null ? 'reconnecting'
          : this.#polls ? 'polling' : 'offline';
    if (status === this.status) return;
    this.status = status;
    this.#emit('status', status);
  }

  #emit(name, detail) {
    this.#listeners.get(name)?.forEach((listener) => {
      try {
        listener(detail);
      } catch (error) {
        queueMicrotask(() => { throw error; }); // seen by the page, without stopping what goes on here
      }
    });
  }

  #arm(name, ms, ring) {
    this.#disarm(name);
    this.#alarms[name] = this.#options.timers.setTimeout(ring, ms);
  }

  #disarm(name) {
    this.#options.timers.clearTimeout(this.#alarms[name]);
    delete this.#alarms[name];
  }

  /** Waits, or until `#wake`. */
  #sleep(ms) {
    return new Promise((resolve) => {
      const { timers } = this.#options;
      const done = () => {
        timers.clearTimeout(timer);
        this.#sleepers.delete(done);
        resolve();
      };
      const timer = timers.setTimeout(done, ms);
      this.#sleepers.add(done);
    });
  }

  #wake() {
    this.#sleepers.forEach((done) => done());
  }
}
