/** The drafts on this device: cards on the start page, notices in the steps, and discarding a draft. */

import { h, fill, busy, icon, announce } from "../dom.js";
import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import * as fileQueue from "../photos/add-files.js";
import * as uploader from "../photos/uploader.js";
import { go } from "../navigation.js";
import { confirmed } from "./dialog.js";

/** @returns {{element: HTMLElement, stop: () => void}} */
export function draftCards() {
  const element = h("div");
  let painted = "";
  const paint = () => {
    const others = drafts.others();
    const own = drafts.hasContent() ? drafts.current() : null;
    const state = JSON.stringify([own, ...others].map((draft) => draft && [draft.id, draft.photos.map(({ id }) => id), draft.fields.title, draft.step]));
    if (state === painted) return;
    painted = state;
    fill(element, own && card("Your draft", own, ownActions(own)), ...others.map((other) => card("Your other draft", other, [continueButton(other)])));
  };
  paint();
  return { element, stop: drafts.onChange(paint) };
}

/** Notices that offer the account's other drafts. */
export const otherDrafts = () => drafts.others().map((other) =>
  h("div", { class: "notice info" }, h("p", {}, "Your other draft is saved on this device: ", h("b", {}, drafts.nameOf(other))), continueButton(other)));

/** @param {string} label @param {Draft} draft @param {HTMLElement[]} actions */
function card(label, draft, actions) {
  const picture = h("div", { class: "draft-picture" }, icon("photos"));
  void showThumb(picture, draft.photos[0]?.id);
  return h("section", { class: "card draft-card", "aria-label": label }, picture,
    h("div", { class: "draft-text" }, h("p", {}, drafts.nameOf(draft)), h("p", { class: "small soft" }, "Saved on this device.")), h("div", { class: "row" }, actions));
}

/** @param {Draft} draft */
function ownActions({ step }) {
  const discard = h("button", { type: "button", class: "button plain", onclick: () => void busy(discard, discardAndAnnounce) }, "Discard");
  const discardAndAnnounce = async () => {
    if (await discardDraft()) announce("Draft discarded.");
  };
  return [h("a", { class: "button", href: step || "/upload/photos" }, "Continue your draft"), discard];
}

/** @param {Draft} other */
function continueButton(other) {
  const button = h("button", { type: "button", class: "button quiet compact", onclick: () => void busy(button, () => continueOtherDraft(other)) }, "Continue your other draft");
  return button;
}

/** @param {HTMLElement} place @param {string} [id] of a photo */
async function showThumb(place, id) {
  const thumb = id && (await photoStore.get(id))?.thumb;
  if (!thumb) return;
  const src = URL.createObjectURL(thumb);
  fill(place, h("img", { src, alt: "", onload: () => URL.revokeObjectURL(src) }));
}

/** Delete the draft with everything of it on this device. @returns {Promise<boolean>} whether the seller wanted it */
export async function discardDraft() {
  const sure = await confirmed({ title: "Discard this draft?", text: "Its photos and text are deleted from this device. You can't undo this.", yes: "Discard", no: "Keep it" });
  if (!sure) return false;
  fileQueue.clear();
  drafts.files().forEach(({ id }) => uploader.forget(id));
  await Promise.all(drafts.discard().map(photoStore.forget));
  return true;
}

/** Open the draft at the step where it was left; the present one is kept. @param {Draft} other */
async function continueOtherDraft(other) {
  await fileQueue.settled();
  [...drafts.files(), ...drafts.filesOf(other)].forEach(({ id }) => uploader.forget(id));
  drafts.openOther(other.id);
  await go(drafts.current().step || "/upload/photos");
}
