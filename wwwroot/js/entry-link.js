// The token of the mail's link travels in the fragment, which no server sees; it is used by pressing the button, not by opening the page.
const form = document.querySelector('[data-live="use"]');
const token = location.hash.slice(1);
if (form && token) {
  form.elements.Token.value = token;
  history.replaceState(null, '', location.pathname + location.search);
  document.querySelector('[data-live="no-token"]').hidden = true;
  form.hidden = false;
  form.addEventListener('submit', () => {
    form.querySelector('button').setAttribute('aria-disabled', 'true');
  });
}
