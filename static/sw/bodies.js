// What a form carries, as it goes over the network: text, or where there are files, parts.
export const TEXT = 'application/x-www-form-urlencoded', PARTS = 'multipart/form-data';

export const isText = (type = TEXT) => type.startsWith(TEXT);

export const parsed = (body, type = TEXT) => new Response(body, {headers: {'Content-Type': type}}).formData();

export async function packed(fields) {
  if (!fields.some(([, value]) => value instanceof File)) return {type: TEXT, body: String(new URLSearchParams(fields))};
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const whole = new Response(form);
  return {type: whole.headers.get('Content-Type'), body: await whole.arrayBuffer()};
}
