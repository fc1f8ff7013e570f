/** Modal dialogs. */

import { h } from "../dom.js";
import { pageChanged } from "../taps.js";

/**
 * Show a dialog until it closes; Escape answers with an empty string.
 * @param {(close: (answer: string) => void) => (Node | null)[]} content
 * @param {string} label
 * @returns {Promise<string>} the answer given to `close`
 */
export function ask(content, label) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { "aria-label": label });
    dialog.append(...content((answer) => dialog.close(answer)).filter((node) => node !== null));
    dialog.addEventListener("close", () => {
      dialog.remove();
      pageChanged();
      resolve(dialog.returnValue);
    });
    dialog.addEventListener("focusin", showFocus);
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Scroll the focused control into view above the sticky buttons. */
export function showFocus() {
  const focused = document.activeElement;
  const dialog = focused?.closest("dialog");
  const bar = /** @type {HTMLElement | null | undefined} */ (dialog?.querySelector(".dialog-bar"));
  if (!focused || !dialog || !bar || bar.contains(focused)) return;
  dialog.style.scrollPaddingBlockEnd = getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight}px` : "";
  focused.scrollIntoView({ block: "nearest" });
}

/** The buttons at the foot of a dialog's form. @param {HTMLElement} submit @param {(answer: string) => void} close @param {...Child} beside */
export const dialogBar = (submit, close, ...beside) =>
  h("div", { class: "row dialog-bar" }, submit, h("button", { type: "button", class: "button quiet", onclick: () => close("") }, "Cancel"), ...beside);

/**
 * Ask before an action that cannot be undone. The safe answer has the focus.
 * @param {{title: string, text: string, yes: string, no: string}} words
 * @returns {Promise<boolean>}
 */
export async function confirmed({ title, text, yes, no }) {
  const answer = await ask((close) => [
    h("div", { class: "stack" },
      h("h2", {}, title),
      h("p", { class: "soft" }, text),
      h("div", { class: "row" },
        h("button", { type: "button", class: "button danger", onclick: () => close("yes") }, yes),
        h("button", { type: "button", class: "button quiet", autofocus: true, onclick: () => close("") }, no))),
  ], title);
  return answer === "yes";
}

/**
 * Ask whether to delete what a card shows, and delete it.
 * @param {Deletion} deletion
 * @returns {Promise<boolean>} whether it is deleted
 */
export async function deleteCard({ title, text, card, focus, work, onError }) {
  if (!(await confirmed({ title: `Delete “${title}”?`, text, yes: "Delete", no: "Cancel" }))) {
    focus();
    return false;
  }
  card.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    card.removeAttribute("aria-busy");
    onError(error);
    return false;
  }
  card.remove();
  document.querySelector("h1")?.focus();
  return true;
}
