/** Checks a chosen clip as far as the browser can decode it. Clips are uploaded unchanged. */

import { Refused, refuseBytes } from "./sniff.js";

const THUMB_PX = 480;
const QUALITY = 0.85;
/** A browser that shows no frame within this time cannot decode the clip; the service can. */
const LOAD_TIMEOUT_MS = 6000;
/** Phones exceed their own limit by a few frames. */
const TOLERANCE_S = 0.5;

/**
 * @param {Blob} blob of type video/mp4 or video/quicktime
 * @param {string} name @param {Limits} limits
 * @returns {Promise<{blob: Blob, thumb: Blob | null}>}
 * @throws {Refused} with one sentence for the seller
 */
export async function prepareClip(blob, name, limits) {
  refuseBytes(blob.size, name, limits.maxClipBytes, "clip");
  const url = URL.createObjectURL(blob);
  try {
    const video = await openVideo(url);
    if (!video) return { blob, thumb: null };
    refuseLength(video.duration, name, limits);
    return { blob, thumb: await captureStill(video) };
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {number} seconds @param {string} name @param {Limits} limits */
function refuseLength(seconds, name, { minClipS, maxClipS }) {
  if (Number.isFinite(seconds) && seconds > maxClipS + TOLERANCE_S) throw new Refused(`${name} is too long (${Math.round(seconds)} seconds). Use a clip of at most ${maxClipS} seconds.`);
  if (seconds < minClipS) throw new Refused(`${name} is too short (${seconds.toFixed(1)} seconds). Use a clip of at least ${minClipS} seconds, or a photo.`);
}

/** Showing its first picture; null when this browser cannot read it. @param {string} url @returns {Promise<HTMLVideoElement | null>} */
function openVideo(url) {
  return new Promise((resolve) => {
    const video = document.createElement("video");
    const timer = setTimeout(() => resolve(null), LOAD_TIMEOUT_MS);
    /** @param {HTMLVideoElement | null} video */
    const end = (video) => {
      clearTimeout(timer);
      resolve(video);
    };
    video.muted = true;
    video.playsInline = true;
    video.preload = "auto";
    video.addEventListener("loadeddata", () => end(video), { once: true });
    video.addEventListener("error", () => end(null), { once: true });
    video.src = url;
  });
}

/** @param {HTMLVideoElement} video @returns {Promise<Blob | null>} */
function captureStill(video) {
  const scale = Math.min(1, THUMB_PX / Math.max(1, Math.min(video.videoWidth, video.videoHeight)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
  canvas.getContext("2d", { alpha: false })?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
