/** Step 1: photos, their order, voice and music. */

import { h, fill, announce, icon } from "../dom.js";
import { options as loadOptions } from "../api/options.js";
import * as session from "../auth/session.js";
import * as drafts from "../draft/draft.js";
import { dropZone } from "../parts/drop-zone.js";
import { choiceGroup } from "../parts/choices.js";
import { hush, musicSample, voiceSample } from "../parts/listen.js";
import { notice } from "../parts/notice.js";
import { preview } from "../parts/preview.js";
import { stepPage } from "../parts/steps.js";
import { photoTiles } from "../parts/photo-tiles.js";
import { nameOf } from "../parts/words.js";
import { takeIn } from "../photos/intake.js";
import * as uploader from "../photos/uploader.js";
import { go } from "../router.js";

/** @returns {Promise<import("../router.js").Page>} */
export async function show() {
  const options = await loadOptions();
  const refusals = h("div", { class: "stack", role: "alert" });
  const signInHint = h("div");
  const tiles = photoTiles();
  const live = preview(options);
  const zone = dropZone(options, (files) => {
    fill(refusals);
    void takeIn(files, options.limits, { onStart: zone.working, onRefused: (message) => refusals.append(notice(message, { bad: true })) });
  });
  const onward = h("button", { type: "button", class: "button", onclick: () => goOn(refusals) }, "Continue", icon("right"));

  const update = () => {
    const { photos } = drafts.current();
    zone.setRoom(options.limits.maxPhotos - photos.length);
    fill(signInHint, photos.length && !session.current() ? pleaseSignIn() : null);
  };
  const forget = [drafts.onChange(update), session.onChange(update)];
  update();
  uploader.pump();

  const element = stepPage(0, {
    title: "Start with your photos",
    lead: `Up to ${options.limits.maxPhotos}, short clips among them. The first one opens the video, so put the best in front.`,
    content: [
      h("section", { class: "stack", "aria-label": "Photos" }, zone.element, refusals, signInHint, tiles.element),
      choiceGroup("music", { title: "Music", note: "Plays softly under the voice.", values: options.music, options, sample: musicSample }),
      choiceGroup("voice", { title: "Voice", note: "Reads the script aloud.", values: options.voices, options, sample: (voice) => voiceSample(voice, options) }),
    ],
    aside: live.element,
    bar: [h("span"), onward],
  });
  const leave = () => {
    hush();
    live.stop();
    tiles.stop();
    zone.stop();
    forget.forEach((end) => end());
  };
  return { title: "Photos and sound", element, leave };
}

function pleaseSignIn() {
  return notice(h("span", {}, "Your photos are kept on this device. ", h("a", { href: "/sign-in?next=/upload/photos" }, "Sign in to upload them"), "."), { info: true });
}

/** @param {HTMLElement} refusals */
function goOn(refusals) {
  const { photos } = drafts.current();
  if (!photos.length) {
    fill(refusals, notice("Add at least one photo first.", { bad: true }));
    return;
  }
  const failed = photos.filter(({ id }) => uploader.runOf(id).state === "failed");
  if (failed.length) {
    fill(refusals, notice(`${nameOf(failed.length === 1 ? "one photo was" : `${failed.length} photos were`)} not uploaded. Try again or remove ${failed.length === 1 ? "it" : "them"}.`, { bad: true }));
    return;
  }
  announce("");
  void go(session.current() ? "/upload/details" : "/sign-in?next=/upload/details");
}
