/** Detects language and currency in title and description while the seller has not chosen them. */

import { detect } from "../api/videos.js";
import * as session from "../auth/session.js";
import { DETECTED, keepDetected, knownValue } from "./details.js";
import * as drafts from "./draft.js";

const DEBOUNCE_MS = 600;
const TIMEOUT_MS = 4000;

/** Call `later` after each change of the texts, and `missing` before the result is needed. */
export function detection() {
  let timer = 0;
  let detectedTexts = "";
  let answered = false;
  /** @type {AbortController | null} */
  let pendingRequest = null;

  const ask = async () => {
    clearTimeout(timer);
    const { title = "", description = "", ...chosen } = drafts.current().fields;
    const texts = JSON.stringify([title, description]);
    if (DETECTED.every((name) => chosen[name]) || !title.trim() || !description.trim() || !session.current() || texts === detectedTexts) return;
    pendingRequest?.abort();
    const { signal } = (pendingRequest = new AbortController());
    const result = await detect({ title: title.trim(), description: description.trim() }, signal).catch((error) => error);
    if (signal.aborted) return;
    pendingRequest = null;
    answered = !(result instanceof Error);
    detectedTexts = result instanceof Error ? "" : texts;
    keepDetected(result instanceof Error ? {} : result);
  };
  return {
    later: () => { clearTimeout(timer); timer = setTimeout(() => void ask(), DEBOUNCE_MS); },
    /** Fields that the seller has to choose, because the texts point to several values. @returns {Promise<string[]>} */
    missing: async () => {
      await Promise.race([ask(), new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS))]);
      return answered ? DETECTED.filter((name) => !knownValue(name)) : [];
    },
    /** Stop. The API detects what is still unknown when it writes the script. */
    stop: () => {
      clearTimeout(timer);
      if (pendingRequest) keepDetected({});
      pendingRequest?.abort();
    },
  };
}
