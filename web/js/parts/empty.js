/** Nothing to show yet, said kindly. */

import { h } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} title @param {string} text
 * @param {{href: string, label: string}} way what to do about it
 */
export function emptyState(title, text, { href, label }) {
  return h("div", { class: "empty" }, art("empty"), h("h2", {}, title), h("p", { class: "soft" }, text), h("a", { class: "button", href }, label));
}

/** A drawing of `img/art.svg`. @param {string} name */
export function art(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "art");
  svg.setAttribute("viewBox", "0 0 240 180");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/img/art.svg#${name}`);
  svg.append(use);
  return svg;
}
