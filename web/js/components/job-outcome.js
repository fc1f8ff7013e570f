/** What a job led to: the finished video with its versions and the publish form, or the reason why it ended without one. */

import { h, fill, busy, icon, submitting, toast } from "../dom.js";
import { publishVideo } from "../api/ads.js";
import { ApiProblem } from "../api/problem.js";
import { FINAL } from "../api/videos.js";
import * as drafts from "../draft/draft.js";
import { go } from "../navigation.js";
import * as uploader from "../photos/uploader.js";
import { showFieldErrors } from "./fields.js";
import { emptyState } from "./notice.js";
import { videoActions, player } from "./video-player.js";
import { contactField, lastContact, rememberContact } from "./product-fields.js";
import { clock, megabytes, usd, when } from "./formatting.js";

/** @type {Record<string, string>} */
const REUSED = { script: "script", tts: "voice", captions: "captions", photos: "photos", render: "video" };

/**
 * @param {Job} job
 * @param {Versions | null} versionGroup null when it is not known just now
 * @param {Options | null} options
 * @param {ResultActions} actions
 */
export function jobResult(job, versionGroup, options, actions) {
  if (!job.videoUrl) return emptyState("This video was taken down", "It was removed together with its listing, which you deleted.", { href: "/upload/photos", label: "Make another video" });
  const adId = versionGroup?.adId ?? job.adId;
  const listed = versionGroup ? versionGroup.listed === job.jobId : Boolean(job.adId);
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
      videoActions(job, link),
      job.script ? h("details", { class: "script-text" }, h("summary", {}, "Script"), h("p", { class: "soft" }, job.script)) : null,
      job.scriptUnavailable ? h("p", { class: "small soft" }, "We can't show the script right now. Nothing is lost.") : null,
      versionGroup ? versionList(job, versionGroup, { onUsed: actions.refresh, onError: actions.onError }) : null,
      h("p", {}, h("a", { href: "/upload/photos" }, "Make another video")),
      job.remakeOf ? remakeSource(job) : null));
}

/** @param {Job} job @param {ResultActions} actions */
function changeButton(job, { change }) {
  if (!job.choices || job.scriptUnavailable) return null;
  const button = h("button", { type: "button", class: "button quiet", onclick: () => change(button) }, icon("edit"), "Change something");
  return button;
}

/** @param {Job} job @param {string | null} adId of the listing that shows another version @param {Options | null} options @param {ResultActions} actions */
function publishForm(job, adId, options, actions) {
  const contact = adId ? null : contactField(lastContact(), options);
  const problemArea = h("div");
  const publish = h("button", { type: "submit", class: "button large" }, adId ? "Use this one" : "Publish");
  const send = async () => {
    fill(problemArea);
    const value = contact?.control.value.trim() ?? "";
    try {
      await publishVideo(job.jobId, value ? { contact: value } : {});
      if (contact) rememberContact(value);
      toast(adId ? "The listing now shows this version" : "Published");
      actions.refresh();
    } catch (error) {
      const contactError = error instanceof ApiProblem ? error.fieldErrors.find(({ field }) => field === "contact") : null;
      if (contact) showFieldErrors({ contact }, [contactError ?? { field: "contact", message: "" }]);
      if (!contact || !contactError) actions.onError(error);
    }
  };
  return h("form", { class: "stack publish", noValidate: true, onsubmit: submitting(publish, send) }, contact?.element ?? null, problemArea,
    h("div", { class: "row" }, publish, changeButton(job, actions), adId ? h("a", { class: "button quiet", href: `/ads/${adId}` }, "See the listing") : h("a", { class: "button plain", href: "/my-ads" }, "Not now, keep it in My ads")));
}

/** The version that this one was made from, and the stages that were reused. @param {Job} job */
function remakeSource({ remakeOf, stages }) {
  const reused = stages.filter(({ name, reused }) => reused && REUSED[name]).map(({ name }) => REUSED[name]);
  return h("p", { class: "small soft" },
    "Another version of ", h("a", { href: `/jobs/${remakeOf}` }, "an earlier video"), ". ",
    reused.length ? `Reused from it: ${reused.join(", ")}.` : null);
}

/** @type {Record<string, string>} */
const STATES = { error: "Failed", canceled: "Canceled", review: "In review" };

/**
 * @param {Job} shown whose page it is
 * @param {Versions} versionGroup
 * @param {{onUsed: () => void, onError: (error: unknown) => void}} notify
 * @returns {HTMLElement | null} nothing when there is only one
 */
export function versionList(shown, { versions, listed, adId }, { onUsed, onError }) {
  if (versions.length < 2) return null;
  /** @param {Job} job */
  const item = (job) => {
    const number = versions.length - versions.indexOf(job);
    const use = h("button", { type: "button", class: "button quiet compact", "aria-label": `Use this one: version ${number}`, onclick: () => void busy(use, async () => {
      try {
        await publishVideo(job.jobId);
        toast(adId ? "The listing now shows this version" : "Published");
        onUsed();
      } catch (error) {
        onError(error);
      }
    }) }, "Use this one");
    const state = job.jobId === listed ? "In the listing" : STATES[job.status] ?? (FINAL.has(job.status) ? (job.duration ? clock(job.duration) : "") : "Being made");
    const picture = job.thumbnailUrl ? h("img", { src: job.thumbnailUrl, alt: "", loading: "lazy", width: 90, height: 160 }) : icon("video");
    const name = h("b", {}, `Version ${number}`);
    return h("li", { dataset: { job: job.jobId } },
      h("span", { class: "version-picture" }, picture),
      h("span", { class: "version-text" },
        job.jobId === shown.jobId ? h("span", {}, name, " (this one)") : h("a", { href: `/jobs/${job.jobId}` }, name),
        h("span", { class: "small soft" }, [when(job.createdAt), state].filter(Boolean).join(" · "))),
      job.status === "complete" && job.videoUrl && job.jobId !== listed ? use : null);
  };
  const list = h("ol", { class: "versions" });
  fill(list, ...versions.map(item));
  return h("section", { class: "stack", "aria-labelledby": "versions" }, h("h2", { id: "versions" }, "Versions"), list);
}

const ABOUT_PHOTOS = new Set(["InvalidPhotos", "UnusablePhoto", "UnusableClip"]);
const ABOUT_TEXT = new Set(["InvalidDetails", "InvalidScript", "ProviderRefused", "ContentRefused"]);

/**
 * @param {Job} job failed or canceled
 * @param {() => Promise<void>} retry
 */
export function jobEnded(job, retry) {
  const { error } = job;
  const canceled = job.status === "canceled";
  const retryButton = h("button", { type: "button", class: "button compact", onclick: () => void busy(retryButton, retry) }, canceled ? "Continue" : "Try again");
  return h("div", { class: `notice ${canceled ? "" : "bad"}`, role: canceled ? null : "alert" },
    h("p", {}, error?.message ?? "You stopped this video. Everything done so far is kept."),
    canceled || error?.retryable ? retryButton : null,
    canceled ? null : waysToChange(job),
    job.remakeOf ? h("a", { href: `/jobs/${job.remakeOf}` }, "Back to the earlier version") : null);
}

/** @param {Job} job */
function waysToChange(job) {
  const { error, jobId, remakeOf } = job;
  const photo = error?.photo ?? null;
  const text = !photo && ABOUT_TEXT.has(error?.code ?? "");
  const expired = error?.code === "FilesExpired";
  const label = expired ? "Start again with your photos" : text ? "Change the text" : "Change photos";
  const style = `button compact${error?.retryable ? " quiet" : ""}`;
  if (remakeOf && !expired) return h("a", { class: style, href: `/jobs/${remakeOf}?change${photo ? `&photo=${photo}` : ""}` }, label);
  if (!drafts.canReopen(jobId)) return error?.retryable ? null : h("a", { class: style, href: "/upload/photos" }, expired ? label : "Start a new video");
  const reopen = () => {
    drafts.reopen();
    const badPhoto = photo ? drafts.current().photos[photo - 1] : undefined;
    if (badPhoto && (photo || ABOUT_PHOTOS.has(error?.code ?? ""))) uploader.fail(badPhoto.id, "The video failed because of this photo. Remove it, or add another one.");
    void go(text ? "/upload/review" : "/upload/photos");
  };
  return h("button", { type: "button", class: style, onclick: reopen }, label);
}
