/** A chosen logo enters the draft: checked as far as this browser can see into it, and sent as it is, transparency and all. */

import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { open } from "./prepare.js";
import { refuseBytes, Refused, sniff } from "./sniff.js";
import { pump, remove } from "./uploader.js";

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

/**
 * @param {File} file @param {Limits} limits
 * @returns {Promise<{blob: Blob, thumb: Blob | null}>} thumb: null where this browser cannot show it
 * @throws {Refused} with one sentence for the seller
 */
export async function prepareLogo(file, limits) {
  const name = `“${file.name || "This picture"}”`;
  const own = { ...limits, minPhotoSidePx: limits.minLogoSidePx, maxPhotoPixels: limits.maxLogoPixels };
  const { type, other } = await sniff(file, name);
  if (!type.startsWith("image/")) throw new Refused(`${name} is ${other || "a video"}. Use a picture. A PNG with a transparent background looks best.`);
  const blob = file.slice(0, file.size, type);
  refuseBytes(blob.size, name, limits.maxLogoBytes);
  const bitmap = await open(blob, name, own);
  bitmap?.close();
  return { blob, thumb: bitmap ? blob : null };
}
