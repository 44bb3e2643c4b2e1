// A drawing: lines from a finger, a pen or a mouse, taken back one by one.
import {empty, onTakenUp, putInto} from './file.js';

const LINE = 4, SHARPEST = 2, WIDEST = 1600;

for (const form of document.querySelectorAll('[data-drawing]')) {
  const {file} = form.elements;
  const canvas = form.querySelector('canvas');
  const pen = canvas.getContext('2d');
  const lines = [];
  let earlier, line, turns = 0;

  // As large as it stands on the page; what is drawn stays as it is when the phone is turned.
  const measure = () => {
    const {width, height} = canvas.getBoundingClientRect();
    const scale = Math.min(devicePixelRatio, SHARPEST, WIDEST / Math.max(width, height));
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    canvas.style.aspectRatio = `${width} / ${height}`;
    clear();
  };

  const clear = () => {
    pen.fillStyle = getComputedStyle(canvas).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    if (earlier) pen.drawImage(earlier, 0, 0, canvas.width, canvas.height);
    [pen.lineCap, pen.lineJoin] = ['round', 'round'];
  };

  const at = ({offsetX, offsetY}) => [offsetX, offsetY].map(one => one * canvas.width / canvas.clientWidth);

  const draw = ({colour, points}) => {
    [pen.strokeStyle, pen.lineWidth] = [colour, LINE * canvas.width / canvas.clientWidth];
    pen.beginPath();
    pen.moveTo(...points[0]);
    for (const point of points) pen.lineTo(...point);
    pen.stroke();
  };

  // The picture of an earlier line may be ready after that of a later one.
  const keep = () => {
    const turn = ++turns;
    if (lines.length || earlier) canvas.toBlob(drawn => { if (turn === turns) putInto(file, drawn, 'drawing.png'); }, 'image/png');
    else empty(file);
  };

  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    const chosen = form.querySelector('.swatch:has(:checked)') ?? canvas;
    line = {colour: getComputedStyle(chosen).color, points: [at(event)]};
    draw(line);
  });
  canvas.addEventListener('pointermove', event => {
    if (!line) return;
    line.points.push(...(event.getCoalescedEvents?.() ?? [event]).map(at));
    draw(line);
  });
  for (const event of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(event, () => {
      if (!line) return;
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
  onTakenUp(file, async taken => {
    earlier = await createImageBitmap(taken);
    clear();
    lines.forEach(draw);
  });
  canvas.hidden = false;
  measure();
}
