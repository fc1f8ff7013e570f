/** A video that failed or was stopped: why, and the ways on. A retry is offered only where it can help. */

import { h, busy } from "../dom.js";
import * as drafts from "../draft/draft.js";
import * as uploader from "../photos/uploader.js";
import { go } from "../navigation.js";

const ABOUT_PHOTOS = new Set(["InvalidPhotos", "UnusablePhoto", "UnusableClip"]);
const ABOUT_TEXT = new Set(["InvalidDetails", "InvalidScript", "ProviderRefused"]);

/**
 * @param {Job} job failed or canceled
 * @param {() => Promise<void>} retry
 */
export function jobEnded(job, retry) {
  const { error } = job;
  const canceled = job.status === "canceled";
  const again = h("button", { type: "button", class: "button compact", onclick: () => void busy(again, retry) }, canceled ? "Continue" : "Try again");
  return h("div", { class: `notice ${canceled ? "" : "bad"}`, role: canceled ? null : "alert" },
    h("p", {}, error?.message ?? "You stopped this video. Everything done so far is kept."),
    canceled || error?.retryable ? again : null,
    canceled ? null : waysToChange(job),
    job.remakeOf ? h("a", { href: `/jobs/${job.remakeOf}` }, "Back to the earlier version") : null);
}

/** @param {Job} job */
function waysToChange(job) {
  const { error, jobId, remakeOf } = job;
  const photo = error?.photo ?? null;
  const text = !photo && ABOUT_TEXT.has(error?.code ?? "");
  const label = text ? "Change the text" : "Change photos";
  const style = `button compact${error?.retryable ? " quiet" : ""}`;
  if (remakeOf) return h("a", { class: style, href: `/jobs/${remakeOf}?change${photo ? `&photo=${photo}` : ""}` }, label);
  if (!drafts.canReopen(jobId)) return error?.retryable ? null : h("a", { class: style, href: "/upload/photos" }, "Start a new video");
  const reopen = () => {
    drafts.reopen();
    const blamed = photo ? drafts.current().photos[photo - 1] : undefined;
    if (blamed && (photo || ABOUT_PHOTOS.has(error?.code ?? ""))) uploader.fail(blamed.id, "The video failed because of this photo. Remove it, or add another one.");
    void go(text ? "/upload/review" : "/upload/photos");
  };
  return h("button", { type: "button", class: style, onclick: reopen }, label);
}
