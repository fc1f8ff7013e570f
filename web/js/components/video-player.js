/** The finished video with its captions, and what can be done with it. */

import { h, icon, toast, busy } from "../dom.js";

/** @param {Film} film @param {{language?: string}} [about] */
export function player(film, { language = "en" } = {}) {
  const isOwnOrigin = new URL(film.videoUrl ?? "/", location.href).origin === location.origin;
  const track = film.captionsUrl && h("track", { kind: "captions", src: film.captionsUrl, srclang: language, label: "Captions" });
  const video = h("video", {
    controls: true, playsInline: true, preload: "metadata", poster: film.thumbnailUrl, src: film.videoUrl,
    crossOrigin: isOwnOrigin ? null : "anonymous", "aria-label": `Video: ${film.title}`,
  }, track);
  const screen = h("div", { class: "screen player" }, video);
  video.addEventListener("loadedmetadata", () => { screen.style.aspectRatio = `${video.videoWidth} / ${video.videoHeight}`; }, { once: true });
  return screen;
}

/** @param {Film} film @param {string} link address to hand on */
export function filmActions(film, link) {
  const share = h("button", { type: "button", class: "button quiet", onclick: () => void shareOrCopy(film.title, link) }, icon("share"), "Share");
  const download = h("button", { type: "button", class: "button quiet", onclick: () => void busy(download, () => save(film)) }, icon("download"), "Download");
  const copy = h("button", { type: "button", class: "button quiet", onclick: () => void copyLink(link) }, icon("link"), "Copy link");
  return h("div", { class: "row film-actions" }, "share" in navigator ? share : null, copy, download);
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

/** Saved under the title; browsers ignore `download` for other origins, so the file is fetched first. @param {Film} film */
async function save(film) {
  const url = film.videoUrl ?? "";
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(String(response.status));
    const object = URL.createObjectURL(await response.blob());
    h("a", { href: object, download: `${fileName(film.title)}.mp4` }).click();
    setTimeout(() => URL.revokeObjectURL(object), 60_000);
  } catch {
    window.open(url, "_blank", "noopener");
  }
}

/** @param {string} title */
const fileName = (title) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "video";
