/** The draft's details as the API expects them, and their errors in everyday words. */

import * as drafts from "./draft.js";
import { plainText } from "./markup.js";

const TEXTS = ["title", "description"];
const LISTING = ["title", "description", "price", "currency", "category", "language"];
const CHOICES = ["voice", "music", "format", "duration", "captionStyle", "brandColour", "overlays"];
/** @type {Record<string, string>} */
const MISSING = {
  title: "Add a title.",
  description: "Add a short description.",
  price: "Add a price. Enter 0 if it is free.",
  script: "Add a script.",
};
const READABLE = /[\p{L}\p{N}]/u;

/** Fields that the API detects in the texts when the seller chooses nothing. */
export const DETECTED = ["language", "currency"];

/** The seller's value, else the one detected in the texts, else an empty string. @param {string} name */
export const knownValue = (name) => drafts.current().fields[name] || drafts.current().detected[name] || "";

/**
 * A field's value, else the default.
 * @param {string} name
 * @param {Options} options
 */
export const valueOf = (name, options) => (DETECTED.includes(name) ? knownValue(name) || undefined : drafts.current().fields[name]) ?? String(options.defaults[name] ?? "");

/** @param {Options} options @returns {Record<string, string | number>} */
export function details(options) {
  const values = Object.fromEntries([...LISTING, ...CHOICES].map((name) => [name, valueOf(name, options).trim()]));
  return { ...values, price: parsePrice(values.price, options), duration: Number(values.duration) };
}

/** The details to send: without a language or currency that nobody chose, so that the API detects them. @param {Options} options */
export function detailsToSend(options) {
  return Object.fromEntries(Object.entries(details(options)).filter(([name]) => !DETECTED.includes(name) || knownValue(name)));
}

/** Keep what the API detected, for the seller to see and change. @param {Record<string, unknown>} answer */
export function keepDetected(answer) {
  const detected = Object.fromEntries(DETECTED.map((name) => [name, String(answer[name] ?? "")]));
  if (JSON.stringify(detected) !== JSON.stringify(drafts.current().detected)) drafts.update({ detected });
}

/** What a script is written for; when this changes, the script is out of date. @param {Options} options */
export function scriptBasis(options) {
  const { title, description, price, currency, category, language, duration } = details(options);
  return JSON.stringify({ title, description, price, currency, category, language, duration });
}

/**
 * The number in a price field; its text when it is no number.
 * @param {string} text
 * @param {Options} options `pricePattern` tells what the API accepts
 */
export function parsePrice(text, options) {
  if (!new RegExp(options.pricePattern).test(text.trim())) return text;
  const [whole, cents] = text.trim().split(/[.,](\d{1,2})$/);
  return Number(`${whole.replace(/\D/g, "") || 0}.${cents || 0}`);
}

/**
 * All errors of the details, at most one for each field.
 * @param {Options} options
 * @returns {FieldError[]}
 */
export function fieldErrors(options) {
  const errors = LISTING.map((name) => ({ field: name, message: errorOf(name, valueOf(name, options).trim(), options) }));
  return errors.filter(({ message }) => message);
}

/** @param {string} name @param {string} value @param {Options} options @returns {string} empty when the value is valid */
export function errorOf(name, value, options) {
  if (TEXTS.includes(name) || name === "script") return textError(name, value, options);
  if (name === "price") return priceError(value, options);
  const allowed = { currency: options.currencies, category: options.categories, language: options.languages }[name];
  return allowed && !allowed.includes(value) ? `Choose a ${name} from the list.` : "";
}

/** @param {string} name @param {string} value @param {Options} options */
function textError(name, value, { limits }) {
  const limit = { title: limits.maxTitleChars, description: limits.maxDescriptionChars, script: limits.maxScriptChars }[name] ?? Infinity;
  const length = lengthOf(value);
  if (!length) return MISSING[name];
  if (length > limit) return `This ${name} is too long: ${length.toLocaleString("en")} characters. Use at most ${limit.toLocaleString("en")}.`;
  return READABLE.test(plainText(value)) ? "" : `Add at least one word to the ${name}, so that it can be read aloud.`;
}

/** @param {string} value @param {Options} options */
function priceError(value, options) {
  if (!value) return MISSING.price;
  const price = parsePrice(value, options);
  if (typeof price === "string") return "Write the price as an amount such as 1299.50, without a currency sign.";
  const limit = options.limits.maxPrice;
  return price > limit ? `The price can be at most ${limit.toLocaleString("en")}.` : "";
}

/** Characters as the API counts them: code points, not UTF-16 units, and no markup. @param {string} text */
export const lengthOf = (text) => [...plainText(text).trim()].length;

/** Whether the seller wrote or changed the script. */
export const isEdited = () => drafts.current().script.trim() !== drafts.current().scriptDraft.trim();

/** Whether the details have changed since the script was written. @param {Options} options */
export function isStale(options) {
  const { script, scriptOf } = drafts.current();
  return Boolean(script && scriptOf) && scriptOf !== scriptBasis(options);
}

/** The script to send; empty when the service writes one for the details as they are now. @param {Options} options */
export const scriptToSend = (options) => (isStale(options) && !isEdited() ? "" : drafts.current().script.trim());
