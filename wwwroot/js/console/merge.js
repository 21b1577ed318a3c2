import { html, nothing, render } from '../../lib/lit-html.js';
import { get } from '../live/api.js';
import { count, t } from '../texts.js';
import { fold } from './queue.js';

const MOST = 6; // candidates that are offered at once
const TARGETS = ['Pending', 'Published', 'Answering', 'AnsweredLive', 'AnsweredInWriting'];
const MERGED = ['Pending', 'Published', 'Answering', 'Rejected'];

/** Questions that one could be merged with: the likely ones first, then those that share words with it or with what was typed. */
export function candidatesFor(question, questions, likely, search = '') {
  const words = fold(search || question.text).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);
  const score = (other) => {
    const folded = fold(other.text);
    const shared = words.filter((word) => folded.includes(word)).length;
    return (search ? 0 : 100 * likely.includes(other.id)) + shared;
  };
  return questions
    .filter((other) => other.id !== question.id && TARGETS.includes(other.status))
    .map((other) => ({ other, score: score(other) }))
    .filter(({ score: points }) => points > 0)
    .sort((a, b) => b.score - a.score || b.other.upvotes - a.other.upvotes)
    .slice(0, MOST)
    .map(({ other }) => other);
}

/**
 * Two questions side by side: which one stays, and how many attendees it will count.
 * @param {HTMLDialogElement} dialog
 * @param {string} api address of the session
 * @returns {(question: object, about: {questions: () => object[], likely: string[], other?: object}) => Promise<{question: object, into: object}|null>}
 */
export function mergeDialog(dialog, api) {
  const form = dialog.querySelector('form');
  const body = dialog.querySelector('[data-live="merge"]');
  const search = dialog.querySelector('[data-live="merge-search"]');
  let asked;

  /** What would be merged into what. */
  function pair() {
    const [question, into] = asked.swapped ? [asked.other, asked.question] : [asked.question, asked.other];
    return { question, into };
  }

  const allowed = ({ question, into }) => question && into && MERGED.includes(question.status) && TARGETS.includes(into.status);

  function draw() {
    const candidates = candidatesFor(asked.question, asked.questions(), asked.likely, search.value.trim());
    asked.other ??= candidates[0] ?? null;
    if (asked.other && !candidates.some(({ id }) => id === asked.other.id)) candidates.unshift(asked.other);
    const side = (question, stays) => html`<div class="merge-side" data-stays=${stays || nothing}>
      <label class="choice"><input type="radio" name="stays" .checked=${stays} ?disabled=${!question} @change=${() => turn(question)}><span>${t('Merge_Stays')}</span></label>
      ${question ? html`<p class="queue-text">${question.text}</p><p class="queue-meta"><span class="status" data-status=${question.status}>${t(`Question_${question.status}`)}</span><span>${question.author ?? t('Author_None')}</span><span>${count('Upvotes', question.upvotes)}</span></p>` : html`<p class="soft">${t('Merge_None')}</p>`}</div>`;
    render(html`<div class="merge-sides">${side(asked.question, asked.swapped)}${side(asked.other, !asked.swapped)}</div>
      <p class="merge-count" aria-live="polite">${asked.upvotes === null ? '' : count('Merge_Result', asked.upvotes)}</p>
      <fieldset class="field"><legend>${t('Merge_With')}</legend><div class="choices merge-candidates">${candidates.map((other) => html`<label class="choice"><input type="radio" name="other"
        .checked=${other.id === asked.other?.id} @change=${() => choose(other)}><span>${other.text} <span class="soft small">${count('Upvotes', other.upvotes)}</span></span></label>`)}</div></fieldset>`, body);
    form.querySelector('.button-primary').disabled = !allowed(pair());
  }

  async function preview() {
    const current = asked;
    const { question, into } = pair();
    current.upvotes = null;
    draw();
    if (!allowed({ question, into })) return;
    try {
      const { upvotes } = await get(`${api}/questions/${question.id}/merge?into=${into.id}`);
      if (asked !== current || pair().into.id !== into.id || pair().question.id !== question.id) return;
      current.upvotes = upvotes;
      draw();
    } catch (error) {
      if (!error.status && error.name !== 'ApiError') throw error;
    }
  }

  function choose(other) {
    asked.other = other;
    preview();
  }

  function turn(stays) {
    asked.swapped = stays.id === asked.question.id;
    preview();
  }

  search.addEventListener('input', draw);
  dialog.addEventListener('keydown', (event) => {
    if (event.target.closest('input:not([type=radio])') || event.key.toLowerCase() !== 'c' || !asked.other || event.ctrlKey || event.metaKey || event.altKey) return;
    asked.swapped = !asked.swapped;
    preview();
  });
  return (question, { questions, likely, other = null }) => new Promise((resolve) => {
    const back = document.activeElement;
    asked = { question, other, questions, likely, swapped: false, upvotes: null };
    search.value = '';
    draw();
    // The one that everyone sees, or that more support, is the better one to keep.
    asked.swapped = Boolean(asked.other) && !allowed(pair());
    dialog.returnValue = '';
    dialog.addEventListener('close', () => {
      back?.focus?.();
      resolve(dialog.returnValue === 'merge' && allowed(pair()) ? pair() : null);
    }, { once: true });
    dialog.showModal();
    preview();
    (form.querySelector('.button-primary:not(:disabled)') ?? search).focus();
  });
}
