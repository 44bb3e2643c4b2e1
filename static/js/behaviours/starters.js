// A sentence starter puts its words where the person is writing, on a line of their own, and leaves the caret after them.
const starterOf = ({target}) => target.closest?.('button[data-starter]');

// Pressing must not take the focus away, or a phone folds its keyboard.
document.addEventListener('mousedown', event => {
  if (starterOf(event)) event.preventDefault();
});

document.addEventListener('click', event => {
  const button = starterOf(event);
  const text = button && (document.getElementById(button.dataset.for) ?? button.form?.querySelector('textarea'));
  if (!text) return;
  const caret = text.selectionEnd;
  const onNewLine = /(^|\s)$/.test(text.value.slice(0, caret));
  text.setRangeText((onNewLine ? '' : '\n') + button.dataset.starter, caret, caret, 'end');
  text.focus();
  text.dispatchEvent(new Event('input', {bubbles: true}));
});
