import { html, nothing } from '../../lib/lit-html.js';
import { t } from '../texts.js';

const ANSWERED = ['Answering', 'AnsweredLive', 'AnsweredInWriting'];

/** The way of one's own question: its steps, and at which it stands. @param {object} question MyQuestion @param {string} status */
function way({ reason, mergedInto }, status) {
  const last = {
    Rejected: html`${t('Question_Rejected')}${reason ? html`: ${t(`Reason_${reason}`)}` : nothing}`,
    Merged: mergedInto ? html`${t('Way_Merged')} <a href=${`#q-${mergedInto.id}`}>«${mergedInto.text}»</a>` : t('Question_Merged'),
    Withdrawn: t('Question_Withdrawn'),
  }[status];
  const steps = last ? [t('Question_Pending'), last] : [t('Question_Pending'), t('Question_Published'), t(ANSWERED.includes(status) ? `Question_${status}` : 'Way_Answered')];
  const at = last ? 1 : status === 'Pending' ? 0 : ANSWERED.includes(status) ? 2 : 1;
  return html`<ol class="way" data-status=${status}>${steps.map((step, index) =>
    html`<li data-step=${index < at ? 'done' : index === at ? 'here' : 'ahead'} aria-current=${index === at ? 'step' : nothing}>${step}</li>`)}</ol>`;
}

/**
 * One's own questions: what waits, what was refused, and what the server has.
 * @param {(question: object) => string} statusOf what the session tells of a public one is newer
 */
export function ownQuestions(own, statusOf, onEdit) {
  const waiting = own.entries('waiting').reverse();
  const refused = own.entries('refused').reverse();
  if (waiting.length + refused.length + own.questions.length === 0) return html`<p class="soft">${t('Mine_Empty')}</p>`;
  return html`<ul class="questions">${waiting.map((entry) => html`<li class="question"><p class="question-text">${entry.body.text}</p>
    <p><span class="status" data-status="Pending">${t('Mine_Sending')}</span></p></li>`)}${refused.map((entry) =>
    html`<li class="question"><p class="question-text">${entry.body.text}</p>
    <p class="field-error">${entry.error.detail ?? entry.error.title}</p>
    <p><button class="button button-small" type="button" @click=${() => onEdit(entry)}>${t('Mine_Edit')}</button></p></li>`)}${own.questions.map((question) =>
    html`<li class="question"><p class="question-text">${question.text}</p>${way(question, statusOf(question))}</li>`)}</ul>`;
}
