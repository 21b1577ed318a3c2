import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { t } from '../texts.js';

const LIMIT = 3;
const PROBLEM = 12_000;
const NEWS = 6_000;

/**
 * What was done lately, newest last, for as long as it can be undone; and what was refused.
 * All times are the server's, in milliseconds.
 */
export class Toasts {
  #items = [];
  #last = 0;

  /**
   * @param {string} text
   * @param {{now: number, entry?: string, entries?: string[], until?: string, bad?: boolean, once?: boolean}} about until: last moment for an undo;
   *   once: takes the place of what says the same, which is no longer offered to be undone (the default for what cannot be undone)
   * @returns {number} its key
   */
  add(text, { now, entry, entries, until, bad = false, once = !until }) {
    const ends = until ? Date.parse(until) : now + (bad ? PROBLEM : NEWS);
    if (once) this.#items = this.#items.filter((item) => item.text !== text);
    this.#items.push({ key: ++this.#last, text, entry: until && (entry ?? entries?.[0]), entries: until && entries, ends, bad });
    if (this.#items.length > LIMIT) this.#items.shift();
    return this.#last;
  }

  /** Those to show now, each with the whole seconds left for an undo. */
  at(now) {
    this.#items = this.#items.filter((item) => item.ends > now);
    return this.#items.map((item) => ({ ...item, left: item.entry ? Math.ceil((item.ends - now) / 1000) : null }));
  }

  /** The last one that can be undone now; undefined when there is none. */
  undoable(now) {
    return this.at(now).findLast((item) => item.entry);
  }

  /** Offers one again that was taken away: it is the last one. @param {object} item of `at` */
  putBack(item) {
    this.#items.push(item);
    if (this.#items.length > LIMIT) this.#items.shift();
  }

  remove(key) {
    this.#items = this.#items.filter((item) => item.key !== key);
  }
}

/** @param {object[]} items of `Toasts.at` @param {{undo: Function, dismiss: Function}} on */
export const toastList = (items, on) => items.map((item) => html`<div class="toast" data-kind=${item.bad ? 'bad' : nothing}><p>${item.text}</p>${item.entry
  ? html`<button class="button button-small" type="button" @click=${() => on.undo(item)}>${icon('undo')}${t('Undo')} <span aria-hidden="true">${t('Seconds', item.left)}</span></button>`
  : html`<button class="button button-small" type="button" @click=${() => on.dismiss(item)} aria-label=${t('Dismiss')}>${icon('close')}</button>`}</div>`);
