/** The player of the finished video, and the buttons Share, Copy link and Download. */

import { h, icon, toast, busy } from "../dom.js";

/** @param {VideoLinks} video @param {{language?: string}} [about] */
export function player(video, { language = "en" } = {}) {
  const isOwnOrigin = new URL(video.videoUrl ?? "/", location.href).origin === location.origin;
  const track = video.captionsUrl && h("track", { kind: "captions", src: video.captionsUrl, srclang: language, label: "Captions" });
  const element = h("video", {
    controls: true, playsInline: true, preload: "metadata", poster: video.thumbnailUrl, src: video.videoUrl,
    crossOrigin: isOwnOrigin ? null : "anonymous", "aria-label": `Video: ${video.title}`,
  }, track);
  const screen = h("div", { class: "screen player" }, element);
  element.addEventListener("loadedmetadata", () => { screen.style.aspectRatio = `${element.videoWidth} / ${element.videoHeight}`; }, { once: true });
  return screen;
}

/** @param {VideoLinks} video @param {string} link address to hand on */
export function videoActions(video, link) {
  const share = h("button", { type: "button", class: "button quiet", onclick: () => void shareOrCopy(video.title, link) }, icon("share"), "Share");
  const download = h("button", { type: "button", class: "button quiet", onclick: () => void busy(download, () => save(video)) }, icon("download"), "Download");
  const copy = h("button", { type: "button", class: "button quiet", onclick: () => void copyLink(link) }, icon("link"), "Copy link");
  return h("div", { class: "row video-actions" }, "share" in navigator ? share : null, copy, download);
}

/** @param {string} link */
export async function copyLink(link) {
  const url = new URL(link, location.href).href;
  try {
    await navigator.clipboard.writeText(url);
    toast("Link copied");
  } catch {
    window.prompt("Copy this link:", url);
  }
}

/** @param {string} title @param {string} link */
async function shareOrCopy(title, link) {
  try {
    await navigator.share({ title, url: new URL(link, location.href).href });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) await copyLink(link);
  }
}

/** Saved under the title; browsers ignore `download` for other origins, so the file is fetched first. @param {VideoLinks} video */
async function save(video) {
  const url = video.videoUrl ?? "";
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    const object = URL.createObjectURL(await response.blob());
    h("a", { href: object, download: `${fileName(video.title)}.mp4` }).click();
    setTimeout(() => URL.revokeObjectURL(object), 60_000);
  } catch {
    window.open(url, "_blank", "noopener");
  }
}

/** @param {string} title */
const fileName = (title) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "video";
