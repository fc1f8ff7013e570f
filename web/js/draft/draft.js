/** The video being prepared: text, choices and storage keys, kept on this device until it is published or discarded.
 *
 * `localStorage` holds it, because a write there is complete before a tab can close; the photos themselves are in
 * IndexedDB (`photo-store.js`). Each account has its own draft on the device, so that nobody sees another's.
 */

/** @typedef {{id: string, name: string, type: string, size: number, key: string | null}} Photo */
/**
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} owner e-mail address under which the keys were made
 * @property {Photo[]} photos in the order of showing
 * @property {Photo | null} logo
 * @property {Record<string, string>} fields what the forms hold, as typed
 * @property {string} script
 * @property {string} scriptOf the details that `script` was written for
 * @property {boolean} publishAtOnce whether the listing goes live without a look at the finished video
 * @property {string} scriptDraft the service's own words, as they were before any edit
 * @property {string} step address of the step that was open last
 */

const PREFIX = "vidx.draft:";
/** Whose draft is open: an e-mail address, or empty for a guest. */
const OPEN = "vidx.draft-of";
const LAST = "vidx.last";

/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Draft} */
const empty = () => ({ id: crypto.randomUUID(), owner: "", photos: [], logo: null, fields: {}, script: "", scriptOf: "", scriptDraft: "", publishAtOnce: false, step: "" });

const slot = () => PREFIX + (localStorage.getItem(OPEN) ?? "");

let draft = read();

/** @returns {Draft} */
function read() {
  try {
    return { ...empty(), ...JSON.parse(localStorage.getItem(slot()) ?? "{}") };
  } catch {
    return empty();
  }
}

const tell = () => listeners.forEach((listener) => listener());

export const current = () => draft;

/** @param {Partial<Draft>} changes */
export function update(changes) {
  draft = { ...draft, ...changes };
  localStorage.setItem(slot(), JSON.stringify(draft));
  tell();
}

/** @param {string} name @param {string} value */
export const setField = (name, value) => update({ fields: { ...draft.fields, [name]: value } });

/** All that is uploaded: photos, clips and logo. */
export const files = () => filesOf(draft);

/** @param {Draft} draft */
const filesOf = ({ photos, logo }) => [...photos, ...(logo ? [logo] : [])];

/** @param {(file: Photo) => Photo} change of every file */
export const changeFiles = (change) => update({ photos: draft.photos.map(change), logo: draft.logo && change(draft.logo) });

/** @param {string} id @param {Partial<Photo>} changes */
export const setFile = (id, changes) => changeFiles((file) => (file.id === id ? { ...file, ...changes } : file));

/** @param {string} id */
export const dropFile = (id) => update({ photos: draft.photos.filter((photo) => photo.id !== id), logo: draft.logo?.id === id ? null : draft.logo });

/** @param {Photo} photo */
export const isClip = ({ type }) => type.startsWith("video/");

/** Whether there is anything that the seller would miss. */
export const hasContent = () => Boolean(files().length || draft.script.trim() || ["title", "description", "price"].some((name) => draft.fields[name]?.trim()));

/** Remember the step that is open, once there is something to come back to. @param {string} step */
export function visit(step) {
  if (hasContent() && draft.step !== step) update({ step });
}

/** @param {() => void} listener @returns {() => void} ends it */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Somebody signed in: they take along what they began as a guest or while signed out, else find their own draft again.
 * @param {string} email
 */
export function openFor(email) {
  if (localStorage.getItem(OPEN) === email) return;
  const carried = hasContent() ? draft : null;
  if (carried) localStorage.removeItem(slot());
  localStorage.setItem(OPEN, email);
  draft = read();
  if (carried) update(carried);
  else tell();
}

/** Somebody signed out: their draft waits for them, out of the next person's sight. */
export function close() {
  localStorage.setItem(OPEN, "");
  draft = read();
  tell();
}

/** Throw the draft away. @returns {string[]} ids of its files, which the caller deletes */
export function discard() {
  const ids = files().map(({ id }) => id);
  localStorage.removeItem(slot());
  draft = read();
  tell();
  return ids;
}

/**
 * The video was asked for: begin anew, but remember job and draft, for the back button and for a job that fails.
 * @param {string} jobId
 * @param {Draft} asked the draft that became the job; another tab may have ended it already
 */
export function finish(jobId, asked = draft) {
  localStorage.setItem(LAST, JSON.stringify({ jobId, draft: asked }));
  if (draft.id === asked.id) discard();
}

/** @returns {{jobId: string, draft: Draft} | null} */
function last() {
  try {
    return JSON.parse(localStorage.getItem(LAST) ?? "null");
  } catch {
    return null;
  }
}

/** Id of the job that this browser asked for last. */
export const lastJob = () => last()?.jobId ?? null;
export const forgetLastJob = () => localStorage.removeItem(LAST);

/** @param {string} jobId */
export const canReopen = (jobId) => last()?.jobId === jobId;

/** Take the last draft up again, as a new one. */
export function reopen() {
  const kept = last()?.draft;
  if (kept) update({ ...kept, id: crypto.randomUUID() });
}

/** Ids of all files that a draft on this device may still need. */
export function neededFiles() {
  const drafts = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => JSON.parse(localStorage.getItem(key) ?? "{}"));
  return new Set([...drafts, last()?.draft].flatMap((kept) => (kept?.photos ? filesOf(kept) : [])).map(({ id }) => id));
}

/** Another tab changed the draft: go on with what it holds now. */
globalThis.addEventListener?.("storage", ({ key }) => {
  if (key !== null && key !== OPEN && key !== slot()) return;
  draft = read();
  tell();
});
