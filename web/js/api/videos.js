/** Requests about jobs, script drafts and estimates. */

import { call } from "./client.js";

export const FINAL = new Set(["complete", "error", "canceled"]);

/**
 * @param {string} jobId
 * @param {{etag?: string, signal?: AbortSignal}} [known]
 */
export function jobStatus(jobId, { etag, signal } = {}) {
  return call(`/video/status/${encodeURIComponent(jobId)}`, { tries: 1, signal, headers: etag ? { "If-None-Match": etag } : {} });
}

/** @param {Record<string, unknown>} details @returns {Promise<ScriptDraft>} */
export const draftScript = async (details) => (await call("/video/generate-script", { method: "POST", body: details, tries: 2 })).data;

/** Language and currency of texts; null where they point to several. @param {Record<string, string>} texts @param {AbortSignal} signal @returns {Promise<{language: string | null, currency: string | null}>} */
export const detect = async (texts, signal) => (await call("/video/detect", { method: "POST", body: texts, signal })).data;

/** @param {Record<string, unknown>} about @param {AbortSignal} [signal] @returns {Promise<Estimate>} */
export const estimate = async (about, signal) => (await call("/video/estimate", { method: "POST", body: about, signal, tries: 2 })).data;

/** Have a voice sample recorded. @param {string} address the sample's own, on this origin */
export const recordVoiceSample = (address) => call(address.replace(/^\/api/, ""), { method: "POST", tries: 2 });

/**
 * Start a job. Safe to repeat: the same body for the same draft never starts a second job.
 * @param {Record<string, unknown>} body
 * @param {string} draftId
 * @returns {Promise<{jobId: string, adId?: string, estimatedTime: number}>}
 */
export async function generate(body, draftId) {
  const headers = { "Idempotency-Key": await idempotencyKey(draftId, body) };
  return (await call("/video/generate", { method: "POST", body, headers, tries: 4 })).data;
}

/**
 * Make another version of a finished video. Safe to repeat within one dialog.
 * @param {string} jobId
 * @param {Record<string, unknown>} changes
 * @param {string} dialogId
 * @returns {Promise<{jobId: string}>}
 */
export async function remake(jobId, changes, dialogId) {
  const headers = { "Idempotency-Key": await idempotencyKey(dialogId, changes) };
  return (await call(`/video/jobs/${jobId}/remake`, { method: "POST", body: changes, headers, tries: 4 })).data;
}

/** My jobs, newest first. @param {number} limit @returns {Promise<Job[]>} */
export const myJobs = async (limit) => (await call(`/video/jobs?limit=${limit}`)).data.jobs;

/** @param {string} jobId @returns {Promise<Versions>} */
export const versionsOf = async (jobId) => (await call(`/video/jobs/${jobId}/versions`)).data;

/** Delete a video that is in no listing. @param {string} jobId */
export const deleteJob = (jobId) => call(`/video/jobs/${jobId}`, { method: "DELETE", tries: 3 });

/** What a finished video shows, in order. @param {string} jobId @returns {Promise<JobPhoto[]>} */
export const jobPhotos = async (jobId) => (await call(`/video/jobs/${jobId}/photos`, { tries: 2 })).data.photos;

/** @param {string} jobId @returns {Promise<Job>} */
export const cancelJob = async (jobId) => (await call(`/video/jobs/${jobId}/cancel`, { method: "POST", tries: 3 })).data;

/** @param {string} jobId @returns {Promise<Job>} */
export const retryJob = async (jobId) => (await call(`/video/jobs/${jobId}/retry`, { method: "POST", tries: 3 })).data;

/**
 * The same draft or dialog with the same body always has the same key.
 * @param {string} intention id of the draft or dialog
 * @param {Record<string, unknown>} body
 */
async function idempotencyKey(intention, body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(body))));
  return `${intention}-${[...bytes.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * The newest version of each unpublished video, newest first.
 * @param {Job[]} jobs newest first
 */
function unpublished(jobs) {
  /** @type {Map<string, Job>} */
  const newest = new Map();
  for (const job of jobs) {
    const versionGroup = job.firstVersion;
    const current = newest.get(versionGroup);
    if (!current || (current.status === "canceled" && !current.adId)) newest.set(versionGroup, job);
  }
  return [...newest.values()].filter((job) => !job.adId && job.status !== "canceled" && (job.status !== "complete" || job.videoUrl));
}

/** Videos without a listing: in progress, ready or failed. One version of each. */
export const unpublishedVideos = async () => unpublished(await myJobs(50));
