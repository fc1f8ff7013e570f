/** Jobs, drafts and estimates. */

import { call } from "./client.js";

/** @typedef {{name: string, startedAt: string, seconds: number | null, costUsd: number, reused: boolean}} StageLine */
/**
 * @typedef {object} Job
 * @property {string} jobId
 * @property {string} title
 * @property {string} status
 * @property {number} progress percent
 * @property {string} message
 * @property {string} createdAt
 * @property {string} updatedAt
 * @property {number} attempt
 * @property {string | null} videoUrl
 * @property {string | null} thumbnailUrl
 * @property {string | null} captionsUrl
 * @property {number | null} duration seconds
 * @property {number | null} size bytes
 * @property {StageLine[]} stages
 * @property {string | null} script
 * @property {{totalUsd: number}} cost
 * @property {{code: string, message: string}[]} [notices] what to know about the video
 * @property {{code: string, stage: string, message: string, retryable: boolean, photo: number | null} | null} error photo: the one to blame, counted from 1
 * @property {string | null} adId
 * @property {number} photoCount photos and clips
 * @property {string | null} remakeOf the job that this one is another version of
 * @property {string} firstVersion the job of the very first version, perhaps this one
 * @property {string | null} language
 * @property {boolean | null} logo whether a finished video whose files are still kept shows one
 * @property {{title: string, description: string, price: number | string, currency: string} | null} [details] what a finished video shows of the product, while its files are kept
 * @property {Choices | null} choices of a finished video whose files are still kept
 */
/** @typedef {{voice: string, music: string, format: string, captionStyle: string, brandColour: string, overlays: string[]}} Choices */
/** @typedef {{versions: Job[], adId: string | null, listed: string | null}} Versions listed: the job whose video the listing shows */
/** @typedef {{url: string, clip: boolean}} ShownPhoto */
/** @typedef {{script: string, estimatedDuration: number, wordCount: number, cost: number, language: string, currency: string}} ScriptDraft */
/** @typedef {{duration: number, estimatedTime: number, costUsd: number}} Estimate */

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

/** @param {Record<string, unknown>} about @param {AbortSignal} [signal] @returns {Promise<Estimate>} */
export const estimate = async (about, signal) => (await call("/video/estimate", { method: "POST", body: about, signal, tries: 2 })).data;

/**
 * Start a job; the same key never starts a second one, so that this is safe to repeat.
 * @param {Record<string, unknown>} body
 * @param {string} idempotencyKey
 * @returns {Promise<{jobId: string, adId?: string, estimatedTime: number}>}
 */
export async function generate(body, idempotencyKey) {
  const headers = { "Idempotency-Key": idempotencyKey };
  return (await call("/video/generate", { method: "POST", body, headers, tries: 4 })).data;
}

/**
 * Another version of a finished video; safe to repeat with the same key.
 * @param {string} jobId
 * @param {Record<string, unknown>} changes
 * @param {string} idempotencyKey
 * @returns {Promise<{jobId: string}>}
 */
export async function remake(jobId, changes, idempotencyKey) {
  const headers = { "Idempotency-Key": idempotencyKey };
  return (await call(`/video/jobs/${jobId}/remake`, { method: "POST", body: changes, headers, tries: 4 })).data;
}

/** My jobs, newest first. @param {number} limit @returns {Promise<Job[]>} */
export const myJobs = async (limit) => (await call(`/video/jobs?limit=${limit}`)).data.jobs;

/** @param {string} jobId @returns {Promise<Versions>} */
export const versionsOf = async (jobId) => (await call(`/video/jobs/${jobId}/versions`)).data;

/** Delete a video that is in no listing. @param {string} jobId */
export const deleteJob = (jobId) => call(`/video/jobs/${jobId}`, { method: "DELETE", tries: 3 });

/** What a finished video shows, in order. @param {string} jobId @returns {Promise<ShownPhoto[]>} */
export const shownPhotos = async (jobId) => (await call(`/video/jobs/${jobId}/photos`, { tries: 2 })).data.photos;

/** @param {string} jobId @returns {Promise<Job>} */
export const cancelJob = async (jobId) => (await call(`/video/jobs/${jobId}/cancel`, { method: "POST", tries: 3 })).data;

/** @param {string} jobId @returns {Promise<Job>} */
export const retryJob = async (jobId) => (await call(`/video/jobs/${jobId}/retry`, { method: "POST", tries: 3 })).data;
