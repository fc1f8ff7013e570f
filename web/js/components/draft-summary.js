/** Summary of the earlier steps, with a link back to each. */

import { h, fill, icon } from "../dom.js";
import { details } from "../draft/details.js";
import { plainText } from "../draft/markup.js";
import * as drafts from "../draft/draft.js";
import { thumbnailUrlOf } from "../photos/uploader.js";
import { listenButton, voiceSample } from "./audio-sample.js";
import { soundInWords } from "./choices.js";
import { languageName, nameOf, price as priceIn } from "./formatting.js";

/** @param {Options} options */
export function summary(options) {
  const { title, description, price, currency, category, language, format, duration, voice, music, captionStyle, brandColour, overlays } = details(options);
  const { photos, logo } = drafts.current();
  const sample = voiceSample(String(voice), options);
  const thumbnails = h("ol", { class: "photo-strip" }, ...photos.map(thumbOf));
  return h("div", { class: "card summary" },
    part("Photos", "/upload/photos", "Change photos", thumbnails),
    part("Details", "/upload/details", "Change details",
      h("p", {}, h("b", {}, plainText(String(title))), " · ", priceIn(Number(price), String(currency), String(language))),
      h("p", { class: "soft clamp" }, plainText(String(description))),
      h("p", { class: "soft small" }, [nameOf(String(category)), languageName(String(language)), nameOf(String(format)), `${duration} seconds`].join(" · ")),
      captionStyle ? h("p", { class: "soft small swatched" }, swatch(String(brandColour)), `${nameOf(String(captionStyle))} captions in your colour${overlayNames(overlays)}`) : null,
      logo && logoLine(logo)),
    part("Sound", "/upload/photos", "Change sound",
      h("p", { class: "sounds" }, sample ? listenButton(nameOf(String(voice)), sample) : null, soundInWords(String(voice), String(music)))));
}

/** The names of the overlays. @param {unknown} overlays a list, or its items with commas between */
function overlayNames(overlays) {
  const names = String(overlays ?? "").split(",").filter((piece) => piece && piece !== "none");
  return names.map((piece) => ` · ${nameOf(`overlays.${piece}`).toLowerCase()}`).join("");
}

/** @param {string} colour as CSS has it */
function swatch(colour) {
  const dot = h("span", { class: "swatch", "aria-hidden": "true" });
  dot.style.background = colour;
  return dot;
}

/** @param {Photo} logo */
function logoLine({ id, name }) {
  const line = h("p", { class: "soft small swatched" }, "Your logo");
  void thumbnailUrlOf(id).then((url) => url && line.prepend(h("span", { class: "logo-shown" }, h("img", { src: url, alt: name }))));
  return line;
}

/** @param {string} title @param {string} href @param {string} label @param {...(Node | null)} content */
function part(title, href, label, ...content) {
  return h("section", {}, h("h2", {}, title), h("div", {}, ...content), h("a", { class: "button plain compact", href, "aria-label": label }, icon("edit"), "Change"));
}

/** @param {Photo} photo */
function thumbOf(photo) {
  const item = h("li", {}, icon(drafts.isClip(photo) ? "video" : "photos"));
  void thumbnailUrlOf(photo.id).then((url) => url && fill(item, h("img", { src: url, alt: photo.name })));
  return item;
}
