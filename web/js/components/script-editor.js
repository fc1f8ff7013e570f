/** The script editor, and the line with the video's estimated length and cost. */

import { h, fill, busy, icon } from "../dom.js";
import { draftScript, estimate } from "../api/videos.js";
import { details, detailsToSend, errorOf, isEdited, isStale, keepDetected, lengthOf, scriptBasis, valueOf } from "../draft/details.js";
import * as drafts from "../draft/draft.js";
import { field } from "./fields.js";
import { fallbackLines, notice, problemNotice } from "./notice.js";
import { roundedDuration, usd } from "./formatting.js";

const DEBOUNCE_MS = 400;

/** @param {Options} options */
export function scriptEditor(options) {
  const text = h("textarea", { rows: 7, lang: valueOf("language", options), value: drafts.current().script });
  const editor = field({ name: "script", label: "Script", control: text, max: options.limits.maxScriptChars, note: "The voice reads exactly these words.", length: lengthOf });
  const words = h("b", { class: "numbers" });
  const seconds = h("b", { class: "numbers" }, "–");
  const price = h("span");
  const problemArea = h("div");
  const rewriteButton = h("button", { type: "button", class: "button quiet compact", onclick: () => void busy(rewriteButton, write) }, icon("retry"), "Write it again");

  const measure = () => {
    words.textContent = String(text.value.trim() ? text.value.trim().split(/\s+/).length : 0);
    editor.showError(text.value.trim() ? errorOf("script", text.value.trim(), options) : "");
  };
  const staleScriptNotice = () => notice(
    "You changed the details after this script was written. We kept your words. Check them, or let us write a new script.",
    { remedy: { label: "Write it again", onclick: () => void busy(rewriteButton, write) } });
  const write = async () => {
    fill(problemArea, navigator.onLine ? null : notice("You are offline. We write your script as soon as you are back online.", { info: true }));
    text.setAttribute("aria-busy", "true");
    const previousText = text.value;
    try {
      const draft = await draftScript(detailsToSend(options));
      fill(problemArea, ...fallbackLines(draft.fallbacks));
      if (text.value !== previousText && text.isConnected) return;
      keepDetected(draft);
      text.lang = valueOf("language", options);
      text.value = draft.script;
      drafts.update({ script: draft.script, scriptOf: scriptBasis(options), scriptDraft: draft.script });
      fill(price, options.showCosts && draft.cost ? `Draft: ${usd(draft.cost)}` : "");
    } catch (error) {
      fill(problemArea, problemNotice(error, { label: "Try again", onclick: () => void busy(rewriteButton, write) }));
    } finally {
      text.removeAttribute("aria-busy");
      text.dispatchEvent(new Event("input"));
    }
  };
  text.addEventListener("input", () => {
    if (text.value !== drafts.current().script) drafts.update({ script: text.value, scriptOf: scriptBasis(options) });
    measure();
  });
  const { id } = drafts.current();
  /** Another tab changed the script: show that script, because it is the one that is sent. */
  const stop = drafts.onChange(() => {
    const { script } = drafts.current();
    if (drafts.current().id !== id || script === text.value || text.hasAttribute("aria-busy")) return;
    text.value = script;
    measure();
  });
  measure();
  if (isStale(options) && isEdited()) fill(problemArea, staleScriptNotice());
  else if (!drafts.current().script || isStale(options)) void busy(rewriteButton, write);

  const facts = h("p", { class: "script-facts" }, h("span", {}, words, " words"), h("span", {}, seconds, " seconds"), price, rewriteButton);
  const element = h("section", { class: "card stack script-card" }, editor.element, facts, problemArea);
  /** @param {number} length in seconds */
  const showLength = (length) => { seconds.textContent = String(length); };
  return { element, showLength, stop };
}

/** What the video will cost and how long it takes, kept up to date while the script is edited. @param {Options} options @param {(seconds: number) => void} onEstimate */
export function costLine(options, onEstimate) {
  const element = h("p", { class: "cost-line" });
  let timer = 0;
  let lastRequest = "";
  let request = new AbortController();

  const ask = async () => {
    const { script, photos } = drafts.current();
    const { title: _t, price: _p, currency: _c, category: _k, ...rest } = details(options);
    const body = { ...rest, photos: Math.max(1, photos.length), clips: photos.filter(drafts.isClip).length, ...(script.trim() ? { script: script.trim() } : {}) };
    if (JSON.stringify(body) === lastRequest) return;
    lastRequest = JSON.stringify(body);
    request.abort();
    request = new AbortController();
    try {
      const { costUsd, duration, estimatedTime } = await estimate(body, request.signal);
      onEstimate(Math.round(duration));
      fill(element, icon("clock"), h("span", {}, "A video of about ", h("b", {}, `${Math.round(duration)} seconds`), ", ready in ", h("b", {}, roundedDuration(estimatedTime)), ".", options.showCosts && [" It costs ", h("b", {}, usd(costUsd)), " to make."]));
    } catch {
      lastRequest = "";
      fill(element, icon("clock"), h("span", { class: "soft" }, "We can't estimate the length right now. You can still make the video."));
    }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(() => void ask(), DEBOUNCE_MS); };
  const unsubscribe = drafts.onChange(later);
  fill(element, icon("clock"), h("span", { class: "soft" }, "Estimating the length…"));
  void ask();
  return { element, stop: () => { unsubscribe(); clearTimeout(timer); request.abort(); } };
}
