import { html, nothing } from '../../lib/lit-html.js';
import { icon } from '../icon.js';
import { count, t } from '../texts.js';

/**
 * A question in the queue.
 * @param {object} question QuestionView
 * @param {object} about
 * @param {number} about.index place in the list, from 0
 * @param {number} about.count how many the list has, in the page or not
 * @param {string|null} about.entry id of the question that the Tab key reaches
 * @param {boolean} about.chosen selected for an action on several
 * @param {object|null} about.held who else has it in hand
 * @param {object[]} about.merged questions that were merged into it
 * @param {boolean} about.duplicate it is probably the same as another
 * @param {boolean} about.onAir the screen shows it
 * @param {Record<string, object[]>} about.buttons by status
 * @param {(time: string) => string} about.time
 * @param {(action: string, question: object) => void} about.act
 * @param {(question: object) => void} about.choose
 * @param {(question: object) => void} about.merge
 */
export function row(question, about) {
  const { index, entry, chosen, held, merged, duplicate, onAir, buttons, time, act, choose, merge } = about;
  return html`<li class="queue-item" id="q-${question.id}" data-id=${question.id} data-status=${question.status} data-chosen=${chosen || nothing}
    aria-setsize=${about.count} aria-posinset=${index + 1} tabindex=${question.id === entry ? 0 : -1}>
    <p class="queue-text">${question.text}</p>
    <p class="queue-meta"><label class="queue-choose"><input type="checkbox" .checked=${chosen} @change=${() => choose(question)}><span class="visually-hidden">${t('Choose', question.text)}</span></label><span
      class="status" data-status=${question.status}>${t(`Question_${question.status}`)}</span>${onAir
      ? html`<span class="badge badge-air">${icon('screen')}${t('Air_OnScreen')}</span>` : nothing}${question.pinned
      ? html`<span class="badge">${icon('pin')}${t('Badge_Pinned')}</span>` : nothing}${held
      ? html`<span class="badge badge-held">${icon('people')}${t('Held_By', held.name)}</span>` : nothing}${duplicate
      ? html`<button class="badge badge-button" type="button" aria-haspopup="dialog" @click=${() => merge(question)}>${icon('question')}${t('Duplicate_Likely')}</button>` : nothing}${question.reason
      ? html`<span>${t(`Reason_${question.reason}`)}</span>` : nothing}<span>${question.author ?? t('Author_None')}</span><time
      datetime=${question.askedAt}>${time(question.askedAt)}</time>${question.upvotes > 0 ? html`<span>${count('Upvotes', question.upvotes)}</span>` : nothing}</p>
    ${merged.length > 0 ? html`<details class="queue-merged"><summary>${count('Merged', merged.length)}</summary><ul>${merged.map((other) => html`<li>${other.text}</li>`)}</ul></details>` : nothing}
    <div class="actions">${(buttons[question.status] ?? []).map((button) => buttonOf(button, question, about))}</div>
  </li>`;
}

const DIALOGS = ['reject', 'merge'];

function buttonOf({ action, text, look }, question, { onAir, act }) {
  if (action === 'screen' && onAir) return nothing;
  const [does, label] = action === 'pin' && question.pinned ? ['unpin', 'Act_unpin'] : [action, text];
  return html`<button class="button button-small ${look && `button-${look}`}" type="button" aria-haspopup=${DIALOGS.includes(does) ? 'dialog' : nothing}
    @click=${() => act(does, question)}>${t(label)}</button>`;
}

/** What can be done with all that are chosen. @param {number} number @param {string[]} actions @param {{act: Function, all: Function, none: Function}} on */
export const bulkBar = (number, actions, on) => number === 0 ? nothing : html`<div class="bulk" role="group" aria-label=${t('Bulk_Title')}><strong>${count('Bulk', number)}</strong>
  <div class="actions">${actions.map((action) => html`<button class="button button-small" type="button" aria-haspopup=${action === 'reject' ? 'dialog' : nothing}
    @click=${() => on.act(action)}>${t(`Bulk_${action}`)}</button>`)}<button class="button button-small" type="button" @click=${on.all}>${t('Bulk_All')}</button><button
    class="button button-small button-quiet" type="button" @click=${on.none}>${t('Bulk_None')}</button></div></div>`;

/** Those of several that were left as they are, with the reason of each. @param {Array<{text: string, title: string}>} failed @param {() => void} dismiss */
export const failures = (failed, dismiss) => failed.length === 0 ? nothing : html`<div class="notice" data-kind="bad" role="alert">${icon('alert')}<div class="stack"><p><strong>${count('Bulk_Failed', failed.length)}</strong></p>
  <ul>${failed.map(({ text, title }) => html`<li>«${text}» ${title}</li>`)}</ul><button class="button button-small" type="button" @click=${dismiss}>${t('Dismiss')}</button></div></div>`;
