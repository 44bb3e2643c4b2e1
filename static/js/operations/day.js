const MORNING_MS = 5 * 3_600_000;

// By the clock of whoever reads the page, wherever the phone is. The night still belongs to the day before.
export function today() {
  const wall = new Date().toLocaleString('sv', {timeZone: document.body.dataset.zone}).replace(' ', 'T');
  return new Date(Date.parse(`${wall}Z`) - MORNING_MS).toISOString().slice(0, 10);
}

export const opened = today();
