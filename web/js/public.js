/** Script of the server-rendered pages: adds the account menu and, on a listing, photos, Share, Download and Report. */

import { fill, h } from "./dom.js";
import * as drafts from "./draft/draft.js";
import { accountMenu } from "./components/account.js";
import { videoActions } from "./components/video-player.js";
import { reportButton } from "./components/report-dialog.js";

accountMenu(() => {
  drafts.close();
  location.assign("/");
});
const place = document.querySelector("[data-actions]");
if (place instanceof HTMLElement) {
  const { title = "", video = "", link = "" } = place.dataset;
  fill(place, videoActions({ title, videoUrl: video, thumbnailUrl: null, captionsUrl: null }, link));
}
const reporting = document.querySelector("[data-report]");
if (reporting instanceof HTMLElement) fill(reporting, reportButton(reporting.dataset.report ?? ""));

const NEAR = "300px";

/**
 * Load each photo when it is about to be seen. With `loading="lazy"`, browsers load photos from thousands of pixels
 * away: on a phone those of a listing, 800 kB, together with the poster of the video.
 */
const observer = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || !(target instanceof HTMLAnchorElement)) continue;
    observer.unobserve(target);
    fill(target, h("img", { src: target.href, alt: "", decoding: "async" }));
  }
}, { rootMargin: NEAR });
for (const link of document.querySelectorAll(".listing-photos a")) observer.observe(link);
