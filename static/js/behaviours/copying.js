// Copies an invitation. When the browser refuses, the text is selected so that it can be copied by hand.
document.addEventListener('click', async ({target}) => {
  const button = target.closest?.('button[data-copy]');
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    (button.querySelector('span') ?? button).textContent = button.dataset.copied;
  } catch {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
  }
});
