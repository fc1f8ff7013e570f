/** Step 2: the product, and the look of the video. */

import { busy, h, icon } from "../dom.js";
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
    if (allFine(fields, options)) void busy(onward, () => go("/upload/review"));
  };
  const form = h("form", { class: "stack-l", noValidate: true, id: "details", onsubmit },
    h("div", { class: "fields" }, ...Object.values(fields).map(({ element }) => element)),
    h("h2", {}, "How the video looks"),
    options.durations.length > 1 && choiceGroup("duration", { title: "Length of the spoken text", values: options.durations, options, label: (seconds) => `${seconds} seconds` }),
    choiceGroup("format", { title: "Format", values: options.formats, options }),
    choiceGroup("captionStyle", { title: "Captions", note: "Show each word as it is spoken.", values: options.captionStyles, options }),
    h("div", { class: "fields" }, brandColour(options), logo.element),
    toggles("overlays", { title: "Text on the video", values: options.overlays, chosen: valueOf("overlays", options), onchange: (chosen) => drafts.setField("overlays", chosen) }));
  uploader.pump();
  const onward = h("button", { class: "button", type: "submit" }, "Continue", icon("right"));
  onward.setAttribute("form", form.id);
  const element = stepPage(1, {
    title: "Tell us about it",
    lead: "We write the script from your words only. Prices and numbers stay exactly as you type them.",
    content: [form],
    aside: live.element,
    bar: [h("a", { class: "button plain", href: "/upload/photos" }, icon("left"), "Photos"), onward],
  });
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
    title: field({ name: "title", label: "Title", control: title, max: limits.maxTitleChars, note: "What are you selling, in a few words?", wide: true, length: lengthOf }),
    description: field({ name: "description", label: "Description", control: description, max: limits.maxDescriptionChars, note: "For example its condition, its size, and what you like about it.", wide: true, length: lengthOf }),
    price: field({ name: "price", label: "Price", control: price, note: "Enter 0 if it is free." }),
    currency: field({ name: "currency", label: "Currency", control: currency }),
    category: field({ name: "category", label: "Category", control: category }),
    language: field({ name: "language", label: "Language of the video", control: language }),
  };
}

/** @param {Options} options */
function brandColour(options) {
  const control = h("input", { type: "color", value: valueOf("brandColour", options).toLowerCase() });
  control.addEventListener("input", () => drafts.setField("brandColour", control.value));
  return field({ name: "brandColour", label: "Your colour", control, note: "Highlights the spoken word in the captions. We lighten a colour that is too dark to read." }).element;
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
