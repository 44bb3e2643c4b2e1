// What was made goes into the form's file field: from there it is kept on this phone, offered again, and sent, as everything else.
// What is begun here takes the place of what was begun before: that is not offered beside it any more.
export const beginHere = () => document.querySelector('[data-draft]')?.setAttribute('hidden', '');

export function putInto(field, data, name) {
  const carrier = new DataTransfer();
  carrier.items.add(new File([data], name, {type: data.type}));
  field.files = carrier.files;
  changed(field);
}

export function empty(field) {
  field.value = '';
  changed(field);
}

const changed = field => field.dispatchEvent(new CustomEvent('input', {bubbles: true, detail: 'ours'}));

// A file that was there before this page: taken up again.
export function onTakenUp(field, told) {
  if (field.files.length) told(field.files[0]);
  field.addEventListener('input', ({detail}) => { if (detail !== 'ours' && field.files.length) told(field.files[0]); });
}
