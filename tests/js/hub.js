/**
 * Enough of a server to let real clients follow a Source: the hub's JSON protocol over WebSockets, and the changes
 * over HTTP. What it proves is the clients; the server's own tests drive the same swarm against the server.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { Source } from './source.js';

const END = '\u001e';
const { Server: WebSocketServer } = createRequire(import.meta.url)('ws');

export class Hub {
  cookies = [];
  upgrades = [];
  #source;
  #sent;
  #members = new Set();
  #http;
  #timers;

  constructor(random) {
    this.#source = new Source(random);
    this.#sent = this.#source.revision;
    this.#http = createServer((request, response) => {
      const url = new URL(request.url, 'http://hub.test');
      if (url.pathname !== '/api/sessions/dia-1/changes') {
        response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"code":"unknown-session","status":404}');
        return;
      }
      const answer = this.#source.delta(Number(url.searchParams.get('since')), url.searchParams.get('epoch') ?? undefined);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    new WebSocketServer({ server: this.#http }).on('connection', (socket, request) => {
      this.upgrades.push(request.url);
      this.cookies.push(request.headers.cookie);
      socket.on('message', (data) => data.toString().split(END).filter(Boolean).forEach((text) => this.#hear(socket, JSON.parse(text))));
      socket.on('close', () => this.#members.delete(socket));
    });
  }

  /** @returns {Promise<string>} its address */
  async open() {
    await new Promise((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    this.#timers = [
      setInterval(() => this.#broadcast(), 25),
      setInterval(() => this.#send('beacon', this.#source.beacon(this.#sent)), 200),
    ];
    return `http://127.0.0.1:${this.#http.address().port}`;
  }

  close() {
    this.#timers.forEach(clearInterval);
    this.#members.forEach((socket) => socket.terminate());
    this.#http.close();
    this.#http.closeAllConnections();
  }

  get source() {
    return this.#source;
  }

  /** Drops every connection without a word, as a node does that dies. */
  die() {
    this.#members.forEach((socket) => socket.terminate());
  }

  #broadcast() {
    if (this.#sent === this.#source.revision) return;
    this.#send('delta', this.#source.delta(this.#sent));
    this.#sent = this.#source.revision;
  }

  #send(target, message) {
    const frame = JSON.stringify({ type: 1, target, arguments: [message] }) + END;
    this.#members.forEach((socket) => socket.send(frame));
  }

  #hear(socket, message) {
    if (message.protocol) {
      socket.send(`{}${END}`);
    } else if (message.type === 1 && message.target === 'Enter') {
      this.#members.add(socket);
      socket.send(JSON.stringify({ type: 3, invocationId: message.invocationId }) + END);
    }
  }
}
