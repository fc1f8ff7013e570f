/** The dialog that makes another version of a finished video. */

import { h, fill, submitting } from "../dom.js";
import { options as loadOptions } from "../api/client.js";
import { ApiProblem } from "../api/problem.js";
import { remake } from "../api/videos.js";
import { errorOf, lengthOf, parsePrice } from "../draft/details.js";
import { toggles } from "./choices.js";
import { ask, dialogBar } from "./dialog.js";
import { choiceCard, field, select, showFieldErrors } from "./fields.js";
import { stopSample, listenButton, musicSample, voiceSample } from "./audio-sample.js";
import { problemNotice } from "./notice.js";
import { logoReplacement } from "./remake-logo.js";
import { photoReplacements } from "./remake-photos.js";
import { productFields } from "./product-fields.js";
import { descriptionOf, nameOf } from "./formatting.js";

/** @typedef {Record<string, string>} Values */

const TITLE = "Change something";
const NONE = "none";
/** Details that can change here while the video has no listing. A listing's details change with the listing. */
const DETAILS = ["title", "description", "price"];
const TEXTS = ["script", ...DETAILS];

/**
 * @param {Job} job finished, with its choices
 * @param {boolean} listed whether a listing shows a version of the video
 * @param {number} [badPhoto] number of the photo because of which a version failed
 * @returns {Promise<string>} id of the new job; empty when there is none
 */
export async function remakeDialog(job, listed, badPhoto) {
  const options = await loadOptions();
  const cleanups = [stopSample];
  const newJobId = await ask((close) => [form(listed ? { ...job, details: null } : job, options, close, cleanups, badPhoto)], TITLE);
  cleanups.forEach((stop) => stop());
  return newJobId;
}

/** What the finished video was made of, as the controls hold it. @param {Job} job @returns {Values} */
function valuesOf({ choices, script, details }) {
  const { voice = "", music = "", format = "", captionStyle = "", brandColour = "", overlays = [] } = choices ?? {};
  return { script: script ?? "", voice, music, format, captionStyle, brandColour: brandColour.toLowerCase(), overlays: overlays.join(",") || NONE, ...(details ? { title: details.title, description: details.description, price: String(details.price) } : {}) };
}

/** @param {Job} job @param {Options} options @param {(jobId: string) => void} close @param {(() => void)[]} cleanups called when the dialog closes @param {number} [badPhoto] */
function form(job, options, close, cleanups, badPhoto) {
  const intention = crypto.randomUUID();
  const initial = valuesOf(job);
  const fields = fieldsOf(initial, job, options);
  const { script, title: _title, description: _description, price: _price, ...others } = fields;
  const current = { ...initial };
  const problemArea = h("div");
  const submit = h("button", { type: "submit", class: "button", disabled: true }, "Make this version");
  const hint = h("span", { class: "small soft", role: "status" });
  const publish = h("input", { type: "checkbox", name: "publish" });
  const changes = () => Object.fromEntries(Object.entries(current).filter(([name, value]) => value !== initial[name]));
  const update = () => {
    submit.disabled = !Object.keys(changes()).length && !logo.changed() && !photos.changed();
    hint.textContent = submit.disabled ? "No changes yet." : "";
  };
  for (const [name, { control, showError }] of Object.entries(fields)) {
    control.addEventListener("input", () => {
      current[name] = control.value.trim();
      showError(TEXTS.includes(name) ? errorOf(name, current[name], options) : "");
      update();
    });
  }
  const photos = photoReplacements(job, options, () => update());
  cleanups.push(photos.stop);
  photos.fields[`photos[${(badPhoto ?? 0) - 1}]`]?.showError("The video failed because of this photo. Replace it.");
  const logo = logoReplacement(Boolean(job.logo), options, () => update());
  const overlayToggles = toggles("overlays", { title: "Text on the video", values: options.overlays, chosen: initial.overlays, onchange: (chosen) => { current.overlays = chosen; update(); } });
  const send = async () => {
    fill(problemArea);
    const invalid = TEXTS.find((name) => name in changes() && errorOf(name, current[name], options));
    if (invalid) return fields[invalid].control.focus();
    hint.textContent = photos.changed() || logo.changed() ? "Uploading your files…" : "";
    const files = [await photos.requestValue(), await logo.requestValue()];
    hint.textContent = "";
    if (files.includes(null)) return;
    const body = { ...newDetails(changes(), options), ...files[0], ...files[1], ...(publish.checked ? { publish: true } : {}) };
    try {
      close((await remake(job.jobId, body, intention)).jobId);
    } catch (error) {
      const fieldErrors = error instanceof ApiProblem ? error.fieldErrors : [];
      if (showFieldErrors({ ...fields, ...photos.fields, logoKey: logo }, fieldErrors) && fieldErrors.length) return;
      fill(problemArea, problemNotice(error));
      problemArea.scrollIntoView({ block: "nearest" });
    }
  };
  update();
  return h("form", { class: "stack remake", noValidate: true, onsubmit: submitting(submit, send) },
    h("h2", {}, TITLE),
    h("p", { class: "soft" }, "Change only what you like. Everything else stays the same, at no extra cost."),
    problemArea,
    h("div", { class: "fields" }, script.element, ...DETAILS.filter((name) => name in fields).map((name) => fields[name].element), photos.element, ...Object.values(others).map(({ element }) => element), logo.element),
    overlayToggles,
    choiceCard(publish, ...publishLabels(job)),
    dialogBar(submit, close, hint));
}

/**
 * The changes as the API expects them. New details make the API write a new script, unless the seller edited it.
 * @param {Values} changes @param {Options} options @returns {Record<string, unknown>}
 */
function newDetails(changes, options) {
  const price = "price" in changes ? { price: parsePrice(changes.price, options) } : {};
  const script = DETAILS.some((name) => name in changes) && !("script" in changes) ? { script: null } : {};
  return { ...changes, ...price, ...script };
}

/** @param {Job} job @returns {[string, string]} */
function publishLabels({ adId }) {
  if (adId) return ["Replace the video of my listing", "When this version is ready. The address and the text stay the same."];
  return ["Publish it as a listing", "When this version is ready."];
}

/** @param {Values} initial @param {Job} job @param {Options} options @returns {Record<string, Field>} */
function fieldsOf(initial, job, options) {
  const { limits } = options;
  const language = job.language ?? "en";
  /** @param {string} name @param {string} label @param {string[]} values @param {string} [note] */
  const choice = (name, label, values, note) => field({ name, label, note, control: select({ value: initial[name], values, label: optionLabel }) });
  const script = h("textarea", { rows: 5, value: initial.script, lang: language });
  const details = productFields(job.details ? DETAILS : [], (name) => initial[name], options, { rows: 3, labels: { price: `Price (${job.details?.currency})` } });
  const note = `The voice reads exactly these words.${job.details ? " If you change only the details, we write a new script." : ""}`;
  return {
    script: field({ name: "script", label: "Script", control: script, max: limits.maxScriptChars, note, wide: true, length: lengthOf }),
    ...details,
    voice: withSample(choice("voice", "Voice", options.voices), (voice) => voiceSample(voice, options, language)),
    music: withSample(choice("music", "Music", options.music), musicSample),
    format: choice("format", "Format", options.formats),
    captionStyle: choice("captionStyle", "Captions", options.captionStyles),
    brandColour: field({ name: "brandColour", label: "Your colour", control: h("input", { type: "color", value: initial.brandColour }), note: "Highlights the spoken word in the captions." }),
  };
}

/** @param {string} value */
const optionLabel = (value) => (descriptionOf(value) ? `${nameOf(value)} · ${descriptionOf(value)}` : nameOf(value));

/**
 * Add a button that plays a sample of the chosen value.
 * @param {Field} chosen @param {(value: string) => string} sampleOf
 */
function withSample(chosen, sampleOf) {
  const { control } = chosen;
  const place = h("span");
  const renew = () => {
    stopSample();
    const url = sampleOf(control.value);
    fill(place, url && listenButton(nameOf(control.value), url));
  };
  const line = h("div", { class: "with-sample" });
  control.replaceWith(line);
  line.append(control, place);
  control.addEventListener("change", renew);
  renew();
  return chosen;
}
