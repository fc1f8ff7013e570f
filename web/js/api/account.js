/** Requests about the account. */

import { call } from "./client.js";

/** Everything that is stored about the seller, by section. @returns {Promise<Record<string, unknown[]>>} */
export async function exportAccount() {
  /** @type {Record<string, unknown[]>} */
  const sections = {};
  let cursor = "";
  do {
    const { data } = await call(`/account/export${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`);
    sections[data.section] = [...(sections[data.section] ?? []), ...data.entries];
    cursor = data.cursor ?? "";
  } while (cursor);
  return sections;
}

/** Repeating it changes nothing. @returns {Promise<Receipt>} */
export const deleteAccount = async () => (await call("/account", { method: "DELETE", tries: 3 })).data;
