/** Throwing the draft away, with everything of it on this device. */

import * as intake from "../photos/intake.js";
import * as uploader from "../photos/uploader.js";
import { confirmed } from "../parts/dialog.js";
import * as drafts from "./draft.js";
import * as photoStore from "./photo-store.js";

/** @returns {Promise<boolean>} whether the seller wanted it */
export async function discardDraft() {
  const sure = await confirmed({ title: "Discard this draft?", text: "Its photos and text are deleted from this device. You can't undo this.", yes: "Discard", no: "Keep it" });
  if (!sure) return false;
  intake.clear();
  drafts.files().forEach(({ id }) => uploader.forget(id));
  await Promise.all(drafts.discard().map(photoStore.forget));
  return true;
}
