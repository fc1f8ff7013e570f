/** Files that the seller chose or dropped enter the draft, one after the other so that a phone's memory holds. It goes
 * on when the seller leaves the page meanwhile. */

import { announce } from "../dom.js";
import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { changes } from "../store.js";
import { prepare, prepareLogo } from "./prepare.js";
import { refusal } from "./sniff.js";
import { pump, remove } from "./uploader.js";

/** @type {Pending[]} */
let pending = [];
/** @type {Problem[]} */
let found = [];
/** @type {Promise<void>} */
let working = Promise.resolve();
export const { onChange, tell } = changes();

export const preparing = () => pending;
export const problems = () => found.filter(({ holds }) => holds());

/** Resolves when every chosen file is in the draft or refused. */
export async function settled() {
  while (pending.length) await working;
}

/** How many photos still fit. @param {Limits} limits */
export const room = ({ maxPhotos }) => Math.max(0, maxPhotos - drafts.current().photos.length - pending.length);

/** @param {Iterable<File>} files @param {Limits} limits */
export function takeIn(files, limits) {
  const chosen = [...files];
  const taken = chosen.slice(0, room(limits));
  found = [];
  pending = [...pending, ...taken.map((file) => ({ id: crypto.randomUUID(), name: file.name || "Photo", file }))];
  if (chosen.length > taken.length) complain(tooMany(taken.length, chosen.length - taken.length, limits.maxPhotos), () => room(limits) === 0);
  if (taken.length) announce(`Getting ${taken.length === 1 ? "1 file" : `${taken.length} files`} ready.`);
  working = working.then(() => work(limits));
  tell();
}

/** Take a file that is not prepared yet out again. @param {string} id */
export function drop(id) {
  pending = pending.filter((item) => item.id !== id);
  tell();
}

/** The draft is discarded: nothing more of it comes in. */
export function clear() {
  pending = [];
  found = [];
  tell();
}

/** @param {number} added @param {number} over @param {number} most */
function tooMany(added, over, most) {
  const left = over === 1 ? "the last one wasn't added" : `the last ${over} weren't added`;
  if (added) return `You can use ${most}. We kept the first ${added === 1 ? "one" : added}; ${left}.`;
  return `You can use ${most}, and you already have ${most}. Remove one to add another.`;
}

/** @param {string} message @param {() => boolean} [holds] */
function complain(message, holds = () => true) {
  found = [...found, { message, holds }];
}

/** @param {Limits} limits */
async function work(limits) {
  let added = 0;
  for (let item = pending[0]; item; item = pending[0]) {
    try {
      added += Number(await takeOne(item, limits));
    } catch (error) {
      if (pending.includes(item)) complain(refusal(error, item.name));
    }
    drop(item.id);
  }
  if (added) announce(`${added === 1 ? "1 file is" : `${added} files are`} ready.`);
}

/** @param {Pending} item @param {Limits} limits @returns {Promise<boolean>} false: it was dropped meanwhile */
async function takeOne(item, limits) {
  const { blob, thumb } = await prepare(item.file, limits);
  if (!pending.includes(item)) return false;
  const { id, name } = item;
  const kept = await photoStore.keep(id, blob, thumb);
  if (!pending.includes(item)) {
    await photoStore.forget(id);
    return false;
  }
  pending = pending.filter((other) => other !== item);
  drafts.update({ photos: [...drafts.current().photos, { id, name, type: blob.type, size: blob.size, key: null }] });
  if (!kept) complain("This device has no space left to keep your photos. Leave this page open until they are uploaded.", () => drafts.files().some(({ key }) => !key));
  pump();
  return true;
}

/**
 * @param {File} file
 * @param {Limits} limits
 * @throws {Refused} with one sentence for the seller
 */
export async function takeLogo(file, limits) {
  const { blob, thumb } = await prepareLogo(file, limits);
  const logo = { id: crypto.randomUUID(), name: file.name || "Logo", type: blob.type, size: blob.size, key: null };
  await photoStore.keep(logo.id, blob, thumb);
  const before = drafts.current().logo;
  if (before) await remove(before.id);
  drafts.update({ logo });
  pump();
}
