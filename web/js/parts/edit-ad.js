/** Change what a listing says and, when the seller wants, what its video says. */

import { h, fill, busy, toast } from "../dom.js";
import { onceKey } from "../api/once.js";
import { ApiProblem } from "../api/problem.js";
import { options as loadOptions } from "../api/options.js";
import { jobStatus, remake } from "../api/videos.js";
import { faultOf, lengthOf, parsePrice } from "../draft/details.js";
import { contactField } from "./contact-field.js";
import { ask } from "./dialog.js";
import { field, select } from "./fields.js";
import { problemNotice } from "./notice.js";
import { updateVideo } from "./update-video.js";
import { nameOf } from "./words.js";

/** @typedef {import("../api/ads.js").Ad} Ad */
/** @typedef {import("../api/options.js").Options} Options */
/** @typedef {Record<string, import("./fields.js").Field>} Fields */

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
 * @param {Ad} ad @param {import("../api/videos.js").Job | null} job @param {Options} options
 * @param {(changes: Partial<Ad>) => Promise<void>} save @param {(answer: string) => void} close
 */
function form(ad, job, options, save, close) {
  const intention = crypto.randomUUID();
  const { limits } = options;
  /** @type {Fields} */
  const fields = {
    title: field({ name: "title", label: "Title", control: h("input", { type: "text", value: ad.title }), max: limits.maxTitleChars, length: lengthOf }),
    description: field({ name: "description", label: "Description", control: h("textarea", { rows: 5, value: ad.description }), max: limits.maxDescriptionChars, length: lengthOf }),
    price: field({ name: "price", label: "Price", control: h("input", { type: "text", inputMode: "decimal", value: String(ad.price) }) }),
    currency: field({ name: "currency", label: "Currency", control: select({ value: ad.currency, values: options.currencies }) }),
    category: field({ name: "category", label: "Category", control: select({ value: ad.category, values: options.categories, label: nameOf }) }),
    contact: contactField(ad.contact ?? ""),
  };
  const trouble = h("div");
  const video = updateVideo(job, options);
  const submit = h("button", { type: "submit", class: "button" }, "Save");
  const values = () => Object.fromEntries(Object.entries(fields).map(([name, { control }]) => [name, control.value.trim()]));
  const before = values();
  const changes = () => Object.entries(values()).filter(([name, value]) => value !== before[name]);
  const follow = () => {
    const changed = changes().map(([name]) => name);
    video.follow(changed);
    submit.textContent = video.wanted() ? "Save and update the video" : "Save";
  };
  const send = async () => {
    fill(trouble);
    const texts = values();
    const faults = Object.entries(texts).filter(([name]) => name !== "contact").map(([name, value]) => ({ field: name, message: faultOf(name, value, options) })).filter(({ message }) => message);
    tell(fields, faults);
    if (faults.length || !video.isValid()) return;
    try {
      const { contact, ...rest } = texts;
      const details = { ...rest, price: parsePrice(texts.price, options) };
      const body = { ...details, ...video.script(), publish: true };
      const version = video.wanted() ? (await remake(ad.jobId, body, await onceKey(intention, body))).jobId : "";
      await save({ ...details, contact });
      toast(version ? "Changes saved. The new video is being made." : "Changes saved");
      close(version || "saved");
    } catch (error) {
      const known = error instanceof ApiProblem ? error.faults : [];
      tell(fields, known);
      fill(trouble, problemNotice(error));
      trouble.scrollIntoView({ block: "nearest" });
    }
  };
  /** @param {Event} event */
  const onsubmit = (event) => { event.preventDefault(); void busy(submit, send); };
  return h("form", { class: "stack", noValidate: true, oninput: follow, onchange: follow, onsubmit }, h("h2", {}, TITLE), ...Object.values(fields).map(({ element }) => element), video.element, trouble,
    h("div", { class: "row dialog-bar" }, submit, h("button", { type: "button", class: "button quiet", onclick: () => close("") }, "Cancel")));
}

/** @param {Fields} fields @param {import("../api/problem.js").Fault[]} faults */
function tell(fields, faults) {
  for (const [name, { complain }] of Object.entries(fields)) complain(faults.find(({ field }) => field === name)?.message ?? "");
  fields[faults[0]?.field]?.control.focus();
}
