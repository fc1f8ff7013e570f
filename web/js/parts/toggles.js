/** A group of check boxes, any of which may be chosen. */

import { h } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { valueOf } from "../draft/details.js";
import { about, nameOf } from "./words.js";

const NONE = "none";

/**
 * @param {string} field of the draft: the chosen values with commas between them, or `none`
 * @param {{title: string, values: string[], options: import("../api/options.js").Options}} of
 */
export function toggles(field, { title, values, options }) {
  const chosen = valueOf(field, options).split(",");
  const boxes = values.map((value) => h("input", { type: "checkbox", name: field, value, checked: chosen.includes(value), onchange: keep }));
  function keep() {
    drafts.setField(field, boxes.filter((box) => box.checked).map((box) => box.value).join(",") || NONE);
  }
  const cards = boxes.map((box) => h("div", { class: "choice-wrap" },
    h("label", { class: "choice" }, box, h("span", { class: "choice-text" }, nameOf(`${field}.${box.value}`), h("small", {}, about(`${field}.${box.value}`))))));
  return h("fieldset", { class: "stack" }, h("legend", { class: "label" }, title), h("div", { class: "choices" }, ...cards));
}
