/** All versions of a video, with the way to have the listing show another one. */

import { h, fill, busy, icon, toast } from "../dom.js";
import { publishVideo } from "../api/ads.js";
import { FINAL } from "../api/videos.js";
import { clock, when } from "./words.js";

/** @type {Record<string, string>} */
const STATES = { error: "Failed", canceled: "Stopped" };

/**
 * @param {Job} shown whose page it is
 * @param {Versions} family
 * @param {{onUsed: () => void, onTrouble: (error: unknown) => void}} tell
 * @returns {HTMLElement | null} nothing when there is only one
 */
export function versionList(shown, { versions, listed, adId }, { onUsed, onTrouble }) {
  if (versions.length < 2) return null;
  /** @param {Job} job */
  const item = (job) => {
    const number = versions.length - versions.indexOf(job);
    const use = h("button", { type: "button", class: "button quiet compact", "aria-label": `Use this one: version ${number}`, onclick: () => void busy(use, async () => {
      try {
        await publishVideo(job.jobId);
        toast(adId ? "The listing now shows this version" : "Published");
        onUsed();
      } catch (error) {
        onTrouble(error);
      }
    }) }, "Use this one");
    const state = job.jobId === listed ? "In the listing" : STATES[job.status] ?? (FINAL.has(job.status) ? (job.duration ? clock(job.duration) : "") : "Being made");
    const picture = job.thumbnailUrl ? h("img", { src: job.thumbnailUrl, alt: "", loading: "lazy", width: 90, height: 160 }) : icon("film");
    const name = h("b", {}, `Version ${number}`);
    return h("li", { dataset: { job: job.jobId } },
      h("span", { class: "version-picture" }, picture),
      h("span", { class: "version-text" },
        job.jobId === shown.jobId ? h("span", {}, name, " (this one)") : h("a", { href: `/jobs/${job.jobId}` }, name),
        h("span", { class: "small soft" }, [when(job.createdAt), state].filter(Boolean).join(" · "))),
      job.status === "complete" && job.videoUrl && job.jobId !== listed ? use : null);
  };
  const list = h("ol", { class: "versions" });
  fill(list, ...versions.map(item));
  return h("section", { class: "stack", "aria-labelledby": "versions" }, h("h2", { id: "versions" }, "Versions"), list);
}
