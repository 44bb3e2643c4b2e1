// What becomes of a submission once it has been tried. Pure.

// By the server's own word alone: what has no Outbox-Result was answered by somebody else, such as a hotel's sign-in page.
const AFTER = {
  stored: 'gone', duplicate: 'gone', 'stored-copy': 'gone',
  invalid: 'attention', 'too-large': 'attention', full: 'attention',
  auth: 'auth', csrf: 'csrf', 'wrong-user': 'held', 'key-reuse': 'renamed',
};
const RETRY_MS = 2000, LONGEST_MS = 300_000;

export function settled(status, result) {
  return status < 500 || status === 507 ? AFTER[result] ?? 'queued' : 'queued';
}

// Milliseconds until the next try: 2 s, doubled each time up to five minutes, and a quarter more or less by chance.
export function pause(tries, chance = Math.random()) {
  return Math.min(RETRY_MS * 2 ** tries, LONGEST_MS) * (0.75 + chance / 2);
}

// The submissions whose turn it is: one person's, the earliest of each record. A stuck one holds up its own record only.
export function due(ops, uid, now) {
  const first = new Map();
  for (const op of ops.filter(op => op.uid === uid && op.state !== 'draft').sort((a, b) => a.seq - b.seq)) {
    if (!first.has(op.entity)) first.set(op.entity, op);
  }
  return [...first.values()].filter(op => !['attention', 'open'].includes(op.state) && op.next <= now);
}

// Which record a form is about: the one it names, or the last one in its address. "/resonance/withdrawal" is about the same as
// "/resonance".
export function entityOf(fields, path) {
  if (fields.get('_entity')) return fields.get('_entity');
  const [, id, part] = path.match(/.*([0-9a-f-]{36})\/?([^/]*)/) ?? [path, path, ''];
  return part ? `${id}/${part}` : id;
}

// A form written over what an earlier one has made since: its words are newer than both.
export function rebased(text, from, to) {
  const fields = new URLSearchParams(text);
  if (fields.get('_base') === String(from)) fields.set('_base', to);
  return String(fields);
}
