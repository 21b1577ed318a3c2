/** Timers and a clock that stand still until they are told to move. */
export class FakeTimers {
  #time;
  #next = 1;
  #alarms = new Map();

  constructor(time = Date.parse('2024-05-28T15:00:00Z')) {
    this.#time = time;
  }

  now = () => this.#time;
  setTimeout = (work, ms) => {
    this.#alarms.set(this.#next, { at: this.#time + ms, work });
    return this.#next++;
  };
  clearTimeout = (id) => this.#alarms.delete(id);

  /** Moves on, ringing alarms in their order and letting promises settle between them. */
  async advance(ms) {
    const end = this.#time + ms;
    await settle();
    for (;;) {
      const due = [...this.#alarms].filter(([, alarm]) => alarm.at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
      if (!due) break;
      this.#alarms.delete(due[0]);
      this.#time = Math.max(this.#time, due[1].at);
      due[1].work();
      await settle();
    }
    this.#time = end;
  }

  /** Changes the clock alone, as a phone that corrects its time does. */
  shift(ms) {
    this.#time += ms;
  }

  get pending() {
    return this.#alarms.size;
  }
}

/** Lets all promises settle that need neither a timer nor the network. */
export async function settle() {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A hub connection whose server is the test. */
export class FakeConnection {
  calls = [];
  open = false;
  #handlers = new Map();
  #closed = () => {};
  #network;

  constructor(network) {
    this.#network = network;
  }

  on(name, handler) {
    this.#handlers.set(name, handler);
  }

  onclose(handler) {
    this.#closed = handler;
  }

  async start() {
    this.#network.log.push('start');
    await this.#network.onStart();
    this.open = true;
  }

  async invoke(name, ...values) {
    this.#network.log.push(name);
    this.calls.push([name, ...values]);
    await this.#network.onInvoke(name, ...values);
  }

  async send(name, ...values) {
    this.calls.push([name, ...values]);
  }

  async stop() {
    this.close();
  }

  /** The connection ends, from whichever side. */
  close() {
    if (!this.open) return;
    this.open = false;
    this.#closed();
  }

  /** The server sends a message. */
  receive(name, ...values) {
    this.#handlers.get(name)(...values);
  }
}

/** What is on the other side: connections, and answers over HTTP. `log` tells the order of all that was asked. */
export class FakeNetwork {
  log = [];
  connections = [];
  requests = [];
  onStart = async () => {};
  onInvoke = async () => {};
  /** @type {(url: URL) => object | Response | Promise<object | Response>} */
  answer = () => { throw new TypeError('no network'); };

  connect = () => {
    const connection = new FakeConnection(this);
    this.connections.push(connection);
    return connection;
  };

  fetch = async (address, init) => {
    const url = new URL(address, 'https://semana.test');
    this.log.push(`${init.method} ${url.pathname}${url.search}`);
    this.requests.push(url);
    const answer = await this.answer(url, init);
    return answer instanceof Response ? answer : Response.json(answer);
  };

  get connection() {
    return this.connections.at(-1);
  }
}

/** A stream of random numbers in [0, 1) that its seed determines (mulberry32). */
export function seeded(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
