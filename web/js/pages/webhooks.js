/** Webhooks: addresses of the seller's servers that get messages, and the log of these messages. */

import { h, fill, busy } from "../dom.js";
import { listWebhooks } from "../api/webhooks.js";
import { SignedOut } from "../api/problem.js";
import * as session from "../auth/session.js";
import { emptyState, problemNotice } from "../components/notice.js";
import { webhookCard } from "../components/webhook-card.js";
import { addWebhook, showSecret } from "../components/webhook-dialogs.js";
import { go } from "../navigation.js";

const LEAD = "Your server gets a signed message when a video is ready or fails, and when a listing is published or removed.";

/** @returns {Page} */
export function show() {
  if (!session.current()) return signInFirst();
  const problemArea = h("div");
  const list = h("ul", { class: "stack-l", "aria-busy": "true" });
  const addButton = h("button", { type: "button", class: "button compact", onclick: () => void busy(addButton, add) }, "Add a webhook");
  const heading = h("h1", { tabIndex: -1 }, "Webhooks");
  const element = h("div", { class: "page" }, h("div", { class: "row apart" }, heading, addButton), h("p", { class: "lead" }, LEAD), problemArea, list);
  /** @type {Map<string, ReturnType<typeof webhookCard>>} */
  const cards = new Map();
  let left = false;

  const load = async () => {
    const webhooks = await listWebhooks();
    if (left) return;
    list.removeAttribute("aria-busy");
    for (const webhook of webhooks) put(webhook);
    showEmpty();
  };
  /** @param {Webhook} webhook */
  const put = (webhook) => {
    const { webhookId } = webhook;
    const existing = cards.get(webhookId);
    if (existing) return existing.update(webhook);
    const card = webhookCard(webhook, { onChange: refresh, onRemoved: () => { cards.delete(webhookId); showEmpty(); }, onError: showError });
    cards.set(webhookId, card);
    list.append(card.element);
  };
  const showEmpty = () => fill(problemArea, cards.size ? null : h("p", { class: "soft" }, "You have no webhooks yet."));
  const refresh = () => void load().catch(showError);
  /** @param {unknown} error */
  const showError = (error) => {
    list.removeAttribute("aria-busy");
    const remedy = error instanceof SignedOut ? { label: "Sign in", onclick: () => void go("/sign-in?next=/webhooks") } : { label: "Try again", onclick: () => { fill(problemArea); refresh(); } };
    fill(problemArea, problemNotice(error, remedy));
    problemArea.scrollIntoView({ block: "nearest" });
  };
  const add = async () => {
    const webhook = await addWebhook();
    if (!webhook) return;
    put(webhook);
    showEmpty();
    await showSecret(webhook, "Your webhook's secret");
  };
  refresh();
  const leave = () => {
    left = true;
    cards.forEach(({ stop }) => stop());
  };
  return { title: "Webhooks", element, leave };
}

/** @returns {Page} */
function signInFirst() {
  const element = h("div", { class: "page" }, h("h1", {}, "Webhooks"), emptyState("Sign in to see your webhooks", LEAD, { href: "/sign-in?next=/webhooks", label: "Sign in" }));
  return { title: "Webhooks", element };
}
