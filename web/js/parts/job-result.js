/** The finished video: looked at first, then published; its versions, and what can be done with it. */

import { h, fill, icon, submitting, toast } from "../dom.js";
import { publishVideo } from "../api/ads.js";
import { ApiProblem } from "../api/problem.js";
import { showFaults } from "./fields.js";
import { emptyState } from "./notice.js";
import { filmActions, player } from "./player.js";
import { contactField, lastContact, rememberContact } from "./product-fields.js";
import { versionList } from "./versions.js";
import { clock, megabytes, usd } from "./words.js";

/** @type {Record<string, string>} */
const KEPT = { script: "script", tts: "voice", captions: "captions", photos: "photos", render: "video" };

/**
 * @param {Job} job
 * @param {Versions | null} family null when it is not known just now
 * @param {Options | null} options
 * @param {ResultActions} actions
 */
export function jobResult(job, family, options, actions) {
  if (!job.videoUrl) return emptyState("This video was taken down", "It was removed together with its listing, which you deleted.", { href: "/upload/photos", label: "Make another video" });
  const adId = family?.adId ?? job.adId;
  const listed = family ? family.listed === job.jobId : Boolean(job.adId);
  const link = adId ? `/ads/${adId}` : job.videoUrl;
  const facts = [
    job.duration ? `${clock(job.duration)} long` : "",
    job.size ? megabytes(job.size) : "",
    options?.showCosts && job.cost?.totalUsd ? `cost ${usd(job.cost.totalUsd)}` : "",
  ].filter(Boolean).join(" · ");
  return h("div", { class: "job-grid result" },
    player(job),
    h("div", { class: "stack-l" },
      h("div", { class: "stack" },
        h("p", { class: "ready", tabIndex: -1 }, icon("check"), listed ? "Your video is ready and the listing is live" : "Your video is ready"),
        listed ? null : h("p", {}, adId ? "Your listing still shows another version." : "It is not published yet. Watch it, then publish it or change something."),
        h("p", { class: "soft numbers" }, facts)),
      listed ? h("div", { class: "row" }, h("a", { class: "button", href: link }, "See the listing"), changeButton(job, actions), h("a", { class: "button quiet", href: "/my-ads" }, "My ads"))
        : publishForm(job, adId, options, actions),
      filmActions(job, link),
      job.script ? h("details", { class: "spoken" }, h("summary", {}, "What is said"), h("p", { class: "soft" }, job.script)) : null,
      family ? versionList(job, family, { onUsed: actions.refresh, onTrouble: actions.onTrouble }) : null,
      h("p", {}, h("a", { href: "/upload/photos" }, "Make another video")),
      job.remakeOf ? origin(job) : null));
}

/** @param {Job} job @param {ResultActions} actions */
function changeButton(job, { change }) {
  if (!job.choices) return null;
  const button = h("button", { type: "button", class: "button quiet", onclick: () => change(button) }, icon("edit"), "Change something");
  return button;
}

/** @param {Job} job @param {string | null} adId of the listing that shows another version @param {Options | null} options @param {ResultActions} actions */
function publishForm(job, adId, options, actions) {
  const contact = adId ? null : contactField(lastContact(), options);
  const trouble = h("div");
  const publish = h("button", { type: "submit", class: "button large" }, adId ? "Use this one" : "Publish");
  const send = async () => {
    fill(trouble);
    const value = contact?.control.value.trim() ?? "";
    try {
      await publishVideo(job.jobId, value ? { contact: value } : {});
      if (contact) rememberContact(value);
      toast(adId ? "The listing now shows this version" : "Published");
      actions.refresh();
    } catch (error) {
      const fault = error instanceof ApiProblem ? error.faults.find(({ field }) => field === "contact") : null;
      if (contact) showFaults({ contact }, [fault ?? { field: "contact", message: "" }]);
      if (!contact || !fault) actions.onTrouble(error);
    }
  };
  return h("form", { class: "stack publish", noValidate: true, onsubmit: submitting(publish, send) }, contact?.element ?? null, trouble,
    h("div", { class: "row" }, publish, changeButton(job, actions), adId ? h("a", { class: "button quiet", href: `/ads/${adId}` }, "See the listing") : h("a", { class: "button plain", href: "/my-ads" }, "Later: keep it in My ads")));
}

/** Where a later version comes from, and what of it was not made again. @param {Job} job */
function origin({ remakeOf, stages }) {
  const kept = stages.filter(({ name, reused }) => reused && KEPT[name]).map(({ name }) => KEPT[name]);
  return h("p", { class: "small soft" },
    "Another version of ", h("a", { href: `/jobs/${remakeOf}` }, "an earlier video"), ". ",
    kept.length ? `Kept from it: ${kept.join(", ")}.` : null);
}
