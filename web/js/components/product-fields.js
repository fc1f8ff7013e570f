/** The fields that describe a product, for a new video, a listing and a remake. */

import { h } from "../dom.js";
import { lengthOf } from "../draft/details.js";
import { field, select } from "./fields.js";
import { languageName, nameOf } from "./formatting.js";

/**
 * @param {string[]} names
 * @param {(name: string) => string} valueOf
 * @param {Options} options
 * @param {FieldTexts} [how]
 * @returns {Record<string, Field>}
 */
export function productFields(names, valueOf, { limits, currencies, categories, languages }, { rows = 5, notes = {}, labels = {}, anyOf = () => [] } = {}) {
  /** @param {string} name @param {string[]} values @param {(value: string) => string} label */
  const choice = (name, values, label) => ({ control: select({ value: valueOf(name), values: [...anyOf(name), ...values], label: (value) => (value ? label(value) : "From your text") }) });
  /** @type {Record<string, () => {label?: string, control: Control, max?: number, wide?: boolean}>} */
  const makers = {
    title: () => ({ control: h("input", { type: "text", value: valueOf("title"), autocomplete: "off", required: true }), max: limits.maxTitleChars, wide: true }),
    description: () => ({ control: h("textarea", { rows, value: valueOf("description"), required: true }), max: limits.maxDescriptionChars, wide: true }),
    price: () => ({ control: h("input", { type: "text", inputMode: "decimal", value: valueOf("price"), autocomplete: "off", required: true }) }),
    currency: () => choice("currency", currencies, currencyLabel),
    category: () => choice("category", categories, nameOf),
    language: () => choice("language", languages, languageName),
  };
  return Object.fromEntries(names.map((name) => [name, field({ name, label: labels[name] ?? name[0].toUpperCase() + name.slice(1), note: notes[name], length: lengthOf, ...makers[name]() })]));
}

/** @param {string} code */
const currencyLabel = (code) => `${code} · ${new Intl.DisplayNames(["en"], { type: "currency" }).of(code) ?? code}`;

const CONTACT_KEY = "vidx.contact";
const MAX_CONTACT_CHARS = 300;

/** The contact used last on this device. */
export const lastContact = () => localStorage.getItem(CONTACT_KEY) ?? "";

export const forgetContact = () => localStorage.removeItem(CONTACT_KEY);

/** @param {string} contact */
export const rememberContact = (contact) => localStorage.setItem(CONTACT_KEY, contact);

/** A contact as it is typed; the points in a `tel` link stand for blanks. @param {string} link */
const typed = (link) => (link.startsWith("tel:") ? link.slice(4).replaceAll(".", " ") : link.replace(/^mailto:/, ""));

/** How buyers reach the seller: a link, an e-mail address or a phone number. @param {string} value @param {Options | null} options */
export function contactField(value, options) {
  const control = h("input", { type: "text", value: typed(value), autocomplete: "off", maxLength: MAX_CONTACT_CHARS, inputMode: "email" });
  const kinds = "Everyone sees it: an e-mail address, a phone number or a web address (https).";
  return field({ name: "contact", label: "Contact or shop link (optional)", control, note: options?.operatorContact ? kinds : `Without it buyers can't reach you. ${kinds}` });
}
