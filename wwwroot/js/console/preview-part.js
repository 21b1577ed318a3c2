import { allKinds } from '../polls/kinds.js';
import { preview } from '../polls/preview.js';

/**
 * The preview beside a form of a poll.
 * @param {Element} card holds `[data-live="preview"]` and the box `[data-live="sample"]` for results of an example
 * @returns {(design: object) => void} shows a design
 */
export function previewPart(card) {
  const place = card.querySelector('[data-live="preview"]');
  const box = card.querySelector('[data-live="sample"]');
  let shown;
  const draw = () => shown && preview(place, shown, box.checked);
  box.addEventListener('change', draw);
  allKinds().then(draw);
  card.querySelector('[data-live="preview-card"]').hidden = false;
  return (design) => {
    shown = design;
    draw();
  };
}
