/** Uploads photos, clips and the logo, a few at a time. It continues after a change of page, a reload or a lost connection. */

import { announce } from "../dom.js";
import { ConnectionLost, reasonOf, send } from "../api/uploads.js";
import { ApiProblem, SignedOut } from "../api/problem.js";
import * as session from "../auth/session.js";
import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { changes } from "../store.js";

const PARALLEL = 3;

/** @type {Map<string, Upload>} */
const runs = new Map();
/** Listeners get the id of the file that changed. */
export const { onChange, notify } = changes();

/** @param {string} id @returns {Upload} */
export function uploadOf(id) {
  let run = runs.get(id);
  if (!run) {
    const key = drafts.files().find((file) => file.id === id)?.key;
    run = { state: key ? "done" : "waiting", fraction: key ? 1 : 0, reason: "", stop: null, thumbnailUrlOf: "" };
    runs.set(id, run);
  }
  return run;
}

/** @param {string} id @param {Partial<Upload>} changes */
function change(id, changes) {
  Object.assign(uploadOf(id), changes);
  notify(id);
}

/** Address of a photo's thumbnail in this page; empty when the browser cannot show it. @param {string} id */
export async function thumbnailUrlOf(id) {
  const run = uploadOf(id);
  if (!run.thumbnailUrlOf) {
    const thumb = (await photoStore.get(id))?.thumb;
    run.thumbnailUrlOf = thumb ? URL.createObjectURL(thumb) : "";
  }
  return run.thumbnailUrlOf;
}

/** Start all uploads that can start. Called after every change, when online again, and after signing in. */
export function startUploads() {
  const email = session.current()?.email;
  if (!email || !navigator.onLine) return;
  discardForeignKeys(email);
  const unsent = drafts.files().filter(({ key }) => !key);
  const busy = unsent.filter(({ id }) => uploadOf(id).state === "uploading").length;
  unsent.filter(({ id }) => uploadOf(id).state === "waiting").slice(0, Math.max(0, PARALLEL - busy)).forEach((file) => void upload(file));
}

/** Upload all files again when another account has signed in: storage keys belong to one account. @param {string} email */
function discardForeignKeys(email) {
  const { owner } = drafts.current();
  if (owner === email) return;
  drafts.update({ owner: email });
  if (!owner) return;
  drafts.files().forEach(({ id }) => runs.has(id) && Object.assign(uploadOf(id), { state: "waiting", fraction: 0 }));
  drafts.changeFiles((file) => ({ ...file, key: null }));
}

/** @param {string} id */
export function retry(id) {
  drafts.setFile(id, { key: null });
  change(id, { state: "waiting", fraction: 0, reason: "" });
  startUploads();
}

/**
 * Mark a file as failed, because the API refused it.
 * @param {string} id @param {string} reason
 */
export function fail(id, reason) {
  drafts.setFile(id, { key: null });
  change(id, { state: "failed", fraction: 0, reason });
}

/** @param {string} id */
export const cancel = (id) => uploadOf(id).stop?.abort();

/** Stop the upload of a file that is no longer wanted. @param {string} id */
export function forget(id) {
  cancel(id);
  const run = runs.get(id);
  if (run?.thumbnailUrlOf) URL.revokeObjectURL(run.thumbnailUrlOf);
  runs.delete(id);
}

/** @param {string} id */
export async function remove(id) {
  forget(id);
  drafts.dropFile(id);
  await photoStore.forget(id);
  startUploads();
}

/** @param {Photo} photo */
async function upload({ id, name }) {
  const stop = new AbortController();
  change(id, { state: "uploading", fraction: 0, reason: "", stop });
  try {
    const key = await navigator.locks.request(`vidx.upload:${id}`, { signal: stop.signal }, () => keyOf(id, name, stop.signal));
    drafts.setFile(id, { key });
    if (!drafts.files().some((file) => file.id === id)) return forget(id); // its draft is no longer open
    change(id, { state: "done", fraction: 1, stop: null });
    const left = drafts.files().filter((file) => !file.key).length;
    announce(left ? `${name} is uploaded, ${left} to go.` : "Everything is uploaded.");
  } catch (error) {
    if (runs.has(id)) settle(id, error);
  }
  startUploads();
}

/** The storage key of a file: another tab with the same draft may have uploaded it. @param {string} id @param {string} name @param {AbortSignal} signal */
async function keyOf(id, name, signal) {
  const key = drafts.files().find((file) => file.id === id)?.key;
  if (key) return key;
  const stored = await photoStore.get(id);
  if (!stored) throw new Error("lost");
  return send(name, stored.blob, signal, (fraction) => change(id, { fraction }));
}

/** @param {string} id @param {unknown} error */
function settle(id, error) {
  const offline = !navigator.onLine && (error instanceof ConnectionLost || error instanceof ApiProblem);
  if (offline) change(id, { state: "waiting", fraction: 0, stop: null });
  else change(id, { state: error instanceof SignedOut ? "paused" : "failed", fraction: 0, stop: null, reason: reasonOf(error) });
}

function resume() {
  for (const [id, run] of runs) if (run.state === "paused") change(id, { state: "waiting" });
  startUploads();
}

window.addEventListener("online", startUploads);
session.onChange(resume);
