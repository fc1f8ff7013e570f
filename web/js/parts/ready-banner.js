/** Leads back to a video whose tab was closed: ready to be published, or still being made. */

import { h, fill, icon } from "../dom.js";
import { FINAL, unpublishedVideos } from "../api/videos.js";
import * as session from "../auth/session.js";

export function readyBanner() {
  const place = h("div", { hidden: true });
  void find(place).catch(() => {}); // the page is whole without it
  return place;
}

/** @param {HTMLElement} place */
async function find(place) {
  if (!session.current() || !(await session.accessToken())) return;
  const videos = await unpublishedVideos();
  const ready = videos.find(({ status }) => status === "complete");
  const running = videos.find(({ status }) => !FINAL.has(status));
  const video = ready ?? running;
  if (!video) return;
  fill(place, h("p", { class: "ready-banner" },
    h("span", {}, icon(ready ? "check" : "clock"), ready ? `Your video is ready: “${video.title}”` : `Your video is being made: “${video.title}”`),
    h("a", { class: "button compact", href: `/jobs/${video.jobId}` }, ready ? "Watch and publish it" : "Follow")));
  place.hidden = false;
}
