/** Prepared photos and their thumbnails in IndexedDB, so that a reload in the middle of an upload loses nothing. */

/** @typedef {{id: string, blob: Blob, thumb: Blob | null, savedAt: number}} Kept */

const STORE = "photos";
const OLD_MS = 3 * 24 * 60 * 60 * 1000;

/** Used when the browser has no IndexedDB to offer (some private windows). @type {Map<string, Kept>} */
const memory = new Map();

/** @type {Promise<IDBDatabase | null> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase | null>} */
function database() {
  opened ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open("vidx", 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T | null>}
 */
async function transact(mode, work) {
  const db = await database();
  if (!db) return null;
  return new Promise((resolve) => {
    const request = work(db.transaction(STORE, mode).objectStore(STORE));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  });
}

/** @param {string} id @param {Blob} blob @param {Blob | null} thumb */
export async function keep(id, blob, thumb) {
  const kept = { id, blob, thumb, savedAt: Date.now() };
  memory.set(id, kept);
  await transact("readwrite", (store) => store.put(kept));
}

/** @param {string} id @returns {Promise<Kept | null>} */
export const get = async (id) => memory.get(id) ?? (await transact("readonly", (store) => store.get(id))) ?? null;

/** @param {string} id */
export async function forget(id) {
  memory.delete(id);
  await transact("readwrite", (store) => store.delete(id));
}

/** Drop what abandoned drafts left behind days ago. */
export async function forgetOld() {
  const all = /** @type {Kept[] | null} */ (await transact("readonly", (store) => store.getAll()));
  for (const { id, savedAt } of all ?? []) {
    if (Date.now() - savedAt > OLD_MS) await forget(id);
  }
}
