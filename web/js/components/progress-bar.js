/** A progress bar in percent. */

import { h } from "../dom.js";

/** @param {string} label */
export function progressBar(label) {
  const filled = h("i");
  const element = h("div", { class: "bar", role: "progressbar", "aria-label": label, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": "0" }, filled);
  /** @param {number} percent */
  const show = (percent) => {
    element.setAttribute("aria-valuenow", String(percent));
    filled.style.width = `${percent}%`;
  };
  return { element, show };
}
