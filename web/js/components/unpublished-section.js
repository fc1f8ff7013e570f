/** The videos that are in no listing, above the listings; nothing of them is lost with a closed tab. */

import { h, fill, announce, busy, toast } from "../dom.js";
import { publishVideo } from "../api/ads.js";
import { FINAL, deleteJob, unpublishedVideos } from "../api/videos.js";
import { videoCard } from "./ad-card.js";
import { deleteCard } from "./dialog.js";

/** @param {{onPublished: () => void, onTrouble: (error: unknown) => void}} notify */
export function unpublishedSection({ onPublished, onTrouble }) {
  const grid = h("ul", { class: "ad-grid" });
  const element = h("section", { class: "stack", hidden: true, "aria-labelledby": "unpublished" }, h("h2", { id: "unpublished" }, "Not published yet"), grid);
  /** @type {Map<string, {job: Job, card: ReturnType<typeof videoCard>}>} */
  const shown = new Map();

  /** @param {string} jobId */
  const drop = (jobId) => {
    shown.get(jobId)?.card.element.remove();
    shown.delete(jobId);
    element.hidden = !shown.size;
  };
  /** @param {Job} job @param {HTMLElement} button */
  const publish = (job, button) => void busy(button, async () => {
    try {
      await publishVideo(job.jobId);
      drop(job.jobId);
      toast("Published");
      onPublished();
    } catch (error) {
      onTrouble(error);
    }
  });
  /** @param {Job} job */
  const remove = async (job) => {
    const card = shown.get(job.jobId)?.card;
    const text = FINAL.has(job.status) ? "This can't be undone. Download the video first if you want to keep it." : "It is still being made. This can't be undone.";
    if (!card || !(await deleteCard({ title: job.title, text, card: card.element, focus: card.focus, work: () => deleteJob(job.jobId), onTrouble }))) return;
    drop(job.jobId);
    toast("Video deleted");
  };
  /** @returns {Promise<{count: number, running: boolean}>} */
  const load = async () => {
    const jobs = await unpublishedVideos();
    const currentIds = new Set(jobs.map(({ jobId }) => jobId));
    for (const jobId of shown.keys()) if (!currentIds.has(jobId)) drop(jobId);
    for (const job of jobs) {
      const before = shown.get(job.jobId);
      if (before && before.job.status !== "complete" && job.status === "complete") announce(`${job.title}: the video is ready.`);
      if (JSON.stringify(before?.job) === JSON.stringify(job)) continue;
      const card = videoCard(job, { publish: (button) => publish(job, button), remove: () => void remove(job) });
      before?.card.element.replaceWith(card.element);
      shown.set(job.jobId, { job, card });
    }
    const cards = jobs.map(({ jobId }) => /** @type {HTMLElement} */ (shown.get(jobId)?.card.element));
    if (cards.some((card, index) => grid.children[index] !== card)) fill(grid, ...cards);
    element.hidden = !cards.length;
    return { count: jobs.length, running: jobs.some(({ status }) => !FINAL.has(status)) };
  };
  return { element, load };
}
