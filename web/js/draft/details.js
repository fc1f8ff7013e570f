/** The draft's details as the API takes them, and what is wrong with them in the API's own words. */

import * as drafts from "./draft.js";

/** @typedef {import("../api/options.js").Options} Options */
/** @typedef {import("../api/problem.js").Fault} Fault */

const TEXTS = ["title", "description"];
const LISTING = ["title", "description", "price", "currency", "category", "language"];
const CHOICES = ["voice", "music", "format", "duration", "captionStyle", "brandColour", "overlays"];
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const READABLE = /[\p{L}\p{N}]/u;

/**
 * A field's value: as typed, else the default.
 * @param {string} name
 * @param {Options} options
 */
export const valueOf = (name, options) => drafts.current().fields[name] ?? String(options.defaults[name] ?? "");

/** @param {Options} options @returns {Record<string, string | number>} */
export function details(options) {
  const values = Object.fromEntries([...LISTING, ...CHOICES].map((name) => [name, valueOf(name, options).trim()]));
  return { ...values, price: parsePrice(values.price), duration: Number(values.duration) };
}

/** What a script is written for; when this changes, the script is out of date. @param {Options} options */
export function scriptBasis(options) {
  const { title, description, price, currency, category, language, duration } = details(options);
  return JSON.stringify({ title, description, price, currency, category, language, duration });
}

/** Numbers are written with a point or a comma, with or without thousands. @param {string} text */
function plainNumber(text) {
  const bare = text.replace(/[\s\u00a0'’_]/g, "");
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare)) return bare.replaceAll(",", "");
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/.test(bare) && bare.includes(",")) return bare.replaceAll(".", "").replace(",", ".");
  return bare.replace(/^([+-]?\d+),(\d{0,2})$/, "$1.$2");
}

/** The number that a price field holds; its text when it holds none. @param {string} text */
export const parsePrice = (text) => (NUMBER.test(plainNumber(text)) ? Number(plainNumber(text)) : text);

/**
 * Everything wrong with the details, at most one fault for each field.
 * @param {Options} options
 * @returns {Fault[]}
 */
export function faults(options) {
  const found = LISTING.map((name) => ({ field: name, message: faultOf(name, valueOf(name, options).trim(), options) }));
  return found.filter(({ message }) => message);
}

/** @param {string} name @param {string} value @param {Options} options @returns {string} empty when it is fine */
export function faultOf(name, value, options) {
  if (TEXTS.includes(name) || name === "script") return textFault(name, value, options);
  if (name === "price") return priceFault(value, options);
  const allowed = { currency: options.currencies, category: options.categories, language: options.languages }[name];
  return allowed && !allowed.includes(value) ? `${capital(name)} must be one of ${allowed.join(", ")}.` : "";
}

/** @param {string} name @param {string} value @param {Options} options */
function textFault(name, value, { limits }) {
  const most = { title: limits.maxTitleChars, description: limits.maxDescriptionChars, script: limits.maxScriptChars }[name] ?? Infinity;
  const length = lengthOf(value);
  if (!length) return `${capital(name)} is empty; fill it in.`;
  if (length > most) return `${capital(name)} may have at most ${most.toLocaleString("en")} characters; this one has ${length.toLocaleString("en")}.`;
  return READABLE.test(value) ? "" : `${capital(name)} needs at least one word: letters or digits that can be read aloud.`;
}

/** @param {string} value @param {Options} options */
function priceFault(value, { limits }) {
  if (!value) return "Price is empty; fill it in.";
  const plain = plainNumber(value);
  if (!NUMBER.test(plain)) return "Price must be a number such as 19.99.";
  if (Number(plain) < 0) return "Price must be 0 or more.";
  if (Number(plain) > limits.maxPrice) return `Price may be at most ${limits.maxPrice.toLocaleString("en")}.`;
  return (plain.split(".")[1] ?? "").length > 2 ? "Price may have at most 2 decimal places." : "";
}

/** Characters as the API counts them: code points, not UTF-16 units. @param {string} text */
export const lengthOf = (text) => [...text].length;

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
