/** The field for the seller's logo. */

import { h, fill, icon, announce, newId } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { addLogo } from "../photos/add-files.js";
import { refusal } from "../photos/sniff.js";
import * as uploader from "../photos/uploader.js";
import { picker } from "./drop-zone.js";
import { uploadStatus } from "./photo-tiles.js";

const HINT = "Shown with the title and at the end. A PNG with a transparent background looks best.";

/**
 * The parts of a logo field: thumbnail, file chooser, further buttons, status and note.
 * @param {string} name @param {Options} options @param {(file: File) => void} onFile @param {...HTMLElement} buttons
 */
export function logoChooser(name, options, onFile, ...buttons) {
  const id = newId("logo");
  const thumbnail = h("div", { class: "logo-shown" });
  const status = h("div", { class: "tile-status" });
  const note = h("p", { class: "field-note", id: `${id}-note` });
  const { element: pick, rename } = picker("Choose a logo", "photos", { accept: [...options.photoTypes, ".heic", ".heif"].join(",") }, ([file]) => onFile(file));
  const element = h("div", { class: "field wide logo-field", role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": note.id, dataset: { field: name } },
    h("span", { class: "label", id: `${id}-name` }, "Your logo"), h("div", { class: "row" }, thumbnail, pick, ...buttons), status, note);
  /** @param {string} error empty: nothing is wrong @param {string} hint */
  const showNote = (error, hint) => {
    fill(note, error ? h("span", { class: "field-error", role: "alert" }, icon("alert"), error) : hint);
    element.classList.toggle("invalid", Boolean(error));
  };
  const control = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  return { element, thumbnail, status, rename, showNote, control };
}

/**
 * @param {Options} options
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function logoField(options) {
  const removeButton = h("button", { type: "button", class: "button plain compact", onclick: () => void remove() }, "Remove");
  const { element, thumbnail, status, rename, showNote, control } = logoChooser("logo", options, (file) => void replace(file), removeButton);
  const showError = (error = "") => showNote(error, HINT);
  showError();
  /** @param {File} file */
  const replace = async (file) => {
    showError();
    try {
      await addLogo(file, options.limits);
    } catch (error) {
      showError(refusal(error, file.name));
    }
  };
  const remove = async () => {
    const { logo } = drafts.current();
    if (logo) await uploader.remove(logo.id);
    showError();
    control.focus();
    announce("Logo removed.");
  };
  /** @type {string | null} */
  let shownId = null;
  let painted = "";
  const paint = () => {
    const { logo } = drafts.current();
    if (shownId !== (logo?.id ?? "")) {
      shownId = logo?.id ?? "";
      void picture(thumbnail, logo);
      rename(logo ? "Choose another" : "Choose a logo");
      removeButton.hidden = !logo;
      removeButton.setAttribute("aria-label", `Remove ${logo?.name ?? ""}`);
    }
    const { state = "", fraction = 0, reason = "" } = logo ? uploader.uploadOf(logo.id) : {};
    if (painted !== shownId + state + reason) fill(status, logo && uploadStatus(logo, uploader.uploadOf(logo.id)));
    painted = shownId + state + reason;
    const bar = status.querySelector("progress");
    if (bar) bar.value = fraction;
  };
  const unsubscribe = [drafts.onChange(paint), uploader.onChange(paint)];
  paint();
  return { element, stop: () => unsubscribe.forEach((end) => end()) };
}

/** @param {HTMLElement} place @param {Photo | null} logo */
async function picture(place, logo) {
  const url = logo ? await uploader.thumbnailUrlOf(logo.id) : "";
  if (logo?.id !== drafts.current().logo?.id) return;
  fill(place, logo && (url ? h("img", { src: url, alt: logo.name }) : h("span", { class: "small logo-name" }, logo.name)));
}
