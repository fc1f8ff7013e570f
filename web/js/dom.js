/** Build elements without HTML strings, so that user input can only become text. */

import { pageChanged } from "./taps.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with properties, attributes, listeners (`onclick`) and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Props} [props] `class`, `dataset`, `onxyz`, DOM properties, else attributes; null and false leave one out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  fill(element, ...children);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {unknown} value
 */
function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "class") element.className = String(value);
  else if (name === "dataset") Object.assign(element.dataset, value);
  else if (name.startsWith("on")) element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  else if (name in element && !name.startsWith("aria") && name !== "list") Reflect.set(element, name, value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * Replace an element's children.
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter(isRendered).map(toNode));
}

/** @param {Child} child @returns {child is Node | string | number} */
const isRendered = (child) => child !== null && child !== undefined && child !== false && child !== "";

/** @param {Node | string | number} child */
const toNode = (child) => (child instanceof Node ? child : document.createTextNode(String(child)));

/**
 * An icon of `img/icons.svg` or another sheet. It is decoration, so hidden from assistive technology.
 * @param {string} name
 * @param {string} [className]
 * @param {string} [sheet]
 */
export function icon(name, className = "icon", sheet = "icons") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/img/${sheet}.svg#${name}`);
  svg.append(use);
  return svg;
}

let uniqueIds = 0;

/** @param {string} prefix */
export const newId = (prefix) => `${prefix}-${++uniqueIds}`;

/**
 * Announce a text to screen readers.
 * @param {string} text
 */
export function announce(text) {
  const place = document.getElementById("announcer");
  if (place) place.textContent = text;
}

/**
 * Show a short message for 5 seconds.
 * @param {string} text
 * @param {string} [iconName]
 */
export function toast(text, iconName = "check") {
  const element = h("p", { class: "toast" }, icon(iconName), text);
  document.getElementById("toasts")?.replaceChildren(element);
  setTimeout(() => element.remove(), 5000);
}

/** Resolves after the next paint, so that long work does not delay it. */
export function painted() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 100, undefined); // a hidden tab paints nothing
    requestAnimationFrame(() => setTimeout(() => { clearTimeout(timer); resolve(undefined); }));
  });
}

/**
 * While `work` runs, the button shows that it is busy and takes no second click.
 * @param {HTMLElement} button
 * @param {() => Promise<unknown>} work
 */
export async function busy(button, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
  try {
    await work();
  } finally {
    pageChanged();
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  }
}

/** Handler of a form's `submit`: `work` in place of a new page. @param {HTMLElement} button @param {(form: HTMLFormElement) => Promise<unknown>} work */
export const submitting = (button, work) => (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  void busy(button, () => work(/** @type {HTMLFormElement} */ (event.currentTarget)));
};
