/** A job's progress: bar, steps, elapsed and remaining time. */

import { h, fill, icon } from "../dom.js";
import { FINAL } from "../api/videos.js";
import * as photoStore from "../draft/photo-store.js";
import { progressBar } from "./progress-bar.js";
import { clock, roundedDuration } from "./formatting.js";

const STEPS = [
  { status: "queued", name: "Queued", icon: "clock", stages: [] },
  { status: "script", name: "Photos & script", icon: "pen", stages: ["photos", "script"] },
  { status: "audio", name: "Voice", icon: "voice", stages: ["tts"] },
  { status: "captions", name: "Captions", icon: "captions", stages: ["captions"] },
  { status: "render", name: "Video", icon: "video", stages: ["render"] },
  { status: "upload", name: "Finishing", icon: "send", stages: ["upload"] },
];
const ENOUGH_PERCENT = 6;

/** @param {string} jobId @param {() => void} onCancel */
export function jobProgress(jobId, onCancel) {
  const percent = h("span", { class: "job-percent numbers" }, "0");
  const message = h("p", { class: "job-message" }, "Loading…");
  const bar = progressBar("Progress");
  const times = h("p", { class: "soft numbers job-times" });
  const steps = h("ol", { class: "job-steps" });
  const cancel = h("button", { type: "button", class: "button quiet compact", onclick: onCancel }, "Cancel");
  const screen = h("div", { class: "screen job-screen" }, h("div", { class: "screen-hint" }, icon("video")));
  const note = h("p", { class: "small soft" });
  const element = h("div", { class: "job-grid" }, screen,
    h("div", { class: "stack-l" }, h("div", { class: "stack" }, h("p", { class: "job-figure" }, percent, h("small", {}, "%")), message, bar.element, times), steps, note, h("p", {}, cancel)));
  void firstPhoto(jobId, screen);

  /** @type {Job | null} */
  let job = null;
  /** @type {{at: number, progress: number, attempt: number} | null} */
  let first = null;
  const tick = () => { if (job) fill(times, timesOf(job, first)); };
  const timer = setInterval(tick, 1000);

  /** @param {Job} now */
  const update = (now) => {
    job = now;
    if (!first || first.attempt !== now.attempt || first.progress > now.progress) first = { at: Date.now(), progress: now.progress, attempt: now.attempt };
    percent.textContent = String(now.progress);
    message.textContent = { error: "It stopped here", canceled: "You stopped it here" }[now.status] ?? progressText(now);
    bar.show(now.progress);
    bar.element.setAttribute("aria-valuetext", `${now.progress}%, ${progressText(now)}`);
    screen.style.setProperty("--done", `${now.progress}%`);
    element.dataset.status = now.status;
    const over = FINAL.has(now.status);
    cancel.hidden = over;
    note.hidden = over;
    note.textContent = now.status === "review" ? "You can close this page. We make the video as soon as we have checked your text and photos." : now.adId ? "You can close this page. Your video will be finished and your listing published." : "You can close this page. You'll find your video in My ads, ready to publish.";
    fill(steps, ...stepsOf(now));
    tick();
  };
  return { element, cancel, update, stop: () => clearInterval(timer) };
}

/** @param {Job} job */
function progressText({ message, queuePosition, estimatedStartAt }) {
  if (!queuePosition) return message;
  const ahead = queuePosition - 1;
  const place = ahead === 0 ? "your video is next" : ahead === 1 ? "1 video is ahead of yours" : `${ahead} videos are ahead of yours`;
  const wait_s = estimatedStartAt ? (Date.parse(estimatedStartAt) - Date.now()) / 1000 : NaN;
  return `${message}: ${place}${wait_s > 0 ? `. It starts in ${roundedDuration(wait_s)}` : ""}`;
}

/** @param {string} jobId @param {HTMLElement} screen */
async function firstPhoto(jobId, screen) {
  const thumb = (await photoStore.get(`job-${jobId}`))?.thumb;
  if (thumb) fill(screen, h("img", { src: URL.createObjectURL(thumb), alt: "" }), h("div", { class: "progress-shade" }));
}

/** @param {Job} job */
function stepsOf(job) {
  const at = STEPS.findIndex(({ status }) => status === (job.status === "review" ? "script" : job.status));
  const stopped = FINAL.has(job.status);
  const failedStage = job.error?.stage ?? "";
  return STEPS.map(({ name, icon: drawing, stages }, index) => {
    const runs = job.stages.filter((run) => stages.includes(run.name));
    const finished = stages.length > 0 && runs.length === stages.length && runs.every(({ seconds }) => seconds !== null);
    const failed = stopped && stages.includes(failedStage);
    const state = failed ? "failed" : stopped ? (finished || index === 0 ? "done" : "waiting") : index < at ? "done" : index === at ? "current" : "waiting";
    const seconds = runs.reduce((sum, run) => sum + (run.seconds ?? 0), 0);
    const isReused = finished && runs.every(({ reused }) => reused);
    const aside = state !== "done" ? "" : isReused ? "reused" : seconds ? `${seconds.toFixed(1)} s` : "";
    const spoken = { done: "done", current: "in progress", waiting: "not started", failed: "failed" }[state];
    return h("li", { class: state, "aria-current": state === "current" ? "step" : null },
      h("span", { class: "step-mark" }, icon(state === "done" ? "check" : state === "failed" ? "alert" : drawing)),
      h("span", { class: "step-name" }, name, h("span", { class: "visually-hidden" }, `: ${spoken}`)),
      aside && h("span", { class: "soft small numbers" }, aside));
  });
}

/** @param {Job} job @param {{at: number, progress: number} | null} first */
function timesOf(job, first) {
  if (FINAL.has(job.status) || job.status === "review") return "";
  const elapsed = `${clock((Date.now() - Date.parse(job.createdAt)) / 1000)} so far`;
  const moved = first ? job.progress - first.progress : 0;
  if (!first || moved < ENOUGH_PERCENT) return elapsed;
  const left = ((Date.now() - first.at) / moved) * (100 - job.progress) / 1000;
  return `${elapsed} · ${roundedDuration(left)} left`;
}
