/** Buttons that play samples of voices and music, one at a time. */

import { recordVoiceSample } from "../api/videos.js";
import * as session from "../auth/session.js";
import { h, fill, icon, toast } from "../dom.js";
import { valueOf } from "../draft/details.js";

const audio = new Audio();
audio.preload = "none";
/** @type {HTMLElement | null} */
let playing = null;

/** Stop the sample that plays. */
export function stopSample() {
  audio.pause();
  if (playing) updateButton(playing, false);
  playing = null;
}

audio.addEventListener("ended", stopSample);

/**
 * @param {string} name what is heard, for the button's label
 * @param {string} url
 */
export function listenButton(name, url) {
  const button = h("button", { type: "button", class: "icon-button listen", dataset: { name }, onclick: (/** @type {Event} */ event) => {
    event.preventDefault();
    void toggle(button, url);
  } });
  updateButton(button, false);
  return button;
}

/**
 * Address of a voice's sample, on this origin; empty when there is none.
 * @param {string} voice @param {Options} options @param {string} [language] the draft's, unless told
 */
export function voiceSample(voice, options, language = valueOf("language", options)) {
  const address = options.voicePreviews[voice];
  return address ? `${new URL(address, location.origin).pathname}?language=${encodeURIComponent(language)}` : "";
}

/** Address of a sample of the music; empty when there is nothing to hear. @param {string} music */
export const musicSample = (music) => (music === "none" ? "" : `/audio/music/${encodeURIComponent(music)}.m4a`);

/** @param {HTMLElement} button @param {string} url */
async function toggle(button, url) {
  const same = playing === button;
  stopSample();
  if (same) return;
  playing = button;
  updateButton(button, true);
  button.setAttribute("aria-busy", "true");
  try {
    await play(url, button);
    if (playing === button) button.removeAttribute("aria-busy");
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    if (playing === button) stopSample();
    const signIn = isVoice(url) && !session.current();
    toast(signIn ? "Sign in to hear this voice." : "We can't play this sample right now. Try again later.", "alert");
  }
}

/** @param {string} url */
const isVoice = (url) => url.startsWith("/api/voices/");

/**
 * Play the sample. A voice that has none yet gets one, if somebody is signed in: the operator pays for it, once.
 * @param {string} url @param {HTMLElement} button
 */
async function play(url, button) {
  audio.src = url;
  try {
    await audio.play();
  } catch (error) {
    const missing = error instanceof DOMException && error.name === "NotSupportedError";
    if (!missing || !isVoice(url) || !session.current()) throw error;
    await recordVoiceSample(url);
    if (playing !== button) return;
    audio.load();
    await audio.play();
  }
}

/** @param {HTMLElement} button @param {boolean} on */
function updateButton(button, on) {
  if (!on) button.removeAttribute("aria-busy");
  fill(button, icon(on ? "pause" : "play"));
  button.setAttribute("aria-label", `${on ? "Stop" : "Listen to"} ${button.dataset.name}`);
}
