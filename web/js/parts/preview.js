/** The video as a phone would show it, put together from what is there so far. */

import { h, fill, icon } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { valueOf } from "../draft/details.js";
import { thumbUrl } from "../photos/uploader.js";
import { money } from "./words.js";

const SHOWN_MS = 3200;

/**
 * @param {import("../api/options.js").Options} options
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function preview(options) {
  const screen = h("div", { class: "screen" });
  const element = h("aside", { class: "preview", "aria-label": "Preview" }, screen, h("p", { "aria-hidden": "true" }, "How it may look"));
  let at = 0;
  let painted = "";

  const paint = async () => {
    const { photos, fields } = drafts.current();
    if (photos.length) at %= photos.length;
    const photo = photos[at];
    const state = JSON.stringify([photo?.id, photos.length, fields.title, fields.price, fields.currency]);
    if (state === painted) return;
    painted = state;
    const url = photo ? await thumbUrl(photo.id) : "";
    fill(screen, ...(photos.length ? scene(url, photos.length, at, fields, options) : hint()));
  };
  const turn = () => {
    at += 1;
    void paint();
  };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const timer = still ? 0 : setInterval(turn, SHOWN_MS);
  const forget = drafts.onChange(() => void paint());
  void paint();
  return { element, stop: () => { clearInterval(timer); forget(); } };
}

function hint() {
  return [h("div", { class: "screen-hint" }, icon("photos"), "Your photos, full screen, with voice and captions")];
}

/**
 * @param {string} url @param {number} count @param {number} at
 * @param {Record<string, string>} fields @param {import("../api/options.js").Options} options
 */
function scene(url, count, at, fields, options) {
  const price = fields.price && Number.isFinite(Number(fields.price)) ? money(fields.price, valueOf("currency", options)) : "";
  const segments = Array.from({ length: count }, (_, index) => h("i", { class: index <= at ? "on" : "" }));
  return [
    url ? h("img", { src: url, alt: "", class: "drift" }) : h("div", { class: "screen-hint" }, icon("photos"), "This browser cannot show this photo; the video will."),
    h("div", { class: "screen-shade" }),
    h("div", { class: "segments" }, ...segments),
    h("div", { class: "screen-text" }, h("b", {}, fields.title || "Your title"), price && h("span", {}, price)),
  ];
}
