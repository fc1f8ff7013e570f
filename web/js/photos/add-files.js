/** Adds chosen files to the draft, one after another so that a phone's memory is sufficient. It continues when the seller
 * opens another page. */

import { announce } from "../dom.js";
import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { changes } from "../store.js";
import { prepare, prepareLogo } from "./prepare.js";
import { refusal } from "./sniff.js";
import { startUploads, remove } from "./uploader.js";

/** @type {Pending[]} */
let pending = [];
/** @type {Problem[]} */
let problemList = [];
/** @type {Promise<void>} */
let queue = Promise.resolve();
export const { onChange, notify } = changes();

export const preparing = () => pending;
export const problems = () => problemList.filter(({ holds }) => holds());

/** Resolves when every chosen file is added or refused. */
export async function settled() {
  while (pending.length) await queue;
}

/** How many photos still fit. @param {Limits} limits */
export const room = ({ maxPhotos }) => Math.max(0, maxPhotos - drafts.current().photos.length - pending.length);

/** @param {Iterable<File>} files @param {Limits} limits */
export function addFiles(files, limits) {
  const chosen = [...files];
  const accepted = chosen.slice(0, room(limits));
  problemList = [];
  pending = [...pending, ...accepted.map((file) => ({ id: crypto.randomUUID(), name: file.name || "Photo", file }))];
  if (chosen.length > accepted.length) showError(tooMany(accepted.length, chosen.length - accepted.length, limits.maxPhotos), () => room(limits) === 0);
  if (accepted.length) announce(`Getting ${accepted.length === 1 ? "1 file" : `${accepted.length} files`} ready.`);
  queue = queue.then(() => processQueue(limits));
  notify();
}

/** Remove a file that is still being prepared. @param {string} id */
export function drop(id) {
  pending = pending.filter((item) => item.id !== id);
  notify();
}

/** Drop all pending files, because the draft is discarded. */
export function clear() {
  pending = [];
  problemList = [];
  notify();
}

/** @param {number} added @param {number} over @param {number} limit */
function tooMany(added, over, limit) {
  const left = over === 1 ? "the last one wasn't added" : `the last ${over} weren't added`;
  if (added) return `You can use ${limit}. We kept the first ${added === 1 ? "one" : added}; ${left}.`;
  return `You can use ${limit}, and you already have ${limit}. Remove one to add another.`;
}

/** @param {string} message @param {() => boolean} [holds] */
function showError(message, holds = () => true) {
  problemList = [...problemList, { message, holds }];
}

/** @param {Limits} limits */
async function processQueue(limits) {
  let added = 0;
  for (let item = pending[0]; item; item = pending[0]) {
    try {
      added += Number(await addFile(item, limits));
    } catch (error) {
      if (pending.includes(item)) showError(refusal(error, item.name));
    }
    drop(item.id);
  }
  if (added) announce(`${added === 1 ? "1 file is" : `${added} files are`} ready.`);
}

/** @param {Pending} item @param {Limits} limits @returns {Promise<boolean>} false: it was dropped meanwhile */
async function addFile(item, limits) {
  const { blob, thumb } = await prepare(item.file, limits);
  if (!pending.includes(item)) return false;
  const { id, name } = item;
  const isStored = await photoStore.keep(id, blob, thumb);
  if (!pending.includes(item)) {
    await photoStore.forget(id);
    return false;
  }
  pending = pending.filter((otherItem) => otherItem !== item);
  drafts.update({ photos: [...drafts.current().photos, { id, name, type: blob.type, size: blob.size, key: null }] });
  if (!isStored) showError("This device has no space left to keep your photos. Leave this page open until they are uploaded.", () => drafts.files().some(({ key }) => !key));
  startUploads();
  return true;
}

/**
 * @param {File} file
 * @param {Limits} limits
 * @throws {Refused} with one sentence for the seller
 */
export async function addLogo(file, limits) {
  const { blob, thumb } = await prepareLogo(file, limits);
  const logo = { id: crypto.randomUUID(), name: file.name || "Logo", type: blob.type, size: blob.size, key: null };
  await photoStore.keep(logo.id, blob, thumb);
  const previous = drafts.current().logo;
  if (previous) await remove(previous.id);
  drafts.update({ logo });
  startUploads();
}
