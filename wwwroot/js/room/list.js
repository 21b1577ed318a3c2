import { render } from '../../lib/lit-html.js';
import { count, t } from '../texts.js';

const PAGE = 30;
const NEAR = 2; // windows from the upper edge: a thumb scrolls on before the page hears of it, and what grows above brings some of it nearer
const GONE = [];

/**
 * The list that everyone sees. What the reader has come to keeps its place: items change where they stand, and what
 * would move them (new ones, another order) waits behind a button. Well below the window's edge the true order holds.
 */
export class QuestionList {
  #list;
  #button;
  #view;
  #shown = new Map(); // li and what it shows by id, in the order of the page
  #unseen = new Set();
  #questions;
  #lifted = new Set();
  #matches = null;
  #limit = PAGE;
  #watch = new IntersectionObserver((entries) => entries.forEach((entry) => entry.isIntersecting && this.#see(entry.target)));

  /**
   * @param {HTMLElement} list with the items that the server drew, each with data-id
   * @param {HTMLButtonElement} button
   * @param {object} view
   * @param {(question: object) => unknown[]} view.facts what an item shows: it is drawn again when one of them is another
   * @param {(question: object) => import('lit-html').TemplateResult} view.item
   * @param {(id: string) => boolean} view.isGone whether one that is not among the questions any more was taken away
   * @param {() => import('lit-html').TemplateResult} view.gone what stands where a question was
   * @param {object[]} questions what the server drew, QuestionViews in their true order
   */
  constructor(list, button, view, questions) {
    this.#list = list;
    this.#button = button;
    this.#view = view;
    this.#questions = questions;
    for (const question of questions) {
      const li = list.querySelector(`[data-id="${question.id}"]`);
      if (li) this.#shown.set(question.id, { li, facts: view.facts(question) });
    }
    button.addEventListener('click', () => this.#showAll());
  }

  /** @param {object[]} questions in their true order @param {Iterable<string>} [fresh] ids of those that just came */
  show(questions, fresh = []) {
    this.#questions = questions;
    for (const id of fresh) this.#unseen.add(id);
    this.#arrange();
  }

  /** Shows so many more of them. */
  showMore(number = PAGE) {
    this.#limit += number;
    const shown = [...this.#shown.keys()];
    this.#place([...shown, ...this.#order().filter((id) => !this.#shown.has(id)).slice(0, this.#limit - shown.length)]);
  }

  /** Shows only those that a reader looks for; none looked for: all again. @param {((question: object) => boolean)|null} matches */
  filter(matches) {
    this.#matches = matches;
    this.#place(this.#order().slice(0, this.#limit));
    this.#label(true);
  }

  /** How many there are beyond those that are shown. */
  get left() {
    return this.#order().length - this.#shown.size;
  }

  #arrange() {
    const sight = this.#matches ? [] : this.#inSight();
    const { ids, complete } = arrange(this.#order(), sight, sight.length > 0 && this.#endsInSight(), this.#limit);
    this.#place(ids);
    this.#label(complete);
  }

  /** Ids in the order to show: those that the reader asked for as new, then the others. */
  #order() {
    const ids = this.#questions.filter(this.#matches ?? (() => true)).map(({ id }) => id);
    return this.#lifted.size === 0 ? ids : [...ids.filter((id) => this.#lifted.has(id)), ...ids.filter((id) => !this.#lifted.has(id))];
  }

  #showAll() {
    this.#lifted = new Set(this.#unseen);
    this.#place(this.#order().slice(0, this.#limit));
    this.#list.closest('section').scrollIntoView({ block: 'start' });
    this.#list.focus({ preventScroll: true });
    this.#unseen.clear();
    this.#label(true);
  }

  /** Ids of the items above the window's lower edge or near below it. */
  #inSight() {
    const ids = [];
    for (const [id, { li }] of this.#shown) {
      if (li.getBoundingClientRect().top >= NEAR * innerHeight) break;
      ids.push(id);
    }
    return ids;
  }

  #endsInSight() {
    return this.#list.getBoundingClientRect().bottom < NEAR * innerHeight;
  }

  #place(ids) {
    const focused = document.activeElement;
    const questions = new Map(this.#questions.map((question) => [question.id, question]));
    const before = this.#shown;
    this.#shown = new Map();
    ids.forEach((id, index) => {
      const entry = before.get(id) ?? this.#create(id);
      before.delete(id);
      this.#shown.set(id, entry);
      const there = this.#list.children[index];
      if (there !== entry.li) this.#list.insertBefore(entry.li, there ?? null);
      this.#draw(entry, questions.get(id));
    });
    before.forEach(({ li }) => li.remove());
    // An element that moves loses the focus.
    if (focused !== document.activeElement && this.#list.contains(focused)) focused.focus({ preventScroll: true });
  }

  #create(id) {
    const li = document.createElement('li');
    li.id = `q-${id}`;
    li.dataset.id = id;
    li.className = this.#unseen.has(id) ? 'question question-new' : 'question';
    if (this.#unseen.has(id)) this.#watch.observe(li);
    return { li };
  }

  #draw(entry, question) {
    const { li } = entry;
    if (!question && !this.#view.isGone(li.dataset.id)) return;
    const facts = question ? this.#view.facts(question) : GONE;
    if (entry.facts?.length === facts.length && entry.facts.every((fact, index) => fact === facts[index])) return;
    entry.facts = facts;
    const hadFocus = li.contains(document.activeElement);
    // Who reads on keeps the place, not what was taken away.
    li.style.minBlockSize = question ? '' : `${li.offsetHeight}px`;
    if (!entry.drawn) li.replaceChildren();
    entry.drawn = true;
    render(question ? this.#view.item(question) : this.#view.gone(), li);
    if (hadFocus && !li.contains(document.activeElement)) li.querySelector('button')?.focus({ preventScroll: true });
  }

  #see(li) {
    this.#watch.unobserve(li);
    this.#unseen.delete(li.dataset.id);
    this.#label(!this.#button.dataset.waits);
  }

  #label(complete) {
    for (const id of this.#unseen) {
      if (!this.#questions.some((question) => question.id === id)) this.#unseen.delete(id);
    }
    const { size } = this.#unseen;
    this.#button.toggleAttribute('data-waits', !complete);
    this.#button.hidden = size === 0 && complete;
    this.#button.textContent = size > 0 ? count('Questions_New', size) : t('Questions_Reorder');
  }
}

/**
 * What a list shows: first what is in sight, as it stands; then the others in their true order, unless the list's end
 * is in sight as well, where they would push away what follows the list.
 * @param {string[]} order ids in their true order
 * @param {string[]} sight ids of what is in sight, in the order of the page
 * @param {boolean} ends the list's end is in sight
 * @param {number} [limit] of how many are shown
 * @returns {{ids: string[], complete: boolean}} complete: the first of them, in their true order
 */
export function arrange(order, sight, ends, limit = Infinity) {
  const fixed = new Set(sight);
  const others = order.filter((id) => !fixed.has(id)).slice(0, Math.max(0, limit - sight.length));
  const ids = ends ? sight : [...sight, ...others];
  return { ids, complete: ids.length === Math.min(order.length, Math.max(limit, sight.length)) && ids.every((id, index) => id === order[index]) };
}
