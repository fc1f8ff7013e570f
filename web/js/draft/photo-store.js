/** Prepared photos and thumbnails in IndexedDB, so that they survive a reload or a closed tab. */

import { createStore, del, entries, get as read, set } from "../vendor/idb-keyval.js";

const OLD_MS = 3 * 24 * 60 * 60 * 1000;
const store = createStore("vidx-files", "files");

/** Files prepared during this visit, for browsers that store nothing (some private windows, a full disk). @type {Map<string, StoredFile>} */
const memory = new Map();

/**
 * @param {string} id @param {Blob} blob @param {Blob | null} thumb
 * @returns {Promise<boolean>} false: only until the page is closed
 */
export async function keep(id, blob, thumb) {
  const entry = { blob, thumb, savedAt: Date.now() };
  memory.set(id, entry);
  return set(id, entry, store).then(() => true, () => false);
}

/** @param {string} id @returns {Promise<StoredFile | null>} */
export const get = async (id) => memory.get(id) ?? (await read(id, store).catch(() => null)) ?? null;

/** @param {string} id */
export async function forget(id) {
  memory.delete(id);
  await del(id, store).catch(() => {});
}

/** Delete files of jobs that ended days ago. @param {Set<string>} needed ids of files that stay, however old they are */
export async function deleteOld(needed) {
  const all = /** @type {[string, StoredFile][]} */ (await entries(store).catch(() => []));
  for (const [id, { savedAt }] of all) {
    if (!needed.has(id) && Date.now() - savedAt > OLD_MS) await forget(id);
  }
}
