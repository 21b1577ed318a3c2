import { render } from '../../lib/lit-html.js';

const OWN = 2_000; // what follows upon one's own press may move what stands below

/** A part of the page that modules keep current. */
export const part = (name) => document.querySelector(`[data-live="${name}"]`);

/** Draws into a part. The first time it takes over what the server drew, which is the same, so nothing is seen of it. */
export function draw(name, template) {
  const container = part(name);
  if (!container) return;
  if (container.drawn) {
    render(template, container);
    return;
  }
  container.drawn = true;
  const typeOn = typing(container);
  container.replaceChildren();
  render(template, container);
  typeOn();
}

/** Whoever writes into a field of what is drawn anew writes on in the one that takes its place: what it returns leads there. */
function typing(container) {
  const { activeElement: field } = document;
  if (!container.contains(field) || !field.name) return () => {};
  const fields = () => [...container.querySelectorAll(`[name="${field.name}"]`)];
  const index = fields().indexOf(field);
  const { selectionStart, selectionEnd } = field;
  return () => {
    const next = fields()[index];
    next?.focus({ preventScroll: true });
    if (selectionStart !== null) next?.setSelectionRange?.(selectionStart, selectionEnd);
  };
}

/**
 * A place in the column whose contents change by themselves. While it is in view it keeps its height, so that nothing
 * below it moves: what is smaller leaves room, what is larger waits behind a button until the reader wants it.
 */
export class Place {
  #element;
  #more;
  #pressed = -Infinity;

  /** @param {HTMLElement} element around the part and a `button.more` */
  constructor(element) {
    this.#element = element;
    this.#more = element.querySelector('.more');
    for (const name of ['click', 'keydown', 'change', 'submit']) {
      element.addEventListener(name, () => this.touch(), true);
    }
    this.#more.addEventListener('click', () => this.open());
    // By keyboard one comes to what is still covered.
    element.addEventListener('focusin', ({ target }) => target === this.#more || this.#release());
    new IntersectionObserver(([{ isIntersecting }]) => isIntersecting || this.#release()).observe(element);
  }

  /** @param {() => void} work changes what stands in the place */
  change(work) {
    const before = this.#element.getBoundingClientRect();
    this.#release();
    work();
    const after = this.#element.offsetHeight;
    const free = before.top >= innerHeight || before.bottom <= 0 || performance.now() - this.#pressed < OWN;
    if (before.bottom <= 0 && !CSS.supports('overflow-anchor', 'auto')) scrollBy(0, after - before.height);
    if (free || Math.abs(after - before.height) < 1) return;
    this.#element.style.blockSize = `${before.height}px`;
    this.#element.toggleAttribute('data-held', after > before.height);
    this.#more.hidden = after < before.height;
  }

  /** What the reader just did elsewhere changes this place. */
  touch() {
    this.#pressed = performance.now();
  }

  /** Shows all of it, and leads there. */
  open() {
    this.#release();
    this.#element.scrollIntoView({ block: 'start' });
    this.#element.firstElementChild.focus({ preventScroll: true });
  }

  #release() {
    this.#element.style.blockSize = '';
    this.#element.removeAttribute('data-held');
    this.#more.hidden = true;
  }
}
