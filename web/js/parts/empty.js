/** Nothing to show yet, said kindly. */

import { h, icon } from "../dom.js";

/**
 * @param {string} title @param {string} text
 * @param {{href: string, label: string}} way what to do about it
 */
export function emptyState(title, text, { href, label }) {
  return h("div", { class: "empty" }, art("empty"), h("h2", {}, title), h("p", { class: "soft" }, text), h("a", { class: "button", href }, label));
}

/** A drawing of `img/art.svg`. @param {string} name */
export function art(name) {
  const svg = icon(name, "art", "art");
  svg.setAttribute("viewBox", "0 0 240 180");
  return svg;
}
