import { compareIds, compareQuestions } from './order.js';

const CLOCK_SAMPLES = 30;

/**
 * What a client holds of one session, and the rules by which deltas and beacons change it. No timers, no I/O.
 * Messages are those of the live protocol: Delta, Beacon, SessionView, QuestionView, PollView.
 */
export class LiveState {
  epoch = null;
  revision = 0;
  session = null;
  /** @type {Map<string, object>} QuestionView by id */
  questions = new Map();
  /** @type {Map<string, object>} PollView by id */
  polls = new Map();
  /** @type {Map<string, object>} PollTally by the poll's id: what this person sees for having answered */
  tallies = new Map();
  /** @type {number|null} how many watch; null while unknown */
  watching = null;
  /** Milliseconds to add to the local clock to get the server's. */
  offset = 0;
  #gapDetection;
  #beaconsBelow = 0;
  #clock = [];
  #removed = new Map(); // ids of questions with the revision up to which they are known to be gone

  /** @param {{gapDetection?: boolean}} [options] gapDetection: only tests switch it off */
  constructor({ gapDetection = true } = {}) {
    this.#gapDetection = gapDetection;
  }

  /**
   * @param {object} delta
   * @param {{answer?: boolean}} [how] answer: it answers a read of the changes, so that a snapshot counts even
   *   when it reaches less far than what is held: the server says that there is no more.
   * @returns {'applied'|'ignored'|'gap'} gap: read the changes since `revision`
   */
  applyDelta(delta, { answer = false } = {}) {
    this.watching = delta.watching ?? this.watching;
    const foreign = delta.epoch !== this.epoch;
    if (delta.from === 0) {
      if (!answer && !foreign && delta.to <= this.revision) return 'ignored';
      this.questions.clear();
      this.#removed.clear();
      this.polls.clear();
      this.session = null;
    } else if (foreign) {
      this.forget();
      return 'gap';
    } else {
      if (delta.to <= this.revision) return 'ignored';
      if (delta.from > this.revision && this.#gapDetection) return 'gap';
    }
    this.epoch = delta.epoch;
    this.revision = delta.to;
    this.#beaconsBelow = 0;
    if (delta.session && delta.session.revision >= (this.session?.revision ?? 0)) this.session = delta.session;
    merge(this.questions, delta.questions, delta.removedQuestions);
    for (const id of delta.removedQuestions ?? []) this.#removed.set(id, delta.to);
    merge(this.polls, delta.polls, delta.removedPolls);
    return 'applied';
  }

  /** @param {object} tally PollTally @returns {boolean} false when it is no newer than the one that is held */
  applyTally(tally) {
    if (tally.revision <= (this.tallies.get(tally.poll)?.revision ?? 0)) return false;
    this.tallies.set(tally.poll, tally);
    return true;
  }

  /**
   * Takes in questions that came by pages: those that are not held yet, and those that are newer. A page may be older than what the deltas brought since.
   * @param {object[]} questions QuestionViews
   */
  add(questions) {
    for (const question of questions) {
      const known = Math.max(this.questions.get(question.id)?.revision ?? 0, this.#removed.get(question.id) ?? 0);
      if (question.revision > known) this.questions.set(question.id, question);
    }
  }

  /**
   * @param {object} beacon
   * @returns {'ok'|'behind'|'restored'} behind: read the changes; restored: the same, and all that is held is void
   */
  onBeacon(beacon) {
    this.watching = beacon.watching;
    if (this.epoch === null) return 'behind';
    this.#beaconsBelow = beacon.revision < this.revision ? this.#beaconsBelow + 1 : 0;
    if (beacon.epoch !== this.epoch || this.#beaconsBelow === 2) {
      this.forget();
      return 'restored';
    }
    return beacon.sent > this.revision && this.#gapDetection ? 'behind' : 'ok';
  }

  /** Voids what is held: the next read starts from 0. It stays on show until that snapshot replaces it. */
  forget() {
    this.epoch = null;
    this.revision = 0;
    this.tallies.clear();
    this.#beaconsBelow = 0;
  }

  /**
   * Learns the server's clock. A message's `at` is never later than its arrival, so of the last ones
   * that with the smallest delay is the best estimate, however wrong the local clock is.
   * @param {string} at the server's clock in a message
   * @param {number} now the local clock when it arrived, milliseconds
   */
  sawClock(at, now) {
    const sample = Date.parse(at) - now;
    if (Number.isNaN(sample)) return;
    this.#clock.push(sample);
    if (this.#clock.length > CLOCK_SAMPLES) this.#clock.shift();
    this.offset = Math.max(...this.#clock);
  }

  /** Whether a question is known to be taken away: of one that is not held a snapshot may just not tell. @param {string} id */
  isRemoved(id) {
    return this.#removed.has(id);
  }

  /** Questions in the order in which everyone sees them. */
  orderedQuestions() {
    return [...this.questions.values()].sort(compareQuestions);
  }

  /**
   * What is held, to be compared with what the database holds: `{polls, questions, session}`, items sorted by id,
   * keys sorted, nulls left out. Epoch, revision and who watches are not part of it.
   */
  toCanonical() {
    const byId = (items) => [...items.values()].sort((a, b) => compareIds(a.id, b.id));
    return canonical({ polls: byId(this.polls), questions: byId(this.questions), session: this.session });
  }
}

function merge(held, items = [], removed = []) {
  for (const id of removed) held.delete(id);
  for (const item of items) {
    if (item.revision >= (held.get(item.id)?.revision ?? 0)) held.set(item.id, item);
  }
}

function canonical(value) {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort()
    .filter((key) => value[key] != null)
    .map((key) => [key, canonical(value[key])]));
}
