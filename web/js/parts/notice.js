/** Trouble, told politely, with the way out beside it. */

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
export function textOf(error) {
  if (error instanceof ApiProblem) return error.faults.map(({ message }) => message).join(" ") || error.message;
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
