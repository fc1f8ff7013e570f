/** The finished video, what can be done with it, and what it took. */

import { h, icon } from "../dom.js";
import { emptyState } from "./empty.js";
import { filmActions, player } from "./player.js";
import { clock, megabytes, usd } from "./words.js";

/** @type {Record<string, string>} */
const KEPT = { script: "script", tts: "voice", captions: "captions", photos: "photos", render: "film" };

/** @param {import("../api/videos.js").Job} job @param {(button: HTMLElement) => void} onAnother asked for another version */
export function jobResult(job, onAnother) {
  if (!job.videoUrl) return emptyState("This video was taken down", "It went together with its listing, which you deleted.", { href: "/upload/photos", label: "Make another video" });
  const link = job.adId ? `/ads/${job.adId}` : job.videoUrl ?? "/";
  const another = h("button", { type: "button", class: "button quiet", onclick: () => onAnother(another) }, icon("retry"), "Make another version");
  const facts = [
    job.duration ? `${clock(job.duration)} long` : "",
    job.size ? megabytes(job.size) : "",
    job.cost?.totalUsd ? `cost ${usd(job.cost.totalUsd)}` : "",
  ].filter(Boolean).join(" · ");
  return h("div", { class: "job-grid result" },
    player(job),
    h("div", { class: "stack-l" },
      h("div", { class: "stack" },
        h("p", { class: "ready" }, icon("check"), job.adId ? "Your video is ready and the listing is live" : "Your video is ready"),
        h("p", { class: "soft numbers" }, facts)),
      h("div", { class: "row" },
        job.adId ? h("a", { class: "button", href: link }, "See the listing") : null,
        h("a", { class: job.adId ? "button quiet" : "button", href: "/my-ads" }, "My ads")),
      filmActions(job, link),
      job.script ? h("details", { class: "spoken" }, h("summary", {}, "What is said"), h("p", { class: "soft" }, job.script)) : null,
      h("div", { class: "row" }, job.choices ? another : null, h("a", { class: "button plain", href: "/upload/photos" }, "Make another video")),
      job.remakeOf ? origin(job) : null));
}

/** Where a later version comes from, and what of it was not made again. @param {import("../api/videos.js").Job} job */
function origin({ remakeOf, stages }) {
  const kept = stages.filter(({ name, reused }) => reused && KEPT[name]).map(({ name }) => KEPT[name]);
  return h("p", { class: "small soft" },
    "Another version of ", h("a", { href: `/jobs/${remakeOf}` }, "an earlier video"), ". ",
    kept.length ? `Kept from it: ${kept.join(", ")}.` : null);
}
