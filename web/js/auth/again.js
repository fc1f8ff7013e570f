/** The sign-in ended in the middle of something: ask for it in a dialog, over the page as it stands. */

import { h } from "../dom.js";
import { authForm } from "./form.js";

/** @type {Promise<boolean> | null} */
let open = null;

/**
 * @returns {Promise<boolean>} whether somebody is signed in now; calls while it is open share its outcome
 */
export function signInAgain() {
  open ??= ask().finally(() => { open = null; });
  return open;
}

/** @returns {Promise<boolean>} */
function ask() {
  return new Promise((resolve) => {
    const done = () => dialog.close("signed-in");
    const dialog = h("dialog", { class: "sign-in-again", "aria-label": "Sign in to continue" },
      authForm({ onDone: done, lead: "Sign in to continue. Everything on this page is kept." }),
      h("p", {}, h("button", { class: "button plain", type: "button", onclick: () => dialog.close() }, "Not now")));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "signed-in");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
