/** Layout of a photo and its texts in the frame, with the renderer's own measures (functions/render, functions/captions).
 * It does not know a photo's subject, so it shows some photos whole that the video crops. */

/** @type {Record<string, Size>} */
const FRAMES = { "9:16": { width: 1080, height: 1920 }, "1:1": { width: 1080, height: 1080 }, "16:9": { width: 1920, height: 1080 } };
const MAX_CROP = 0.31;
/** Largest crop that nearly always keeps the product whole. Photos that need more are shown whole. */
const MAX_SAFE_CROP = 0.19;
const PANORAMA = 1.95;
const SAFE_ZOOM = 1.14;
const INSET_MIDDLE = 0.42;
/** Font sizes of a title, each with its maximum number of lines. */
const TITLE_SIZES = [[96, 2], [84, 3], [74, 3], [66, 3], [58, 3], [52, 3], [46, 3]];
const INDENT = 12;
export const FONT = "Montserrat Video";

/** @param {string} format */
export const frameOf = (format) => FRAMES[format] ?? FRAMES["9:16"];

/** The safe area for text: no platform covers it with its own controls. @param {Size} frame */
const safeWidth = (frame) => (frame.height > frame.width ? 900 - 65 : 0.9 * frame.width);

/**
 * Box of a photo in the frame, in percent of the frame; null when the photo fills the frame.
 * @param {Size} photo @param {Size} frame
 * @returns {{left: number, top: number, width: number, height: number} | null}
 */
export function insetBox(photo, frame) {
  const photoAspect = photo.width / photo.height;
  const aspect = frame.width / frame.height;
  const lost = 1 - Math.min(photoAspect, aspect) / Math.max(photoAspect, aspect);
  const isPanorama = Math.max(photoAspect, 1 / photoAspect) >= PANORAMA && lost > MAX_CROP;
  if (lost <= MAX_SAFE_CROP || isPanorama) return null;
  const limit = aspect < photoAspect ? 1 - MAX_CROP : 1 / (1 - MAX_CROP);
  const shape = photoAspect * (1 + limit) / 2; // the renderer's zoom depends on the subject; usually half of what is possible
  const width = Math.min(1, shape / aspect) / SAFE_ZOOM;
  const height = (width * aspect) / shape;
  const margin = (1 - 1 / SAFE_ZOOM) / 2;
  const middle = frame.height > frame.width ? INSET_MIDDLE : 0.5;
  const top = Math.min(Math.max(middle - height / 2, margin), 1 - margin - height);
  return { left: 50 * (1 - width), top: 100 * top, width: 100 * width, height: 100 * height };
}

const context = document.createElement("canvas").getContext("2d");

/** Width of a text, in em. @param {string} text */
function widthOf(text) {
  if (!context) return text.length * 0.6;
  context.font = `800 100px "${FONT}", sans-serif`;
  return context.measureText(text).width / 100;
}

/** The size of a title in the frame's pixels: the largest at which it fits. @param {string} title @param {Size} frame */
export function titleEm(title, frame) {
  const room = safeWidth(frame) - 2 * INDENT;
  const words = title.split(/(?<=[\s/–—-])/);
  const fitting = TITLE_SIZES.find(([em, limit]) => {
    let lines = 1;
    let line = "";
    for (const word of words) {
      if (line && widthOf((line + word).trimEnd()) * em > room) {
        lines += 1;
        line = "";
      }
      line += word;
    }
    return lines <= limit && words.every((word) => widthOf(word.trimEnd()) * em <= room);
  });
  return (fitting ?? TITLE_SIZES[TITLE_SIZES.length - 1])[0];
}

/** Font size of each caption style and, in em, how far its ink extends beyond the letters. @type {Record<string, [number, number]>} */
const CAPTIONS = { pop: [90, 0.295], karaoke: [90, 0.205], clean: [66, 0.52] };

/** The size of a caption in the frame's pixels: smaller where a word is too long for a line. @param {string[]} words @param {Size} frame @param {string} style */
export function captionEm(words, frame, style) {
  const [em, beside] = CAPTIONS[style] ?? CAPTIONS.pop;
  const longest = Math.max(...words.map(widthOf));
  return Math.min(em, (safeWidth(frame) - 2 * beside * em) / longest);
}

/** Split the script into captions of at most three words. A caption ends where a sentence ends. @param {string} script */
export function captionsOf(script) {
  /** @type {string[][]} */
  const groups = [[]];
  for (const word of script.trim().split(/\s+/).filter(Boolean)) {
    const last = groups[groups.length - 1];
    if (last.length === 3 || /[.!?…]$/.test(last.at(-1) ?? "")) groups.push([word]);
    else last.push(word);
  }
  return groups.filter((group) => group.length);
}

const CAPTION_INK = [0x10, 0x10, 0x14];
const SCRIM = [0x52, 0x52, 0x52];
const MIN_CONTRAST = 4.5;
const STEPS = 50;
const MIN_COLOUR_CONTRAST = 1.3;

/** Relative luminance (WCAG 2.2). @param {number[]} rgb 0…255 each */
function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => value / 255).map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {number[]} one @param {number[]} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Round half to even, as Python does. @param {number} value */
const roundedToEven = (value) => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

/** The colour, mixed with as little white as gives it enough contrast. @param {number[]} rgb @param {number[]} ground */
function lighten(rgb, ground) {
  for (let step = 0; step < STEPS; step += 1) {
    const mixed = rgb.map((value) => roundedToEven(value + (255 - value) * (step / STEPS)));
    if (contrast(mixed, ground) >= MIN_CONTRAST) return mixed;
  }
  return [255, 255, 255];
}

/** @param {number[]} rgb */
const css = (rgb) => `rgb(${rgb.join(" ")})`;

/**
 * Caption colours for a brand colour.
 * @param {string} brand as #RRGGBB
 * @returns {{active: string, inactive: string, accent: string}} the spoken word, the others, and what stands on the shade
 */
export function captionColours(brand) {
  const rgb = [1, 3, 5].map((at) => parseInt(brand.slice(at, at + 2), 16) || 0);
  const active = lighten(rgb, CAPTION_INK);
  return { active: css(active), inactive: contrast(active, [255, 255, 255]) >= MIN_COLOUR_CONTRAST ? "#fff" : "#b4b4bc", accent: css(lighten(rgb, SCRIM)) };
}
