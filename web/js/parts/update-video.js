/** "Update the video too": offered when a listing says something else than its video. */

import { h, fill } from "../dom.js";
import { faultOf, lengthOf } from "../draft/details.js";
import { field } from "./fields.js";

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
  const choice = h("label", { class: "choice" }, box, h("span", { class: "choice-text" }, "Update the video too", h("small", {}, "A new version is made and replaces the video when it is ready.")));
  const element = h("div", { class: "stack update-video", hidden: true }, told, choice, script.element);
  const possible = Boolean(job?.choices);
  const edited = () => text.value.trim() !== written.trim();
  return {
    element,
    wanted: () => possible && box.checked && !element.hidden,
    /** The request's part; null has a script written. @returns {{script: string | null}} */
    script: () => ({ script: edited() ? text.value.trim() : null }),
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
      element.hidden = !names.length;
      fill(told, names.length ? `The video keeps the old ${names.join(" and ")}. ${possible ? "" : EXPIRED}` : null);
      choice.hidden = !possible;
      script.element.hidden = !possible || !box.checked;
    },
  };
}
