// Works without TLS too, where `crypto.randomUUID` is missing: a phone may try the demo over the local network.
// UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. Two made on this page within one millisecond still sort in the
// order they were made, because the second one counts as made a millisecond later.
let latest = 0;

export function uuidv7(now = Date.now()) {
  latest = Math.max(now, latest + 1);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint16(0, Math.floor(latest / 2 ** 32));
  new DataView(bytes.buffer).setUint32(2, latest % 2 ** 32);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
