// A drawing: lines from a finger, a pen or a mouse, taken back one by one.
import {beginHere, empty, onTakenUp, putInto} from './file.js';

const LINE = 4, SHARPEST = 2, WIDEST = 1600;

for (const form of document.querySelectorAll('[data-drawing]')) {
  const {file} = form.elements;
  const submit = form.querySelector('[type=submit]');
  const canvas = form.querySelector('canvas');
  const pen = canvas.getContext('2d');
  const lines = [];
  let earlier, line, turns = 0;

  // As large as it stands on the page; what is drawn keeps its shape when the phone is turned.
  const measure = () => {
    const {width, height} = canvas.getBoundingClientRect();
    const scale = Math.min(devicePixelRatio, SHARPEST, WIDEST / Math.max(width, height));
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    Object.assign(canvas.style, {aspectRatio: `${width} / ${height}`, blockSize: 'auto'});
    clear();
  };

  const clear = () => {
    pen.fillStyle = getComputedStyle(canvas).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    if (earlier) pen.drawImage(earlier, 0, 0, canvas.width, canvas.height);
    [pen.lineCap, pen.lineJoin] = ['round', 'round'];
  };

  const at = ({clientX, clientY}) => {
    const {left, top, width, height} = canvas.getBoundingClientRect();
    return [(clientX - left) * canvas.width / width, (clientY - top) * canvas.height / height];
  };

  const draw = ({colour, points}) => {
    [pen.strokeStyle, pen.lineWidth] = [colour, LINE * canvas.width / canvas.clientWidth];
    pen.beginPath();
    pen.moveTo(...points[0]);
    for (const point of points) pen.lineTo(...point);
    pen.stroke();
  };

  // The picture takes a moment, and that of an earlier line may be ready after that of a later one. Until then nothing is kept.
  const keep = () => {
    const turn = ++turns;
    if (!lines.length && !earlier) return done(empty(file));
    canvas.toBlob(drawn => {
      if (turn !== turns) return;
      if (drawn) putInto(file, drawn, 'drawing.png');
      done();
    }, 'image/png');
  };
  const done = () => { submit.disabled = false; };

  canvas.addEventListener('pointerdown', event => {
    if (line || !event.isPrimary || event.button) return;
    beginHere();
    submit.disabled = true;
    canvas.setPointerCapture(event.pointerId);
    const chosen = form.querySelector('.swatch:has(:checked)') ?? canvas;
    line = {colour: getComputedStyle(chosen).color, points: [at(event)]};
    draw(line);
  });
  canvas.addEventListener('pointermove', event => {
    if (!line || !event.isPrimary) return;
    const between = event.getCoalescedEvents?.() ?? [];
    const more = (between.length ? between : [event]).map(at);
    draw({...line, points: [line.points.at(-1), ...more]});
    line.points.push(...more);
  });
  for (const name of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(name, ({isPrimary}) => {
      if (!line || !isPrimary) return;
      lines.push(line);
      line = null;
      keep();
    });
  }
  form.addEventListener('click', ({target}) => {
    if (target.dataset.do !== 'undo') return;
    lines.pop();
    clear();
    lines.forEach(draw);
    keep();
  });
  canvas.hidden = false;
  measure();
  onTakenUp(file, async taken => {
    turns++;
    earlier = await createImageBitmap(taken);
    clear();
    lines.forEach(draw);
    if (lines.length) keep();
  });
}
