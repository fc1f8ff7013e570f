/** The rule for new passwords, checked while typing. The user pool checks the same rule (infra/users.py). */

import { h, icon, fill } from "../dom.js";

export const RULE = "Use at least 12 characters, with upper and lower case, a number and a symbol.";
const MIN_CHARS = 12;

/** @type {[string, (password: string) => boolean][]} */
const PARTS = [
  [`${MIN_CHARS} characters or more`, (password) => password.length >= MIN_CHARS],
  ["an upper case letter", (password) => /[A-Z]/.test(password)],
  ["a lower case letter", (password) => /[a-z]/.test(password)],
  ["a number", (password) => /[0-9]/.test(password)],
  ["a symbol, such as ! or -", (password) => /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/.test(password) || /\S \S/.test(password)],
];

/** @param {string} password */
export const isStrong = (password) => PARTS.every(([, holds]) => holds(password));

/** The rule's parts as a list that follows what is typed. @param {HTMLInputElement} input */
export function passwordRule(input) {
  const items = PARTS.map(([text, holds]) => {
    const mark = h("span", { class: "rule-mark" });
    const state = h("span", { class: "visually-hidden" });
    const element = h("li", {}, mark, text, state);
    const update = () => {
      const met = holds(input.value);
      element.classList.toggle("met", met);
      fill(mark, met && icon("check"));
      state.textContent = met ? ": done" : ": missing";
    };
    return { element, update };
  });
  const update = () => items.forEach((item) => item.update());
  input.addEventListener("input", update);
  update();
  return h("ul", { class: "password-rule small", "aria-label": "What it needs" }, ...items.map(({ element }) => element));
}

/** The input with a button that shows what is typed. @param {HTMLInputElement} input */
export function withShow(input) {
  const button = h("button", { type: "button", class: "button plain compact", "aria-controls": input.id, "aria-pressed": "false", onclick: () => {
    const wasHidden = input.type === "password";
    input.type = wasHidden ? "text" : "password";
    button.setAttribute("aria-pressed", String(wasHidden));
    button.textContent = wasHidden ? "Hide" : "Show";
    input.focus();
  } }, "Show");
  return h("div", { class: "password" }, input, button);
}
