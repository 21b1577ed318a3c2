// The token of an invitation, or of a mail for a new password, travels in the fragment, which no server sees; from here on it is only in the form.
const code = document.getElementById('Code');
const token = location.hash.slice(1);
if (code && token) {
  code.value = token;
  history.replaceState(null, '', location.pathname + location.search);
  (document.getElementById('Name') ?? document.getElementById('Password'))?.focus();
}
