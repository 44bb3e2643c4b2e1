import {uuidv7} from './uuid.js';

// A form that stores something, as opposed to one that asks or searches.
export function writes(form) {
  return form?.getAttribute('method')?.toLowerCase() === 'post' && !('reads' in form.dataset);
}

// Where something of somebody's own is put in.
export const BOX = 'textarea, [type=file]';

export const autosaves = form => 'autosave' in form.dataset;

// What one page writes after another is told apart from what one page writes twice. What waits and is taken up goes on as it was.
const load = uuidv7();

// Names the submission, the record and the writer, so that the server stores what arrives twice once. Fields are put into
// the data and never into the page: a page that comes back from the browser's memory must not repeat an old `_op`.
// The record's name stays with the form, because sending the same new record again must not make a second one.
export function addOperation(data, form, uid) {
  data.set('_op', uuidv7());
  if ('entity' in form.dataset) data.set('_entity', form.dataset.entity ||= uuidv7());
  if (uid) data.set('_uid', uid);
  data.set('_page', form.dataset.page ?? location.pathname);
  data.set('_load', form.dataset.load || load);
  if (form.dataset.replaces) data.set('_replaces', form.dataset.replaces);
}
