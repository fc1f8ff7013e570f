/** A group of check boxes, any of which may be chosen. */

import { h } from "../dom.js";
import { about, nameOf } from "./words.js";

const NONE = "none";

/**
 * @param {string} name of the choice
 * @param {{title: string, values: string[], chosen: string, onchange: (chosen: string) => void}} of
 *     chosen: the values with commas between them, or `none`
 */
export function toggles(name, { title, values, chosen, onchange }) {
  const first = chosen.split(",");
  const boxes = values.map((value) => h("input", { type: "checkbox", name, value, checked: first.includes(value), onchange: tell }));
  function tell() {
    onchange(boxes.filter((box) => box.checked).map((box) => box.value).join(",") || NONE);
  }
  const cards = boxes.map((box) => h("div", { class: "choice-wrap" },
    h("label", { class: "choice" }, box, h("span", { class: "choice-text" }, nameOf(`${name}.${box.value}`), h("small", {}, about(`${name}.${box.value}`))))));
  return h("fieldset", { class: "stack" }, h("legend", { class: "label" }, title), h("div", { class: "choices" }, ...cards));
}
