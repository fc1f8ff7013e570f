/** Leaving the open draft: for good, or for another one. */

import * as intake from "../photos/intake.js";
import * as uploader from "../photos/uploader.js";
import { confirmed } from "../parts/dialog.js";
import { go } from "../router.js";
import * as drafts from "./draft.js";
import * as photoStore from "./photo-store.js";

/** Delete the draft with everything of it on this device. @returns {Promise<boolean>} whether the seller wanted it */
export async function discardDraft() {
  const sure = await confirmed({ title: "Discard this draft?", text: "Its photos and text are deleted from this device. You can't undo this.", yes: "Discard", no: "Keep it" });
  if (!sure) return false;
  intake.clear();
  drafts.files().forEach(({ id }) => uploader.forget(id));
  await Promise.all(drafts.discard().map(photoStore.forget));
  return true;
}

/** Open the draft at the step where it was left; the present one is kept. @param {Draft} other */
export async function continueOther(other) {
  await intake.settled();
  [...drafts.files(), ...drafts.filesOf(other)].forEach(({ id }) => uploader.forget(id));
  drafts.takeUp(other.id);
  await go(drafts.current().step || "/upload/photos");
}
