/** A radio button or check box as a card. */

import { h } from "../dom.js";

/** @param {HTMLInputElement} input @param {Child} label @param {Child} [note] */
export const choiceCard = (input, label, note) =>
  h("label", { class: "choice" }, input, h("span", { class: "choice-text" }, label, note ? h("small", {}, note) : null));
