/** A webhook with its state, its actions and its log. */

import { h, fill, busy, icon, toast } from "../dom.js";
import { deleteWebhook, rotateSecret, sendTest } from "../api/webhooks.js";
import { confirmed, deleteCard } from "./dialog.js";
import { deliveryLog } from "./delivery-log.js";
import { when } from "./formatting.js";
import { notice } from "./notice.js";
import { EVENTS, changeEvents, showSecret } from "./webhook-dialogs.js";

/**
 * @param {Webhook} webhook
 * @param {{onChange: () => void, onRemoved: () => void, onError: (error: unknown) => void}} notify
 */
export function webhookCard(webhook, { onChange, onRemoved, onError }) {
  let current = webhook;
  const { webhookId, url } = webhook;
  const facts = h("div", { class: "stack webhook-facts" });
  const log = deliveryLog(webhookId, onChange);
  /** @param {string} label @param {string} action @param {() => Promise<unknown>} work */
  const action = (label, action, work) => {
    const button = h("button", { type: "button", class: "button quiet compact", "aria-label": `${action}: ${url}`, onclick: () => void busy(button, () => work().catch(onError)) }, label);
    return button;
  };
  const test = async () => {
    await sendTest(webhookId);
    toast("Test sent");
    log.show();
  };
  const events = async () => {
    const saved = await changeEvents(current);
    if (saved) update(saved);
  };
  const rotate = async () => {
    const text = "For a day, messages are signed with the old and the new secret. Store the new one on your server within this time.";
    if (!(await confirmed({ title: "Make a new secret?", text, yes: "Make a new secret", no: "Cancel" }))) return;
    const rotated = await rotateSecret(webhookId);
    update(rotated);
    await showSecret(rotated, "The new secret");
  };
  const remove = async () => {
    const text = "Your server gets no more messages, not even those that wait.";
    if (!(await deleteCard({ title: url, text, card: element, focus: () => removeButton.focus(), work: () => deleteWebhook(webhookId), onError }))) return;
    log.stop();
    toast("Webhook removed");
    onRemoved();
  };
  const removeButton = h("button", { type: "button", class: "icon-button", "aria-label": `Remove ${url}`, onclick: () => void remove() }, icon("trash"));
  const actions = h("div", { class: "row" },
    action("Send a test", "Send a test", test),
    action("Events", "Change the events", events),
    action("New secret", "Make a new secret", rotate),
    removeButton);
  const element = h("li", { class: "card stack webhook", dataset: { webhook: webhookId } }, h("h2", {}, url), facts, actions, log.element);
  /** @param {Webhook} changed */
  const update = (changed) => {
    if (facts.hasChildNodes() && JSON.stringify(changed) === JSON.stringify(current)) return;
    current = changed;
    const { previousSecretUntil: until } = changed;
    fill(facts,
      h("p", {}, state(changed), " ", h("span", { class: "small soft" }, changed.events.map((event) => EVENTS[event] ?? event).join(", "))),
      until && Date.parse(until) > Date.now() ? h("p", { class: "small soft" }, `The old secret is valid until ${when(until)}.`) : null,
      changed.note ? notice(changed.note) : null);
  };
  update(webhook);
  return { element, update, stop: log.stop };
}

/** @param {Webhook} webhook */
function state({ disabledAt, failingSince }) {
  if (disabledAt) return h("span", { class: "state failed" }, "Disabled");
  if (failingSince) return h("span", { class: "state pending" }, `Failing since ${when(failingSince)}`);
  return h("span", { class: "state delivered" }, "Enabled");
}
