// Makes sure that htmx arrives, once. The copy on the CDN is asked first; when it is down, altered, refused or slower than
// 1.5 s, our own copy of the same bytes takes its place. Runs first in <head>, so that it hears the CDN tag fail.
(() => {
  const {htmx, integrity} = document.currentScript.dataset;
  const tag = 'script[data-htmx-cdn]';
  const watching = new AbortController();
  const patience = setTimeout(fallBack, 1500);
  when('load', stopWatching);
  when('error', fallBack);

  function when(heard, then) {
    const ours = ({target}) => { if (target.matches?.(tag)) then(); };
    document.addEventListener(heard, ours, {capture: true, signal: watching.signal});
  }

  function stopWatching() {
    clearTimeout(patience);
    watching.abort();
  }

  function fallBack() {
    const late = document.querySelector(tag);
    if (!late) return setTimeout(fallBack, 100); // A slow page: its tag has not been read yet.
    stopWatching();
    // A script that belongs to another document never runs, however late its bytes arrive.
    document.implementation.createHTMLDocument('').adoptNode(late);
    const own = document.createElement('script');
    own.integrity = integrity;
    own.src = htmx;
    document.head.append(own);
  }
})();
