/** The photos of the draft as tiles with thumbnail, number, progress and buttons. */

import { h, fill, icon, announce } from "../dom.js";
import * as drafts from "../draft/draft.js";
import * as fileQueue from "../photos/add-files.js";
import { makeSortable } from "../photos/reorder.js";
import * as uploader from "../photos/uploader.js";
import { megabytes } from "./formatting.js";

export function photoTiles() {
  const element = h("ol", { class: "tiles", "aria-label": "Your photos, in the order of showing" });
  /** @type {Map<string, Tile>} */
  const tiles = new Map();
  /** Of files that are still being prepared. @type {Map<string, HTMLElement>} */
  const pendingTiles = new Map();

  const paint = () => {
    const { photos } = drafts.current();
    const known = new Set(photos.map(({ id }) => id));
    for (const id of tiles.keys()) if (!known.has(id)) tiles.delete(id);
    for (const photo of photos) if (!tiles.has(photo.id)) tiles.set(photo.id, tileOf(photo));
    const photoTileList = photos.map(({ id }) => /** @type {Tile} */ (tiles.get(id)));
    for (const item of fileQueue.preparing()) if (!pendingTiles.has(item.id)) pendingTiles.set(item.id, pendingTile(item));
    const elements = [...photoTileList.map((tile) => tile.element), ...fileQueue.preparing().map(({ id }) => /** @type {HTMLElement} */ (pendingTiles.get(id)))];
    if (elements.some((tile, index) => element.children[index] !== tile) || element.children.length !== elements.length) {
      const focused = document.activeElement;
      element.replaceChildren(...elements);
      if (focused instanceof HTMLElement && element.contains(focused)) focused.focus();
    }
    photoTileList.forEach((tile, index) => tile.paint(index, photoTileList.length));
    element.hidden = !elements.length;
  };
  makeSortable(element, movePhoto);
  const unsubscribe = [drafts.onChange(paint), uploader.onChange(paint), fileQueue.onChange(paint)];
  paint();
  return { element, stop: () => unsubscribe.forEach((end) => end()) };
}

/** @param {string} id @param {number} to */
function movePhoto(id, to) {
  const photos = [...drafts.current().photos];
  const from = photos.findIndex((photo) => photo.id === id);
  if (from < 0 || from === to) return;
  photos.splice(to, 0, ...photos.splice(from, 1));
  drafts.update({ photos });
  announce(`${photos[to].name} is now photo ${to + 1} of ${photos.length}.`);
}

/** @param {Photo} photo @returns {Tile} */
function tileOf(photo) {
  const { id, name } = photo;
  const picture = h("div", { class: "tile-picture" });
  const badge = h("span", { class: "tile-number" });
  const status = h("div", { class: "tile-status" });
  const grip = h("button", { type: "button", class: "icon-button grip" }, icon("grip"));
  const remove = h("button", { type: "button", class: "icon-button", "aria-label": `Remove ${name}`, onclick: () => void removePhoto(id, name) }, icon("close"));
  const clip = drafts.isClip(photo);
  const mark = clip && h("span", { class: "tile-badge" }, icon("video"), "Clip");
  const element = h("li", { class: "tile", dataset: { photo: id } }, picture, badge, mark, h("div", { class: "tile-tools" }, grip, remove), status);
  void uploader.thumbnailUrlOf(id).then((url) => {
    const content = url ? h("img", { src: url, alt: name, draggable: false }) : h("div", { class: "tile-blank" }, icon(clip ? "video" : "photos"), h("span", {}, name));
    fill(picture, content);
  });
  let painted = "";
  /** @param {number} index @param {number} count */
  const paint = (index, count) => {
    const run = uploader.uploadOf(id);
    const { state, fraction, reason } = run;
    badge.textContent = String(index + 1);
    grip.setAttribute("aria-label", `Move ${name}, photo ${index + 1} of ${count}: arrow keys`);
    element.dataset.state = state;
    if (painted !== state + reason) fill(status, uploadStatus(photo, run));
    painted = state + reason;
    const bar = status.querySelector("progress");
    if (bar) bar.value = fraction;
  };
  return { element, paint };
}

/** The place of a photo that is being prepared. @param {Pending} item */
function pendingTile({ id, name }) {
  const remove = h("button", { type: "button", class: "icon-button", "aria-label": `Remove ${name}`, onclick: () => fileQueue.drop(id) }, icon("close"));
  return h("li", { class: "tile", dataset: { state: "preparing" } },
    h("div", { class: "tile-picture" }, h("div", { class: "tile-blank" }, icon("photos"), h("span", {}, name))),
    h("div", { class: "tile-tools" }, remove),
    h("div", { class: "tile-status" }, h("span", {}, "Getting ready…")));
}

/** @param {string} id @param {string} name */
async function removePhoto(id, name) {
  const at = drafts.current().photos.findIndex((photo) => photo.id === id);
  await uploader.remove(id);
  const remaining = document.querySelectorAll(".tile");
  const next = remaining[Math.min(at, remaining.length - 1)]?.querySelector(".icon-button:last-of-type") ?? document.querySelector(".file-input");
  if (next instanceof HTMLElement) next.focus();
  announce(`${name} removed.`);
}

/** A file's upload status, and the buttons for it. @param {Photo} file @param {Upload} run */
export function uploadStatus({ id, name, size }, { state, reason }) {
  /** @param {string} text @param {string} label @param {() => void} onclick */
  const action = (text, label, onclick) => h("button", { type: "button", class: "button plain compact", "aria-label": label, onclick }, text);
  if (state === "done") return [h("span", { class: "good" }, icon("check"), "Uploaded"), h("span", { class: "numbers" }, megabytes(size))];
  if (state === "uploading") return [h("progress", { max: 1, value: 0, "aria-label": `Upload of ${name}` }), action("Cancel", `Cancel the upload of ${name}`, () => uploader.cancel(id))];
  if (state === "failed") return [h("span", { class: "bad", role: "alert" }, reason), action("Try again", `Try again to upload ${name}`, () => uploader.retry(id))];
  return [h("span", {}, state === "paused" ? "Waiting for sign-in" : navigator.onLine ? "Waiting to upload" : "Waiting for a connection")];
}
