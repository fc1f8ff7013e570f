/** The photos of another version, in order: each as it was, or another file, which is uploaded as soon as it is chosen. */

import { h, fill, icon, newId } from "../dom.js";
import { shownPhotos } from "../api/videos.js";
import { prepare } from "../photos/prepare.js";
import { refusal } from "../photos/sniff.js";
import { reasonOf, send } from "../api/uploads.js";
import { acceptOf, picker } from "./drop-zone.js";

/**
 * @param {number} number counted from 1
 * @param {Options} options
 * @param {() => void} onchange
 * @returns {OtherPhoto}
 */
function otherPhoto(number, options, onchange) {
  const id = newId("swap");
  /** @type {OtherFile | null} */
  let other = null;
  /** @type {ShownPhoto} */
  let earlier = { url: "", clip: false };
  /** @type {Promise<void>} */
  let preparing = Promise.resolve();
  let turn = 0;
  let busy = false;
  const picture = h("div", { class: "tile-picture" });
  const mark = h("span", { class: "tile-kind", hidden: true }, icon("film"), "Clip");
  const status = h("div", { class: "tile-status", id: `${id}-status` });
  const pick = picker("Replace", "photos", { accept: acceptOf(options) }, ([file]) => { preparing = take(file); });
  const back = h("button", { type: "button", class: "button plain compact", hidden: true, "aria-label": `Keep earlier photo ${number}`, onclick: () => { choose(null); control.focus(); } }, "Keep earlier");
  const element = h("li", { class: "tile swap" }, picture, h("span", { class: "tile-place", "aria-hidden": "true" }, number), mark, h("div", { class: "swap-tools" }, pick.element, back), status);
  const control = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  control.setAttribute("aria-label", `Replace photo ${number}`);
  control.setAttribute("aria-describedby", status.id);

  /** @param {string} state @param {...Child} told */
  const say = (state, ...told) => {
    element.dataset.state = state;
    fill(status, ...told);
  };
  /** @param {string} fault empty: nothing is wrong */
  const complain = (fault) => {
    say(fault ? "failed" : "", fault && h("span", { class: "fault", role: "alert" }, icon("alert"), fault));
  };
  const paint = () => {
    const { url, clip } = other ? { url: other.thumb, clip: other.clip } : earlier;
    const name = other?.name ?? `Photo ${number}`;
    const blank = h("div", { class: "tile-blank" }, icon(clip ? "film" : "photos"), other && h("span", {}, name));
    const onerror = () => fill(picture, blank);
    const moving = clip && !other;
    fill(picture, !url ? blank : moving ? h("video", { src: `${url}#t=0.1`, muted: true, playsInline: true, preload: "metadata", "aria-label": `${name}, a clip`, onerror }) : h("img", { src: url, alt: name, loading: "lazy", draggable: false, onerror }));
    mark.hidden = !clip;
    back.hidden = !other;
  };
  /** @param {OtherFile | null} next */
  const choose = (next) => {
    turn += 1;
    busy = false;
    forget();
    other = next;
    paint();
    say("");
    if (next) upload(next);
    onchange();
  };
  const forget = () => {
    other?.stop.abort();
    if (other?.thumb) URL.revokeObjectURL(other.thumb);
  };
  /** @param {File} file */
  const take = async (file) => {
    const mine = ++turn;
    busy = true;
    say("preparing", h("span", { role: "status" }, "Preparing…"));
    onchange();
    try {
      const { blob, thumb } = await prepare(file, options.limits);
      if (mine !== turn) return;
      choose({ blob, name: file.name || "Photo", thumb: thumb ? URL.createObjectURL(thumb) : "", clip: blob.type.startsWith("video/"), key: "", failed: false, sent: Promise.resolve(), stop: new AbortController() });
    } catch (error) {
      if (mine !== turn) return;
      busy = false;
      complain(refusal(error, file.name));
      onchange();
    }
  };
  /** @param {OtherFile} file */
  const upload = (file) => {
    file.failed = false;
    const bar = h("progress", { max: 1, value: 0, "aria-label": `Upload of ${file.name}` });
    say("uploading", bar);
    const again = h("button", { type: "button", class: "button plain compact", "aria-label": `Try again to upload ${file.name}`, onclick: () => { upload(file); control.focus(); } }, "Try again");
    file.sent = send(file.name, file.blob, file.stop.signal, (fraction) => { bar.value = fraction; }).then(
      (key) => {
        file.key = key;
        if (file === other) say("done", h("span", { class: "good", role: "status" }, icon("check"), "Uploaded"));
      },
      (error) => {
        if (file !== other) return;
        file.failed = true;
        complain(reasonOf(error));
        status.append(again);
      },
    );
  };
  paint();
  return {
    element,
    control,
    complain: (fault) => {
      complain(fault);
      if (other) [other.failed, other.key] = [true, ""];
    },
    changed: () => busy || other !== null,
    stop: () => { turn += 1; forget(); },
    show: (photo) => {
      earlier = photo;
      if (!other) paint();
    },
    said: async () => {
      const waited = busy;
      await preparing;
      if (waited && element.dataset.state === "failed") return null;
      if (!other) return number;
      if (other.failed) upload(other);
      await other.sent;
      return other.key || null;
    },
  };
}

const NOTE = "Replace any of them with another photo or clip.";
const UNSEEN = "We can't show the photos right now, but you can still replace them.";

/**
 * @param {Job} job
 * @param {Options} options
 * @param {() => void} onchange
 */
export function otherPhotos({ jobId, photoCount }, options, onchange) {
  const id = newId("photos");
  const tiles = Array.from({ length: photoCount }, (_, index) => otherPhoto(index + 1, options, onchange));
  const note = h("p", { class: "field-note", id: `${id}-note` }, NOTE);
  const element = h("div", { class: "field wide", role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": note.id, dataset: { field: "photos" } },
    h("span", { class: "label", id: `${id}-name` }, "Photos"), h("ol", { class: "tiles swaps" }, tiles.map((tile) => tile.element)), note);
  shownPhotos(jobId).then(
    (photos) => tiles.forEach((tile, index) => tile.show(photos[index])),
    () => fill(note, UNSEEN),
  );
  return {
    element,
    /** By the name that the API has for each. */
    fields: Object.fromEntries(tiles.map((tile, index) => [`photos[${index}]`, tile])),
    changed: () => tiles.some((tile) => tile.changed()),
    stop: () => tiles.forEach((tile) => tile.stop()),
    /**
     * What the request says of the photos, once the new ones are uploaded.
     * @returns {Promise<{photos?: (number | string | null)[]} | null>} null: one did not get through, which is told beside it
     */
    said: async () => {
      const photos = await Promise.all(tiles.map((tile) => tile.said()));
      const lost = photos.indexOf(null);
      if (lost >= 0) tiles[lost].control.focus();
      if (lost >= 0) return null;
      return tiles.some((tile) => tile.changed()) ? { photos } : {};
    },
  };
}
