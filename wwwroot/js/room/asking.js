import { newId } from '../live/ids.js';
import { later } from './later.js';

const load = later(() => import('./ask.js'));

/**
 * The form for asking, before its own module has come: that is asked for when the form is first touched, or holds a draft.
 * @param {HTMLFormElement|null} form @param {object} page the page's data @param {Storage|undefined} storage for the draft
 * @param {(question: {id: string, text: string, withName: boolean}) => void} onAsk
 */
export function asking(form, { slug, shortestQuestion: shortest, longestQuestion: longest }, storage, onAsk) {
  const key = `draft:${slug}`;
  let made;
  const make = async () => {
    const { askForm } = await load();
    return (made ??= askForm(form, { shortest, longest, key, storage }, (asked) => onAsk({ id: newId(), ...asked })));
  };
  if (form) {
    form.noValidate = true;
    form.addEventListener('focusin', () => make().catch(() => {}), { once: true });
    form.addEventListener('submit', async (event) => {
      if (made) return;
      event.preventDefault();
      await make();
      form.requestSubmit();
    });
    if (storage?.getItem(key)) make();
  }
  return {
    /** Puts a question back that could not be taken, unless another one is being written. @returns {Promise<boolean>} whether it did */
    putBack: async (body, sentence) => Boolean(form) && (await make()).putBack(body, sentence),
  };
}
