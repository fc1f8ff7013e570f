/** The account menu in the header, on all pages. Its dialogs are loaded when they are opened. */

import { h, fill, icon } from "../dom.js";
import * as session from "../auth/session.js";

/** @param {() => void} onSignedOut */
export function accountMenu(onSignedOut) {
  const update = () => show(onSignedOut);
  session.onChange(update);
  update();
}

/** @param {() => void} onSignedOut */
function show(onSignedOut) {
  const place = document.getElementById("account");
  if (!place) return;
  const signedIn = session.current();
  if (!signedIn) {
    fill(place, h("a", { class: "button quiet compact", href: "/sign-in" }, "Sign in"));
    return;
  }
  const signOut = h("button", { class: "button quiet compact", onclick: () => void session.signOut().then(onSignedOut) }, "Sign out");
  const summary = h("summary", { class: "icon-button", "aria-label": "Account" }, icon("user"));
  const data = h("button", { type: "button", class: "button plain compact", onclick: () => void import("./account-dialogs.js").then(({ showExport }) => showExport()).finally(() => summary.focus()) }, "Download my data");
  const remove = h("button", { type: "button", class: "button plain compact", onclick: () => void askToDelete(onSignedOut).finally(() => summary.focus()) }, "Delete account");
  const twoStep = h("button", { type: "button", class: "button plain compact", onclick: () => void import("./second-step-dialog.js").then(({ showSecondStep }) => showSecondStep()).finally(() => summary.focus()) }, "Two-step sign-in");
  const menu = h("div", { class: "account-menu" }, h("p", { class: "small soft" }, "Signed in as"), h("p", {}, signedIn.email), h("a", { class: "button plain compact", href: "/webhooks" }, "Webhooks"), signOut, twoStep, data, remove);
  fill(place, h("details", { onkeydown: closeOnEscape, onfocusout: closeWhenLeft }, summary, menu));
}

/** @param {() => void} onSignedOut */
async function askToDelete(onSignedOut) {
  const dialogs = await import("./account-dialogs.js");
  if (!(await dialogs.askToDelete())) return;
  await session.signOut();
  onSignedOut();
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  const details = event.currentTarget;
  if (event.key !== "Escape" || !(details instanceof HTMLDetailsElement) || !details.open) return;
  details.open = false;
  details.querySelector("summary")?.focus();
}

/** @param {FocusEvent} event */
function closeWhenLeft(event) {
  const details = event.currentTarget;
  if (details instanceof HTMLDetailsElement && event.relatedTarget && !details.contains(/** @type {Node} */ (event.relatedTarget))) {
    details.open = false;
  }
}
