/** Step 1: photos, their order, voice and music. */

import { h, fill, announce, busy, icon } from "../dom.js";
import { options as loadOptions } from "../api/client.js";
import * as session from "../auth/session.js";
import * as drafts from "../draft/draft.js";
import { discardDraft } from "../components/draft-card.js";
import { dropZone } from "../components/drop-zone.js";
import { stopSample } from "../components/audio-sample.js";
import { notice } from "../components/notice.js";
import { preview } from "../components/preview.js";
import { soundChoices } from "../components/choices.js";
import { stepPage } from "../components/step-page.js";
import { photoTiles } from "../components/photo-tiles.js";
import * as fileQueue from "../photos/add-files.js";
import * as uploader from "../photos/uploader.js";
import { go } from "../navigation.js";

/** @returns {Promise<Page>} */
export async function show() {
  const options = await loadOptions();
  const { limits } = options;
  const refusals = h("div", { class: "stack", role: "alert" });
  const waiting = h("div", { role: "status" });
  const signInHint = h("div");
  const tiles = photoTiles();
  const previewPanel = preview(options);
  const zone = dropZone(options, (files) => fileQueue.addFiles(files, limits));
  const continueButton = h("button", { type: "button", class: "button", onclick: () => void busy(continueButton, continueToNext) }, "Continue", icon("right"));
  const discard = h("button", { type: "button", class: "button plain", onclick: () => void busy(discard, discardDraft) }, "Discard draft");
  /** What keeps Continue from going on; empty until it is pressed, and again once all is mended. @type {string[]} */
  let fieldErrors = [];
  let shownText = "";

  const showProblems = () => {
    if (fieldErrors.length) fieldErrors = uploadErrors();
    const messages = [...fieldErrors, ...fileQueue.problems().map(({ message }) => message)];
    if (messages.join("\n") === shownText) return;
    shownText = messages.join("\n");
    fill(refusals, ...messages.map((message) => notice(message, { bad: true })));
  };
  const update = () => {
    const count = drafts.current().photos.length + fileQueue.preparing().length;
    zone.show({ room: fileQueue.room(limits), preparing: fileQueue.preparing().length, compact: count > 0 });
    fill(signInHint, count && !session.current() ? pleaseSignIn() : null);
    discard.hidden = !drafts.hasContent();
    showProblems();
  };
  const continueToNext = async () => {
    const earlierProblems = fileQueue.problems();
    fieldErrors = [];
    if (fileQueue.preparing().length) fill(waiting, notice("Getting your photos ready. The next step opens by itself.", { info: true }));
    await fileQueue.settled();
    fill(waiting);
    if (!element.isConnected) return;
    fieldErrors = uploadErrors();
    showProblems();
    if (fieldErrors.length || fileQueue.problems().some((problem) => !earlierProblems.includes(problem))) {
      refusals.scrollIntoView({ block: "nearest" });
      return;
    }
    announce("");
    await go(session.current() ? "/upload/details" : "/sign-in?next=/upload/details");
  };

  const unsubscribe = [drafts.onChange(update), session.onChange(update), fileQueue.onChange(update), uploader.onChange(showProblems)];
  update();
  uploader.startUploads();

  const element = stepPage(0, {
    title: "Start with your photos",
    lead: `Add up to ${limits.maxPhotos} photos or short clips. The first one opens the video, so put your best one first.`,
    content: [
      h("section", { class: "stack", "aria-label": "Photos" }, tiles.element, zone.element, refusals, signInHint),
      soundChoices(options),
      waiting,
    ],
    aside: previewPanel.element,
    bar: [discard, continueButton],
  });
  const leave = () => {
    stopSample();
    previewPanel.stop();
    tiles.stop();
    zone.stop();
    unsubscribe.forEach((end) => end());
  };
  return { title: "Photos and sound", element, leave };
}

function pleaseSignIn() {
  return notice(h("span", {}, "Your photos are saved on this device. ", h("a", { href: "/sign-in?next=/upload/photos" }, "Sign in to upload them"), "."), { info: true });
}

/** @returns {string[]} */
function uploadErrors() {
  const { photos } = drafts.current();
  if (!photos.length) return fileQueue.preparing().length ? [] : ["Add at least one photo first."];
  const count = photos.filter(({ id }) => uploader.uploadOf(id).state === "failed").length;
  if (!count) return [];
  return [count === 1 ? "One photo was not uploaded. Try again or remove it." : `${count} photos were not uploaded. Try again or remove them.`];
}
