/** The dialog in which a visitor reports a listing. */

import { h, fill, submitting, toast } from "../dom.js";
import { reportAd } from "../api/ads.js";
import { ask, dialogBar } from "./dialog.js";
import { choiceCard } from "./fields.js";
import { problemNotice } from "./notice.js";

const REASONS = [
  ["scam", "It looks like a scam"],
  ["prohibited", "It sells something that is not allowed"],
  ["offensive", "It is offensive"],
  ["copyright", "It uses pictures or a name without permission"],
  ["other", "Something else"],
];
const MAX_CHARS = 1000;
const TITLE = "Report this listing";

/** @param {string} adId */
export function reportButton(adId) {
  return h("button", { type: "button", class: "button plain compact", onclick: () => void report(adId) }, "Report");
}

/** @param {string} adId */
async function report(adId) {
  const answer = await ask((close) => [form(adId, close)], TITLE);
  if (answer) toast("Thank you. We'll look at this listing.");
}

/** @param {string} adId @param {(answer: string) => void} close */
function form(adId, close) {
  const problemArea = h("div");
  const send = h("button", { type: "submit", class: "button" }, "Send report");
  const text = h("textarea", { class: "input", name: "text", rows: 3, maxLength: MAX_CHARS });
  const choices = REASONS.map(([value, label], index) => choiceCard(h("input", { type: "radio", name: "reason", value, checked: index === 0 }), label));
  /** @param {HTMLFormElement} form */
  const report = async (form) => {
    try {
      await reportAd(adId, { reason: String(new FormData(form).get("reason")), text: text.value.trim() });
      close("sent");
    } catch (error) {
      fill(problemArea, problemNotice(error));
    }
  };
  return h("form", { class: "stack", onsubmit: submitting(send, report) }, h("h2", {}, TITLE), h("fieldset", { class: "stack" }, h("legend", { class: "label" }, "What is wrong?"), ...choices),
    h("label", { class: "field" }, h("span", { class: "label" }, "More about it (optional)"), text), problemArea,
    dialogBar(send, close));
}
