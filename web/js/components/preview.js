/** A preview of the video: frame, photos, title, price and captions as the renderer draws them. */

import { h, fill, icon } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { parsePrice, valueOf } from "../draft/details.js";
import { plainText } from "../draft/markup.js";
import { thumbnailUrlOf } from "../photos/uploader.js";
import { FONT, captionEm, captionsOf, captionColours, frameOf, insetBox, titleEm } from "./preview-layout.js";
import { nameOf, price as priceIn } from "./formatting.js";

const SCENE_MS = 3200;
/** The end card's call to action, by language. @type {Record<string, string>} */
const CALLS = { en: "See it online", es: "Míralo en línea", fr: "À voir en ligne", de: "Jetzt online ansehen", pt: "Veja online", it: "Guardalo online" };

/**
 * @param {Options} options
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function preview(options) {
  const screen = h("div", { class: "screen video-frame" });
  const position = h("span", { class: "numbers" });
  /** @param {number} by @param {string} label @param {string} iconName */
  const arrow = (by, label, iconName) => h("button", { type: "button", class: "icon-button", "aria-label": label, onclick: () => { clearInterval(timer); showNext(by); } }, icon(iconName));
  const arrows = h("div", { class: "preview-bar" }, arrow(-1, "Previous scene", "left"), position, arrow(1, "Next scene", "right"));
  const element = h("aside", { class: "preview", "aria-label": "Preview" }, screen, arrows, h("p", {}, "How your video will look. The camera moves, and keeps your product in view."));
  let at = 0;
  let painted = "";

  const paint = async () => {
    const scenes = scenesOf(options);
    at = scenes.length ? (at + scenes.length) % scenes.length : 0;
    const { fields, script } = drafts.current();
    const state = JSON.stringify([at, scenes.map(({ photo, kind }) => [photo.id, kind]), fields, script]);
    if (state === painted) return;
    painted = state;
    screen.dataset.format = valueOf("format", options);
    arrows.hidden = scenes.length < 2;
    position.textContent = `${at + 1} of ${scenes.length}`;
    const scene = scenes[at];
    if (!scene) return fill(screen, h("div", { class: "screen-hint" }, icon("photos"), "Your photos, with voice and captions"));
    const picture = await loadImage(scene.photo);
    await document.fonts.load(`800 20px "${FONT}"`).catch(() => []);
    if (state === painted) fill(screen, ...sceneOf(scene, at, picture, options));
  };
  /** @param {number} by */
  const showNext = (by) => {
    at += by;
    void paint();
  };
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const timer = reducedMotion ? 0 : setInterval(() => showNext(1), SCENE_MS);
  const unsubscribe = drafts.onChange(() => void paint());
  void paint();
  return { element, stop: () => { clearInterval(timer); unsubscribe(); } };
}

/** The title over the first photo, the price over the others, the end card at the end. @param {Options} options @returns {Scene[]} */
function scenesOf(options) {
  const { photos } = drafts.current();
  if (!photos.length) return [];
  const pieces = valueOf("overlays", options).split(",");
  /** @type {Scene["kind"]} */
  const later = pieces.includes("price") ? "price" : "plain";
  /** @type {Scene[]} */
  const scenes = photos.map((photo, index) => ({ photo, kind: index || !pieces.includes("title") ? later : "title" }));
  if (photos.length === 1 && scenes[0].kind === "title") scenes.push({ photo: photos[0], kind: later });
  if (pieces.includes("end")) scenes.push({ photo: photos[photos.length - 1], kind: "end" });
  return scenes;
}

/** @param {Photo} photo @returns {Promise<HTMLImageElement | null>} null: this browser cannot show it */
async function loadImage(photo) {
  const url = await thumbnailUrlOf(photo.id);
  if (!url) return null;
  const image = h("img", { src: url, alt: "" });
  return image.decode().then(() => image, () => null);
}

/** @param {Scene} scene @param {number} at @param {HTMLImageElement | null} picture @param {Options} options */
function sceneOf({ kind }, at, picture, options) {
  const format = valueOf("format", options);
  const colours = captionColours(valueOf("brandColour", options));
  const amount = priceLabel(options);
  if (kind === "end") {
    return [...photoLayers(picture, format, "preview-blur dim"), h("div", { class: "end-card" },
      styled(h("b", { class: "end-card-price" }, amount), { color: colours.accent }), h("b", { class: "end-card-call" }, CALLS[valueOf("language", options)] ?? CALLS.en))];
  }
  return [
    ...photoLayers(picture, format),
    ...(kind === "title" ? titleCard(format, colours.accent, options) : []),
    kind === "price" && amount ? styled(h("b", { class: "preview-price" }, amount), { background: colours.active }) : null,
    caption(at, colours, options),
  ];
}

/** @param {HTMLImageElement | null} picture @param {string} format @param {string} [only] class of the blur when nothing else is shown */
function photoLayers(picture, format, only) {
  if (!picture) return [h("div", { class: "screen-hint" }, icon("photos"), "This browser can't show this photo. Your video will.")];
  const position = insetBox({ width: picture.naturalWidth, height: picture.naturalHeight }, frameOf(format));
  const blur = h("img", { class: only ?? "preview-blur", src: picture.src, alt: "" });
  if (only) return [blur];
  picture.className = "pan-zoom";
  if (!position) return [picture];
  const middle = (100 * (50 - position.top)) / position.height; // the camera zooms into the middle of the frame
  return [blur, styled(picture, { inset: "auto", left: `${position.left}%`, top: `${position.top}%`, width: `${position.width}%`, height: `${position.height}%`, "transform-origin": `50% ${middle}%` })];
}

/** @param {string} format @param {string} accent @param {Options} options */
function titleCard(format, accent, options) {
  const title = plainText(drafts.current().fields.title ?? "").trim() || "Your title";
  const category = valueOf("category", options);
  const heading = styled(h("b", {}, title), { "--em": String(titleEm(title, frameOf(format))) });
  const showsCategory = category !== "other" && valueOf("language", options) === "en";
  return [h("div", { class: "preview-title" }, showsCategory && styled(h("span", {}, nameOf(category)), { color: accent }), heading)];
}

/** @param {number} at @param {{active: string, inactive: string}} colours @param {Options} options */
function caption(at, { active, inactive }, options) {
  const { script, fields } = drafts.current();
  const groups = captionsOf(plainText(script || fields.title || "") || "Your own words");
  const words = groups[at % groups.length];
  const activeWord = words.length - 1;
  const style = valueOf("captionStyle", options);
  const em = captionEm(words, frameOf(valueOf("format", options)), style);
  return styled(h("p", { class: "preview-caption", dataset: { style } },
    styled(h("span", { class: "caption-words" }, ...words.flatMap((word, index) => [styled(h("span", {}, word), { color: index === activeWord ? active : inactive }), " "])), { "--highlight": active })), { "--em": String(em) });
}

/** @param {Options} options */
function priceLabel(options) {
  const amount = parsePrice(valueOf("price", options), options);
  return typeof amount === "number" && valueOf("price", options) ? priceIn(amount, valueOf("currency", options), valueOf("language", options)) : "";
}

/** @template {HTMLElement} T @param {T} element @param {Record<string, string>} properties @returns {T} */
function styled(element, properties) {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
  return element;
}
