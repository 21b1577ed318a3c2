import { html, nothing, render } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';
import { icon } from '../icon.js';
import { get } from '../live/api.js';
import { systemTimers } from '../live/timing.js';
import { count, formatNumber, t } from '../texts.js';

const PAUSE = 400;
const SHORTEST = 10;

/** What is asked while somebody types: after a pause, and only the answer to what stands there now counts. */
export class Suggestions {
  /** Public questions that are like the text, the most similar first. @type {object[]} */
  questions = [];

  #find;
  #changed;
  #said;
  #longest;
  #timers;
  #text = '';
  #timer;
  #announced = false;

  /**
   * @param {object} options
   * @param {(text: string) => Promise<{questions: object[]}>} options.find
   * @param {() => void} options.changed `questions` are others
   * @param {(number: number) => void} options.said there are so many: once, until the text is gone
   * @param {number} options.longest text that can be asked, in code points
   */
  constructor({ find, changed, said, longest, timers = systemTimers }) {
    this.#find = find;
    this.#changed = changed;
    this.#said = said;
    this.#longest = longest;
    this.#timers = timers;
  }

  /** The text stands like this now. */
  write(text) {
    const value = text.trim();
    if (value === this.#text) return;
    this.#text = value;
    this.#timers.clearTimeout(this.#timer);
    const size = [...value].length;
    if (size === 0) this.#announced = false;
    if (size < SHORTEST) this.#show([]);
    else if (size <= this.#longest) this.#timer = this.#timers.setTimeout(() => this.#ask(value), PAUSE);
  }

  /** What the server says of the upvotes of one of them. */
  counted(id, upvotes) {
    if (this.questions.some((question) => question.id === id)) {
      this.#show(this.questions.map((question) => (question.id === id ? { ...question, upvotes } : question)));
    }
  }

  async #ask(value) {
    let found;
    try {
      found = (await this.#find(value)).questions;
    } catch {
      return; // a help that does not come is no news
    }
    if (value !== this.#text) return;
    this.#show(found);
    if (found.length > 0 && !this.#announced) {
      this.#announced = true;
      this.#said(found.length);
    }
  }

  #show(questions) {
    if (questions.length === 0 && this.questions.length === 0) return;
    this.questions = questions;
    this.#changed();
  }
}

/**
 * Offers, below the form for asking, what was asked already. It stands behind the button, so that it pushes nothing under
 * a finger, and gives its room back only when the text is gone.
 * @param {HTMLFormElement} form
 * @param {object} options
 * @param {string} options.slug @param {number} options.longest @param {(sentence: string) => void} options.say
 * @param {import('./own.js').Own} options.own
 * @param {(question: object) => object} options.current the question as the session tells of it, if it does
 * @param {() => boolean} options.may the reader may upvote now
 * @param {(id: string) => void} options.onUpvote
 */
export function similar(form, { slug, longest, say, own, current, may, onUpvote }) {
  const place = document.createElement('div');
  place.className = 'similar';
  form.after(place);
  const { text } = form.elements;
  const suggestions = new Suggestions({
    find: (value) => get(`/api/sessions/${encodeURIComponent(slug)}/questions/similar?${new URLSearchParams({ text: value })}`),
    changed: draw,
    said: (number) => say(count('Similar_Found', number)),
    longest,
  });

  function draw() {
    const questions = suggestions.questions.map((question) => ({ ...question, ...current(question) }));
    render(questions.length > 0 && !form.hidden ? list(questions, own, may(), onUpvote) : nothing, place);
    const height = text.value.trim() ? Math.max(place.offsetHeight, parseFloat(place.style.minBlockSize) || 0) : 0;
    place.style.minBlockSize = height ? `${height}px` : '';
  }

  const write = () => suggestions.write(text.value);
  form.addEventListener('input', write);
  // The form is emptied once it was taken, and other listeners do that.
  form.addEventListener('submit', () => setTimeout(() => { write(); draw(); }));
  write();
  return {
    /** Something of what is shown may be another. */
    draw,
    counted: (id, upvotes) => suggestions.counted(id, upvotes),
  };
}

const list = (questions, own, may, onUpvote) => html`<section aria-labelledby="parecidas">
  <h3 id="parecidas">${t('Similar_Title')}</h3>
  <p class="soft small">${t('Similar_Note')}</p>
  <ul class="questions">${repeat(questions, ({ id }) => id, (question) => item(question, own, may, onUpvote))}</ul>
</section>`;

function item(question, own, may, onUpvote) {
  const id = `s-${question.id}`;
  const upvotes = own.upvotes(question);
  const upvoted = own.upvoted(question.id);
  const mine = own.asked(question.id);
  const number = html`${icon('up')}<span>${formatNumber(upvotes)}</span>`;
  const word = t(upvotes === 1 ? 'Upvotes_Word_One' : 'Upvotes_Word_Many');
  return html`<li class="question" data-similar=${question.id}>
    <p class="question-text" id=${`${id}-text`}>${question.text}</p>
    <p class="question-meta"><span class="status" data-status=${question.status}>${t(`Question_${question.status}`)}</span>${mine
      ? html`<span class="badge">${t('Upvote_Own')}</span>` : nothing}${upvoted ? html`<span>${t('Similar_Supported')}</span>` : nothing}</p>
    <div class="question-upvote">${may && !mine
      ? html`<button class="upvote" type="button" aria-pressed=${String(upvoted)} aria-describedby=${`${id}-text`}
          @click=${() => onUpvote(question.id)}>${number}<span class="visually-hidden"> ${word}. ${t('Upvote_Verb')}</span></button>`
      : html`<span class="upvote">${number}<span class="visually-hidden"> ${word}</span></span>`}</div>
  </li>`;
}
