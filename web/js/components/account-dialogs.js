/** The dialogs of the account menu: download everything that is stored about the seller, and delete the account. */

import { h, fill, submitting } from "../dom.js";
import { deleteAccount, exportAccount } from "../api/account.js";
import * as session from "../auth/session.js";
import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { ask } from "./dialog.js";
import { problemNotice } from "./notice.js";
import { forgetContact } from "./product-fields.js";

/** What a seller types to confirm the deletion. */
const WORD = "DELETE";
const EXPORT_TITLE = "Your data";
const DELETE_TITLE = "Delete your account?";
const CLOSED_TITLE = "Your account is closed";

export const showExport = () =>
  ask((close) => [
    h("div", { class: "stack" },
      h("h2", {}, EXPORT_TITLE),
      h("p", { class: "soft" }, "One file (JSON) with your videos, listings and webhooks, and links to all your photos and videos. The links work for a day, for anybody who has them."),
      ...exportControls("button"),
      h("div", { class: "row" }, closeButton("Close", close))),
  ], EXPORT_TITLE);

/** A button that downloads the export, and the place of its messages. @param {string} style */
function exportControls(style) {
  const message = h("div", { role: "status" });
  const button = h("button", { type: "submit", class: style }, "Download my data");
  const download = async () => {
    fill(message, h("p", { class: "small soft" }, "Collecting…"));
    try {
      save(await exportAccount());
      fill(message, h("p", { class: "small soft" }, "The file is in your downloads."));
    } catch (error) {
      fill(message, problemNotice(error));
    }
  };
  return [h("form", { onsubmit: submitting(button, download) }, button), message];
}

/** @param {Record<string, unknown[]>} sections */
function save(sections) {
  const document_ = { email: session.current()?.email ?? "", exportedAt: new Date().toISOString(), ...sections };
  const url = URL.createObjectURL(new Blob([JSON.stringify(document_, null, 2)], { type: "application/json" }));
  const link = h("a", { href: url, download: `vidx-${document_.exportedAt.slice(0, 10)}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Ask for a typed confirmation and delete the account. @returns {Promise<boolean>} whether it is closed */
export async function askToDelete() {
  const receiptId = await ask((close) => [deletionForm(close)], DELETE_TITLE);
  if (!receiptId) return false;
  await eraseDevice();
  await ask((close) => [
    h("div", { class: "stack" },
      h("h2", {}, CLOSED_TITLE),
      h("p", { class: "soft" }, "Your listings and videos are being taken down, and nobody can sign in to this account any more. Everything is deleted within two hours. Copies in caches disappear within a day, backups within 35 days."),
      h("p", { class: "small soft" }, "The receipt of this deletion has the number ", h("strong", { class: "receipt" }, receiptId), ". It says nothing about you."),
      h("div", { class: "row" }, closeButton("Done", close))),
  ], CLOSED_TITLE);
  return true;
}

/** @param {(answer: string) => void} close answers with the id of the receipt */
function deletionForm(close) {
  const problemArea = h("div");
  const submit = h("button", { type: "submit", class: "button danger", disabled: true }, "Delete account");
  const input = h("input", { class: "input", name: "word", autocomplete: "off", autocapitalize: "characters", spellcheck: false });
  input.addEventListener("input", () => {
    submit.disabled = input.value.trim() !== WORD;
  });
  const send = async () => {
    try {
      const { receiptId } = await deleteAccount();
      close(receiptId);
    } catch (error) {
      fill(problemArea, problemNotice(error));
    }
  };
  return h("div", { class: "stack" },
    h("h2", {}, DELETE_TITLE),
    h("p", { class: "soft" }, "Your listings, videos, photos and webhooks are deleted, and videos that are not ready yet are canceled. This cannot be undone."),
    ...exportControls("button quiet"),
    h("form", { class: "stack", onsubmit: submitting(submit, send) },
      h("label", { class: "field" }, h("span", { class: "label" }, `To confirm, type ${WORD}`), input),
      problemArea,
      h("div", { class: "row" }, submit, closeButton("Cancel", close))));
}

/** The button that changes nothing. It has the focus. @param {string} text @param {(answer: string) => void} close */
const closeButton = (text, close) => h("button", { type: "button", class: "button quiet", autofocus: true, onclick: () => close("") }, text);

/** Delete what this device has of the account. */
async function eraseDevice() {
  for (const id of drafts.erase()) await photoStore.forget(id);
  forgetContact();
  session.forgetEmail();
}
