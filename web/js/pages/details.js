/** Step 2: details of the product and the style of the video. */

import { h, icon, submitting } from "../dom.js";
import { options as loadOptions } from "../api/client.js";
import { DETECTED, errorOf, fieldErrors, knownValue, valueOf } from "../draft/details.js";
import { detection } from "../draft/detection.js";
import * as drafts from "../draft/draft.js";
import { choiceGroup, toggles } from "../components/choices.js";
import { field, showFieldErrors } from "../components/fields.js";
import { logoField } from "../components/logo-field.js";
import { preview } from "../components/preview.js";
import { productFields } from "../components/product-fields.js";
import { alreadyStarted, stepPage } from "../components/step-page.js";
import * as uploader from "../photos/uploader.js";
import { go } from "../navigation.js";

const CHECK = "We took it from your text. Check it, and change it if it is wrong.";

/** @returns {Promise<Page>} */
export async function show() {
  const startedPage = alreadyStarted();
  if (startedPage) return startedPage;
  const options = await loadOptions();
  const fields = formFields(options);
  const previewPanel = preview(options);
  const logo = logoField(options);
  const detected = detection();
  /** Show what was detected, or changed in another tab. */
  const showDraft = () => Object.entries(fields).forEach(([name, { control, showHint }]) => {
    const value = shownValue(name, options);
    if (control.value !== value) control.value = value;
    const { detected, fields: chosen } = drafts.current();
    if (DETECTED.includes(name)) showHint(detected[name] && !chosen[name] ? CHECK : "");
  });
  const unsubscribe = drafts.onChange(showDraft);
  showDraft();
  detected.later();
  for (const [name, { control, showError }] of Object.entries(fields)) {
    const check = () => showError(control.value || !DETECTED.includes(name) ? errorOf(name, control.value.trim(), options) : "");
    control.addEventListener("input", () => {
      drafts.setField(name, control.value);
      detected.later();
      if (control.getAttribute("aria-invalid")) check();
    });
    control.addEventListener("change", () => { drafts.setField(name, control.value); check(); });
  }
  const continueButton = h("button", { class: "button", type: "submit" }, "Continue", icon("right"));
  const continueToNext = async () => {
    const missing = fieldErrors(options).length ? [] : await detected.missing();
    if (element.isConnected && hasNoErrors(fields, missing, options)) await go("/upload/review");
  };
  const form = h("form", { class: "stack-l", noValidate: true, id: "details", onsubmit: submitting(continueButton, continueToNext) },
    h("div", { class: "fields" }, ...Object.values(fields).map(({ element }) => element)),
    h("h2", {}, "How the video looks"),
    options.durations.length > 1 && choiceGroup("duration", { title: "Length of the spoken text", values: options.durations, options, label: (seconds) => `${seconds} seconds` }),
    choiceGroup("format", { title: "Format", values: options.formats, options }),
    choiceGroup("captionStyle", { title: "Captions", note: "Show each word as it is spoken.", values: options.captionStyles, options }),
    h("div", { class: "fields" }, brandColour(options), logo.element),
    toggles("overlays", { title: "Text on the video", values: options.overlays, chosen: valueOf("overlays", options), onchange: (chosen) => drafts.setField("overlays", chosen) }));
  uploader.startUploads();
  continueButton.setAttribute("form", form.id);
  const element = stepPage(1, {
    title: "Tell us about it",
    lead: "We write the script from your words only. Prices and numbers stay exactly as you type them.",
    content: [form],
    aside: previewPanel.element,
    bar: [h("a", { class: "button plain", href: "/upload/photos" }, icon("left"), "Photos"), continueButton],
  });
  return { title: "Details", element, leave: () => { previewPanel.stop(); logo.stop(); detected.stop(); unsubscribe(); } };
}

/** @param {string} name @param {Options} options */
const shownValue = (name, options) => (DETECTED.includes(name) ? knownValue(name) : valueOf(name, options));

/** @param {Options} options */
function formFields(options) {
  return productFields(["title", "description", "price", "currency", "category", "language"], (name) => shownValue(name, options), options, {
    rows: 6,
    labels: { language: "Language of the video" },
    notes: { title: "What are you selling, in a few words?", description: "For example its condition, its size, and what you like about it.", price: "Enter 0 if it is free." },
    anyOf: (name) => (DETECTED.includes(name) ? [""] : []),
  });
}

/** @param {Options} options */
function brandColour(options) {
  const control = h("input", { type: "color", value: valueOf("brandColour", options).toLowerCase() });
  control.addEventListener("input", () => drafts.setField("brandColour", control.value));
  return field({ name: "brandColour", label: "Your colour", control, note: "Highlights the spoken word in the captions. We lighten a colour that is too dark to read." }).element;
}

/** @param {Record<string, Field>} fields @param {string[]} missing choices that the texts leave open @param {Options} options */
function hasNoErrors(fields, missing, options) {
  const undetected = missing.map((field) => ({ field, message: `We can't tell the ${field} from your text. Choose it here.` }));
  const errors = [...fieldErrors(options), ...undetected];
  Object.values(fields).forEach(({ showError }) => showError(""));
  showFieldErrors(fields, errors);
  return !errors.length;
}
