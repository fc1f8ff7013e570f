/** A group of cards, one of which is chosen. */

import { h } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { valueOf } from "../draft/details.js";
import { listenButton } from "./listen.js";
import { about, nameOf } from "./words.js";

/**
 * @param {string} field of the draft
 * @param {{title: string, note?: string, values: (string | number)[], options: import("../api/options.js").Options, label?: (value: string) => string, sample?: (value: string) => string}} of
 *     sample: address of something to listen to; empty when there is none
 */
export function choiceGroup(field, { title, note, values, options, label = nameOf, sample }) {
  const chosen = valueOf(field, options);
  const cards = values.map(String).map((value) => {
    const url = sample?.(value) ?? "";
    const radio = h("input", { type: "radio", name: field, value, checked: value === chosen, onchange: () => drafts.setField(field, value) });
    const text = h("span", { class: "choice-text" }, label(value), about(value) && h("small", {}, about(value)));
    return h("div", { class: "choice-wrap" }, h("label", { class: "choice" }, radio, text), url && listenButton(nameOf(value), url));
  });
  return h("fieldset", { class: "stack" }, h("legend", { class: "label" }, title), note && h("p", { class: "small soft" }, note), h("div", { class: "choices" }, ...cards));
}
