/** One file on its way to storage, again when the connection breaks off, and what to tell when it does not get there. */

import { ConnectionLost, StorageRefused, put, uploadSlot } from "../api/uploads.js";
import { ApiProblem } from "../api/problem.js";

const TRIES = 3;
const PAUSE_MS = 600;
const LINK_EXPIRED = 403;

/**
 * A new address for every try: the old one may have expired.
 * @param {string} name @param {Blob} blob @param {AbortSignal} signal @param {(fraction: number) => void} [onProgress] 0…1
 * @returns {Promise<string>} the storage key
 */
export async function send(name, blob, signal, onProgress = () => {}) {
  for (let attempt = 1; ; attempt += 1) {
    const slot = await uploadSlot(name, blob);
    signal.throwIfAborted();
    try {
      await put(slot, blob, onProgress, signal);
      return slot.key;
    } catch (error) {
      const passing = error instanceof ConnectionLost || (error instanceof StorageRefused && (error.status >= 500 || error.status === LINK_EXPIRED));
      if (!passing || attempt >= TRIES || !navigator.onLine) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  }
}

/** @param {unknown} error */
export function reasonOf(error) {
  if (error instanceof DOMException && error.name === "AbortError") return "Upload canceled.";
  if (error instanceof StorageRefused) return error.status >= 500 ? "The upload did not work. Try again in a moment." : "The upload was refused. Try again, or choose another photo.";
  if (error instanceof ConnectionLost) return "The connection was lost. Try again.";
  if (error instanceof ApiProblem) return error.message;
  return "This photo is no longer on the device. Remove it and add it again.";
}
