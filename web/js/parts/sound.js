/** Voice and music: one line that tells the choice and opens to change it. */

import { h, fill, icon } from "../dom.js";
import { valueOf } from "../draft/details.js";
import { choiceGroup } from "./choices.js";
import { musicSample, voiceSample } from "./listen.js";
import { nameOf } from "./words.js";

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
