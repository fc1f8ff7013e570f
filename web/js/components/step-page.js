/** Layout of the three steps: position, content, and the buttons back and forward. */

import { h } from "../dom.js";
import * as session from "../auth/session.js";
import * as drafts from "../draft/draft.js";
import { go, preload } from "../navigation.js";
import { otherDrafts } from "./draft-card.js";

const STEPS = [
  { path: "/upload/photos", name: "Photos" },
  { path: "/upload/details", name: "Details" },
  { path: "/upload/review", name: "Review" },
];

/**
 * @param {number} at index of the step
 * @param {{title: string, lead: string, content: Child[], aside?: HTMLElement | null, bar: Child[]}} parts
 */
export function stepPage(at, { title, lead, content, aside, bar }) {
  drafts.visit(STEPS[at].path);
  if (!session.current()) preload("/sign-in");
  preload(STEPS[at + 1]?.path ?? "/jobs/next");
  const items = STEPS.map(({ path, name }, index) => {
    const label = [h("span", { class: "visually-hidden" }, index < at ? "Done: " : ""), `${index + 1}. ${name}`];
    if (index < at) return h("li", {}, h("a", { class: "done", href: path }, ...label));
    return h("li", {}, h("span", { "aria-current": index === at ? "step" : null }, ...label));
  });
  return h("div", { class: "page" },
    h("nav", { "aria-label": "Steps" }, h("ol", { class: "steps" }, ...items)),
    h("div", { class: `${aside ? "with-preview" : ""}${at === STEPS.length - 1 ? " with-phone-preview" : ""}` },
      h("div", { class: "stack-l" }, h("div", { class: "page-head" }, h("h1", {}, title), h("p", { class: "lead" }, lead)), ...otherDrafts(), ...content, h("div", { class: "step-bar" }, ...bar)),
      aside));
}

/** What the back button finds in place of steps 2 and 3 of a video that is being made. @returns {Page | null} */
export function alreadyStarted() {
  const jobId = drafts.lastJob();
  if (!jobId || drafts.hasContent()) return null;
  const startAnother = () => { drafts.forgetLastJob(); void go("/upload/photos"); };
  const element = h("div", { class: "page narrow" },
    h("h1", {}, "This video is already being made"),
    h("p", { class: "soft" }, "You started it a moment ago. It is made only once, even if you close this page."),
    h("div", { class: "row" }, h("a", { class: "button", href: `/jobs/${jobId}` }, "See its progress"), h("button", { type: "button", class: "button quiet", onclick: startAnother }, "Make another video")));
  return { title: "Already being made", element };
}
