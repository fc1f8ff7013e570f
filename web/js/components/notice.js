/** Notices with a remedy, and empty states. */

import { h, icon } from "../dom.js";
import { ApiProblem } from "../api/problem.js";

/**
 * @param {unknown} error
 * @param {{label: string, onclick: () => void}} [remedy]
 */
export function problemNotice(error, remedy) {
  return notice(textOf(error), { bad: true, remedy });
}

/** @param {unknown} error */
function textOf(error) {
  if (error instanceof ApiProblem) return error.fieldErrors.map(({ message }) => message).join(" ") || error.message;
  console.error(error);
  return "Something went wrong on this page. Nothing you entered is lost. Try again.";
}

/**
 * @param {string | Node} text
 * @param {{bad?: boolean, info?: boolean, remedy?: {label: string, onclick: () => void}}} [how]
 */
export function notice(text, { bad = false, info = false, remedy } = {}) {
  return h("div", { class: `notice${bad ? " bad" : ""}${info ? " info" : ""}`, role: bad ? "alert" : null },
    info ? null : icon("alert"),
    h("p", {}, text),
    remedy && h("button", { type: "button", class: "button quiet compact", onclick: remedy.onclick }, remedy.label));
}

/** What substitutes did, each message once. @param {Fallback[]} [fallbacks] */
export function fallbackLines(fallbacks = []) {
  return [...new Set(fallbacks.map(({ message }) => message))].map((message) => h("p", { class: "small soft" }, message));
}

/**
 * @param {string} title @param {string} text
 * @param {{href: string, label: string}} way what to do about it
 */
export function emptyState(title, text, { href, label }) {
  return h("div", { class: "empty" }, art("empty"), h("h2", {}, title), h("p", { class: "soft" }, text), h("a", { class: "button", href }, label));
}

/** A drawing of `img/art.svg`. @param {string} name */
function art(name) {
  const svg = icon(name, "art", "art");
  svg.setAttribute("viewBox", "0 0 240 180");
  return svg;
}
