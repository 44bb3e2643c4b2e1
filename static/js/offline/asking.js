// Asks the service worker something. Without one the answer is null.
export function ask(what, about = {}) {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve(null);
  return new Promise(answered => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => answered(data);
    worker.postMessage({ask: what, uid: document.body.dataset.uid, ...about}, [port2]);
  });
}

// Whenever what waits on this phone has changed, and once it can be told.
export function onOutbox(told) {
  navigator.serviceWorker?.addEventListener('message', ({data}) => told(data));
  navigator.serviceWorker?.addEventListener('controllerchange', told);
  told();
}
