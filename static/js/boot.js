// Makes sure that htmx arrives, once. The copy on the CDN is asked first; when it is down, altered, refused or slower than
// 1.5 s, our own copy of the same bytes takes its place. Runs first in <head>, so that it hears the CDN tag fail.
(() => {
  const {htmx, integrity} = document.currentScript.dataset;
  const patience = setTimeout(fallBack, 1500);
  document.addEventListener('load', arrived, true);
  document.addEventListener('error', failed, true);

  function isOurs({target}) {
    return target instanceof HTMLScriptElement && 'htmxCdn' in target.dataset;
  }

  function arrived(event) {
    if (isOurs(event)) stopWatching();
  }

  function failed(event) {
    if (isOurs(event)) fallBack();
  }

  function stopWatching() {
    clearTimeout(patience);
    document.removeEventListener('load', arrived, true);
    document.removeEventListener('error', failed, true);
  }

  function fallBack() {
    const late = document.querySelector('script[data-htmx-cdn]');
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
