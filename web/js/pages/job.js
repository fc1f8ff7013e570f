/** A video being made: the six steps, the bar, and what came of it. */

import { h, fill, announce, busy } from "../dom.js";
import { FINAL, cancelJob, jobStatus, retryJob } from "../api/videos.js";
import { ApiProblem, SignedOut, retryAfterS } from "../api/problem.js";
import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { confirmed } from "../parts/dialog.js";
import { jobProgress } from "../parts/job-progress.js";
import { jobResult } from "../parts/job-result.js";
import { notice, problemNotice } from "../parts/notice.js";
import { anotherVersion } from "../parts/remake.js";
import { go } from "../router.js";
import { poll } from "../poll.js";

/** @typedef {import("../api/videos.js").Job} Job */

const PICTURE_WITHIN_MS = 1500;
/** @type {Record<string, string>} */
const OUTCOMES = { complete: "Ready", error: "Failed", canceled: "Canceled" };

/**
 * @param {Record<string, string>} parameters
 * @returns {import("../router.js").Page}
 */
export function show({ jobId }) {
  const heading = h("h1", {}, "Your video");
  const place = h("div", { class: "job" });
  const trouble = h("div");
  const element = h("div", { class: "page" }, h("div", { class: "page-head" }, heading), trouble, place);
  const progress = jobProgress(jobId, () => void askToCancel());
  let etag = "";
  let told = "";

  /** @param {Job} job */
  const showJob = (job) => {
    fill(trouble);
    heading.textContent = job.title;
    if (job.status !== told) announce(told || FINAL.has(job.status) ? job.message : "");
    told = job.status;
    document.title = `${OUTCOMES[job.status] ?? `${job.progress}%`} · ${job.title} · vidx`;
    if (job.status === "complete") return finished(job);
    progress.update(job);
    if (!place.contains(progress.element)) fill(place, progress.element);
    if (FINAL.has(job.status)) fill(trouble, ended(job));
  };
  /** @param {Job} job */
  const finished = (job) => {
    fill(place, jobResult(job, (button) => void busy(button, () => remake(job))));
    void photoStore.forget(`job-${jobId}`);
  };
  /** @param {Job} job */
  const remake = async (job) => {
    try {
      const newId = await anotherVersion(job);
      if (newId) await goToVersion(job, newId);
    } catch (error) {
      fill(trouble, problemNotice(error));
    }
  };
  const look = async (/** @type {AbortSignal} */ signal) => {
    const { status, data, headers } = await jobStatus(jobId, { etag, signal });
    fill(trouble);
    if (status !== 304) {
      etag = headers.get("ETag") ?? "";
      showJob(data);
      if (FINAL.has(data.status)) return null;
    }
    return retryAfterS({ headers }) || 2;
  };
  /** @param {unknown} error */
  const onTrouble = (error) => {
    if (error instanceof SignedOut) fill(trouble, problemNotice(error, { label: "Sign in", onclick: () => void go(`/sign-in?next=/jobs/${jobId}`) }));
    else if (error instanceof ApiProblem && error.passing) fill(trouble, notice("The connection is not good just now. The video goes on being made; this page catches up by itself."));
    else fill(trouble, notFound(error));
    return error instanceof ApiProblem && error.passing;
  };
  const polling = poll(look, onTrouble);

  const askToCancel = async () => {
    const sure = await confirmed({ title: "Stop making this video?", text: "What is done so far is kept; you can go on later.", yes: "Stop it", no: "Keep going" });
    if (sure) await act(() => cancelJob(jobId));
  };
  /** @param {() => Promise<Job>} work */
  const act = async (work) => {
    try {
      etag = "";
      showJob(await work());
    } catch (error) {
      fill(trouble, problemNotice(error));
    }
    polling.now();
  };
  /** @param {Job} job */
  const ended = (job) => {
    const retry = h("button", { type: "button", class: "button compact", onclick: () => void busy(retry, () => act(() => retryJob(jobId))) }, job.status === "canceled" ? "Go on with it" : "Try again");
    const change = h("button", { type: "button", class: "button quiet compact", onclick: () => { drafts.reopen(); void go("/upload/review"); } }, "Change it and start anew");
    const canRetry = job.status === "canceled" || job.error?.retryable;
    return h("div", { class: `notice ${job.status === "canceled" ? "" : "bad"}` },
      h("p", {}, job.error?.message ?? "You stopped this video. Everything done so far is kept."),
      canRetry ? retry : null,
      drafts.canReopen(jobId) && !canRetry ? change : null,
      job.remakeOf ? h("a", { href: `/jobs/${job.remakeOf}` }, "Back to the earlier version") : null);
  };
  return { title: "Your video", element, leave: () => { polling.stop(); progress.stop(); } };
}

/** The new version's page shows the earlier one's picture while it works. @param {Job} job @param {string} newId */
async function goToVersion({ thumbnailUrl }, newId) {
  const picture = thumbnailUrl ? await fetch(thumbnailUrl, { signal: AbortSignal.timeout(PICTURE_WITHIN_MS) }).then((answer) => (answer.ok ? answer.blob() : null), () => null) : null;
  if (picture) await photoStore.keep(`job-${newId}`, new Blob(), picture);
  await go(`/jobs/${newId}`);
}

/** @param {unknown} error */
function notFound(error) {
  if (!(error instanceof ApiProblem && error.status === 404)) return problemNotice(error);
  return h("div", { class: "stack" },
    h("p", { class: "lead" }, "There is no such video, or it belongs to another account."),
    h("p", {}, h("a", { class: "button", href: "/my-ads" }, "Go to My ads")));
}
