/** Prepares a chosen file for upload: checks it, and makes large photos smaller, upright and free of metadata. */

import { prepareClip } from "./clip.js";
import { MB, pngSize, refuseBytes, Refused, sniff } from "./sniff.js";

/** Enough for a crop of 1080 × 1920 with zoom. */
const SHORT_SIDE_PX = 2400;
const LONG_SIDE_PX = 5000;
const UNCHANGED_BYTES = 2.5 * MB;
const THUMB_PX = 480;
const LARGE_FILE_BYTES = 10 * MB;
const QUALITY = 0.88;

/**
 * @param {File} file
 * @param {Limits} limits
 * @returns {Promise<Prepared>}
 * @throws {Refused} with one sentence for the seller
 */
export async function prepare(file, limits) {
  const name = `“${file.name || "This photo"}”`;
  const { type, kind } = await sniff(file, name);
  if (!type) throw new Refused(`${name} is ${kind}. Use JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV.`);
  if (type.startsWith("video/")) return prepareClip(file.slice(0, file.size, type), name, limits);
  const original = file.slice(0, file.size, type);
  const bitmap = await open(original, name, limits);
  if (!bitmap) return withoutThumbnail(original, name, limits);
  try {
    return await downscale(bitmap, original, name, limits);
  } finally {
    bitmap.close();
  }
}

/**
 * Upright, as EXIF says; null when this browser cannot read such a file (HEIC in most, or a JPEG of 108 or 200 MP for
 * which it has no memory): the service checks it. Anything else that cannot be decoded is damaged.
 * @param {Blob} picture @param {string} name @param {Limits} limits
 */
export async function open(picture, name, limits) {
  if (picture.type === "image/png") await refuseBomb(picture, name, limits);
  const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" }).catch(() => null);
  const serviceMayDecode = /heic|heif|avif/.test(picture.type) || picture.size > LARGE_FILE_BYTES;
  if (!bitmap && !serviceMayDecode) throw new Refused(`${name} is damaged or incomplete. Save it again, or choose another photo.`);
  if (bitmap) refusePixels(bitmap.width, bitmap.height, name, limits);
  return bitmap;
}

/** @param {Blob} file @param {string} name @param {Limits} limits */
async function refuseBomb(file, name, limits) {
  const { width, height } = await pngSize(file);
  refusePixels(width, height, name, limits);
}

/** @param {number} width @param {number} height @param {string} name @param {Limits} limits */
function refusePixels(width, height, name, limits) {
  const pixels = `${width.toLocaleString("en")}×${height.toLocaleString("en")} pixels`;
  const smallest = limits.minPhotoSidePx;
  if (Math.min(width, height) < smallest) throw new Refused(`${name} is too small (${pixels}). Use a picture of at least ${smallest}×${smallest} pixels.`);
  const limit = limits.maxPhotoPixels;
  if (width * height > limit) throw new Refused(`${name} is too large (${pixels}). Use a picture of at most ${Math.round(limit / 1e6)} megapixels.`);
}

/**
 * Upload the file unchanged.
 * @param {Blob} blob @param {string} name @param {Limits} limits
 * @returns {Prepared}
 */
function withoutThumbnail(blob, name, limits) {
  refuseBytes(blob.size, name, limits.maxPhotoBytes);
  return { blob, thumb: null };
}

/**
 * @param {ImageBitmap} bitmap @param {Blob} original @param {string} name @param {Limits} limits
 * @returns {Promise<Prepared>}
 */
async function downscale(bitmap, original, name, limits) {
  const { width, height } = bitmap;
  const scale = Math.min(1, SHORT_SIDE_PX / Math.min(width, height), LONG_SIDE_PX / Math.max(width, height));
  const thumb = await draw(bitmap, Math.min(1, THUMB_PX / Math.min(width, height)));
  const isUnchanged = scale === 1 && original.size <= UNCHANGED_BYTES;
  const blob = isUnchanged ? original : await draw(bitmap, scale);
  refuseBytes(blob.size, name, limits.maxPhotoBytes);
  return { blob, thumb };
}

/** @param {ImageBitmap} bitmap @param {number} scale 0…1 @returns {Promise<Blob>} */
function draw(bitmap, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Refused("This browser has no memory left for the photo. Choose a smaller one.");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Refused("The photo is too large for this browser. Choose a smaller one."))), "image/jpeg", QUALITY);
  });
}

/**
 * @param {File} file @param {Limits} limits
 * @returns {Promise<{blob: Blob, thumb: Blob | null}>} thumb: null where this browser cannot show it
 * @throws {Refused} with one sentence for the seller
 */
export async function prepareLogo(file, limits) {
  const name = `“${file.name || "This picture"}”`;
  const own = { ...limits, minPhotoSidePx: limits.minLogoSidePx, maxPhotoPixels: limits.maxLogoPixels };
  const { type, kind } = await sniff(file, name);
  if (!type.startsWith("image/")) throw new Refused(`${name} is ${kind || "a video"}. Use a picture. A PNG with a transparent background looks best.`);
  const blob = file.slice(0, file.size, type);
  refuseBytes(blob.size, name, limits.maxLogoBytes);
  const bitmap = await open(blob, name, own);
  bitmap?.close();
  return { blob, thumb: bitmap ? blob : null };
}
