/** Step 2: what the product is and how long the video shall be. */

import { h, icon } from "../dom.js";
import { options as loadOptions } from "../api/options.js";
import { faultOf, faults, lengthOf, valueOf } from "../draft/details.js";
import * as drafts from "../draft/draft.js";
import { choiceGroup } from "../parts/choices.js";
import { field, select } from "../parts/fields.js";
import { logoField } from "../parts/logo-field.js";
import { preview } from "../parts/preview.js";
import { stepPage } from "../parts/steps.js";
import { toggles } from "../parts/toggles.js";
import { languageName, nameOf } from "../parts/words.js";
import * as uploader from "../photos/uploader.js";
import { go } from "../router.js";

/** @typedef {import("../api/options.js").Options} Options */

/** @returns {Promise<import("../router.js").Page>} */
export async function show() {
  const options = await loadOptions();
  const fields = formFields(options);
  const live = preview(options);
  const logo = logoField(options);
  for (const [name, { control, complain }] of Object.entries(fields)) {
    const check = () => complain(faultOf(name, control.value.trim(), options));
    control.addEventListener("input", () => {
      drafts.setField(name, control.value);
      if (control.getAttribute("aria-invalid")) check();
    });
    control.addEventListener("change", () => { drafts.setField(name, control.value); check(); });
  }
  /** @param {Event} event */
  const onsubmit = (event) => {
    event.preventDefault();
    if (allFine(fields, options)) void go("/upload/review");
  };
  const form = h("form", { class: "stack-l", noValidate: true, id: "details", onsubmit },
    h("div", { class: "fields" }, ...Object.values(fields).map(({ element }) => element)),
    h("h2", {}, "How the video looks"),
    options.durations.length > 1 && choiceGroup("duration", { title: "Length of the spoken text", values: options.durations, options, label: (seconds) => `${seconds} seconds` }),
    choiceGroup("format", { title: "Format", values: options.formats, options }),
    choiceGroup("captionStyle", { title: "Captions", note: "The words of the voice, as they are said.", values: options.captionStyles, options }),
    h("div", { class: "fields" }, brandColour(options), logo.element),
    toggles("overlays", { title: "Written over the picture", values: options.overlays, chosen: valueOf("overlays", options), onchange: (chosen) => drafts.setField("overlays", chosen) }));
  uploader.pump();
  const element = stepPage(1, {
    title: "Tell us about it",
    lead: "The script is written from these words and nothing else. Prices and figures are taken exactly as you give them.",
    content: [form],
    aside: live.element,
    bar: [h("a", { class: "button plain", href: "/upload/photos" }, icon("left"), "Photos"), h("button", { class: "button", type: "submit" }, "Continue", icon("right"))],
  });
  element.querySelector("button[type=submit]")?.setAttribute("form", "details");
  return { title: "Details", element, leave: () => { live.stop(); logo.stop(); } };
}

/** @param {Options} options @returns {Record<string, import("../parts/fields.js").Field>} */
function formFields(options) {
  const { limits } = options;
  /** @param {string} name */
  const value = (name) => valueOf(name, options);
  const title = h("input", { type: "text", value: value("title"), autocomplete: "off", required: true });
  const description = h("textarea", { value: value("description"), rows: 6, required: true });
  const price = h("input", { type: "text", inputMode: "decimal", value: value("price"), autocomplete: "off", required: true });
  const currency = select({ value: value("currency"), values: options.currencies, label: currencyLabel });
  const category = select({ value: value("category"), values: options.categories, label: nameOf });
  const language = select({ value: value("language"), values: options.languages, label: languageName });
  return {
    title: field({ name: "title", label: "Title", control: title, max: limits.maxTitleChars, note: "What it is, in a few words.", wide: true, length: lengthOf }),
    description: field({ name: "description", label: "Description", control: description, max: limits.maxDescriptionChars, note: "Condition, size, what makes it good.", wide: true, length: lengthOf }),
    price: field({ name: "price", label: "Price", control: price, note: "0 if it is free." }),
    currency: field({ name: "currency", label: "Currency", control: currency }),
    category: field({ name: "category", label: "Category", control: category }),
    language: field({ name: "language", label: "Language of the video", control: language }),
  };
}

/** @param {Options} options */
function brandColour(options) {
  const control = h("input", { type: "color", value: valueOf("brandColour", options).toLowerCase() });
  control.addEventListener("input", () => drafts.setField("brandColour", control.value));
  return field({ name: "brandColour", label: "Your colour", control, note: "Lights up the captions. One too dark to read is lightened." }).element;
}

/** @param {string} code */
function currencyLabel(code) {
  return `${code} · ${new Intl.DisplayNames(["en"], { type: "currency" }).of(code) ?? code}`;
}

/** @param {Record<string, import("../parts/fields.js").Field>} fields @param {Options} options */
function allFine(fields, options) {
  const found = faults(options);
  for (const [name, { complain }] of Object.entries(fields)) complain(found.find((fault) => fault.field === name)?.message ?? "");
  fields[found[0]?.field]?.control.focus();
  return !found.length;
}
