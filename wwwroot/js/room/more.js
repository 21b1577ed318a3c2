import { get } from '../live/api.js';

const MOST = 20; // pages that a search reads

/** Reads the next page of questions beyond those that everyone's snapshot has. @param {{more: boolean, next?: string}} pages how far it has come */
export async function readPage(slug, state, pages) {
  const after = pages.next ? `?after=${encodeURIComponent(pages.next)}` : '';
  try {
    const { questions, next } = await get(`/api/sessions/${encodeURIComponent(slug)}/questions${after}`);
    state.add(questions);
    pages.next = next;
    pages.more = Boolean(next);
  } catch (error) {
    if (!error.transient) pages.more = false;
    return false;
  }
  return true;
}

/** A text as it is looked for: lower case, without accents. */
export const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether all words of what is looked for stand in a question. @param {string} looked @returns {((question: object) => boolean)|null} */
export function matching(looked) {
  const words = fold(looked).split(/\s+/).filter(Boolean);
  return words.length === 0 ? null : ({ text, author }) => words.every((word) => fold(`${text} ${author ?? ''}`).includes(word));
}

/** Looks among the questions while one types, and reads those that are not here yet. @param {HTMLInputElement} field */
export async function searchIn(field, slug, state, pages, show) {
  const search = () => show(matching(field.value));
  field.addEventListener('input', search);
  if (field.value) search();
  for (let page = 0; page < MOST && pages.more && await readPage(slug, state, pages); page++) if (field.value) search();
}
