/** Requests about webhooks. Those that are repeated do no harm: the API recognises them. */

import { call } from "./client.js";

/** @returns {Promise<Webhook[]>} the oldest first */
export const listWebhooks = async () => (await call("/webhooks")).data.webhooks;

/**
 * Add a webhook. For an address that is there already, change its events.
 * @param {string} url @param {string[]} events
 * @returns {Promise<WebhookWithSecret>}
 */
export const saveWebhook = async (url, events) => (await call("/webhooks", { method: "POST", body: { url, events }, tries: 3 })).data;

/** @param {string} webhookId @returns {Promise<WebhookWithSecret>} with the new secret */
export const rotateSecret = async (webhookId) => (await call(`/webhooks/${webhookId}/rotate`, { method: "POST", tries: 3 })).data;

/** @param {string} webhookId */
export const sendTest = (webhookId) => call(`/webhooks/${webhookId}/test`, { method: "POST" });

/** @param {string} webhookId */
export const deleteWebhook = (webhookId) => call(`/webhooks/${webhookId}`, { method: "DELETE", tries: 3 });

/** @param {string} webhookId @param {string} [cursor] @returns {Promise<DeliveryPage>} the newest first */
export const listDeliveries = async (webhookId, cursor) => (await call(`/webhooks/${webhookId}/deliveries?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`)).data;

/** @param {string} webhookId @param {string} messageId */
export const resend = (webhookId, messageId) => call(`/webhooks/${webhookId}/deliveries/${messageId}/resend`, { method: "POST" });
