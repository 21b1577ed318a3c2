import { nothing } from '../../lib/lit-html.js';
import { importing } from '../importing.js';
import { upvote } from '../live/outbox.js';
import { QuestionList } from './list.js';
import { draw, part } from './place.js';
import { gone, noQuestions, questionItem } from './questions.js';

const RECENT = 300_000; // a question asked so long before one came may be published only now

const more = () => importing('/js/room/more.js');

/** The questions that everyone sees: supporting them, reading on, looking for some. */
export class QuestionPart {
  #page;
  #client;
  #own;
  #outbox;
  #rules;
  #list;
  #pages = {};
  #entered;
  #refusals = new Map(); // why the last press on a question was refused, by its id

  /**
   * @param {object} page the page's data @param {import('../live/client.js').LiveClient} client @param {import('./own.js').Own} own
   * @param {import('../live/outbox.js').Outbox} outbox
   * @param {{over: () => boolean, accepting: () => boolean}} rules of the session as it is now
   * @param {(time: string) => string} time
   */
  constructor(page, client, own, outbox, rules, time) {
    this.#page = page;
    this.#client = client;
    this.#own = own;
    this.#outbox = outbox;
    this.#rules = rules;
    this.#entered = client.serverNow();
    this.begin();
    this.#list = new QuestionList(part('questions'), part('new-items'), {
      facts: (question) => [question, ...Object.values(this.#view(question))],
      item: (question) => questionItem(question, { ...this.#view(question), time }),
      gone,
      isGone: (id) => !this.#pages.more || client.state.isRemoved(id),
    }, this.#questions);
    part('upvoting')?.addEventListener('submit', (event) => {
      event.preventDefault();
      const id = event.submitter?.closest('[data-id]')?.dataset.id;
      if (id) this.upvote(id);
    });
    part('more-questions').addEventListener('click', (event) => {
      event.preventDefault();
      this.#readOn();
    });
    part('search')?.addEventListener('focus', () => this.#search(), { once: true });
  }

  /** A snapshot is there: pages are read from the first on. */
  begin() {
    Object.assign(this.#pages, { more: this.#client.state.questions.size >= this.#page.snapshotQuestions, next: undefined });
  }

  /** @param {string[]} [fresh] ids of questions that came with the last change */
  show(fresh = []) {
    const questions = this.#questions;
    draw('no-questions', questions.length === 0 ? noQuestions(this.#rules.over(), this.#rules.accepting()) : nothing);
    this.#list.show(questions, fresh.filter((id) => this.#isNew(id)));
    this.#showMore();
  }

  /** Supports a question, or takes the support back. */
  upvote(id) {
    this.#refusals.delete(id);
    this.#outbox.put(upvote(this.#page.slug, id, !this.#own.upvoted(id)));
  }

  /** The server has counted a support. */
  counted(id, upvotes) {
    const { questions } = this.#client.state;
    const held = questions.get(id);
    if (held) questions.set(id, { ...held, upvotes });
  }

  refused(id, reason) {
    this.#refusals.set(id, reason);
  }

  get #questions() {
    return this.#client.state.orderedQuestions();
  }

  #view(question) {
    const { id } = question;
    return {
      upvotes: this.#own.upvotes(question),
      upvoted: this.#own.upvoted(id),
      mine: this.#own.asked(id),
      can: this.#own.registered && this.#rules.accepting(),
      error: this.#refusals.get(id),
    };
  }

  /** Of more questions than a snapshot holds an old one may come as well, because it was upvoted. */
  #isNew(id) {
    return !this.#pages.more || Date.parse(this.#client.state.questions.get(id).askedAt) > this.#entered - RECENT;
  }

  /** More are there: held already, or on the server, which tells page by page. */
  #showMore() {
    part('more-questions').hidden = this.#list.left <= 0 && !this.#pages.more;
  }

  async #readOn() {
    try {
      if (this.#list.left <= 0 && this.#pages.more) await (await more()).readPage(this.#page.slug, this.#client.state, this.#pages);
    } catch { /* without network now; the next press tries again */ }
    this.#list.show(this.#questions);
    this.#list.showMore();
    this.#showMore();
  }

  async #search() {
    try {
      await (await more()).searchIn(part('search'), this.#page.slug, this.#client.state, this.#pages, (matches) => {
        this.#list.show(this.#questions);
        this.#list.filter(matches);
        this.#showMore();
      });
    } catch { // without network now; the next touch tries again
      part('search').addEventListener('input', () => this.#search(), { once: true });
    }
  }
}
