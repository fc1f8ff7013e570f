/** The photos of a remake, in order: each unchanged or replaced. A replacement is uploaded as soon as it is chosen. */

import { h, fill, icon, newId } from "../dom.js";
import { jobPhotos } from "../api/videos.js";
import { prepare } from "../photos/prepare.js";
import { refusal } from "../photos/sniff.js";
import { reasonOf, send } from "../api/uploads.js";
import { acceptOf, picker } from "./drop-zone.js";

/**
 * @param {number} number counted from 1
 * @param {Options} options
 * @param {() => void} onchange
 * @returns {PhotoReplacement}
 */
function photoReplacement(number, options, onchange) {
  const id = newId("swap");
  /** @type {ReplacementFile | null} */
  let replacement = null;
  /** @type {JobPhoto} */
  let earlier = { url: "", clip: false };
  /** @type {Promise<void>} */
  let preparing = Promise.resolve();
  let latest = 0;
  let busy = false;
  const picture = h("div", { class: "tile-picture" });
  const mark = h("span", { class: "tile-badge", hidden: true }, icon("video"), "Clip");
  const status = h("div", { class: "tile-status", id: `${id}-status` });
  const pick = picker("Replace", "photos", { accept: acceptOf(options) }, ([file]) => { preparing = replace(file); });
  const undoButton = h("button", { type: "button", class: "button plain compact", hidden: true, "aria-label": `Keep earlier photo ${number}`, onclick: () => { choose(null); control.focus(); } }, "Keep earlier");
  const element = h("li", { class: "tile swap" }, picture, h("span", { class: "tile-number", "aria-hidden": "true" }, number), mark, h("div", { class: "swap-tools" }, pick.element, undoButton), status);
  const control = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  control.setAttribute("aria-label", `Replace photo ${number}`);
  control.setAttribute("aria-describedby", status.id);

  /** @param {string} state @param {...Child} content */
  const showStatus = (state, ...content) => {
    element.dataset.state = state;
    fill(status, ...content);
  };
  /** @param {string} error empty: nothing is wrong */
  const showError = (error) => {
    showStatus(error ? "failed" : "", error && h("span", { class: "field-error", role: "alert" }, icon("alert"), error));
  };
  const paint = () => {
    const { url, clip } = replacement ? { url: replacement.thumb, clip: replacement.clip } : earlier;
    const name = replacement?.name ?? `Photo ${number}`;
    const blank = h("div", { class: "tile-blank" }, icon(clip ? "video" : "photos"), replacement && h("span", {}, name));
    const onerror = () => fill(picture, blank);
    const moving = clip && !replacement;
    fill(picture, !url ? blank : moving ? h("video", { src: `${url}#t=0.1`, muted: true, playsInline: true, preload: "metadata", "aria-label": `${name}, a clip`, onerror }) : h("img", { src: url, alt: name, loading: "lazy", draggable: false, onerror }));
    mark.hidden = !clip;
    undoButton.hidden = !replacement;
  };
  /** @param {ReplacementFile | null} next */
  const choose = (next) => {
    latest += 1;
    busy = false;
    discardReplacement();
    replacement = next;
    paint();
    showStatus("");
    if (next) upload(next);
    onchange();
  };
  const discardReplacement = () => {
    replacement?.stop.abort();
    if (replacement?.thumb) URL.revokeObjectURL(replacement.thumb);
  };
  /** @param {File} file */
  const replace = async (file) => {
    const version = ++latest;
    busy = true;
    showStatus("preparing", h("span", { role: "status" }, "Preparing…"));
    onchange();
    try {
      const { blob, thumb } = await prepare(file, options.limits);
      if (version !== latest) return;
      choose({ blob, name: file.name || "Photo", thumb: thumb ? URL.createObjectURL(thumb) : "", clip: blob.type.startsWith("video/"), key: "", failed: false, sent: Promise.resolve(), stop: new AbortController() });
    } catch (error) {
      if (version !== latest) return;
      busy = false;
      showError(refusal(error, file.name));
      onchange();
    }
  };
  /** @param {ReplacementFile} file */
  const upload = (file) => {
    file.failed = false;
    const bar = h("progress", { max: 1, value: 0, "aria-label": `Upload of ${file.name}` });
    showStatus("uploading", bar);
    const retryButton = h("button", { type: "button", class: "button plain compact", "aria-label": `Try again to upload ${file.name}`, onclick: () => { upload(file); control.focus(); } }, "Try again");
    file.sent = send(file.name, file.blob, file.stop.signal, (fraction) => { bar.value = fraction; }).then(
      (key) => {
        file.key = key;
        if (file === replacement) showStatus("done", h("span", { class: "good", role: "status" }, icon("check"), "Uploaded"));
      },
      (error) => {
        if (file !== replacement) return;
        file.failed = true;
        showError(reasonOf(error));
        status.append(retryButton);
      },
    );
  };
  paint();
  return {
    element,
    control,
    showError: (error) => {
      showError(error);
      if (replacement) [replacement.failed, replacement.key] = [true, ""];
    },
    changed: () => busy || replacement !== null,
    stop: () => { latest += 1; discardReplacement(); },
    show: (photo) => {
      earlier = photo;
      if (!replacement) paint();
    },
    requestValue: async () => {
      const wasBusy = busy;
      await preparing;
      if (wasBusy && element.dataset.state === "failed") return null;
      if (!replacement) return number;
      if (replacement.failed) upload(replacement);
      await replacement.sent;
      return replacement.key || null;
    },
  };
}

const NOTE = "Replace any of them with another photo or clip.";
const HIDDEN = "We can't show the photos right now, but you can still replace them.";

/**
 * @param {Job} job
 * @param {Options} options
 * @param {() => void} onchange
 */
export function photoReplacements({ jobId, photoCount }, options, onchange) {
  const id = newId("photos");
  const tiles = Array.from({ length: photoCount }, (_, index) => photoReplacement(index + 1, options, onchange));
  const note = h("p", { class: "field-note", id: `${id}-note` }, NOTE);
  const element = h("div", { class: "field wide", role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": note.id, dataset: { field: "photos" } },
    h("span", { class: "label", id: `${id}-name` }, "Photos"), h("ol", { class: "tiles swaps" }, tiles.map((tile) => tile.element)), note);
  jobPhotos(jobId).then(
    (photos) => tiles.forEach((tile, index) => tile.show(photos[index])),
    () => fill(note, HIDDEN),
  );
  return {
    element,
    /** By the field name that the API uses in errors. */
    fields: Object.fromEntries(tiles.map((tile, index) => [`photos[${index}]`, tile])),
    changed: () => tiles.some((tile) => tile.changed()),
    stop: () => tiles.forEach((tile) => tile.stop()),
    /**
     * What the request says of the photos, once the new ones are uploaded.
     * @returns {Promise<{photos?: (number | string | null)[]} | null>} null: one did not get through, which is told beside it
     */
    requestValue: async () => {
      const photos = await Promise.all(tiles.map((tile) => tile.requestValue()));
      const failed = photos.indexOf(null);
      if (failed >= 0) tiles[failed].control.focus();
      if (failed >= 0) return null;
      return tiles.some((tile) => tile.changed()) ? { photos } : {};
    },
  };
}
