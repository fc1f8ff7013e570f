/** Step 3: script editor, summary, estimate and the submit button. */

import { h, fill, busy, icon } from "../dom.js";
import { options as loadOptions, whenOnline } from "../api/client.js";
import { ApiProblem } from "../api/problem.js";
import { generate } from "../api/videos.js";
import * as session from "../auth/session.js";
import { detailsToSend, fieldErrors, scriptToSend } from "../draft/details.js";
import * as drafts from "../draft/draft.js";
import * as photoStore from "../draft/photo-store.js";
import { choiceCard, showFieldErrors } from "../components/fields.js";
import { stopSample } from "../components/audio-sample.js";
import { notice, problemNotice } from "../components/notice.js";
import { preview } from "../components/preview.js";
import { contactField, lastContact, rememberContact } from "../components/product-fields.js";
import { costLine, scriptEditor } from "../components/script-editor.js";
import { alreadyStarted, stepPage } from "../components/step-page.js";
import { summary } from "../components/draft-summary.js";
import * as uploader from "../photos/uploader.js";
import { go } from "../navigation.js";

/** @returns {Promise<Page>} */
export async function show() {
  const options = await loadOptions();
  const startedPage = alreadyStarted();
  if (startedPage) return startedPage;
  const missing = await missingStep(options);
  if (missing) return missing;
  uploader.startUploads();

  const problemArea = h("div", { class: "stack" });
  const previewPanel = preview(options);
  const summarySection = summaryPanel(options);
  const script = scriptEditor(options);
  const cost = costLine(options, script.showLength);
  const publishing = publishChoice(options);
  const button = h("button", { type: "button", class: "button large", onclick: () => void busy(button, () => send(options, problemArea, publishing.contact)) }, "Make the video");
  const element = stepPage(2, {
    title: "Look it over",
    lead: "Change the script until it sounds like you. You'll see the finished video before anything is published.",
    content: [script.element, summarySection.element, cost.element, publishing.element, problemArea],
    aside: previewPanel.element,
    bar: [h("a", { class: "button plain", href: "/upload/details" }, icon("left"), "Details"), button],
  });
  const leave = () => { stopSample(); previewPanel.stop(); cost.stop(); summarySection.stop(); script.stop(); };
  return { title: "Review", element, leave };
}

/** The summary, drawn again when the API has detected something or another tab has changed the draft. @param {Options} options */
function summaryPanel(options) {
  const element = h("div", {}, summary(options));
  const state = () => {
    const { id, fields, detected, photos, logo } = drafts.current();
    return JSON.stringify([id, fields, detected, photos.map((photo) => photo.id), logo?.id]);
  };
  const { id } = drafts.current();
  let shownState = state();
  const stop = drafts.onChange(() => {
    if (shownState === state() || drafts.current().id !== id) return;
    shownState = state();
    fill(element, summary(options));
  });
  return { element, stop };
}

/** Whether to publish without a look at the finished video; then with which contact. @param {Options} options */
function publishChoice(options) {
  const contact = contactField(contactOf(), options);
  const box = h("input", { type: "checkbox", name: "publish", checked: drafts.current().publishAtOnce, onchange: () => {
    drafts.update({ publishAtOnce: box.checked });
    contact.element.hidden = !box.checked;
  } });
  contact.element.hidden = !box.checked;
  contact.control.addEventListener("input", () => drafts.update({ contact: contact.control.value }));
  return { contact, element: h("div", { class: "stack" }, choiceCard(box, "Publish as soon as it is ready", "Otherwise you watch the video first, then publish it."), contact.element) };
}

const contactOf = () => (drafts.current().contact ?? lastContact()).trim();

/** Who comes here too early is led to the step that is open. @param {Options} options @returns {Promise<Page | null>} */
async function missingStep(options) {
  if (!session.current()) return redirect("/sign-in?next=/upload/review");
  if (!drafts.current().photos.length) return redirect("/upload/photos");
  return fieldErrors(options).length ? redirect("/upload/details") : null;
}

/** @param {string} address @returns {Page} */
function redirect(address) {
  setTimeout(() => void go(address, { replace: true }));
  return { title: "One moment", element: h("div", { class: "page" }) };
}

/** @param {Options} options @param {HTMLElement} problemArea @param {Field} contact */
async function send(options, problemArea, contact) {
  fill(problemArea);
  try {
    if (!navigator.onLine) fill(problemArea, notice("You are offline. Your video starts by itself when you are back online.", { info: true }));
    await whenOnline();
    if (!problemArea.isConnected) return;
    if (!(await allUploaded(problemArea))) return;
    fill(problemArea);
    const started = drafts.current().photos.length ? null : drafts.lastJob(); // in another tab
    const jobId = started ?? (await submit(options));
    await go(`/jobs/${jobId}`, { replace: true });
  } catch (error) {
    if (error instanceof ApiProblem && error.fieldErrors[0]?.field === "contact") return void showFieldErrors({ contact }, error.fieldErrors);
    contact.showError("");
    fill(problemArea, errorNotice(error));
    problemArea.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
}

/** @param {unknown} error */
function errorNotice(error) {
  const fieldError = error instanceof ApiProblem ? error.fieldErrors[0] : undefined;
  const match = /^photos\[(\d+)\]/.exec(fieldError?.field ?? "");
  if (match) {
    const photo = drafts.current().photos[Number(match[1])];
    if (photo) uploader.fail(photo.id, fieldError?.message ?? "");
    return problemNotice(error, { label: "Go to the photos", onclick: () => void go("/upload/photos") });
  }
  const { logo } = drafts.current();
  if (fieldError?.field === "logoKey" && logo) uploader.fail(logo.id, fieldError.message);
  if (fieldError && fieldError.field !== "script") return problemNotice(error, { label: "Go to the details", onclick: () => void go("/upload/details") });
  return problemNotice(error);
}

/** @param {Photo} failed */
function notUploaded({ id }) {
  if (id === drafts.current().logo?.id) return notice("Your logo was not uploaded. Try again in the details.", { bad: true, remedy: { label: "Go to the details", onclick: () => void go("/upload/details") } });
  return notice("Some photos were not uploaded. Try again or remove them.", { bad: true, remedy: { label: "Go to the photos", onclick: () => void go("/upload/photos") } });
}

/** Wait for files that are still on their way. @param {HTMLElement} problemArea @returns {Promise<boolean>} */
function allUploaded(problemArea) {
  return new Promise((resolve) => {
    const check = () => {
      /** @param {UploadState[]} states */
      const filesIn = (...states) => drafts.files().filter(({ id }) => states.includes(uploader.uploadOf(id).state));
      const pending = filesIn("waiting", "uploading").length;
      const [failed] = filesIn("failed", "paused");
      if (pending && !failed) {
        fill(problemArea, notice(`Uploading ${pending === 1 ? "1 more file" : `${pending} more files`}. Then your video starts by itself.`, { info: true }));
        return;
      }
      unsubscribe();
      if (failed) fill(problemArea, notUploaded(failed));
      resolve(!failed);
    };
    const unsubscribe = uploader.onChange(check);
    check();
  });
}

/** @param {Options} options @returns {Record<string, unknown>} */
function jobBody(options) {
  const { photos, logo } = drafts.current();
  const script = scriptToSend(options);
  const photoKeys = photos.map(({ key }) => key).filter(Boolean);
  const contact = contactOf();
  const publish = drafts.current().publishAtOnce ? { publish: true, ...(contact ? { contact } : {}) } : { publishLater: true };
  return { ...detailsToSend(options), ...publish, photoKeys, ...(logo?.key ? { logoKey: logo.key } : {}), ...(script ? { script } : {}) };
}

/**
 * Submit the draft as a job. It starts only one job, even if several tabs submit it.
 * @param {Options} options
 * @returns {Promise<string>} the job's id
 * @throws {ApiProblem}
 */
async function submit(options) {
  const draft = drafts.current();
  const body = jobBody(options);
  const { jobId } = await generate(body, draft.id);
  if (draft.publishAtOnce) rememberContact(contactOf());
  const first = await photoStore.get(draft.photos[0].id);
  if (first) await photoStore.keep(`job-${jobId}`, new Blob(), first.thumb);
  drafts.finish(jobId, draft);
  return jobId;
}
