/** The section of My ads with videos that are in no listing yet. */

import { h, fill, announce, busy, toast } from "../dom.js";
import { publishVideo } from "../api/ads.js";
import { FINAL, deleteJob, unpublishedVideos } from "../api/videos.js";
import { videoCard } from "./ad-card.js";
import { deleteCard } from "./dialog.js";

/** @param {{onPublished: () => void, onError: (error: unknown) => void}} notify */
export function unpublishedSection({ onPublished, onError }) {
  const grid = h("ul", { class: "ad-grid" });
  const element = h("section", { class: "stack", hidden: true, "aria-labelledby": "unpublished" }, h("h2", { id: "unpublished" }, "Not published yet"), grid);
  /** @type {Map<string, {job: Job, card: ReturnType<typeof videoCard>}>} */
  const cards = new Map();

  /** @param {string} jobId */
  const drop = (jobId) => {
    cards.get(jobId)?.card.element.remove();
    cards.delete(jobId);
    element.hidden = !cards.size;
  };
  /** @param {Job} job @param {HTMLElement} button */
  const publish = (job, button) => void busy(button, async () => {
    try {
      await publishVideo(job.jobId);
      drop(job.jobId);
      toast("Published");
      onPublished();
    } catch (error) {
      onError(error);
    }
  });
  /** @param {Job} job */
  const remove = async (job) => {
    const card = cards.get(job.jobId)?.card;
    const text = FINAL.has(job.status) ? "This can't be undone. Download the video first if you want to keep it." : "It is still being made. This can't be undone.";
    if (!card || !(await deleteCard({ title: job.title, text, card: card.element, focus: card.focus, work: () => deleteJob(job.jobId), onError }))) return;
    drop(job.jobId);
    toast("Video deleted");
  };
  /** @returns {Promise<{count: number, running: boolean}>} */
  const load = async () => {
    const jobs = await unpublishedVideos();
    const currentIds = new Set(jobs.map(({ jobId }) => jobId));
    for (const jobId of cards.keys()) if (!currentIds.has(jobId)) drop(jobId);
    for (const job of jobs) {
      const previous = cards.get(job.jobId);
      if (previous && previous.job.status !== "complete" && job.status === "complete") announce(`${job.title}: the video is ready.`);
      if (JSON.stringify(previous?.job) === JSON.stringify(job)) continue;
      const card = videoCard(job, { publish: (button) => publish(job, button), remove: () => void remove(job) });
      previous?.card.element.replaceWith(card.element);
      cards.set(job.jobId, { job, card });
    }
    const elements = jobs.map(({ jobId }) => /** @type {HTMLElement} */ (cards.get(jobId)?.card.element));
    if (elements.some((card, index) => grid.children[index] !== card)) fill(grid, ...elements);
    element.hidden = !elements.length;
    return { count: jobs.length, running: jobs.some(({ status }) => !FINAL.has(status)) };
  };
  return { element, load };
}
