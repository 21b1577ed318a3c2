import { html, nothing } from '../../lib/lit-html.js';
import { repeat } from '../../lib/directives/repeat.js';
import { icon } from '../icon.js';
import { count, formatNumber, t } from '../texts.js';

/**
 * The list that everyone sees.
 * @param {object[]} questions QuestionViews in the order to show
 * @param {object} view
 * @param {import('./own.js').Own} view.own
 * @param {boolean} view.open attendees can ask and upvote now
 * @param {(id: string) => string|undefined} view.errorOf why the last press was refused
 * @param {(id: string) => boolean} view.isNew
 * @param {(time: string) => string} view.time
 * @param {(question: object) => void} onUpvote
 */
export const questionList = (questions, view, onUpvote) =>
  repeat(questions, (question) => question.id, (question) => item(question, view, onUpvote));

function item(question, { own, open, errorOf, isNew, time }, onUpvote) {
  const id = `q-${question.id}`;
  const mine = own.asked(question.id);
  const upvotes = own.upvotes(question);
  const error = errorOf(question.id);
  const number = html`${icon('up')}<span>${formatNumber(upvotes)}</span>`;
  const word = t(upvotes === 1 ? 'Upvotes_Word_One' : 'Upvotes_Word_Many');
  return html`<li class=${isNew(question.id) ? 'question question-new' : 'question'} id=${id} data-id=${question.id}>
    <p class="question-text" id=${`${id}-text`}>${question.text}</p>
    <p class="question-meta"><span>${question.author ?? t('NoName')}</span><time datetime=${question.askedAt}>${time(question.askedAt)}</time>${question.pinned
      ? html`<span class="badge">${icon('pin')}${t('IsPinned')}</span>` : nothing}${question.status !== 'Published'
      ? html`<span class="status" data-status=${question.status}>${t(`Question_${question.status}`)}</span>` : nothing}${mine
      ? html`<span class="badge">${t('Upvote_Own')}</span>` : nothing}</p>
    ${error ? html`<p class="field-error" role="alert">${error}</p>` : nothing}
    ${own.registered && open && !mine
      ? html`<form class="question-upvote" method="post" @submit=${(event) => { event.preventDefault(); onUpvote(question); }}><button
          class="upvote" type="submit" aria-pressed=${String(own.upvoted(question.id))} aria-describedby=${`${id}-text`}>${number}<span
          class="visually-hidden"> ${word}. ${t('Upvote_Verb')}</span></button></form>`
      : html`<div class="question-upvote"><span class="upvote">${number}<span class="visually-hidden"> ${word}</span></span></div>`}
  </li>`;
}

export const noQuestions = (over) =>
  html`<div class="empty"><p><strong>${t('Questions_Empty')}</strong>${t(over ? 'Questions_EmptyOver' : 'Questions_EmptyNote')}</p></div>`;

/** The question that is being answered. */
export const onAir = (question) => html`<section class="card card-live" aria-labelledby="al-aire">
  <h2 class="eyebrow" id="al-aire">${t('OnAir_Question')}</h2>
  <p class="on-air-text">${question.text}</p>
  <p class="question-meta"><span>${question.author ?? t('NoName')}</span><span>${count('Upvotes', question.upvotes)}</span></p>
</section>`;

/**
 * One's own questions: what waits, what was refused, and what the server has.
 * @param {(question: object) => string} statusOf what the session tells of a public one is newer
 */
export function ownQuestions(own, statusOf, onEdit) {
  const waiting = own.entries('waiting').reverse();
  const refused = own.entries('refused').reverse();
  if (waiting.length + refused.length + own.questions.length === 0) return html`<p class="soft">${t('Mine_Empty')}</p>`;
  return html`<ul class="questions">${waiting.map((entry) => html`<li class="question"><p class="question-text">${entry.body.text}</p>
    <p class="question-meta"><span class="status" data-status="Pending">${t('Mine_Sending')}</span></p></li>`)}${refused.map((entry) =>
    html`<li class="question"><p class="question-text">${entry.body.text}</p>
    <p class="field-error">${entry.error.detail ?? entry.error.title}</p>
    <p><button class="button button-small" type="button" @click=${() => onEdit(entry)}>${t('Mine_Edit')}</button></p></li>`)}${repeat(
    own.questions, (question) => question.id, (question) => html`<li class="question"><p class="question-text">${question.text}</p>
    <p class="question-meta"><span class="status" data-status=${statusOf(question)}>${t(`Question_${statusOf(question)}`)}</span>${question.reason
      ? html`<span>${t(`Reason_${question.reason}`)}</span>` : nothing}</p></li>`)}</ul>`;
}
