import { html, nothing } from '../../lib/lit-html.js';
import { later } from '../importing.js';
import { newId } from '../live/ids.js';
import { t } from '../texts.js';
import { draw } from './place.js';

const load = later('/js/room/ask.js');

/**
 * The form for asking, before its own module has come: that is asked for when the form is first touched, or holds a draft.
 * What is sent before it is here goes all the same; what is wrong with it the server says.
 * @param {HTMLFormElement|null} form @param {object} page the page's data @param {Storage|undefined} storage for the draft
 * @param {(question: {id: string, text: string, withName: boolean}) => void} onAsk
 */
export function asking(form, { slug, shortestQuestion: shortest, longestQuestion: longest }, storage, onAsk) {
  const key = `draft:${slug}`;
  const ask = (asked) => {
    draw('asked', t('Mine_Sending'));
    onAsk({ id: newId(), ...asked });
  };
  let made;
  const make = async () => {
    const { askForm } = await load();
    return (made ??= askForm(form, { shortest, longest, key, storage }, ask));
  };
  const tryToMake = () => make().catch(() => undefined); // without network now; the next touch tries again
  if (form) {
    form.noValidate = true;
    for (const touch of ['focusin', 'input']) form.addEventListener(touch, () => made || tryToMake());
    form.addEventListener('input', () => draw('asked', nothing));
    form.addEventListener('submit', (event) => {
      if (made) return;
      event.preventDefault();
      if (!form.reportValidity()) return;
      const { text, anonymous } = form.elements;
      ask({ text: text.value, withName: !anonymous.checked });
      text.value = '';
    });
    if (storage?.getItem(key)) tryToMake();
  }
  return {
    /** Says that the question was sent: the field is empty again, and one's own questions may be out of sight. */
    sent() {
      draw('asked', html`${t('Done_question')} <a href="#mias">${t('Mine_Title')}</a>`);
    },
    /** Puts a question back that could not be taken, unless another one is being written. @returns {Promise<boolean>} whether it did */
    async putBack(body, sentence) {
      draw('asked', nothing);
      return Boolean(form && (await tryToMake())?.putBack(body, sentence));
    },
  };
}
