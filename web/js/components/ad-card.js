/** Cards: the seller's listing, the seller's unpublished video, and a public listing. */

import { h, icon } from "../dom.js";
import { FINAL } from "../api/videos.js";
import { progressBar } from "./progress-bar.js";
import { clock, price as priceIn } from "./formatting.js";

const FAILED = "We couldn't make this video.";
/** @type {Record<CardState, string>} */
const CHIPS = { processing: "Being made", ready: "Not published", active: "Live", failed: "Failed" };

/**
 * @param {Ad} ad
 * @param {{edit: (button: HTMLElement) => void, remove: () => void, retry: (button: HTMLElement) => void}} actions
 */
export function adCard(ad, actions) {
  const { title, status, jobId } = ad;
  const bar = progressBar(`Progress of ${title}`);
  const message = h("span", { class: "small" }, "Waiting to start");
  const retry = h("button", { type: "button", class: "button compact", onclick: () => actions.retry(retry) }, "Try again");
  const edit = iconButton("edit", `Edit ${title}`, () => actions.edit(edit));
  const remove = iconButton("trash", `Delete ${title}`, actions.remove);
  const over = { processing: [message, bar.element], failed: [FAILED, retry], active: [] }[status];
  const element = h("li", { class: "ad-card", dataset: { status, ad: ad.adId } },
    frame(ad, status, status === "active" ? `/ads/${ad.adId}` : `/jobs/${jobId}`, over),
    words(ad),
    h("div", { class: "ad-actions" }, edit, remove, h("a", { class: "button plain compact", href: `/jobs/${jobId}` }, "Video and versions")));
  /** @param {Job} job */
  const progress = (job) => {
    message.textContent = job.message;
    bar.show(job.progress);
  };
  /** @param {"edit" | "remove"} which */
  const focus = (which) => (which === "edit" ? edit : remove).focus();
  return { element, progress, focus };
}

/**
 * @param {Job} job
 * @param {{publish: (button: HTMLElement) => void, remove: () => void}} actions
 */
export function videoCard(job, actions) {
  const { title, jobId } = job;
  /** @type {CardState} */
  const state = !FINAL.has(job.status) ? "processing" : job.status === "complete" ? "ready" : "failed";
  const bar = progressBar(`Progress of ${title}`);
  bar.show(job.progress);
  const publish = h("button", { type: "button", class: "button compact", onclick: () => actions.publish(publish) }, "Publish");
  const remove = iconButton("trash", `Delete ${title}`, actions.remove);
  const over = { processing: [h("span", { class: "small" }, job.message), bar.element], failed: [FAILED], ready: [], active: [] }[state];
  const link = { processing: "See progress", ready: "Watch", failed: "See what to do", active: "" }[state];
  const element = h("li", { class: "ad-card", dataset: { status: state, job: jobId } },
    frame(job, state, `/jobs/${jobId}`, over),
    h("div", { class: "ad-text" }, h("h3", { class: "ad-title" }, title)),
    h("div", { class: "row ad-buttons" }, state === "ready" ? publish : null, h("a", { class: "button quiet compact", href: `/jobs/${jobId}` }, link), remove));
  return { element, focus: () => remove.focus() };
}

/** A listing as everybody sees it. @param {Ad} ad */
export function publicCard(ad) {
  return h("li", { class: "ad-card" },
    h("a", { class: "ad-link", href: `/ads/${ad.adId}` }, h("div", { class: "screen" }, ...picture(ad)), words(ad)));
}

/** @param {string} drawing @param {string} label @param {() => void} onclick */
const iconButton = (drawing, label, onclick) => h("button", { type: "button", class: "icon-button", "aria-label": label, onclick }, icon(drawing));

/** The thumbnail with the video's state and other elements over it. @param {Ad | Job} video @param {CardState} state @param {string} href @param {Child[]} over */
function frame(video, state, href, over) {
  const label = video.duration ? `${video.title}, ${clock(video.duration)}` : video.title;
  return h("div", { class: "ad-frame" },
    h("a", { class: "screen", href, "aria-label": label }, ...picture(video)),
    h("span", { class: `chip ${state}` }, CHIPS[state]),
    over.length ? h("div", { class: "card-progress small" }, ...over) : null);
}

/** @param {Ad} ad */
const words = ({ title, price, currency, language }) => h("div", { class: "ad-text" }, h("h3", { class: "ad-title" }, title), h("p", { class: "ad-price numbers" }, priceIn(Number(price), currency, language)));

/** @param {{thumbnailUrl: string | null, previewUrl?: string | null, duration: number | null}} video */
function picture({ thumbnailUrl, previewUrl, duration }) {
  const length = duration ? h("span", { class: "play-badge numbers" }, icon("play"), clock(duration)) : null;
  if (!thumbnailUrl) return [h("div", { class: "screen-hint" }, icon("video")), length];
  const image = h("img", { alt: "", loading: "lazy", decoding: "async", width: 270, height: 480, src: thumbnailUrl });
  if (previewUrl && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
    image.addEventListener("pointerenter", () => { image.src = previewUrl; });
    image.addEventListener("pointerleave", () => { image.src = thumbnailUrl; });
  }
  return [image, length];
}
