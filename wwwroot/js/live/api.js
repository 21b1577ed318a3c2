import { backoff, systemTimers } from './timing.js';

/** A call that failed: a problem detail of the server, or status 0 when no answer came (network, 10 s without answer). */
export class ApiError extends Error {
  /** @param {number} status @param {object} [problem] @param {number} [retryAfter] milliseconds */
  constructor(status, problem = {}, retryAfter = 0) {
    super(problem.title ?? `status ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? (status ? 'http' : 'network');
    this.title = problem.title;
    this.detail = problem.detail;
    /** @type {Record<string, string[]>} messages by field */
    this.errors = problem.errors ?? {};
    this.retryAfter = retryAfter;
  }

  /** The same call may succeed later. */
  get transient() {
    return [0, 408, 425, 429].includes(this.status) || this.status >= 500;
  }
}

/**
 * JSON calls over a given fetch.
 * @param {{fetch?: typeof fetch, timers?: object, timeout?: number}} [options] timeout in milliseconds
 */
export function createApi({ fetch = (...call) => globalThis.fetch(...call), timers = systemTimers, timeout = 10_000 } = {}) {
  /** @returns {Promise<any>} the answer's JSON; undefined when it has none. Throws ApiError. */
  async function send(method, url, body) {
    const abort = new AbortController();
    const timer = timers.setTimeout(() => abort.abort(), timeout);
    try {
      const response = await fetch(url, {
        method,
        cache: 'no-store',
        headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: abort.signal,
      });
      const json = parse(await response.text());
      if (!response.ok) throw new ApiError(response.status, json, retryAfter(response.headers.get('retry-after'), timers.now()));
      return json;
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0);
    } finally {
      timers.clearTimeout(timer);
    }
  }
  return { get: (url) => send('GET', url), send };
}

export const { get, send } = createApi();

/**
 * Repeats a call that is safe to repeat while it fails for a passing reason.
 * @template T
 * @param {() => Promise<T>} call
 * @param {{attempts?: number, timers?: object, random?: () => number}} [options]
 * @returns {Promise<T>}
 */
export async function withRetry(call, { attempts = 5, timers = systemTimers, random = Math.random } = {}) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!error.transient || attempt + 1 >= attempts) throw error;
      await new Promise((resolve) => timers.setTimeout(resolve, retryDelay(error, attempt, random)));
    }
  }
}

/** Milliseconds to wait before the next attempt: what the server asked for, and full jitter on top. */
export const retryDelay = (error, attempt, random) => (error.retryAfter ?? 0) + backoff(random, attempt);

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfter(value, now) {
  if (!value) return 0;
  const ms = /^\d+$/.test(value) ? value * 1000 : Date.parse(value) - now;
  return Math.max(0, ms || 0);
}
