/** The video being prepared: text, choices and storage keys, kept on this device until it is published or discarded.
 *
 * `localStorage` holds it, because a write there is complete before a tab can close; the photos themselves are in
 * IndexedDB (`photo-store.js`). Each account has its own draft on the device, so that nobody sees another's.
 */

import { changes, stored } from "../store.js";

const PREFIX = "vidx.draft:";
/** Drafts that made room for another one, by id; their `account` tells whose they are. */
const OTHER_DRAFTS = "vidx.other-draft:";
/** Whose draft is open: an e-mail address, or empty for a guest. */
const OPEN = "vidx.draft-of";
const LAST = "vidx.last";

export const { onChange, notify } = changes();

/** @returns {Draft} */
const empty = () => ({ id: crypto.randomUUID(), owner: "", photos: [], logo: null, fields: {}, detected: {}, script: "", scriptOf: "", scriptDraft: "", publishAtOnce: false, contact: null, step: "" });

const slot = () => PREFIX + (localStorage.getItem(OPEN) ?? "");

let draft = read();

/** @returns {Draft} */
function read() {
  return { ...empty(), ...stored(slot()) };
}

export const current = () => draft;

/** @param {Partial<Draft>} changes */
export function update(changes) {
  draft = { ...draft, ...changes };
  localStorage.setItem(slot(), JSON.stringify(draft));
  notify();
}

/** @param {string} name @param {string} value */
export const setField = (name, value) => update({ fields: { ...draft.fields, [name]: value } });

/** All that is uploaded: photos, clips and logo. */
export const files = () => filesOf(draft);

/** @param {Draft} draft */
export const filesOf = ({ photos, logo }) => [...photos, ...(logo ? [logo] : [])];

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

/** A name for a draft. @param {Draft} draft */
export const nameOf = ({ fields, photos }) => fields.title?.trim() || (photos.length ? `Your video with ${photos.length === 1 ? "1 photo" : `${photos.length} photos`}` : "Your video");

/** Remember the step that is open, once there is something to come back to. @param {string} step */
export function visit(step) {
  if (hasContent() && draft.step !== step) update({ step });
}

/**
 * Somebody signed in: they take along what they began as a guest or while signed out, else find their own draft again.
 * When they have both, their own one becomes one of the `others`.
 * @param {string} email
 */
export function openFor(email) {
  if (localStorage.getItem(OPEN) === email) return;
  const guestDraft = hasContent() ? draft : null;
  if (guestDraft) localStorage.removeItem(slot());
  localStorage.setItem(OPEN, email);
  draft = read();
  if (guestDraft) replace(guestDraft);
  else notify();
}

/** Open another draft, and keep the present one among the others. @param {Draft} next */
function replace(next) {
  if (hasContent()) localStorage.setItem(OTHER_DRAFTS + draft.id, JSON.stringify({ ...draft, account: localStorage.getItem(OPEN) ?? "" }));
  update({ ...empty(), ...next });
}

/** Further drafts of the account. @returns {Draft[]} */
export const others = () => storedUnder(OTHER_DRAFTS).filter(({ account }) => account === (localStorage.getItem(OPEN) ?? "")).map((other) => ({ ...empty(), ...other }));

/** Go on with one of the others. @param {string} id */
export function openOther(id) {
  const next = others().find((other) => other.id === id);
  if (!next) return;
  localStorage.removeItem(OTHER_DRAFTS + id);
  replace(next);
}

/** @param {string} prefix @returns {any[]} what is stored under keys that begin so */
const storedUnder = (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => stored(key) ?? {});

/** Somebody signed out: their draft waits for them, out of the next person's sight. */
export function close() {
  localStorage.setItem(OPEN, "");
  draft = read();
  notify();
}

/** Throw the draft away. @returns {string[]} ids of its files, which the caller deletes */
export function discard() {
  const ids = files().map(({ id }) => id);
  localStorage.removeItem(slot());
  draft = read();
  notify();
  return ids;
}

/**
 * The video was asked for: begin anew, but remember job and draft, for the back button and for a job that fails.
 * @param {string} jobId
 * @param {Draft} submitted the draft that became the job; another tab may have ended it already
 */
export function finish(jobId, submitted = draft) {
  localStorage.setItem(LAST, JSON.stringify({ jobId, draft: submitted }));
  if (draft.id === submitted.id) discard();
}

/** @returns {{jobId: string, draft: Draft} | null} */
const last = () => stored(LAST);

/** Id of the job that this browser asked for last. */
export const lastJob = () => last()?.jobId ?? null;
export const forgetLastJob = () => localStorage.removeItem(LAST);

/** @param {string} jobId */
export const canReopen = (jobId) => last()?.jobId === jobId;

/** Take the last draft up again, as a new one; what was reopened already is left as it is. */
export function reopen() {
  const stored = last()?.draft;
  const ids = files().map(({ id }) => id);
  if (stored && !filesOf(stored).some(({ id }) => ids.includes(id))) replace({ ...stored, id: crypto.randomUUID() });
}

/** Ids of all files that a draft on this device may still need. */
export function neededFiles() {
  return new Set([...storedUnder(PREFIX), ...storedUnder(OTHER_DRAFTS), last()?.draft].flatMap((stored) => (stored?.photos ? filesOf(stored) : [])).map(({ id }) => id));
}

/** Another tab changed the draft: go on with what it holds now. */
globalThis.addEventListener?.("storage", ({ key }) => {
  if (key !== null && key !== OPEN && key !== slot() && !key.startsWith(OTHER_DRAFTS)) return;
  draft = read();
  notify();
});
