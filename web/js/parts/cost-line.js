/** What the video will cost and how long it takes, kept up to date while the script is edited. */

import { h, fill, icon } from "../dom.js";
import { estimate } from "../api/videos.js";
import { details } from "../draft/details.js";
import * as drafts from "../draft/draft.js";
import { roughly, usd } from "./words.js";

const QUIET_MS = 400;

/** @param {Options} options @param {(seconds: number) => void} onEstimate */
export function costLine(options, onEstimate) {
  const element = h("p", { class: "cost-line" });
  let timer = 0;
  let asked = "";
  let asking = new AbortController();

  const ask = async () => {
    const { script, photos } = drafts.current();
    const { title: _t, price: _p, currency: _c, category: _k, ...rest } = details(options);
    const body = { ...rest, photos: Math.max(1, photos.length), clips: photos.filter(drafts.isClip).length, ...(script.trim() ? { script: script.trim() } : {}) };
    if (JSON.stringify(body) === asked) return;
    asked = JSON.stringify(body);
    asking.abort();
    asking = new AbortController();
    try {
      const { costUsd, duration, estimatedTime } = await estimate(body, asking.signal);
      onEstimate(Math.round(duration));
      fill(element, icon("clock"), h("span", {}, "A video of about ", h("b", {}, `${Math.round(duration)} seconds`), ", ready in ", h("b", {}, roughly(estimatedTime)), ".", options.showCosts && [" It costs ", h("b", {}, usd(costUsd)), " to make."]));
    } catch {
      asked = "";
      fill(element, icon("clock"), h("span", { class: "soft" }, "We can't estimate the length right now. You can still make the video."));
    }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(() => void ask(), QUIET_MS); };
  const forget = drafts.onChange(later);
  fill(element, icon("clock"), h("span", { class: "soft" }, "Estimating the length…"));
  void ask();
  return { element, stop: () => { forget(); clearTimeout(timer); asking.abort(); } };
}
