/** Sign in or sign up, then continue to the `next` address. */

import { h } from "../dom.js";
import { authForm } from "../auth/form.js";
import * as session from "../auth/session.js";
import { go } from "../navigation.js";

/**
 * @param {Record<string, string>} _parameters
 * @param {URLSearchParams} query
 * @returns {Page}
 */
export function show(_parameters, query) {
  const next = safe(query.get("next"));
  const continueButton = () => void go(next, { replace: true });
  if (session.current()) setTimeout(continueButton);
  const lead = next.startsWith("/upload") ? "Then we upload your photos and make the video." : "";
  const view = query.get("new") !== null ? "sign-up" : "sign-in";
  const element = h("div", { class: "page narrow" }, h("div", { class: "card" }, authForm({ onDone: continueButton, lead, view })));
  return { title: "Sign in", element };
}

/** Only addresses of this site. @param {string | null} next */
function safe(next) {
  const url = new URL(next ?? "/my-ads", location.origin);
  return url.origin === location.origin ? url.pathname + url.search : "/my-ads";
}
