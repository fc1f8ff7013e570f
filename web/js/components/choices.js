/** Groups of choice cards: radio buttons, check boxes, and the sound choices in a collapsed section. */

import { h, fill, icon } from "../dom.js";
import * as drafts from "../draft/draft.js";
import { valueOf } from "../draft/details.js";
import { choiceCard } from "./fields.js";
import { listenButton, musicSample, voiceSample } from "./audio-sample.js";
import { descriptionOf, nameOf } from "./formatting.js";

/**
 * A group of radio buttons.
 * @param {string} field of the draft
 * @param {ChoiceGroup} group
 */
export function choiceGroup(field, { title, note, values, options, label = nameOf, sample }) {
  const chosen = valueOf(field, options);
  const cards = values.map(String).map((value) => {
    const url = sample?.(value) ?? "";
    const radio = h("input", { type: "radio", name: field, value, checked: value === chosen, onchange: () => drafts.setField(field, value) });
    return h("div", { class: "choice-wrap" }, choiceCard(radio, label(value), descriptionOf(value)), url && listenButton(nameOf(value), url));
  });
  return h("fieldset", { class: "stack" }, h("legend", { class: "label" }, title), note && h("p", { class: "small soft" }, note), h("div", { class: "choices" }, ...cards));
}

const NONE = "none";

/**
 * A group of check boxes.
 * @param {string} name of the choice
 * @param {{title: string, values: string[], chosen: string, onchange: (chosen: string) => void}} of
 *     chosen: the values, separated by commas, or `none`
 */
export function toggles(name, { title, values, chosen, onchange }) {
  const first = chosen.split(",");
  const boxes = values.map((value) => h("input", { type: "checkbox", name, value, checked: first.includes(value), onchange: notify }));
  function notify() {
    onchange(boxes.filter((box) => box.checked).map((box) => box.value).join(",") || NONE);
  }
  const cards = boxes.map((box) => choiceCard(box, nameOf(`${name}.${box.value}`), descriptionOf(`${name}.${box.value}`)));
  return h("fieldset", { class: "stack" }, h("legend", { class: "label" }, title), h("div", { class: "choices" }, ...cards));
}

/** Voice and music in a few words. @param {string} voice @param {string} music */
export const soundInWords = (voice, music) => `${nameOf(voice)}’s voice, ${music === "none" ? "no music" : `“${nameOf(music)}” music`}`;

/** @param {Options} options */
export function soundChoices(options) {
  const line = h("span", { class: "soft sound-line" });
  const paint = () => fill(line, soundInWords(valueOf("voice", options), valueOf("music", options)));
  const element = h("details", { class: "card sound", onchange: paint },
    h("summary", {}, icon("sound"), h("span", { class: "sound-text" }, h("b", {}, "Sound"), line), h("span", { class: "sound-change", "aria-hidden": "true" }, icon("down"))),
    h("div", { class: "stack-l" },
      choiceGroup("voice", { title: "Voice", note: "Reads the script aloud.", values: options.voices, options, sample: (voice) => voiceSample(voice, options) }),
      choiceGroup("music", { title: "Music", note: "Plays softly under the voice.", values: options.music, options, sample: musicSample })));
  paint();
  return element;
}
