import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { count, formatNumber, t } from '../texts.js';

/**
 * What stands in an item of the list that everyone sees.
 * @param {object} question QuestionView
 * @param {object} view
 * @param {number} view.upvotes @param {boolean} view.upvoted @param {boolean} view.mine
 * @param {boolean} view.can the reader may set or take back support now
 * @param {string|undefined} view.error why the last press was refused
 * @param {(time: string) => string} view.time
 */
export function questionItem(question, { upvotes, upvoted, mine, can, error, time }) {
  const id = `q-${question.id}`;
  const number = html`${icon('up')}<span>${formatNumber(upvotes)}</span>`;
  const word = t(upvotes === 1 ? 'Upvotes_Word_One' : 'Upvotes_Word_Many');
  return html`<p class="question-text" id=${`${id}-text`}>${question.text}</p>
    <p class="question-meta">${question.pinned ? html`<span class="badge">${icon('pin')}${t('IsPinned')}</span>` : nothing}${question.status !== 'Published'
      ? html`<span class="status" data-status=${question.status}>${t(`Question_${question.status}`)}</span>` : nothing}${mine
      ? html`<span class="badge">${t('Upvote_Own')}</span>` : nothing}<span class="cut">${question.author ?? t('NoName')}</span><time
      datetime=${question.askedAt}>${time(question.askedAt)}</time></p>
    ${error ? html`<p class="field-error" role="alert">${error}</p>` : nothing}
    ${can && !mine
      ? html`<div class="question-upvote"><button class="upvote" type="submit" aria-pressed=${String(upvoted)}
          aria-describedby=${`${id}-text`}>${number}<span class="visually-hidden"> ${word}. ${t('Upvote_Verb')}</span></button></div>`
      : html`<div class="question-upvote"><span class="upvote">${number}<span class="visually-hidden"> ${word}</span></span></div>`}`;
}

/** What stands where a question was that is no longer published. */
export const gone = () => html`<p class="question-text soft">${t('Questions_Gone')}</p>`;

export const noQuestions = (over, accepting) => html`<div class="empty"><p><strong>${t('Questions_Empty')}</strong>${t(
  over ? 'Questions_EmptyOver' : accepting ? 'Questions_EmptyNote' : 'Questions_EmptyNotYet')}</p></div>`;

/** The question that is being answered; its text comes last, so that a longer one moves nothing. */
export const onAir = (question) => html`<section class="card card-live" aria-labelledby="al-aire">
  <h2 class="eyebrow" id="al-aire">${t('OnAir_Question')}</h2>
  <p class="question-meta"><span class="cut">${question.author ?? t('NoName')}</span><span>${count('Upvotes', question.upvotes)}</span></p>
  <p class="on-air-text">${question.text}</p>
</section>`;
