/** Change what a listing says; its video stays as it is. */

import { h, fill, busy, toast } from "../dom.js";
import { ApiProblem } from "../api/problem.js";
import { options as loadOptions } from "../api/options.js";
import { faultOf, lengthOf, parsePrice } from "../draft/details.js";
import { ask } from "./dialog.js";
import { field, select } from "./fields.js";
import { problemNotice } from "./notice.js";
import { nameOf } from "./words.js";

/** @typedef {import("../api/ads.js").Ad} Ad */

/**
 * @param {Ad} ad
 * @param {(changes: Partial<Ad>) => Promise<void>} save
 */
export async function editAd(ad, save) {
  const options = await loadOptions();
  const { limits } = options;
  const fields = {
    title: field({ name: "title", label: "Title", control: h("input", { type: "text", value: ad.title }), max: limits.maxTitleChars, length: lengthOf }),
    description: field({ name: "description", label: "Description", control: h("textarea", { rows: 5, value: ad.description }), max: limits.maxDescriptionChars, length: lengthOf }),
    price: field({ name: "price", label: "Price", control: h("input", { type: "text", inputMode: "decimal", value: String(ad.price) }), note: "The video still says what it said." }),
    currency: field({ name: "currency", label: "Currency", control: select({ value: ad.currency, values: options.currencies }) }),
    category: field({ name: "category", label: "Category", control: select({ value: ad.category, values: options.categories, label: nameOf }) }),
  };
  await ask((close) => [form(fields, options, async (changes) => { await save(changes); close("saved"); toast("Changes saved"); }, () => close(""))], "Edit the listing");
}

/**
 * @param {Record<string, import("./fields.js").Field>} fields
 * @param {import("../api/options.js").Options} options
 * @param {(changes: Partial<Ad>) => Promise<void>} save
 * @param {() => void} cancel
 */
function form(fields, options, save, cancel) {
  const trouble = h("div");
  const submit = h("button", { type: "submit", class: "button" }, "Save");
  const send = async () => {
    const values = Object.fromEntries(Object.entries(fields).map(([name, { control }]) => [name, control.value.trim()]));
    const faults = Object.entries(values).map(([field, value]) => ({ field, message: faultOf(field, value, options) })).filter(({ message }) => message);
    tell(fields, faults);
    if (faults.length) return;
    try {
      await save({ ...values, price: parsePrice(values.price, options) });
    } catch (error) {
      if (error instanceof ApiProblem) tell(fields, error.faults);
      fill(trouble, problemNotice(error));
    }
  };
  /** @param {Event} event */
  const onsubmit = (event) => { event.preventDefault(); void busy(submit, send); };
  return h("form", { class: "stack", noValidate: true, onsubmit }, h("h2", {}, "Edit the listing"), ...Object.values(fields).map(({ element }) => element), trouble,
    h("div", { class: "row dialog-bar" }, submit, h("button", { type: "button", class: "button quiet", onclick: cancel }, "Cancel")));
}

/** @param {Record<string, import("./fields.js").Field>} fields @param {import("../api/problem.js").Fault[]} faults */
function tell(fields, faults) {
  for (const [name, { complain }] of Object.entries(fields)) complain(faults.find(({ field }) => field === name)?.message ?? "");
  fields[faults[0]?.field]?.control.focus();
}
