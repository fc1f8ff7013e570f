/** The forms for signing in, signing up, confirming an address and resetting a password, and the dialog with them. */

import { h, fill, icon, newId, submitting } from "../dom.js";
import { ask } from "../components/dialog.js";
import { stored } from "../store.js";
import * as cognito from "./cognito.js";
import { RULE, isStrong, passwordRule, withShow } from "./password.js";
import * as session from "./session.js";

/** Where a pending e-mail code is stored, because a phone may close the tab while the e-mail is read. */
const CODE_KEY = "vidx.code";
/** Lifetime of Cognito's codes: 24 hours for signing up, 1 hour for a new password. */
const VALID_MS = { confirm: 24 * 60 * 60 * 1000, reset: 60 * 60 * 1000 };

/** @type {Record<AuthView, {title: string, lead?: string, button: string, fields: string[]}>} */
const VIEWS = {
  "sign-in": { title: "Sign in", button: "Sign in", fields: ["email", "password"] },
  "sign-up": { title: "Create your account", button: "Create account", fields: ["email", "newPassword"] },
  confirm: { title: "Check your e-mail", button: "Confirm", fields: ["code"] },
  forgot: { title: "Forgot your password?", lead: "We'll e-mail you a code to set a new one.", button: "Send me a code", fields: ["email"] },
  "second-step": { title: "Enter your code", button: "Sign in", fields: ["appCode"] },
  reset: { title: "Choose a new password", button: "Save and sign in", fields: ["code", "newPassword"] },
};

/** @type {Record<string, {label: string, note?: string, attributes: Record<string, string>}>} */
const FIELDS = {
  email: { label: "E-mail address", attributes: { type: "email", autocomplete: "username", inputmode: "email" } },
  password: { label: "Password", attributes: { type: "password", autocomplete: "current-password" } },
  newPassword: { label: "Password", attributes: { type: "password", autocomplete: "new-password" } },
  appCode: { label: "Code from your authenticator app", attributes: { type: "text", autocomplete: "one-time-code", inputmode: "numeric", pattern: "[0-9]{6}", maxlength: "6" } },
  code: { label: "Code", attributes: { type: "text", autocomplete: "one-time-code", inputmode: "numeric" } },
};

/**
 * @param {{onDone: () => void, lead?: string, view?: AuthView}} about
 * @returns {HTMLElement}
 */
export function authForm({ onDone, lead = "", view = "sign-in" }) {
  const place = h("div", { class: "stack auth" });
  const sent = pendingCode();
  /** @type {AuthInput} */
  const memory = { email: sent?.email ?? session.lastEmail(), password: "" };
  /** @param {AuthView} next @param {string} [message] */
  const show = (next, message = "") => {
    fill(place, ...renderView(next, memory, { show, onDone, message, lead }));
    const inputs = [...place.querySelectorAll("input")];
    (inputs.find(({ value }) => !value) ?? inputs[0])?.focus();
  };
  fill(place, ...renderView(sent?.view ?? view, memory, { show, onDone, message: sent ? `We sent a code to ${sent.email}.` : "", lead }));
  return place;
}

/**
 * @param {AuthView} view
 * @param {AuthInput} memory
 * @param {{show: (view: AuthView, message?: string) => void, onDone: () => void, message: string, lead: string}} context
 */
function renderView(view, memory, context) {
  const { title, button, fields } = VIEWS[view];
  const lead = context.message || (VIEWS[view].lead ?? context.lead);
  const errorLine = h("p", { class: "field-error", role: "alert", hidden: true });
  const submit = h("button", { class: "button", type: "submit" }, button);
  const inputs = fields.map((name) => fieldOf(name, memory, view));
  /** @param {HTMLFormElement} form */
  const send = async (form) => {
    const values = Object.fromEntries(new FormData(form));
    if (typeof values.newPassword === "string" && !isStrong(values.newPassword)) {
      showError(errorLine, RULE);
      /** @type {HTMLElement | null} */ (form.querySelector("input[name=newPassword]"))?.focus();
      return;
    }
    errorLine.hidden = true;
    await act(view, values, memory, context).catch((error) => showAuthError(errorLine, error, memory, context));
  };
  return [
    h("h1", { class: "auth-title" }, title),
    lead ? h("p", { class: "soft" }, lead) : null,
    h("form", { class: "stack", onsubmit: submitting(submit, send) }, ...inputs, errorLine, submit),
    ...linksOf(view, memory, context),
  ];
}

/** @param {string} name @param {AuthInput} memory @param {AuthView} view */
function fieldOf(name, memory, view) {
  const { label, note, attributes } = FIELDS[name];
  const id = newId("auth");
  const value = name === "email" ? memory.email : "";
  const input = h("input", { class: "input", id, name, required: true, value });
  for (const [key, text] of Object.entries(attributes)) input.setAttribute(key, text);
  const below = h("p", { class: "small soft", id: `${id}-note`, hidden: !note }, note);
  input.setAttribute("aria-describedby", below.id);
  /** @param {string} code */
  const showCode = (code) => {
    fill(below, `A local cloud sends no e-mail: the code is ${code}.`);
    below.hidden = false;
  };
  if (name === "code") void cognito.fixedCode(view === "reset").then((code) => code && showCode(code));
  const isPassword = input.type === "password";
  const rule = name === "newPassword" ? passwordRule(input) : null;
  return h("div", { class: "field" }, h("label", { htmlFor: id }, label), isPassword ? withShow(input) : input, rule, below);
}

/**
 * @param {AuthView} view
 * @param {Record<string, FormDataEntryValue>} values
 * @param {AuthInput} memory
 * @param {{show: (view: AuthView, message?: string) => void, onDone: () => void}} context
 */
async function act(view, values, memory, { show, onDone }) {
  if (values.email) memory.email = String(values.email).trim();
  const password = String(values.newPassword ?? values.password ?? "");
  if (password) memory.password = password;
  const code = String(values.code ?? "").trim();
  if (view === "sign-up") {
    await cognito.signUp(memory.email, memory.password);
    keepCode(memory.email, "confirm");
    show("confirm", `We sent a code to ${memory.email}.`);
    return;
  }
  if (view === "forgot") {
    await cognito.forgot(memory.email);
    keepCode(memory.email, "reset");
    show("reset", `If ${memory.email} has an account, a code is on its way.`);
    return;
  }
  if (view === "confirm") await cognito.confirm(memory.email, code);
  if (view === "reset") await cognito.reset(memory.email, code, memory.password);
  if (view === "confirm" || view === "reset") forgetCode();
  if (!memory.password) {
    show("sign-in", "Thank you, your e-mail address is confirmed. Now sign in.");
    return;
  }
  if (view === "second-step" && memory.challenge) await session.signInWithCode(memory.email, memory.challenge, String(values.appCode).trim());
  else await session.signIn(memory.email, memory.password);
  forgetCode();
  onDone();
}

/** @param {HTMLElement} errorLine @param {Error} error @param {AuthInput} memory @param {{show: (view: AuthView, message?: string) => void}} context */
function showAuthError(errorLine, error, memory, { show }) {
  if (error instanceof cognito.AuthProblem && error.code === "UserNotConfirmedException") {
    void cognito.resendCode(memory.email).catch(() => {});
    keepCode(memory.email, "confirm");
    show("confirm", `Your e-mail address is not confirmed yet. We sent a new code to ${memory.email}.`);
    return;
  }
  if (error instanceof cognito.CodeNeeded) {
    memory.challenge = error;
    show("second-step", error.message);
    return;
  }
  if (error instanceof cognito.AuthProblem && error.code === "SessionOver") {
    show("sign-in", error.message);
    return;
  }
  showError(errorLine, error.message);
}

/** @param {HTMLElement} errorLine @param {string} message */
function showError(errorLine, message) {
  fill(errorLine, icon("alert"), message);
  errorLine.hidden = false;
}

/** @param {AuthView} view @param {AuthInput} memory @param {{show: (view: AuthView, message?: string) => void}} context */
function linksOf(view, memory, { show }) {
  /** @param {string} text @param {() => void} onclick */
  const link = (text, onclick) => h("button", { class: "button plain", type: "button", onclick }, text);
  if (view === "sign-in") return [h("div", { class: "row" }, link("Create an account", () => show("sign-up")), link("Forgot your password?", () => show("forgot")))];
  if (view === "confirm") {
    const back = () => { forgetCode(); show("sign-in"); };
    const resend = () => void cognito.resendCode(memory.email).then(() => show("confirm", "A new code is on its way."), (error) => show("confirm", error.message));
    return [h("div", { class: "row" }, link("Send the code again", resend), link("Use another address", back))];
  }
  return [h("div", { class: "row" }, link("I have an account: sign in", () => { forgetCode(); show("sign-in"); }))];
}

/** @param {string} email @param {"confirm" | "reset"} view */
const keepCode = (email, view) => localStorage.setItem(CODE_KEY, JSON.stringify({ email, view, sentAt: Date.now() }));

const forgetCode = () => localStorage.removeItem(CODE_KEY);

/** @returns {PendingCode | null} */
function pendingCode() {
  const pending = /** @type {PendingCode | null} */ (stored(CODE_KEY));
  return pending && Date.now() - pending.sentAt < VALID_MS[pending.view] ? pending : null;
}

/** @type {Promise<boolean> | null} */
let openDialog = null;

/**
 * Ask for the password in a dialog over the page, after the session has ended.
 * @returns {Promise<boolean>} whether somebody is signed in now; calls while it is open share its outcome
 */
export function reauthenticate() {
  openDialog ??= ask((close) => [
    authForm({ onDone: () => close("signed-in"), lead: "Sign in to continue. Everything on this page is kept." }),
    h("p", {}, h("button", { class: "button plain", type: "button", onclick: () => close("") }, "Not now")),
  ], "Sign in to continue").then((answer) => answer === "signed-in").finally(() => { openDialog = null; });
  return openDialog;
}
