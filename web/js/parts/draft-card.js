/** The draft on this device, on the start page: go on with it, or discard it. */

import { h, fill, busy, icon, announce } from "../dom.js";
import { discardDraft } from "../draft/discard.js";
import * as drafts from "../draft/draft.js";
import { thumbUrl } from "../photos/uploader.js";

/** @returns {{element: HTMLElement, stop: () => void}} */
export function draftCard() {
  const picture = h("div", { class: "draft-picture" });
  const name = h("p", {});
  const onward = h("a", { class: "button" }, "Continue your draft");
  const discard = h("button", { type: "button", class: "button plain", onclick: () => void busy(discard, throwAway) }, "Discard");
  const element = h("section", { class: "card draft-card", "aria-label": "Your draft" }, picture,
    h("div", { class: "draft-text" }, name, h("p", { class: "small soft" }, "Saved on this device.")), h("div", { class: "row" }, onward, discard));
  const throwAway = async () => {
    if (await discardDraft()) announce("Draft discarded.");
  };
  let pictured = "";
  const paint = () => {
    const { photos, fields, step } = drafts.current();
    element.hidden = !drafts.hasContent();
    onward.href = step || "/upload/photos";
    name.textContent = fields.title?.trim() || (photos.length ? `Your video with ${photos.length === 1 ? "1 photo" : `${photos.length} photos`}` : "Your video");
    if (pictured === (photos[0]?.id ?? "none")) return;
    pictured = photos[0]?.id ?? "none";
    fill(picture, icon("photos"));
    if (photos[0]) void thumbUrl(photos[0].id).then((url) => url && fill(picture, h("img", { src: url, alt: "" })));
  };
  paint();
  return { element, stop: drafts.onChange(paint) };
}
