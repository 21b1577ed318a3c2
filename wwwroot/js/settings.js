/** Shows what the colour and the logo would look like, before anything is saved. */
const part = (name) => document.querySelector(`[data-live="${name}"]`);
const [typed, picker, show] = ['accent', 'picker', 'show'].map(part);
const isColor = (text) => /^#?[0-9a-f]{6}$/i.test(text);

function preview() {
  const text = typed.value.trim();
  const sheet = part('preview-sheet');
  if (!isColor(text)) return sheet?.remove();
  const color = text.replace('#', '').toLowerCase();
  picker.value = `#${color}`;
  const next = document.createElement('link');
  Object.assign(next, { rel: 'stylesheet', href: `/temas/${color}.css` });
  next.dataset.live = 'preview-sheet';
  // The old one stays until the new one is there, so that nothing flashes.
  next.addEventListener('load', () => sheet?.remove());
  document.head.append(next);
}

picker.hidden = false;
show.hidden = true;
typed.addEventListener('input', preview);
picker.addEventListener('change', () => {
  typed.value = picker.value;
  preview();
});

document.getElementById('Logo').addEventListener('change', ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  const reader = new FileReader();
  reader.addEventListener('load', () => {
    for (const place of document.querySelectorAll('.theme-preview-head')) {
      const image = new Image();
      Object.assign(image, { src: reader.result, alt: '', className: 'site-logo' });
      place.firstElementChild.replaceWith(image);
    }
  });
  reader.readAsDataURL(file);
});
