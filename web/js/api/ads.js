/** Listings: mine, everybody's, and changes to them. */

import { call } from "./client.js";

/**
 * @typedef {object} Ad
 * @property {string} adId
 * @property {string} title
 * @property {string} description
 * @property {number | string} price
 * @property {string} currency
 * @property {string} category
 * @property {"processing" | "active" | "failed"} status
 * @property {string} jobId
 * @property {string | null} videoUrl
 * @property {string | null} thumbnailUrl
 * @property {string | null} captionsUrl
 * @property {string | null} previewUrl
 * @property {string} createdAt
 * @property {number | null} duration seconds
 */
/** @typedef {{ads: Ad[], cursor?: string | null}} AdPage */

/** @param {string} [cursor] @returns {Promise<AdPage>} */
export const myAds = async (cursor) => (await call(`/ads/mine${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`)).data;

/** @param {number} limit @returns {Promise<AdPage>} */
export const latestAds = async (limit) => (await call(`/ads?limit=${limit}`, { signed: false, tries: 1 })).data;

/** @param {string} adId @param {Partial<Ad>} changes @returns {Promise<Ad>} */
export const changeAd = async (adId, changes) => (await call(`/ads/${adId}`, { method: "PATCH", body: changes, tries: 2 })).data;

/** @param {string} adId */
export const deleteAd = (adId) => call(`/ads/${adId}`, { method: "DELETE", tries: 3 });
