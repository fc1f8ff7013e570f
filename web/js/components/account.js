/** The account menu in the header, on all pages. */

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
  const menu = h("div", { class: "account-menu" }, h("p", { class: "small soft" }, "Signed in as"), h("p", {}, signedIn.email), h("a", { class: "button quiet compact", href: "/webhooks" }, "Webhooks"), signOut);
  fill(place, h("details", { onkeydown: closeOnEscape, onfocusout: closeWhenLeft }, summary, menu));
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
