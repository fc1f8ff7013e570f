/** Labelled fields with their limits and errors. An error replaces the hint, so that the button below does not move
 * while somebody is about to press it. */

import { h, fill, icon, newId } from "../dom.js";

/**
 * @param {FieldSetup} setup
 * @returns {Field}
 */
export function field({ name, label, control, note = "", max, wide, length = (text) => text.length }) {
  const id = newId(name);
  const error = h("span", { class: "field-error", id: `${id}-fault`, hidden: true });
  const hint = h("span", { id: `${id}-hint` }, note);
  const count = h("span", { class: "count" });
  control.id = id;
  control.setAttribute("name", name);
  control.classList.add("input");
  const footer = h("p", { class: "field-note" }, error, hint, max ? count : null);
  const element = h("div", { class: `field${wide ? " wide" : ""}`, dataset: { field: name } }, h("label", { htmlFor: id }, label), control, footer);
  const describe = () => control.setAttribute("aria-describedby", error.hidden ? hint.id : error.id);
  const measure = () => {
    if (!max) return;
    const used = length(control.value.trim());
    count.textContent = `${used.toLocaleString("en")} of ${max.toLocaleString("en")}`;
    count.classList.toggle("over", used > max);
  };
  control.addEventListener("input", measure);
  measure();
  describe();
  /** @param {string} message */
  const showError = (message) => {
    error.hidden = !message;
    hint.hidden = Boolean(message);
    fill(error, message ? icon("alert") : null, message);
    element.classList.toggle("invalid", Boolean(message));
    if (message) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    describe();
  };
  /** @param {string} text */
  const showHint = (text) => { hint.textContent = text; };
  return { element, control, showError, showHint };
}

/**
 * Show errors beside their fields, and focus the first one. An empty message clears its field.
 * @param {Record<string, Pick<Field, "control" | "showError">>} fields @param {FieldError[]} fieldErrors
 * @returns {boolean} whether every fault has a field
 */
export function showFieldErrors(fields, fieldErrors) {
  for (const { field, message } of fieldErrors) fields[field]?.showError(message);
  fields[fieldErrors.find(({ message }) => message)?.field ?? ""]?.control.focus();
  return fieldErrors.every(({ field }) => field in fields);
}

/** @param {{value: string, values: string[], label?: (value: string) => string}} about */
export function select({ value, values, label = (text) => text }) {
  return h("select", {}, ...values.map((item) => h("option", { value: item, selected: item === value }, label(item))));
}

/** A radio button or check box as a card. @param {HTMLInputElement} input @param {Child} label @param {Child} [note] */
export const choiceCard = (input, label, note) =>
  h("label", { class: "choice" }, input, h("span", { class: "choice-text" }, label, note ? h("small", {}, note) : null));
