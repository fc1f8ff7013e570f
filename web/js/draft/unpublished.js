/** Videos that are in no listing: being made, ready to be published, or failed. One for each video, not for each version. */

import { myJobs } from "../api/videos.js";

/** @typedef {import("../api/videos.js").Job} Job */

const LOOKED_AT = 50;

/**
 * The newest version of each video that nobody sees yet, newest first.
 * @param {Job[]} jobs newest first
 */
export function unpublished(jobs) {
  /** @type {Map<string, Job>} */
  const newest = new Map();
  for (const job of jobs) {
    const family = job.firstVersion;
    const shown = newest.get(family);
    if (!shown || (shown.status === "canceled" && !shown.adId)) newest.set(family, job);
  }
  return [...newest.values()].filter((job) => !job.adId && job.status !== "canceled" && (job.status !== "complete" || job.videoUrl));
}

export const unpublishedVideos = async () => unpublished(await myJobs(LOOKED_AT));
