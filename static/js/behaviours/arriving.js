// Wakes what needs a script: on the page as it came, and in every part that htmx brings later.
function wake(part) {
  for (const element of part.querySelectorAll('[data-needs-script][hidden]')) {
    if (!('copy' in element.dataset) || navigator.clipboard) element.hidden = false;
  }
  for (const input of part.querySelectorAll('input[data-time-zone]')) {
    input.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}

wake(document);
document.addEventListener('htmx:after:process', ({target}) => wake(target.parentNode ?? document));
