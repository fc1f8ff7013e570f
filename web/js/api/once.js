/** Keys by which the API tells a repeated request from a new one. */

/**
 * The same intention with the same content always has the same key.
 * @param {string} intention id of the draft or dialog
 * @param {Record<string, unknown>} body
 */
export async function onceKey(intention, body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(body))));
  return `${intention}-${[...bytes.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
