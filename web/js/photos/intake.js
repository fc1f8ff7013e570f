/** Files that the seller chose or dropped enter the draft, one after the other so that a phone's memory holds. */

import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { prepare } from "./prepare.js";
import { Refused } from "./refused.js";
import { pump } from "./uploader.js";

/** @typedef {import("../api/options.js").Limits} Limits */

/**
 * @param {Iterable<File>} files
 * @param {Limits} limits
 * @param {{onStart: (left: number) => void, onRefused: (message: string) => void}} tell
 */
export async function takeIn(files, limits, tell) {
  const chosen = [...files];
  const room = limits.maxPhotos - drafts.current().photos.length;
  if (chosen.length > room) tell.onRefused(tooMany(chosen.length - Math.max(room, 0), limits.maxPhotos));
  const taken = chosen.slice(0, Math.max(room, 0));
  for (const [index, file] of taken.entries()) {
    tell.onStart(taken.length - index);
    try {
      await takeOne(file, limits);
    } catch (error) {
      tell.onRefused(error instanceof Refused ? error.message : `“${file.name}” cannot be read. Choose it again.`);
    }
  }
  tell.onStart(0);
}

/** @param {number} over @param {number} most */
const tooMany = (over, most) => `At most ${most} photos and clips make a video. ${over === 1 ? "One was" : `${over} were`} left out.`;

/** @param {File} file @param {Limits} limits */
async function takeOne(file, limits) {
  const { blob, thumb } = await prepare(file, limits);
  const photo = { id: crypto.randomUUID(), name: file.name || "Photo", type: blob.type, size: blob.size, key: null };
  await photoStore.keep(photo.id, blob, thumb);
  drafts.update({ photos: [...drafts.current().photos, photo] });
  pump();
}
