import { kindOf } from '../polls/kinds.js';

const NONE = { choices: [], texts: [] };

/** What the reader marks and writes in polls before it is sent, which ballots are being changed, and why one was refused. */
export class Ballots {
  #answers = new Map();
  #changing;
  #errors = new Map();
  #own;

  /** @param {object} own Own @param {string} [changing] id of the poll whose ballot the page was asked to change */
  constructor(own, changing) {
    this.#own = own;
    this.#changing = new Set(changing ? [changing] : []);
  }

  /** What the card of a poll shows of it. */
  view({ id }) {
    const ballot = this.#own.ballot(id);
    return {
      ballot, waits: this.#own.ballotWaits(id), changing: this.#changing.has(id),
      answer: this.#answers.get(id) ?? ballot ?? NONE, error: this.#errors.get(id),
    };
  }

  /** Takes over what was marked or written in the server's form while the kind's module was on its way. @param {Element} place of the poll */
  adopt(poll, place) {
    const form = place.querySelector('form');
    if (form?.querySelector('[name="poll"]')?.value !== poll.id) return;
    const choices = [...form.querySelectorAll('[name="choice"]:checked')].map((field) => field.value);
    const texts = [...form.querySelectorAll('[name="text"]')].map((field) => field.value);
    if (choices.length > 0 || texts.some(Boolean)) this.#answers.set(poll.id, { choices, texts });
  }

  answer(poll, answer) {
    this.#answers.set(poll.id, answer);
    this.#errors.delete(poll.id);
  }

  change(poll, changing) {
    this.#changing[changing ? 'add' : 'delete'](poll.id);
    this.#answers.delete(poll.id);
    this.#errors.delete(poll.id);
  }

  /** What to send; undefined, with the reason to show, when that would be refused. */
  toSend(poll) {
    const kind = kindOf(poll.kind);
    const { answer } = this.view(poll);
    const problem = kind.problem(poll, answer);
    if (problem) {
      this.#errors.set(poll.id, problem);
      return undefined;
    }
    this.#changing.delete(poll.id);
    this.#errors.delete(poll.id);
    return { choices: answer.choices, texts: kind.texts?.(answer) ?? [] };
  }

  /** What was sent was taken; what is being written in its place stays. */
  sent(id) {
    if (!this.#changing.has(id)) this.#answers.delete(id);
  }

  refused(id, body, reason) {
    this.#errors.set(id, reason);
    if (this.#changing.has(id) && this.#answers.has(id)) return; // another answer is being written
    this.#changing.add(id);
    this.#answers.set(id, { choices: body.choices, texts: body.texts ?? [] });
  }
}
