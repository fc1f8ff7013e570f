/** "Update the video too": offered when a listing says something else than its video. */

import { h, fill } from "../dom.js";
import { faultOf, lengthOf } from "../draft/details.js";
import { choiceCard, field } from "./fields.js";

/** What the video shows or says of a listing, and how to name it. @type {Record<string, string>} */
const SHOWN = { price: "price", currency: "price", title: "title", description: "description" };
const EXPIRED = "The video can't be updated any more, because its files are kept for 30 days only. Make a new video instead.";

/**
 * @param {Job | null} job that made the video; its choices are null once its files have expired
 * @param {Options} options
 */
export function updateVideo(job, options) {
  const written = job?.script ?? "";
  const text = h("textarea", { rows: 5, value: written, lang: job?.language ?? "en" });
  const script = field({ name: "script", label: "Script", control: text, max: options.limits.maxScriptChars, note: "Leave it as it is, and a new script is written from the new details.", length: lengthOf });
  const box = h("input", { type: "checkbox", name: "updateVideo" });
  const told = h("p", { class: "small", role: "status" });
  const choice = choiceCard(box, "Update the video too", "The new version replaces it when it is ready.");
  const offer = h("div", { class: "update-video" }, told, choice);
  const possible = Boolean(job?.choices);
  const edited = () => text.value.trim() !== written.trim();
  box.addEventListener("change", () => setTimeout(() => box.checked && script.element.scrollIntoView({ block: "nearest" })));
  choice.hidden = script.element.hidden = true;
  return {
    offer,
    script: script.element,
    wanted: () => !choice.hidden && box.checked,
    /** The request's part; null has a script written. @returns {{script: string | null}} */
    changes: () => ({ script: edited() ? text.value.trim() : null }),
    /** @returns {boolean} false when the edited script cannot be spoken, which is told beside it */
    isValid: () => {
      const fault = box.checked && edited() ? faultOf("script", text.value.trim(), options) : "";
      script.complain(fault);
      if (fault) text.focus();
      return !fault;
    },
    /** @param {string[]} changed fields of the listing */
    follow: (changed) => {
      const names = [...new Set(changed.map((name) => SHOWN[name]).filter(Boolean))];
      fill(told, names.length && !box.checked ? `The video keeps the old ${names.join(" and ")}. ${possible ? "" : EXPIRED}` : null);
      choice.hidden = !possible || !names.length;
      script.element.hidden = choice.hidden || !box.checked;
    },
  };
}
