/** Groups of cards to choose from: one of them, or any of them. */

import { h } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { valueOf } from "../draft/details.js";
import { choiceCard } from "./fields.js";
import { listenButton } from "./listen.js";
import { about, nameOf } from "./words.js";

/**
 * Cards, one of which is chosen.
 * @param {string} field of the draft
 * @param {{title: string, note?: string, values: (string | number)[], options: Options, label?: (value: string) => string, sample?: (value: string) => string}} of
 *     sample: address of something to listen to; empty when there is none
 */
export function choiceGroup(field, { title, note, values, options, label = nameOf, sample }) {
  const chosen = valueOf(field, options);
  const cards = values.map(String).map((value) => {
    const url = sample?.(value) ?? "";
    const radio = h("input", { type: "radio", name: field, value, checked: value === chosen, onchange: () => drafts.setField(field, value) });
    return h("div", { class: "choice-wrap" }, choiceCard(radio, label(value), about(value)), url && listenButton(nameOf(value), url));
  });
  return h("fieldset", { class: "stack" }, h("legend", { class: "label" }, title), note && h("p", { class: "small soft" }, note), h("div", { class: "choices" }, ...cards));
}

const NONE = "none";

/**
 * Check boxes, any of which may be chosen.
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
  const cards = boxes.map((box) => choiceCard(box, nameOf(`${name}.${box.value}`), about(`${name}.${box.value}`)));
  return h("fieldset", { class: "stack" }, h("legend", { class: "label" }, title), h("div", { class: "choices" }, ...cards));
}
