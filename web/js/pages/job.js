/** The page of a job: progress, then the result. */

import { h, fill, announce, busy } from "../dom.js";
import { options as loadOptions } from "../api/client.js";
import { FINAL, cancelJob, jobStatus, retryJob, versionsOf } from "../api/videos.js";
import { ApiProblem, SignedOut, retryAfterS } from "../api/problem.js";
import * as photoStore from "../draft/photo-store.js";
import { confirmed } from "../components/dialog.js";
import { jobProgress } from "../components/job-progress.js";
import { jobEnded, jobResult } from "../components/job-outcome.js";
import { fallbackLines, notice, problemNotice } from "../components/notice.js";
import { remakeDialog } from "../components/remake-dialog.js";
import { go } from "../navigation.js";
import { poll } from "../poll.js";

const PICTURE_TIMEOUT_MS = 1500;
/** @type {Record<string, string>} */
const OUTCOMES = { complete: "Ready", error: "Failed", canceled: "Canceled", review: "In review" };

/**
 * @param {Record<string, string>} parameters
 * @param {URLSearchParams} query `change`: open the dialog that asks what to change; `photo`: number of the one because of which a version failed
 * @returns {Page}
 */
export function show({ jobId }, query) {
  const heading = h("h1", { tabIndex: -1 }, "Your video");
  const content = h("div", { class: "job" });
  const problemArea = h("div");
  const notices = h("div", { class: "stack" });
  const element = h("div", { class: "page" }, h("div", { class: "page-head" }, heading), problemArea, notices, content);
  const progress = jobProgress(jobId, () => void confirmCancel());
  let etag = "";
  let lastStatus = "";
  let published = false;

  /** @param {Job} job */
  const showJob = (job) => {
    fill(problemArea);
    heading.textContent = job.title;
    if (job.status !== lastStatus) announce(lastStatus || FINAL.has(job.status) ? job.message : "");
    lastStatus = job.status;
    fill(notices, ...(job.notices ?? []).map(({ message }) => notice(message, { info: true })), ...fallbackLines(job.fallbacks));
    document.title = `${OUTCOMES[job.status] ?? `${job.progress}%`} · ${job.title} · vidx`;
    if (job.status === "complete") return void finished(job);
    progress.update(job);
    if (!content.contains(progress.element)) fill(content, progress.element);
    if (FINAL.has(job.status)) fill(problemArea, jobEnded(job, () => act(() => retryJob(jobId))));
  };
  /** @param {Job} job */
  const finished = async (job) => {
    const [versionGroup, options] = await Promise.all([versionsOf(jobId).catch(() => null), loadOptions().catch(() => null)]);
    const refresh = () => { fill(problemArea); etag = ""; published = true; polling.now(); };
    const onError = (/** @type {unknown} */ error) => fill(problemArea, problemNotice(error));
    fill(content, jobResult(job, versionGroup, options, { change: (button) => void busy(button, () => remake(job, Boolean(versionGroup?.adId ?? job.adId))), refresh, onError }));
    if (published) /** @type {HTMLElement | null} */ (content.querySelector(".ready"))?.focus(); // the button that had the focus is gone
    published = false;
    void photoStore.forget(`job-${jobId}`);
    if (query.has("change") && job.choices) {
      query.delete("change");
      history.replaceState({}, "", location.pathname);
      void remake(job, Boolean(versionGroup?.adId ?? job.adId), Number(query.get("photo")));
    }
  };
  /** @param {Job} job @param {boolean} listed @param {number} [badPhoto] */
  const remake = async (job, listed, badPhoto) => {
    try {
      const newId = await remakeDialog(job, listed, badPhoto);
      if (newId) await goToVersion(job, newId);
    } catch (error) {
      fill(problemArea, problemNotice(error));
    }
  };
  const loadStatus = async (/** @type {AbortSignal} */ signal) => {
    const { status, data, headers } = await jobStatus(jobId, { etag, signal });
    const hadFocus = problemArea.contains(document.activeElement);
    fill(problemArea);
    if (status !== 304) {
      etag = headers.get("ETag") ?? "";
      showJob(data);
      if (hadFocus) keepFocus();
      if (FINAL.has(data.status)) return null;
    }
    return retryAfterS({ headers }) || 2;
  };
  /** @param {unknown} error */
  const onError = (error) => {
    if (error instanceof SignedOut) fill(problemArea, problemNotice(error, { label: "Sign in", onclick: () => void go(`/sign-in?next=/jobs/${jobId}`) }));
    else if (error instanceof ApiProblem && error.passing) fill(problemArea, notice("Connection problem. Your video is still being made, and this page updates when the connection is back."));
    else fill(problemArea, notFound(error));
    return error instanceof ApiProblem && error.passing;
  };
  const polling = poll(loadStatus, onError);

  const confirmCancel = async () => {
    const isConfirmed = await confirmed({ title: "Stop making this video?", text: "Everything done so far is kept. You can continue later.", yes: "Stop it", no: "Keep going" });
    if (isConfirmed) await busy(progress.cancel, () => act(() => cancelJob(jobId)));
    keepFocus();
  };
  /** Move the focus to the new button if the pressed one is gone. */
  const keepFocus = () => {
    if (document.activeElement?.checkVisibility() && document.activeElement !== document.body) return;
    (problemArea.querySelector("button") ?? heading).focus();
  };
  /** @param {() => Promise<Job>} work */
  const act = async (work) => {
    try {
      etag = "";
      showJob(await work());
    } catch (error) {
      fill(problemArea, problemNotice(error));
    }
    keepFocus();
    polling.now();
  };
  return { title: "Your video", element, leave: () => { polling.stop(); progress.stop(); } };
}

/** The new version's page shows the earlier one's picture while it works. @param {Job} job @param {string} newId */
async function goToVersion({ thumbnailUrl }, newId) {
  const picture = thumbnailUrl ? await fetch(thumbnailUrl, { signal: AbortSignal.timeout(PICTURE_TIMEOUT_MS) }).then((answer) => (answer.ok ? answer.blob() : null), () => null) : null;
  if (picture) await photoStore.keep(`job-${newId}`, new Blob(), picture);
  await go(`/jobs/${newId}`);
}

/** @param {unknown} error */
function notFound(error) {
  if (!(error instanceof ApiProblem && error.status === 404)) return problemNotice(error);
  return h("div", { class: "stack" },
    h("p", { class: "lead" }, "We can't find this video. It was deleted, is older than 30 days, or belongs to another account."),
    h("p", { class: "row" }, h("a", { class: "button", href: "/upload/photos" }, "Start a new video"), h("a", { class: "button quiet", href: "/my-ads" }, "Go to My ads")));
}
