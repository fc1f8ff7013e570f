/** The draft: text, choices and storage keys of the video in preparation, stored on this device until it is submitted or
 * discarded.
 *
 * It is in `localStorage`, where a write is complete before a tab can close. The photos are in IndexedDB
 * (`photo-store.js`). Each account has its own draft, so that nobody sees another's.
 */

import { changes, stored } from "../store.js";

const PREFIX = "vidx.draft:";
/** Drafts that another one replaced, by id; `account` is their owner. */
const OTHER_DRAFTS = "vidx.other-draft:";
/** Owner of the open draft: an e-mail address, or empty for a guest. */
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

/** All files to upload: photos, clips and logo. */
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

/** Whether the draft holds anything worth keeping. */
export const hasContent = () => Boolean(files().length || draft.script.trim() || ["title", "description", "price"].some((name) => draft.fields[name]?.trim()));

/** A name for a draft. @param {Draft} draft */
export const nameOf = ({ fields, photos }) => fields.title?.trim() || (photos.length ? `Your video with ${photos.length === 1 ? "1 photo" : `${photos.length} photos`}` : "Your video");

/** Remember the step that is open, once there is something to come back to. @param {string} step */
export function visit(step) {
  if (hasContent() && draft.step !== step) update({ step });
}

/**
 * Open the draft of an account after signing in. A guest's draft moves into the account; the account's own draft then
 * becomes one of the `others`.
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

/** Close the account's draft after signing out. It stays on the device, but the next person does not see it. */
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

/** Delete all drafts of the open account. @returns {string[]} ids of their files, which the caller deletes */
export function erase() {
  const stale = others();
  stale.forEach(({ id }) => localStorage.removeItem(OTHER_DRAFTS + id));
  const submitted = last()?.draft;
  forgetLastJob();
  return [...stale, ...(submitted ? [submitted] : [])].flatMap((each) => filesOf({ ...empty(), ...each }).map(({ id }) => id)).concat(discard());
}

/**
 * Start a new draft after this one was submitted. Job and draft are remembered for the back button and for a failed job.
 * @param {string} jobId
 * @param {Draft} submitted the draft that became the job; another tab may have finished it already
 */
export function finish(jobId, submitted = draft) {
  localStorage.setItem(LAST, JSON.stringify({ jobId, draft: submitted }));
  if (draft.id === submitted.id) discard();
}

/** @returns {{jobId: string, draft: Draft} | null} */
const last = () => stored(LAST);

/** Id of the job that this browser submitted last. */
export const lastJob = () => last()?.jobId ?? null;
export const forgetLastJob = () => localStorage.removeItem(LAST);

/** @param {string} jobId */
export const canReopen = (jobId) => last()?.jobId === jobId;

/** Open the last submitted draft again as a new draft, unless it is open already. */
export function reopen() {
  const stored = last()?.draft;
  const ids = files().map(({ id }) => id);
  if (stored && !filesOf(stored).some(({ id }) => ids.includes(id))) replace({ ...stored, id: crypto.randomUUID() });
}

/** Ids of all files that a draft on this device may still need. */
export function neededFiles() {
  return new Set([...storedUnder(PREFIX), ...storedUnder(OTHER_DRAFTS), last()?.draft].flatMap((stored) => (stored?.photos ? filesOf(stored) : [])).map(({ id }) => id));
}

/** Another tab changed the draft: read it again. */
globalThis.addEventListener?.("storage", ({ key }) => {
  if (key !== null && key !== OPEN && key !== slot() && !key.startsWith(OTHER_DRAFTS)) return;
  draft = read();
  notify();
});
