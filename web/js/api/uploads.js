/** Uploads: get a presigned URL from the API, PUT the file with progress, repeat when the connection breaks. */

import { call } from "./client.js";
import { ApiProblem } from "./problem.js";

const MIN_TIMEOUT_MS = 180_000;
/** Slowest connection on which a clip still uploads. */
const MIN_BYTES_PER_S = 60_000;

const TRIES = 3;
const PAUSE_MS = 600;
const LINK_EXPIRED = 403;

/** Storage refused the upload. */
class StorageRefused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`storage answered with status ${status}`);
    this.name = "StorageRefused";
    this.status = status;
  }
}

/** The connection broke off. */
export class ConnectionLost extends Error {}

/**
 * @param {string} name
 * @param {Blob} blob
 * @returns {Promise<Slot>}
 */
async function uploadSlot(name, blob) {
  const file = { name: name.slice(-255) || "photo", contentType: blob.type, size: blob.size };
  return (await call("/uploads", { method: "POST", body: [file], tries: 3 })).data.uploads[0];
}

/**
 * PUT with upload progress, which `fetch` does not report.
 * @param {Slot} slot
 * @param {Blob} blob
 * @param {(fraction: number) => void} onProgress 0…1
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 * @throws {StorageRefused | ConnectionLost | DOMException}
 */
function put(slot, blob, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener("abort", abort, { once: true });
    request.upload.addEventListener("progress", (event) => onProgress(event.total ? event.loaded / event.total : 0));
    request.addEventListener("load", () => (request.status < 300 ? resolve() : reject(new StorageRefused(request.status))));
    request.addEventListener("error", () => reject(new ConnectionLost()));
    request.addEventListener("timeout", () => reject(new ConnectionLost()));
    request.addEventListener("abort", () => reject(new DOMException("canceled", "AbortError")));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", abort));
    request.open("PUT", slot.url);
    for (const [name, value] of Object.entries(slot.headers)) request.setRequestHeader(name, value);
    request.timeout = MIN_TIMEOUT_MS + (1000 * blob.size) / MIN_BYTES_PER_S;
    request.send(blob);
    if (signal.aborted) abort();
  });
}

/**
 * Upload a file. Each attempt uses a new URL, because the earlier one may have expired.
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
  if (error instanceof StorageRefused) return error.status >= 500 ? "The upload didn't work. Try again in a moment." : "The upload was refused. Try again, or choose another photo.";
  if (error instanceof ConnectionLost) return "The connection was lost. Try again.";
  if (error instanceof ApiProblem) return error.message;
  return "This photo is no longer on this device. Remove it and add it again.";
}
