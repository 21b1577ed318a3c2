import { html, nothing } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';
import { count, formatNumber, t } from '../texts.js';

/** What attendees wrote by what became of it. @param {object} poll PollView for staff */
export function sorted(poll) {
  const words = poll.choices.map((choice, index) => ({ ...choice, people: poll.counts?.[index] }));
  return Object.fromEntries(['Pending', 'Shown', 'Hidden'].map((status) => [status, words.filter((word) => word.status === status)]));
}

/**
 * What attendees wrote: those that wait first, each with what can be done about it.
 * @param {object} poll
 * @param {(poll: object, decision: {show?: string[], hide?: string[]}) => void} decide
 */
export function wordList(poll, decide) {
  const { Pending, Shown, Hidden } = sorted(poll);
  const show = (word) => html`<button class="button button-small" type="button" data-do="show-${word.id}"
    @click=${() => decide(poll, { show: [word.id] })}>${t('Word_Show')}<span class="visually-hidden">: ${word.text}</span></button>`;
  const hide = (word) => html`<button class="button button-small button-quiet" type="button" data-do="hide-${word.id}"
    @click=${() => decide(poll, { hide: [word.id] })}>${t('Word_Hide')}<span class="visually-hidden">: ${word.text}</span></button>`;
  const list = (words, buttons) => html`<ul class="word-list">${repeat(words, (word) => word.id, (word) => html`<li class="word" data-id=${word.id}>
    <span>${word.text}${word.people > 1 ? html` <span class="soft small">× ${formatNumber(word.people)}</span>` : nothing}</span><span class="cluster">${buttons(word)}</span></li>`)}</ul>`;
  const more = (words, key, buttons) => (words.length === 0 ? nothing
    : html`<details class="word-more"><summary>${t(key, formatNumber(words.length))}</summary>${list(words, buttons)}</details>`);
  return html`<div class="words-desk" role="group" aria-label=${t('Words_Title')} tabindex="-1">
    <div class="card-head"><strong>${Pending.length === 0 ? t('Words_None') : count('Words_Pending', Pending.length)}</strong>${Pending.length > 1
      ? html`<button class="button button-small" type="button" @click=${() => decide(poll, { show: Pending.map((word) => word.id) })}>${t('Words_ShowAll')}</button>` : nothing}</div>
    ${Pending.length === 0 ? nothing : list(Pending, (word) => [show(word), hide(word)])}
    ${more(Shown, 'Words_Shown', hide)}${more(Hidden, 'Words_Hidden', show)}</div>`;
}
