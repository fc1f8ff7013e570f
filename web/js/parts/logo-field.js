/** The seller's logo: chosen, looked at, replaced and removed. */

import { h, fill, icon, announce, newId } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { takeLogo } from "../photos/logo.js";
import { refusal } from "../photos/refused.js";
import * as uploader from "../photos/uploader.js";
import { picker } from "./drop-zone.js";
import { uploadStatus } from "./photo-tiles.js";

const HINT = "Shown with the title and at the end. A PNG with a transparent background looks best.";

/**
 * @param {Options} options
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function logoField(options) {
  const id = newId("logo");
  const shown = h("div", { class: "logo-shown" });
  const status = h("div", { class: "tile-status" });
  const note = h("p", { class: "field-note", id: `${id}-note` }, HINT);
  const pick = picker("Choose a logo", "photos", { accept: [...options.photoTypes, ".heic", ".heif"].join(",") }, ([file]) => void take(file));
  const away = h("button", { type: "button", class: "button plain compact", onclick: () => void remove() }, "Remove");
  const element = h("div", { class: "field wide logo-field", role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": note.id, dataset: { field: "logo" } },
    h("span", { class: "label", id: `${id}-name` }, "Your logo"), h("div", { class: "row" }, shown, pick.element, away), status, note);

  /** @param {string} fault empty: nothing is wrong */
  const complain = (fault) => {
    fill(note, fault ? h("span", { class: "fault", role: "alert" }, icon("alert"), fault) : HINT);
    element.classList.toggle("invalid", Boolean(fault));
  };
  /** @param {File} file */
  const take = async (file) => {
    complain("");
    try {
      await takeLogo(file, options.limits);
    } catch (error) {
      complain(refusal(error, file.name));
    }
  };
  const remove = async () => {
    const { logo } = drafts.current();
    if (logo) await uploader.remove(logo.id);
    complain("");
    element.querySelector("input")?.focus();
    announce("Logo removed.");
  };
  /** @type {string | null} */
  let pictured = null;
  let painted = "";
  const paint = () => {
    const { logo } = drafts.current();
    if (pictured !== (logo?.id ?? "")) {
      pictured = logo?.id ?? "";
      void picture(shown, logo);
      pick.rename(logo ? "Choose another" : "Choose a logo");
      away.hidden = !logo;
      away.setAttribute("aria-label", `Remove ${logo?.name ?? ""}`);
    }
    const { state = "", fraction = 0, reason = "" } = logo ? uploader.runOf(logo.id) : {};
    if (painted !== pictured + state + reason) fill(status, logo && uploadStatus(logo, uploader.runOf(logo.id)));
    painted = pictured + state + reason;
    const bar = status.querySelector("progress");
    if (bar) bar.value = fraction;
  };
  const forget = [drafts.onChange(paint), uploader.onChange(paint)];
  paint();
  return { element, stop: () => forget.forEach((end) => end()) };
}

/** @param {HTMLElement} place @param {Photo | null} logo */
async function picture(place, logo) {
  const url = logo ? await uploader.thumbUrl(logo.id) : "";
  if (logo?.id !== drafts.current().logo?.id) return;
  fill(place, logo && (url ? h("img", { src: url, alt: logo.name }) : h("span", { class: "small logo-name" }, logo.name)));
}
