/** Change what a listing says and, when the seller wants, what its video says. */

import { h, fill, submitting, toast } from "../dom.js";
import { ApiProblem } from "../api/problem.js";
import { options as loadOptions } from "../api/client.js";
import { jobStatus, remake } from "../api/videos.js";
import { faultOf, parsePrice } from "../draft/details.js";
import { ask, dialogBar, showFocus } from "./dialog.js";
import { showFaults } from "./fields.js";
import { problemNotice } from "./notice.js";
import { contactField, productFields } from "./product-fields.js";
import { updateVideo } from "./update-video.js";

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
    showFocus(); // the bar may have grown over it
  };
  const send = async () => {
    fill(trouble);
    const texts = values();
    const faults = Object.entries(texts).map(([name, value]) => ({ field: name, message: name === "contact" ? "" : faultOf(name, value, options) }));
    showFaults(fields, faults);
    if (faults.some(({ message }) => message) || !video.isValid()) return;
    try {
      const { contact, ...rest } = texts;
      const details = { ...rest, price: parsePrice(texts.price, options) };
      const body = { ...details, ...video.changes(), publish: true };
      const version = video.wanted() ? (await remake(ad.jobId, body, intention)).jobId : "";
      await save({ ...details, contact });
      toast(version ? "Changes saved. The new video is being made." : "Changes saved");
      close(version || "saved");
    } catch (error) {
      showFaults(fields, error instanceof ApiProblem ? error.faults : []);
      fill(trouble, problemNotice(error));
      trouble.scrollIntoView({ block: "nearest" });
    }
  };
  const bar = dialogBar(submit, close);
  bar.prepend(video.offer); // beside the buttons it is seen whatever field is edited
  return h("form", { class: "stack", noValidate: true, oninput: follow, onchange: follow, onsubmit: submitting(submit, send) }, h("h2", {}, TITLE), ...Object.values(fields).map(({ element }) => element), video.script, trouble,
    bar);
}
