/** The code that was sent by e-mail and is not entered yet; kept on the device, since reading the e-mail may cost the tab. */

import { stored } from "../store.js";

const KEY = "vidx.code";
/** Cognito's sign-up codes work for 24 hours, those for a new password for one. */
const WORKS_MS = { confirm: 24 * 60 * 60 * 1000, reset: 60 * 60 * 1000 };

/** @param {string} email @param {"confirm" | "reset"} face */
export const keep = (email, face) => localStorage.setItem(KEY, JSON.stringify({ email, face, sentAt: Date.now() }));

export const forget = () => localStorage.removeItem(KEY);

/** @returns {PendingCode | null} */
export function pendingCode() {
  const pending = /** @type {PendingCode | null} */ (stored(KEY));
  return pending && Date.now() - pending.sentAt < WORKS_MS[pending.face] ? pending : null;
}
