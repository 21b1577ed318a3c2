import { systemTimers } from './timing.js';

const END = '\u001e'; // of each message
const PING = 15_000;
const SILENCE = 30_000; // the hub sends something every 15 s
const INVOCATION = 1;
const COMPLETION = 3;
const PINGED = 6;
const CLOSE = 7;

/**
 * A connection to a SignalR hub, as much of its JSON protocol as is spoken here: WebSockets without negotiation,
 * methods and their completions, no streams, no reconnect of its own.
 */
export class HubConnection {
  #url;
  #open;
  #timers;
  #socket;
  #listeners = new Map();
  #closed = [];
  #waiting = new Map(); // what the hub's answer to a call settles, by its id; that to the handshake has none
  #calls = 0;
  #pingAt;
  #alarms = {};

  /** @param {string} url @param {{open?: (url: string) => WebSocket, timers?: object}} [options] */
  constructor(url, { open = (address) => new WebSocket(new URL(address, location.href.replace(/^http/, 'ws'))), timers = systemTimers } = {}) {
    this.#url = url;
    this.#open = open;
    this.#timers = timers;
  }

  on(name, listener) {
    this.#listeners.set(name, listener);
  }

  onclose(listener) {
    this.#closed.push(listener);
  }

  /** Ends when the hub has shaken hands; fails when it does not. */
  async start() {
    this.#socket = this.#open(this.#url);
    this.#socket.onmessage = ({ data }) => this.#hear(data);
    this.#socket.onclose = () => this.#end();
    const answer = this.#answerTo(undefined);
    this.#socket.onopen = () => this.#say({ protocol: 'json', version: 1 });
    await answer;
    this.#ping();
  }

  async stop() {
    this.#socket?.close();
    this.#end();
  }

  /** Calls a method. Ends when it has; fails with the hub's reason. */
  async invoke(method, ...values) {
    const id = String(++this.#calls);
    const answer = this.#answerTo(id);
    this.#say({ type: INVOCATION, invocationId: id, target: method, arguments: values });
    await answer;
  }

  /** Calls a method without an answer. */
  async send(method, ...values) {
    this.#say({ type: INVOCATION, target: method, arguments: values });
  }

  #answerTo(id) {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #say(message) {
    this.#socket.send(JSON.stringify(message) + END);
  }

  #hear(data) {
    this.#arm('silence', SILENCE, () => this.stop());
    for (const text of data.split(END)) {
      if (!text) continue;
      const message = JSON.parse(text);
      if (message.type === INVOCATION) this.#listeners.get(message.target)?.(...message.arguments);
      else if (message.type === CLOSE) this.stop();
      else if (message.type !== PINGED) this.#settle(message);
    }
    // Browsers hold up the timers of hidden pages, not their messages.
    if (this.#timers.now() >= this.#pingAt) this.#ping();
  }

  #settle({ type, invocationId, error }) {
    const id = type === COMPLETION ? invocationId : undefined;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error));
    else waiting?.resolve();
  }

  #ping() {
    if (!this.#socket) return;
    this.#say({ type: PINGED });
    this.#pingAt = this.#timers.now() + PING;
    this.#arm('ping', PING, () => this.#ping());
  }

  #end() {
    if (!this.#socket) return;
    this.#socket.onmessage = this.#socket.onclose = this.#socket.onopen = null;
    this.#socket = null;
    Object.values(this.#alarms).forEach((alarm) => this.#timers.clearTimeout(alarm));
    this.#waiting.forEach(({ reject }) => reject(new Error('The connection ended.')));
    this.#waiting.clear();
    this.#closed.forEach((listener) => listener());
  }

  #arm(name, ms, ring) {
    this.#timers.clearTimeout(this.#alarms[name]);
    this.#alarms[name] = this.#timers.setTimeout(ring, ms);
  }
}

/** Connections for pages: pass it to LiveClient as `connect`. */
export const connect = (hubUrl) => new HubConnection(hubUrl);
