// Who opens a reply is about to write it.
document.addEventListener('toggle', ({target}) => { if (target.open) target.querySelector('.reply textarea')?.focus(); }, true);
