// A voice note: recorded, listened to, let go or kept. What stands on the page says how far it is; nothing moves and nothing ticks.
import {beginHere, empty, onTakenUp, putInto} from './file.js';

const LONGEST_MS = 300_000, KEPT_EVERY_MS = 5_000, BITS_A_SECOND = 32_000;
const TYPES = {'audio/webm;codecs=opus': 'voice.webm', 'audio/mp4': 'voice.mp4'};

for (const form of document.querySelectorAll('[data-voice]')) {
  const {file, seconds} = form.elements;
  const heard = form.querySelector('[data-heard]');
  const listen = form.querySelector('[data-do=listen]');
  const type = Object.keys(TYPES).find(one => window.MediaRecorder?.isTypeSupported(one));
  let recorder, recorded, since, end, gone;

  const does = {
    async record() {
      show('asking');
      beginHere();
      const stream = await navigator.mediaDevices.getUserMedia({audio: true});
      // A screen that goes dark may end a recording; a call that comes in takes the microphone away.
      const awake = navigator.wakeLock?.request('screen').catch(() => null);
      const close = async () => {
        stream.getTracks().forEach(track => track.stop());
        (await awake)?.release();
      };
      stream.getTracks()[0].onmute = () => { if (recorder?.state === 'recording') does.pause(); };
      const parts = [];
      try {
        recorder = new MediaRecorder(stream, {mimeType: type, audioBitsPerSecond: BITS_A_SECOND});
        recorder.ondataavailable = ({data}) => {
          parts.push(data);
          count();
          putInto(file, new Blob(parts, {type}), TYPES[type]);
        };
        recorder.onstop = () => {
          clearTimeout(end);
          close();
          show(recorded < LONGEST_MS ? 'recorded' : 'full');
        };
        recorded = 0;
        recorder.start(KEPT_EVERY_MS);
      } catch (error) {
        close();
        throw error;
      }
      runs();
    },
    pause() {
      clearTimeout(end);
      recorder.requestData();
      recorder.pause();
      count();
      since = null;
      show('paused');
    },
    goOn() {
      recorder.resume();
      runs();
    },
    stop() {
      if (recorder && recorder.state !== 'inactive') recorder.stop();
    },
    listen() {
      if (heard.paused) return heard.play();
      heard.pause();
    },
    discard() {
      gone = [file.files[0], seconds.value];
      seconds.value = '';
      empty(file);
      show('gone');
    },
    bringBack() {
      seconds.value = gone[1];
      putInto(file, gone[0], gone[0].name);
      show('recorded');
    },
  };

  const runs = () => {
    since = performance.now();
    end = setTimeout(does.stop, LONGEST_MS - recorded);
    show('recording');
  };

  const count = () => {
    const now = performance.now();
    recorded += now - (since ?? now);
    since &&= now;
    seconds.value = Math.round(recorded / 1000);
  };

  // The focus stays with whoever pressed a button that goes.
  const show = state => {
    const had = form.contains(document.activeElement);
    for (const part of form.querySelectorAll('[data-in]')) part.hidden = !part.dataset.in.split(' ').includes(state);
    // Also what is being listened to falls silent.
    heard.pause();
    URL.revokeObjectURL(heard.src);
    heard.removeAttribute('src');
    heard.load();
    if (['recorded', 'full'].includes(state)) heard.src = URL.createObjectURL(file.files[0]);
    form.querySelector('[data-length]').textContent = said(Number(seconds.value));
    if (had && document.activeElement.closest('[hidden]')) form.querySelector(':is(button, a):not([hidden], [hidden] *)')?.focus();
  };

  const said = length => length ? `, ${Math.floor(length / 60)}:${String(length % 60).padStart(2, '0')}` : '';

  form.addEventListener('click', async ({target}) => {
    const what = target.closest('[data-do]')?.dataset.do;
    if (what) await Promise.resolve(does[what]()).catch(({name}) => show(name === 'NotAllowedError' ? 'refused' : 'unable'));
  });
  for (const event of ['play', 'pause', 'ended']) {
    heard.addEventListener(event, () => { listen.textContent = heard.paused ? 'Listen' : 'Pause'; });
  }
  // A phone that is put away may not come back to this page.
  document.addEventListener('visibilitychange', () => { if (recorder?.state === 'recording') recorder.requestData(); });
  addEventListener('pagehide', does.stop);
  show(type && navigator.mediaDevices ? 'idle' : 'none');
  onTakenUp(file, () => show('recorded'));
}
