/** Starts the page: account menu, connection banner, router. */

import { h, fill, icon } from "./dom.js";
import { go, start } from "./router.js";
import * as session from "./auth/session.js";
import * as photoStore from "./draft/photo-store.js";

function showAccount() {
  const place = document.getElementById("account");
  if (!place) return;
  const signedIn = session.current();
  if (!signedIn) {
    fill(place, h("a", { class: "button quiet compact", href: "/sign-in" }, "Sign in"));
    return;
  }
  const signOut = h("button", { class: "button quiet compact", onclick: () => void leave() }, "Sign out");
  const summary = h("summary", { class: "icon-button", "aria-label": "Account" }, icon("user"));
  const menu = h("div", { class: "account-menu" }, h("p", { class: "small soft" }, "Signed in as"), h("p", {}, signedIn.email), signOut);
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

async function leave() {
  await session.signOut();
  await go("/");
}

function showConnection() {
  const banner = document.getElementById("connection");
  if (!banner) return;
  banner.textContent = navigator.onLine ? "" : "You are offline. Everything you entered is kept; vidx goes on when the connection is back.";
}

session.onChange(showAccount);
showAccount();
window.addEventListener("online", showConnection);
window.addEventListener("offline", showConnection);
showConnection();
void photoStore.forgetOld();
await start();
document.documentElement.dataset.ready = "true";
