/** A video that is in no listing yet, in a grid: how far it is, or what to do with it. */

import { h, icon } from "../dom.js";
import { FINAL } from "../api/videos.js";
import { clock } from "./words.js";

/** @type {Record<string, string>} */
const CHIPS = { complete: "Not published", error: "Failed" };

/**
 * @param {Job} job
 * @param {{publish: (button: HTMLElement) => void, remove: () => void}} actions
 */
export function videoCard(job, actions) {
  const running = !FINAL.has(job.status);
  const ready = job.status === "complete";
  const state = running ? "processing" : ready ? "ready" : "failed";
  const bar = h("div", { class: "bar", role: "progressbar", "aria-label": `Progress of ${job.title}`, "aria-valuemin": "0", "aria-valuemax": "100", "aria-valuenow": String(job.progress) }, h("i"));
  /** @type {HTMLElement} */ (bar.firstElementChild).style.width = `${job.progress}%`;
  const publish = h("button", { type: "button", class: "button compact", onclick: () => actions.publish(publish) }, "Publish");
  const remove = h("button", { type: "button", class: "icon-button", "aria-label": `Delete ${job.title}`, onclick: actions.remove }, icon("trash"));
  const picture = job.thumbnailUrl ? h("img", { alt: "", loading: "lazy", decoding: "async", width: 270, height: 480, src: job.thumbnailUrl }) : h("div", { class: "screen-hint" }, icon("film"));
  const length = job.duration ? h("span", { class: "play-badge numbers" }, icon("play"), clock(job.duration)) : null;
  const over = running ? h("div", { class: "card-progress" }, h("span", { class: "small" }, job.message), bar)
    : ready ? null : h("div", { class: "card-progress" }, h("span", { class: "small" }, "We couldn't make this video."));
  const element = h("li", { class: "ad-card", dataset: { status: state, job: job.jobId } },
    h("div", { class: "ad-frame" },
      h("a", { class: "screen", href: `/jobs/${job.jobId}`, "aria-label": job.duration ? `${job.title}, ${clock(job.duration)}` : job.title }, picture, length),
      h("span", { class: `chip ${running ? "processing" : ready ? "ready" : "failed"}` }, CHIPS[job.status] ?? "Being made"),
      over),
    h("div", { class: "ad-text" }, h("h3", { class: "ad-title" }, job.title)),
    h("div", { class: "row ad-buttons" },
      ready ? publish : null,
      h("a", { class: "button quiet compact", href: `/jobs/${job.jobId}` }, ready ? "Watch" : running ? "Follow" : "See what to do"),
      remove));
  return { element, focus: () => remove.focus() };
}
