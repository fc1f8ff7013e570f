/** The dialog in which a seller turns the second sign-in step on or off: a code of an authenticator app (TOTP). */

import { h, fill, newId, submitting, toast } from "../dom.js";
import * as cognito from "../auth/cognito.js";
import * as session from "../auth/session.js";
import { ask } from "./dialog.js";
import { notice } from "./notice.js";

const TITLE = "Two-step sign-in";

export async function showSecondStep() {
  const answer = await ask((close) => {
    const place = h("div", { class: "stack" }, h("p", { class: "soft" }, "One moment…"));
    void load(place, close);
    return [h("div", { class: "stack" }, h("h2", {}, TITLE), place, h("div", { class: "row" }, h("button", { type: "button", class: "button quiet", autofocus: true, onclick: () => close("") }, "Close")))];
  }, TITLE);
  if (answer) toast(answer);
}

/** @param {HTMLElement} place @param {(answer: string) => void} close */
async function load(place, close) {
  await attempt(place, async (token) => fill(place, ...((await cognito.hasSecondStep(token)) ? offForm(place, close) : onForm(place, close))));
}

/** @param {HTMLElement} place @param {(answer: string) => void} close */
function onForm(place, close) {
  const button = h("button", { type: "submit", class: "button" }, "Set it up");
  const start = () => attempt(place, async (token) => fill(place, ...keyForm(await cognito.newKey(token), place, close)));
  return [
    h("p", { class: "soft" }, "When you sign in, you also enter a code from an app on your phone, so that nobody can sign in with your password alone. You need an authenticator app, such as Google Authenticator, 1Password or Aegis."),
    h("form", { onsubmit: submitting(button, start) }, button),
  ];
}

/** @param {string} key @param {HTMLElement} place @param {(answer: string) => void} close */
function keyForm(key, place, close) {
  const id = newId("app-code");
  const input = h("input", { class: "input", id, name: "code", required: true, inputMode: "numeric", autocomplete: "one-time-code", pattern: "[0-9]{6}", maxLength: 6 });
  const button = h("button", { type: "submit", class: "button" }, "Turn on");
  const problemArea = h("div");
  const label = encodeURIComponent(`vidx:${session.current()?.email ?? ""}`);
  const send = () => attempt(problemArea, async (token) => {
    await cognito.turnOn(token, input.value.trim());
    close("Two-step sign-in is on.");
  });
  return [
    h("p", { class: "soft" }, "Add an account in your app and enter this key, or open it on this phone."),
    h("p", { class: "key" }, (key.match(/.{1,4}/g) ?? []).join(" ")),
    h("p", {}, h("a", { class: "button quiet compact", href: `otpauth://totp/${label}?secret=${key}&issuer=vidx` }, "Open in my app")),
    h("p", { class: "small soft" }, "Keep the key in a safe place: without it, nobody can sign in if the phone is lost."),
    h("form", { class: "stack", onsubmit: submitting(button, send) }, h("div", { class: "field" }, h("label", { htmlFor: id }, "Code that the app shows"), input), problemArea, button),
  ];
}

/** @param {HTMLElement} place @param {(answer: string) => void} close */
function offForm(place, close) {
  const button = h("button", { type: "submit", class: "button danger" }, "Turn off");
  const send = () => attempt(place, async (token) => {
    await cognito.turnOff(token);
    close("Two-step sign-in is off.");
  });
  return [h("p", { class: "soft" }, "It is on: signing in needs your password and a code from your app."), h("form", { onsubmit: submitting(button, send) }, button)];
}

/** Do the work with a valid token, and show in `place` what went wrong. @param {HTMLElement} place @param {(token: string) => Promise<unknown>} work */
async function attempt(place, work) {
  try {
    await work((await session.accessToken()) ?? "");
  } catch (error) {
    fill(place, notice(error instanceof cognito.AuthProblem ? error.message : "That didn't work. Try again.", { bad: true }));
  }
}
