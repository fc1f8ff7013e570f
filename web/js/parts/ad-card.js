/** One listing in a grid. */

import { h, icon } from "../dom.js";
import { clock, money } from "./words.js";

const STATUS = { processing: "Being made", active: "Live", failed: "Failed" };

/**
 * @param {Ad} ad
 * @param {{edit: (button: HTMLElement) => void, remove: () => void, retry: (button: HTMLElement) => void}} actions
 */
export function adCard(ad, actions) {
  const bar = h("div", { class: "bar", role: "progressbar", "aria-label": `Progress of ${ad.title}`, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": "0" }, h("i"));
  const message = h("span", { class: "small" }, "Waiting to start");
  const retry = h("button", { type: "button", class: "button compact", onclick: () => actions.retry(retry) }, "Try again");
  const edit = h("button", { type: "button", class: "icon-button", "aria-label": `Edit ${ad.title}`, onclick: () => actions.edit(edit) }, icon("edit"));
  const remove = h("button", { type: "button", class: "icon-button", "aria-label": `Delete ${ad.title}`, onclick: actions.remove }, icon("trash"));
  const over = ad.status === "processing" ? h("div", { class: "card-progress" }, message, bar) : ad.status === "failed" ? h("div", { class: "card-progress" }, h("span", { class: "small" }, "We couldn't make this video."), retry) : null;
  const element = h("li", { class: "ad-card", dataset: { status: ad.status, ad: ad.adId } },
    h("div", { class: "ad-frame" },
      h("a", { class: "screen", href: ad.status === "active" ? `/ads/${ad.adId}` : `/jobs/${ad.jobId}`, "aria-label": spoken(ad) }, ...picture(ad)),
      h("span", { class: `chip ${ad.status}` }, STATUS[ad.status]),
      over),
    h("div", { class: "ad-text" }, h("h3", { class: "ad-title" }, ad.title), h("p", { class: "ad-price numbers" }, money(ad.price, ad.currency))),
    h("div", { class: "ad-actions" }, edit, remove, h("a", { class: "button plain compact", href: `/jobs/${ad.jobId}` }, "Video and versions")));
  /** @param {Job} job */
  const progress = (job) => {
    message.textContent = job.message;
    bar.setAttribute("aria-valuenow", String(job.progress));
    /** @type {HTMLElement} */ (bar.firstElementChild).style.width = `${job.progress}%`;
  };
  /** @param {"edit" | "remove"} which */
  const focus = (which) => (which === "edit" ? edit : remove).focus();
  return { element, progress, focus };
}

/** The picture's link in words: what it shows, the length on it included. @param {Ad} ad */
const spoken = (ad) => (ad.duration ? `${ad.title}, ${clock(ad.duration)}` : ad.title);

/** A listing as everybody sees it. @param {Ad} ad */
export function publicCard(ad) {
  return h("li", { class: "ad-card" },
    h("a", { class: "ad-link", href: `/ads/${ad.adId}` },
      h("div", { class: "screen" }, ...picture(ad)),
      h("div", { class: "ad-text" }, h("h3", { class: "ad-title" }, ad.title), h("p", { class: "ad-price numbers" }, money(ad.price, ad.currency)))));
}

/** @param {Ad} ad */
function picture(ad) {
  if (!ad.thumbnailUrl) return [h("div", { class: "screen-hint" }, icon("film"))];
  const { thumbnailUrl, previewUrl } = ad;
  const length = ad.duration ? h("span", { class: "play-badge numbers" }, icon("play"), clock(ad.duration)) : null;
  const image = h("img", { alt: "", loading: "lazy", decoding: "async", width: 270, height: 480, src: thumbnailUrl });
  if (previewUrl && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
    image.addEventListener("pointerenter", () => { image.src = previewUrl; });
    image.addEventListener("pointerleave", () => { image.src = thumbnailUrl; });
  }
  return length ? [image, length] : [image];
}
