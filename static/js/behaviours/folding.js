// Who opens a reply is about to write it.
document.addEventListener('toggle', ({target}) => { if (target.open) target.querySelector('.reply textarea')?.focus(); }, true);
// Escape puts a menu away, and whoever opened it is back where they were.
document.addEventListener('keydown', ({key, target}) => {
  const menu = key === 'Escape' && target.closest('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
// What had the focus goes with what was sent: then it is back where that was opened.
let heading;
document.addEventListener('htmx:before:swap', () => {
  heading = document.activeElement?.closest('article')?.getAttribute('aria-labelledby');
});
document.addEventListener('htmx:after:process', () => {
  const article = document.activeElement === document.body && document.getElementById(heading)?.closest('article');
  if (article) (article.querySelector('.reply summary') ?? article.querySelector('summary, button')).focus();
});
