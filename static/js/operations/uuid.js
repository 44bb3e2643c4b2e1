// Works without TLS too, where `crypto.randomUUID` is missing: a phone may try the demo over the local network.
// UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. Two made on this page within one millisecond still sort in the
// order they were made, because the second one counts as made a millisecond later.
let latest = 0;

export function uuidv7(now = Date.now()) {
  latest = Math.max(now, latest + 1);
  const chance = Array.from(crypto.getRandomValues(new Uint8Array(9)), byte => byte.toString(16).padStart(2, '0')).join('');
  const hex = `${latest.toString(16).padStart(12, '0')}7${chance.slice(0, 3)}8${chance.slice(3)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
