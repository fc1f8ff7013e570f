/** Requests about listings. */

import { call } from "./client.js";

/** @param {string} [cursor] @returns {Promise<AdPage>} */
export const myAds = async (cursor) => (await call(`/ads/mine${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`)).data;

/** @param {number} limit @returns {Promise<AdPage>} */
export const latestAds = async (limit) => (await call(`/ads?limit=${limit}`, { signed: false, tries: 1 })).data;

/** @param {string} adId @param {Partial<Ad>} changes @returns {Promise<Ad>} */
export const changeAd = async (adId, changes) => (await call(`/ads/${adId}`, { method: "PATCH", body: changes, tries: 2 })).data;

/**
 * Publish a finished video, or make its listing show another version. Repeating it changes nothing.
 * @param {string} jobId @param {{contact?: string}} [details] what is left out is as it was for the video
 * @returns {Promise<{adId: string}>}
 */
export const publishVideo = async (jobId, details = {}) => (await call("/ads/create", { method: "POST", body: { jobId, ...details }, tries: 3 })).data;

/** @param {string} adId @param {{reason: string, text: string}} report */
export const reportAd = (adId, report) => call(`/ads/${adId}/report`, { method: "POST", body: report, signed: false, tries: 2 });

/** @param {string} adId */
export const deleteAd = (adId) => call(`/ads/${adId}`, { method: "DELETE", tries: 3 });
