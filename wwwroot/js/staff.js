// Buttons that copy the value of a field; without a script the field can be selected by hand.
for (const button of document.querySelectorAll('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  if (!field) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Refused, or not offered on plain HTTP: the old way works on what is selected.
      field.select();
      if (!document.execCommand('copy')) return;
    }
    document.getElementById('announcer').textContent = button.dataset.copied;
    button.textContent = button.dataset.copied;
  });
}
