/** Whether the draft's script still belongs to its details, and whose words it holds. */

import { scriptBasis } from "./details.js";
import * as drafts from "./draft.js";

/** @typedef {import("../api/options.js").Options} Options */

/** Whether the seller wrote or changed the script. */
export const isEdited = () => drafts.current().script.trim() !== drafts.current().scriptDraft.trim();

/** Whether the details have changed since the script was written. @param {Options} options */
export function isStale(options) {
  const { script, scriptOf } = drafts.current();
  return Boolean(script && scriptOf) && scriptOf !== scriptBasis(options);
}

/** The script to send; empty when the service writes one for the details as they are now. @param {Options} options */
export const scriptToSend = (options) => (isStale(options) && !isEdited() ? "" : drafts.current().script.trim());
