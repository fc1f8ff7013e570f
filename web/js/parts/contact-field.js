/** How buyers reach the seller: a link, an e-mail address or a phone number, remembered on this device. */

import { h } from "../dom.js";
import { field } from "./fields.js";

const KEY = "vidx.contact";
const MOST_CHARS = 300;

/** The contact used last on this device. */
export const lastContact = () => localStorage.getItem(KEY) ?? "";

/** @param {string} contact */
export const rememberContact = (contact) => localStorage.setItem(KEY, contact);

/** @param {string} value */
export function contactField(value) {
  const control = h("input", { type: "text", value: value.replace(/^(mailto|tel):/, ""), autocomplete: "off", maxLength: MOST_CHARS, inputMode: "email" });
  return field({ name: "contact", label: "Contact or shop link (optional)", control, note: "Everyone sees it: an e-mail address, a phone number or a web address (https)." });
}
