/** The sign-in ended in the middle of something: ask for it in a dialog, over the page as it stands. */

import { h } from "../dom.js";
import { ask } from "../parts/dialog.js";
import { authForm } from "./form.js";

/** @type {Promise<boolean> | null} */
let open = null;

/**
 * @returns {Promise<boolean>} whether somebody is signed in now; calls while it is open share its outcome
 */
export function signInAgain() {
  open ??= ask((close) => [
    authForm({ onDone: () => close("signed-in"), lead: "Sign in to continue. Everything on this page is kept." }),
    h("p", {}, h("button", { class: "button plain", type: "button", onclick: () => close("") }, "Not now")),
  ], "Sign in to continue").then((answer) => answer === "signed-in").finally(() => { open = null; });
  return open;
}
