/** The video being prepared in this tab: text and storage keys only, kept in `sessionStorage` through reloads. */

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
 */

const KEY = "vidx.draft";
const LAST = "vidx.last";

/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Draft} */
const empty = () => ({ id: crypto.randomUUID(), owner: "", photos: [], logo: null, fields: {}, script: "", scriptOf: "", scriptDraft: "", publishAtOnce: false });

let draft = read();

/** @returns {Draft} */
function read() {
  try {
    return { ...empty(), ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
  } catch {
    return empty();
  }
}

export const current = () => draft;

/** @param {Partial<Draft>} changes */
export function update(changes) {
  draft = { ...draft, ...changes };
  sessionStorage.setItem(KEY, JSON.stringify(draft));
  listeners.forEach((listener) => listener());
}

/** @param {string} name @param {string} value */
export const setField = (name, value) => update({ fields: { ...draft.fields, [name]: value } });

/** All that is uploaded: photos, clips and logo. */
export const files = () => [...draft.photos, ...(draft.logo ? [draft.logo] : [])];

/** @param {(file: Photo) => Photo} change of every file */
export const changeFiles = (change) => update({ photos: draft.photos.map(change), logo: draft.logo && change(draft.logo) });

/** @param {string} id @param {Partial<Photo>} changes */
export const setFile = (id, changes) => changeFiles((file) => (file.id === id ? { ...file, ...changes } : file));

/** @param {string} id */
export const dropFile = (id) => update({ photos: draft.photos.filter((photo) => photo.id !== id), logo: draft.logo?.id === id ? null : draft.logo });

/** @param {Photo} photo */
export const isClip = ({ type }) => type.startsWith("video/");

/** @param {() => void} listener @returns {() => void} ends it */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The video was asked for: begin anew, but remember job and draft, for the back button and for a job that fails.
 * @param {string} jobId
 */
export function finish(jobId) {
  sessionStorage.setItem(LAST, JSON.stringify({ jobId, draft }));
  draft = empty();
  sessionStorage.removeItem(KEY);
  listeners.forEach((listener) => listener());
}

/** @returns {{jobId: string, draft: Draft} | null} */
function last() {
  try {
    return JSON.parse(sessionStorage.getItem(LAST) ?? "null");
  } catch {
    return null;
  }
}

/** Id of the job that this tab asked for last. */
export const lastJob = () => last()?.jobId ?? null;
export const forgetLastJob = () => sessionStorage.removeItem(LAST);

/** @param {string} jobId */
export const canReopen = (jobId) => last()?.jobId === jobId;

/** Take the last draft up again, as a new one. */
export function reopen() {
  const kept = last()?.draft;
  if (kept) update({ ...kept, id: crypto.randomUUID() });
}
