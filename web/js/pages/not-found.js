/** An address that is none of ours. */

import { h } from "../dom.js";
import { emptyState } from "../parts/notice.js";

/** @returns {Page} */
export function show() {
  const element = h("div", { class: "page" }, h("h1", { class: "visually-hidden" }, "Page not found"), emptyState("There is no such page", "The address may be mistyped, or the page has moved.", { href: "/", label: "Go to the start" }));
  return { title: "Page not found", element };
}
