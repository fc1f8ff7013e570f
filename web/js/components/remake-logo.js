/** The logo of another version: as it was, another one, or none. Nothing is sent before the version is asked for. */

import { h, fill } from "../dom.js";
import { prepareLogo } from "../photos/prepare.js";
import { refusal } from "../photos/sniff.js";
import { reasonOf, send } from "../api/uploads.js";
import { logoBox } from "./logo-field.js";

const SEND_MS = 120_000;
const KEPT = "The logo of the earlier video stays.";
const NONE = "The earlier video has no logo.";
const AWAY = "This version has no logo.";

/**
 * @param {boolean} had whether the earlier video shows one
 * @param {Options} options
 * @param {() => void} onchange
 */
export function otherLogo(had, options, onchange) {
  /** @type {ChosenLogo | null} */
  let chosen = null;
  let away = false;
  const leave = h("button", { type: "button", class: "button plain compact", onclick: () => choose(null, true) }, "Leave it out");
  const back = h("button", { type: "button", class: "button plain compact", onclick: () => choose(null, false) }, had ? "Keep the earlier one" : "Remove");
  const { element, shown, rename, say, control } = logoBox("logoKey", options, (file) => void take(file), leave, back);

  /** @param {string} fault empty: nothing is wrong */
  const complain = (fault) => {
    if (fault && chosen) chosen.key = "";
    say(fault, chosen ? chosen.name : away ? AWAY : had ? KEPT : NONE);
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
    [chosen, away] = [logo, none];
    fill(shown, logo?.thumb ? h("img", { src: logo.thumb, alt: logo.name }) : null);
    rename(had || logo ? "Choose another" : "Choose a logo");
    leave.hidden = !had || away;
    back.hidden = !logo && !away;
    complain("");
  };
  /** @param {File} file */
  const take = async (file) => {
    try {
      const { blob, thumb } = await prepareLogo(file, options.limits);
      choose({ blob, name: file.name || "Logo", thumb: thumb ? URL.createObjectURL(thumb) : "", key: "" }, false);
    } catch (error) {
      complain(refusal(error, file.name));
    }
  };
  show(null, false);
  return {
    element,
    control,
    complain,
    changed: () => away || chosen !== null,
    /**
     * What the request says of the logo, once it is uploaded.
     * @returns {Promise<{logoKey?: string | null} | null>} null: it did not get through, which is told beside the field
     */
    said: async () => {
      if (!chosen) return away ? { logoKey: null } : {};
      try {
        chosen.key ||= await send(chosen.name, chosen.blob, AbortSignal.timeout(SEND_MS));
        return { logoKey: chosen.key };
      } catch (error) {
        complain(reasonOf(error));
        control.focus();
        return null;
      }
    },
  };
}
