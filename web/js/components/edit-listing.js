/** The dialog that edits a listing and, if the seller wants, remakes its video with the new details. */

import { h, fill, submitting, toast } from "../dom.js";
import { ApiProblem } from "../api/problem.js";
import { options as loadOptions } from "../api/client.js";
import { jobStatus, remake } from "../api/videos.js";
import { errorOf, lengthOf, parsePrice } from "../draft/details.js";
import { ask, dialogBar, showFocus } from "./dialog.js";
import { choiceCard, field, showFieldErrors } from "./fields.js";
import { problemNotice } from "./notice.js";
import { contactField, productFields } from "./product-fields.js";

/** @typedef {Record<string, Field>} Fields */

const TITLE = "Edit the listing";

/**
 * @param {Ad} ad
 * @param {(changes: Partial<Ad>) => Promise<void>} save
 * @returns {Promise<string>} id of the job that makes the new video; empty when the video stays
 */
export async function editAd(ad, save) {
  const [options, job] = await Promise.all([loadOptions(), jobStatus(ad.jobId).then(({ data }) => data, () => null)]);
  const answer = await ask((close) => [form(ad, job, options, save, close)], TITLE);
  return answer === "saved" ? "" : answer;
}

/**
 * @param {Ad} ad @param {Job | null} job @param {Options} options
 * @param {(changes: Partial<Ad>) => Promise<void>} save @param {(answer: string) => void} close
 */
function form(ad, job, options, save, close) {
  const intention = crypto.randomUUID();
  /** @type {Fields} */
  const fields = {
    ...productFields(["title", "description", "price", "currency", "category"], (name) => String(ad[/** @type {keyof Ad} */ (name)]), options),
    contact: contactField(ad.contact ?? "", options),
  };
  const problemArea = h("div");
  const video = updateVideo(job, options);
  const submit = h("button", { type: "submit", class: "button" }, "Save");
  const values = () => Object.fromEntries(Object.entries(fields).map(([name, { control }]) => [name, control.value.trim()]));
  const initial = values();
  const changes = () => Object.entries(values()).filter(([name, value]) => value !== initial[name]);
  const update = () => {
    const changed = changes().map(([name]) => name);
    video.update(changed);
    submit.textContent = video.isRequested() ? "Save and update the video" : "Save";
    showFocus(); // the bar may now cover the focused field
  };
  const send = async () => {
    fill(problemArea);
    const texts = values();
    const fieldErrors = Object.entries(texts).map(([name, value]) => ({ field: name, message: name === "contact" ? "" : errorOf(name, value, options) }));
    showFieldErrors(fields, fieldErrors);
    if (fieldErrors.some(({ message }) => message) || !video.isValid()) return;
    try {
      const { contact, ...rest } = texts;
      const details = { ...rest, price: parsePrice(texts.price, options) };
      const body = { ...details, ...video.changes(), publish: true };
      const version = video.isRequested() ? (await remake(ad.jobId, body, intention)).jobId : "";
      await save({ ...details, contact });
      toast(version ? "Changes saved. The new video is being made." : "Changes saved");
      close(version || "saved");
    } catch (error) {
      showFieldErrors(fields, error instanceof ApiProblem ? error.fieldErrors : []);
      fill(problemArea, problemNotice(error));
      problemArea.scrollIntoView({ block: "nearest" });
    }
  };
  const bar = dialogBar(submit, close);
  bar.prepend(video.offer); // always visible, whichever field has the focus
  return h("form", { class: "stack", noValidate: true, oninput: update, onchange: update, onsubmit: submitting(submit, send) }, h("h2", {}, TITLE), ...Object.values(fields).map(({ element }) => element), video.script, problemArea,
    bar);
}

/** Details of a listing that its video shows or speaks, with their names. @type {Record<string, string>} */
const VIDEO_FIELDS = { price: "price", currency: "price", title: "title", description: "description" };
const EXPIRED = "The video can't be updated any more: we keep its files for 30 days. Make a new video instead.";

/**
 * @param {Job | null} job that made the video; its choices are null for older videos
 * @param {Options} options
 */
export function updateVideo(job, options) {
  const currentScript = job?.script ?? "";
  const text = h("textarea", { rows: 5, value: currentScript, lang: job?.language ?? "en" });
  const script = field({ name: "script", label: "Script", control: text, max: options.limits.maxScriptChars, note: "If you don't change it, we write a new script from the new details.", length: lengthOf });
  const box = h("input", { type: "checkbox", name: "updateVideo" });
  const message = h("p", { class: "small", role: "status" });
  const choice = choiceCard(box, "Update the video too", "The new version replaces it when it is ready.");
  const offer = h("div", { class: "update-video" }, message, choice);
  const possible = Boolean(job?.choices);
  const edited = () => text.value.trim() !== currentScript.trim();
  box.addEventListener("change", () => setTimeout(() => box.checked && document.activeElement === box && script.element.scrollIntoView({ block: "nearest" })));
  choice.hidden = script.element.hidden = true;
  return {
    offer,
    script: script.element,
    isRequested: () => !choice.hidden && box.checked,
    /** The request's part; null has a script written. @returns {{script: string | null}} */
    changes: () => ({ script: edited() ? text.value.trim() : null }),
    /** @returns {boolean} false when the edited script cannot be spoken, which is told beside it */
    isValid: () => {
      const error = box.checked && edited() ? errorOf("script", text.value.trim(), options) : "";
      script.showError(error);
      if (error) text.focus();
      return !error;
    },
    /** @param {string[]} changed fields of the listing */
    update: (changed) => {
      const names = [...new Set(changed.map((name) => VIDEO_FIELDS[name]).filter(Boolean))];
      fill(message, names.length && !box.checked ? `The video keeps the old ${names.join(" and ")}. ${possible ? "" : EXPIRED}` : null);
      choice.hidden = !possible || !names.length;
      script.element.hidden = choice.hidden || !box.checked;
    },
  };
}
