/** Another version of a finished video: what is to be different, asked in a dialog. */

import { h, fill, busy } from "../dom.js";
import { onceKey } from "../api/once.js";
import { options as loadOptions } from "../api/options.js";
import { ApiProblem } from "../api/problem.js";
import { remake } from "../api/videos.js";
import { faultOf, lengthOf, parsePrice } from "../draft/details.js";
import { ask } from "./dialog.js";
import { field, select } from "./fields.js";
import { hush, listenButton, musicSample, voiceSample } from "./listen.js";
import { problemNotice } from "./notice.js";
import { otherLogo } from "./other-logo.js";
import { otherPhotos } from "./other-photos.js";
import { toggles } from "./toggles.js";
import { about, nameOf } from "./words.js";

/** @typedef {import("../api/videos.js").Job} Job */
/** @typedef {import("../api/options.js").Options} Options */
/** @typedef {import("./fields.js").Field} Field */
/** @typedef {Record<string, string>} Values */

const TITLE = "Change something";
const NONE = "none";
/** What a video that is in no listing yet shows of the product. Those of a listing are changed with the listing. */
const DETAILS = ["title", "description", "price"];
const TEXTS = ["script", ...DETAILS];

/**
 * @param {Job} job finished, with its choices
 * @param {boolean} listed whether a listing shows a version of the video
 * @returns {Promise<string>} id of the new job; empty when there is none
 */
export async function anotherVersion(job, listed) {
  const options = await loadOptions();
  const stops = [hush];
  const made = await ask((close) => [form(listed ? { ...job, details: null } : job, options, close, stops)], TITLE);
  stops.forEach((stop) => stop());
  return made;
}

/** What the finished video was made of, as the controls hold it. @param {Job} job @returns {Values} */
function valuesOf({ choices, script, details }) {
  const { voice = "", music = "", format = "", captionStyle = "", brandColour = "", overlays = [] } = choices ?? {};
  return { script: script ?? "", voice, music, format, captionStyle, brandColour: brandColour.toLowerCase(), overlays: overlays.join(",") || NONE, ...(details ? { title: details.title, description: details.description, price: String(details.price) } : {}) };
}

/** @param {Job} job @param {Options} options @param {(jobId: string) => void} close @param {(() => void)[]} stops what is to be ended with the dialog */
function form(job, options, close, stops) {
  const intention = crypto.randomUUID();
  const before = valuesOf(job);
  const fields = fieldsOf(before, job, options);
  const { script, title: _title, description: _description, price: _price, ...others } = fields;
  const now = { ...before };
  const trouble = h("div");
  const submit = h("button", { type: "submit", class: "button", disabled: true }, "Make this version");
  const hint = h("span", { class: "small soft", role: "status" });
  const publish = h("input", { type: "checkbox", name: "publish" });
  const changes = () => Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[name]));
  const update = () => {
    submit.disabled = !Object.keys(changes()).length && !logo.changed() && !photos.changed();
    hint.textContent = submit.disabled ? "No changes yet." : "";
  };
  for (const [name, { control, complain }] of Object.entries(fields)) {
    control.addEventListener("input", () => {
      now[name] = control.value.trim();
      complain(TEXTS.includes(name) ? faultOf(name, now[name], options) : "");
      update();
    });
  }
  const photos = otherPhotos(job, options, () => update());
  stops.push(photos.stop);
  const logo = otherLogo(Boolean(job.logo), options, () => update());
  const written = toggles("overlays", { title: "Text on the video", values: options.overlays, chosen: before.overlays, onchange: (chosen) => { now.overlays = chosen; update(); } });
  const send = async () => {
    fill(trouble);
    const faulty = TEXTS.find((name) => name in changes() && faultOf(name, now[name], options));
    if (faulty) return fields[faulty].control.focus();
    hint.textContent = photos.changed() || logo.changed() ? "Uploading your files…" : "";
    const said = [await photos.said(), await logo.said()];
    hint.textContent = "";
    if (said.includes(null)) return;
    const body = { ...newDetails(changes(), options), ...said[0], ...said[1], ...(publish.checked ? { publish: true } : {}) };
    try {
      close((await remake(job.jobId, body, await onceKey(intention, body))).jobId);
    } catch (error) {
      if (!tell({ ...fields, ...photos.fields, logoKey: logo }, error)) showAt(trouble, error);
    }
  };
  /** @param {Event} event */
  const onsubmit = (event) => { event.preventDefault(); void busy(submit, send); };
  update();
  return h("form", { class: "stack remake", noValidate: true, onsubmit },
    h("h2", {}, TITLE),
    h("p", { class: "soft" }, "Change only what you like. Everything else stays the same, at no extra cost."),
    trouble,
    h("div", { class: "fields" }, script.element, ...DETAILS.filter((name) => name in fields).map((name) => fields[name].element), photos.element, ...Object.values(others).map(({ element }) => element), logo.element),
    written,
    h("label", { class: "choice" }, publish, h("span", { class: "choice-text" }, ...forListing(job))),
    h("div", { class: "row dialog-bar" }, submit, h("button", { type: "button", class: "button quiet", onclick: () => close("") }, "Cancel"), hint));
}

/**
 * The changes as the API takes them: new details have a script written anew, unless the seller edited it.
 * @param {Values} changes @param {Options} options @returns {Record<string, unknown>}
 */
function newDetails(changes, options) {
  const price = "price" in changes ? { price: parsePrice(changes.price, options) } : {};
  const script = DETAILS.some((name) => name in changes) && !("script" in changes) ? { script: null } : {};
  return { ...changes, ...price, ...script };
}

/** @param {Job} job */
function forListing({ adId }) {
  if (adId) return ["Replace the video of my listing", h("small", {}, "When this version is ready. The address and the text stay the same.")];
  return ["Publish it as a listing", h("small", {}, "When this version is ready.")];
}

/** @param {Values} before @param {Job} job @param {Options} options @returns {Record<string, Field>} */
function fieldsOf(before, job, options) {
  const { limits } = options;
  const language = job.language ?? "en";
  /** @param {string} name @param {string} label @param {string[]} values @param {string} [note] */
  const choice = (name, label, values, note) => field({ name, label, note, control: select({ value: before[name], values, label: told }) });
  const script = h("textarea", { rows: 5, value: before.script, lang: language });
  /** @type {Record<string, Field>} */
  const details = job.details ? {
    title: field({ name: "title", label: "Title", control: h("input", { type: "text", value: before.title }), max: limits.maxTitleChars, wide: true, length: lengthOf }),
    description: field({ name: "description", label: "Description", control: h("textarea", { rows: 3, value: before.description }), max: limits.maxDescriptionChars, wide: true, length: lengthOf }),
    price: field({ name: "price", label: `Price (${job.details.currency})`, control: h("input", { type: "text", inputMode: "decimal", value: before.price }) }),
  } : {};
  const note = job.details ? "Spoken and shown word for word. When you change the details only, a new script is written." : "Spoken and shown word for word.";
  return {
    script: field({ name: "script", label: "Script", control: script, max: limits.maxScriptChars, note, wide: true, length: lengthOf }),
    ...details,
    voice: heard(choice("voice", "Voice", options.voices), (voice) => voiceSample(voice, options, language)),
    music: heard(choice("music", "Music", options.music), musicSample),
    format: choice("format", "Format", options.formats),
    captionStyle: choice("captionStyle", "Captions", options.captionStyles),
    brandColour: field({ name: "brandColour", label: "Your colour", control: h("input", { type: "color", value: before.brandColour }), note: "Lights up the captions." }),
  };
}

/** @param {string} value */
const told = (value) => (about(value) ? `${nameOf(value)} · ${about(value)}` : nameOf(value));

/**
 * A sample of what is chosen can be listened to beside its field.
 * @param {Field} chosen @param {(value: string) => string} sampleOf
 */
function heard(chosen, sampleOf) {
  const { control } = chosen;
  const place = h("span");
  const renew = () => {
    hush();
    const url = sampleOf(control.value);
    fill(place, url && listenButton(nameOf(control.value), url));
  };
  const line = h("div", { class: "heard" });
  control.replaceWith(line);
  line.append(control, place);
  control.addEventListener("change", renew);
  renew();
  return chosen;
}

/** Show faults beside their fields. @param {Record<string, Field>} fields @param {unknown} error @returns {boolean} whether all have one */
function tell(fields, error) {
  const faults = error instanceof ApiProblem ? error.faults : [];
  for (const { field, message } of faults) fields[field]?.complain(message);
  fields[faults[0]?.field]?.control.focus();
  return faults.length > 0 && faults.every(({ field }) => field in fields);
}

/** @param {HTMLElement} place @param {unknown} error */
function showAt(place, error) {
  fill(place, problemNotice(error));
  place.scrollIntoView({ block: "nearest" });
}
