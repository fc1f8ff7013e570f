/** The logo of a remake: unchanged, replaced or removed. A new logo is uploaded when the form is submitted. */

import { h, fill } from "../dom.js";
import { prepareLogo } from "../photos/prepare.js";
import { refusal } from "../photos/sniff.js";
import { reasonOf, send } from "../api/uploads.js";
import { logoChooser } from "./logo-field.js";

const SEND_MS = 120_000;
const UNCHANGED = "The logo of the earlier video stays.";
const NONE = "The earlier video has no logo.";
const REMOVED = "This version has no logo.";

/**
 * @param {boolean} hasLogo whether the earlier video shows one
 * @param {Options} options
 * @param {() => void} onchange
 */
export function logoReplacement(hasLogo, options, onchange) {
  /** @type {ChosenLogo | null} */
  let chosen = null;
  let removed = false;
  const removeButton = h("button", { type: "button", class: "button plain compact", onclick: () => choose(null, true) }, "Leave it out");
  const undoButton = h("button", { type: "button", class: "button plain compact", onclick: () => choose(null, false) }, hasLogo ? "Keep the earlier one" : "Remove");
  const { element, thumbnail, rename, showNote, control } = logoChooser("logoKey", options, (file) => void replace(file), removeButton, undoButton);

  /** @param {string} error empty: nothing is wrong */
  const showError = (error) => {
    if (error && chosen) chosen.key = "";
    showNote(error, chosen ? chosen.name : removed ? REMOVED : hasLogo ? UNCHANGED : NONE);
  };
  /** @param {ChosenLogo | null} logo @param {boolean} none */
  const choose = (logo, none) => {
    show(logo, none);
    control.focus();
    onchange();
  };
  /** @param {ChosenLogo | null} logo @param {boolean} none */
  const show = (logo, none) => {
    if (chosen?.thumb) URL.revokeObjectURL(chosen.thumb);
    [chosen, removed] = [logo, none];
    fill(thumbnail, logo?.thumb ? h("img", { src: logo.thumb, alt: logo.name }) : null);
    rename(hasLogo || logo ? "Choose another" : "Choose a logo");
    removeButton.hidden = !hasLogo || removed;
    undoButton.hidden = !logo && !removed;
    showError("");
  };
  /** @param {File} file */
  const replace = async (file) => {
    try {
      const { blob, thumb } = await prepareLogo(file, options.limits);
      choose({ blob, name: file.name || "Logo", thumb: thumb ? URL.createObjectURL(thumb) : "", key: "" }, false);
    } catch (error) {
      showError(refusal(error, file.name));
    }
  };
  show(null, false);
  return {
    element,
    control,
    showError,
    changed: () => removed || chosen !== null,
    /**
     * What the request says of the logo, once it is uploaded.
     * @returns {Promise<{logoKey?: string | null} | null>} null: it did not get through, which is told beside the field
     */
    requestValue: async () => {
      if (!chosen) return removed ? { logoKey: null } : {};
      try {
        chosen.key ||= await send(chosen.name, chosen.blob, AbortSignal.timeout(SEND_MS));
        return { logoKey: chosen.key };
      } catch (error) {
        showError(reasonOf(error));
        control.focus();
        return null;
      }
    },
  };
}
