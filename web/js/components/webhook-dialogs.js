/** Dialogs of webhooks: address and events, and the secret. */

import { h, fill, submitting } from "../dom.js";
import { saveWebhook } from "../api/webhooks.js";
import { ApiProblem } from "../api/problem.js";
import { ask, dialogBar } from "./dialog.js";
import { choiceCard, field, showFieldErrors } from "./fields.js";
import { problemNotice } from "./notice.js";

/** Events that a webhook can get, as sellers read them. @type {Record<string, string>} */
export const EVENTS = {
  "job.completed": "A video is ready",
  "job.failed": "A video couldn't be made",
  "job.canceled": "A video was canceled",
  "ad.published": "A listing went live",
  "ad.removed": "A listing was removed",
};
const NO_EVENT = "Choose at least one event.";

/** @returns {Promise<WebhookWithSecret | null>} the new webhook; null when the seller changed their mind */
export function addWebhook() {
  const url = h("input", { type: "url", inputMode: "url", autocomplete: "off", maxLength: 500, spellcheck: false });
  const address = field({ name: "url", label: "Address of your server", control: url, note: "It begins with https:// and can be reached from the internet." });
  return edit("Add a webhook", "Add webhook", Object.keys(EVENTS), address, () => url.value.trim());
}

/** @param {Webhook} webhook @returns {Promise<WebhookWithSecret | null>} */
export const changeEvents = (webhook) => edit("Change the events", "Save", webhook.events, null, () => webhook.url);

/**
 * @param {string} title @param {string} action label of the button
 * @param {string[]} events those that are chosen at first @param {Field | null} address @param {() => string} getUrl
 */
async function edit(title, action, events, address, getUrl) {
  /** @type {WebhookWithSecret | null} */
  let saved = null;
  const problemArea = h("div");
  const submit = h("button", { type: "submit", class: "button" }, action);
  const choices = Object.entries(EVENTS).map(([value, label]) => choiceCard(h("input", { type: "checkbox", name: "events", value, checked: events.includes(value) }), label, value));
  await ask((close) => {
    /** @param {HTMLFormElement} form */
    const save = async (form) => {
      fill(problemArea);
      address?.showError("");
      const chosen = new FormData(form).getAll("events").map(String);
      if (!chosen.length) return fill(problemArea, problemNotice(new ApiProblem(NO_EVENT)));
      try {
        saved = await saveWebhook(getUrl(), chosen);
        close("saved");
      } catch (error) {
        const known = error instanceof ApiProblem && address && error.fieldErrors.length && showFieldErrors({ url: address }, error.fieldErrors);
        if (!known) fill(problemArea, problemNotice(error));
        problemArea.scrollIntoView({ block: "nearest" });
      }
    };
    const legend = h("legend", { class: "label" }, "Send a message when");
    return [h("form", { class: "stack", noValidate: true, onsubmit: submitting(submit, save) }, h("h2", {}, title), address?.element ?? null, h("fieldset", { class: "stack webhook-events" }, legend, ...choices), problemArea, dialogBar(submit, close))];
  }, title);
  return saved;
}

/** Show the secret, which is shown only here. @param {WebhookWithSecret} webhook @param {string} title */
export async function showSecret(webhook, title) {
  const secret = h("input", { readOnly: true, value: webhook.secret, autocomplete: "off", spellcheck: false, onfocus: () => secret.select() });
  const shown = field({ name: "secret", label: "Secret", control: secret, note: "You can't see it here again. If you lose it, make a new one." });
  const copy = h("button", { type: "button", class: "button", autofocus: true, onclick: () => void copied() }, "Copy");
  const copied = async () => {
    try {
      await navigator.clipboard.writeText(webhook.secret);
      copy.textContent = "Copied";
    } catch {
      secret.focus();
      shown.showHint("Copy it with your keyboard: it is selected.");
    }
  };
  await ask((close) => [h("div", { class: "stack" },
    h("h2", {}, title),
    h("p", { class: "soft" }, "Your server verifies each message with this secret. Store it only where your server runs."),
    shown.element,
    h("div", { class: "row" }, copy, h("button", { type: "button", class: "button quiet", onclick: () => close("") }, "Done"))),
  ], title);
}
