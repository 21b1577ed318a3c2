import { send as sendNow, retryDelay } from './api.js';
import { systemTimers } from './timing.js';

const session = (slug) => `/api/sessions/${encodeURIComponent(slug)}`;

/** @param {string} slug @param {{id: string, text: string, withName: boolean}} question with the id that its client chose */
export const question = (slug, { id, text, withName }) =>
  ({ key: `question:${id}`, method: 'POST', url: `${session(slug)}/questions`, body: { id, text, withName } });

/** @param {boolean} on */
export const upvote = (slug, id, on) =>
  ({ key: `upvote:${id}`, method: 'PUT', url: `${session(slug)}/questions/${id}/upvote`, body: { on } });

/** @param {string[]} choices ids @param {string[]} [texts] what was written, for kinds whose answers attendees write */
export const ballot = (slug, poll, choices, texts) =>
  ({ key: `ballot:${poll}`, method: 'PUT', url: `${session(slug)}/polls/${poll}/ballot`, body: { choices, ...(texts?.length && { texts }) } });

/**
 * Writes that wait for an answer, also over a reload or days without network. Each is safe to repeat, so it is
 * repeated until the server answers; of those with the same key the last one counts, whichever page it was put in.
 */
export class Outbox {
  /** @type {(entry: object, answer: any) => void} an entry was accepted */
  onSent = () => {};
  /** @type {(entry: object, error: import('./api.js').ApiError) => void} an entry was refused for good; kept in `refused` */
  onRefused = () => {};
  /** @type {() => void} `waiting` or `refused` changed */
  onChange = () => {};

  #entries = new Map();
  #refused = new Map();
  #kept = new Map(); // texts in the storage, as this page knows them
  #prefix;
  #storage;
  #send;
  #timers;
  #random;
  #flushing = false;
  #wake = () => {};

  /**
   * @param {object} [options]
   * @param {string} [options.owner] who writes: what one attendee left behind is not sent in another's name
   * @param {Storage} [options.storage] localStorage unless given
   * @param {(method: string, url: string, body: object) => Promise<any>} [options.send]
   */
  constructor({ owner = '', storage, send = sendNow, timers = systemTimers, random = Math.random } = {}) {
    this.#prefix = `outbox:${owner}:`;
    this.#storage = storage ?? localStorageOrNone();
    this.#send = send;
    this.#timers = timers;
    this.#random = random;
    this.#load();
  }

  /** Entries without an answer yet, oldest first. */
  get waiting() {
    return [...this.#entries.values()];
  }

  /** Entries that were refused for good, each with `error {status, code, title, detail, errors}`, until forgotten. */
  get refused() {
    return [...this.#refused.values()];
  }

  /** Takes an entry (see `question`, `upvote`, `ballot`) and sends it as soon as it can be. */
  put(entry) {
    this.#entries.delete(entry.key);
    this.#refused.delete(entry.key);
    this.#entries.set(entry.key, entry);
    this.#store(entry);
    this.onChange();
    return this.flush();
  }

  /** Drops a refused entry, once its text is back in the form. */
  forget(key) {
    if (this.#refused.delete(key)) this.#unstore(key);
    this.onChange();
  }

  /** Ends a wait for another attempt; call it at the start of a page and when the network is back. */
  async flush() {
    this.#wake();
    if (this.#flushing) return;
    this.#flushing = true;
    try {
      for (let failures = 0; this.#entries.size > 0;) {
        const error = await this.#attempt(this.#entries.values().next().value);
        if (error) await this.#pause(retryDelay(error, failures++, this.#random));
        else failures = 0;
      }
    } finally {
      this.#flushing = false;
    }
  }

  /** @returns the error when the entry must be sent again */
  async #attempt(entry) {
    if (this.#isOvertaken(entry.key)) {
      this.onChange();
      return undefined;
    }
    let answer, error;
    try {
      answer = await this.#send(entry.method, entry.url, entry.body);
    } catch (thrown) {
      error = thrown;
    }
    if (this.#entries.get(entry.key) !== entry) return undefined; // a later value took its place meanwhile
    this.#entries.delete(entry.key);
    if (error?.transient) {
      this.#entries.set(entry.key, entry); // behind the others, which it must not hold up
      return error;
    }
    if (error) {
      const { status, code, title, detail, errors } = error;
      const refused = { ...entry, error: { status, code, title, detail, errors } };
      this.#refused.set(entry.key, refused);
      if (!this.#changed(entry.key)) this.#store(refused);
      this.onRefused(refused, error);
    } else {
      this.#unstore(entry.key);
      this.onSent(entry, answer);
    }
    this.onChange();
    return undefined;
  }

  #pause(ms) {
    return new Promise((resolve) => {
      const timer = this.#timers.setTimeout(resolve, ms);
      this.#wake = () => {
        this.#timers.clearTimeout(timer);
        resolve();
      };
    });
  }

  #load() {
    try {
      for (let i = 0; i < this.#storage.length; i++) {
        const key = this.#storage.key(i);
        if (key.startsWith(this.#prefix)) this.#take(this.#storage.getItem(key));
      }
    } catch { /* storage refused: the queue lives as long as the page */ }
  }

  #take(text) {
    const entry = JSON.parse(text);
    this.#kept.set(entry.key, text);
    (entry.error ? this.#refused : this.#entries).set(entry.key, entry);
  }

  /** Another page has sent it while this one slept, or has a later value. */
  #isOvertaken(key) {
    const text = this.#kept.has(key) && this.#changed(key);
    if (!text) return false;
    this.#entries.delete(key);
    this.#kept.delete(key);
    if (text !== 'gone') this.#take(text);
    return true;
  }

  /** What another page left in the storage; undefined when it is as this one knows it. */
  #changed(key) {
    try {
      const text = this.#storage.getItem(this.#prefix + key) ?? 'gone';
      return text === (this.#kept.get(key) ?? 'gone') ? undefined : text;
    } catch { /* storage refused */ }
  }

  #store(entry) {
    const text = JSON.stringify(entry);
    try {
      this.#storage.setItem(this.#prefix + entry.key, text);
      this.#kept.set(entry.key, text);
    } catch { // full or refused
      this.#kept.delete(entry.key);
    }
  }

  #unstore(key) {
    try {
      if (!this.#changed(key)) this.#storage.removeItem(this.#prefix + key);
    } catch { /* refused */ }
    this.#kept.delete(key);
  }
}

function localStorageOrNone() {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
