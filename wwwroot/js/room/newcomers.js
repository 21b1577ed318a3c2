import { count } from '../texts.js';

const FLASH = 2_000;

/**
 * Questions that came while the page was open: they flash once, and while they stand out of sight a button leads to them.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} list
 */
export function newcomers(button, list) {
  const recent = new Set();
  const unseen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      unseen.delete(target.dataset.id);
      label();
    }
  });

  function label() {
    button.hidden = unseen.size === 0;
    button.textContent = unseen.size === 0 ? '' : count('Questions_New', unseen.size);
  }

  button.addEventListener('click', () => {
    const [id] = unseen;
    list.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: 'center' });
  });

  return {
    has: (id) => recent.has(id),
    add(ids) {
      for (const id of ids) {
        recent.add(id);
        setTimeout(() => recent.delete(id), FLASH); // an element that moves would flash again
        unseen.add(id);
      }
    },
    /** The list was drawn with these questions. */
    show(ids) {
      for (const id of [...unseen]) {
        if (!ids.includes(id)) unseen.delete(id);
        else watch.observe(list.querySelector(`[data-id="${id}"]`));
      }
      label();
    },
  };
}
