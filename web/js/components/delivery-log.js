/** The log of a webhook: its messages with their attempts, newest first. */

import { h, fill, busy, toast } from "../dom.js";
import { listDeliveries, resend } from "../api/webhooks.js";
import { ApiProblem } from "../api/problem.js";
import { poll } from "../poll.js";
import { when } from "./formatting.js";
import { problemNotice } from "./notice.js";
import { EVENTS } from "./webhook-dialogs.js";

const PACE_S = 2;
/** A message whose next attempt is later than this is not waited for. */
const SOON_MS = 60_000;
/** @type {Record<string, string>} */
const STATES = { pending: "On its way", delivered: "Delivered", failed: "Failed" };

/**
 * @param {string} webhookId
 * @param {() => void} onChange called when messages have changed, which may have changed the webhook too
 */
export function deliveryLog(webhookId, onChange) {
  const problemArea = h("div");
  const list = h("ul", { class: "deliveries" });
  const more = h("div", { class: "row center" });
  const element = h("details", { class: "delivery-log", ontoggle: () => element.open && show() }, h("summary", {}, "Messages of the last 30 days"), problemArea, list, more);
  /** @type {Map<string, {delivery: Delivery, row: ReturnType<typeof deliveryRow>}>} */
  const rows = new Map();
  /** @type {ReturnType<typeof poll> | null} */
  let polling = null;

  /** @param {Delivery} delivery @returns {boolean} whether it differs from the one in the list */
  const put = (delivery) => {
    const old = rows.get(delivery.messageId);
    if (JSON.stringify(old?.delivery) === JSON.stringify(delivery)) return false;
    const row = deliveryRow(delivery, (button) => void busy(button, () => again(delivery.messageId)));
    if (old) row.replace(old.row);
    rows.set(delivery.messageId, { delivery, row });
    return true;
  };
  /** @param {string} [cursor] */
  const load = async (cursor) => {
    const page = await listDeliveries(webhookId, cursor);
    if (page.deliveries.map(put).includes(true)) onChange();
    const newest = [...rows.entries()].sort(([one], [other]) => (one < other ? 1 : -1)).map(([, { row }]) => row.element);
    if (newest.some((row, index) => list.children[index] !== row)) fill(list, ...newest);
    const button = h("button", { type: "button", class: "button quiet compact", onclick: () => void busy(button, () => load(page.cursor ?? "").catch(showError)) }, "Show more");
    if (cursor || !more.hasChildNodes()) fill(more, page.cursor ? button : null);
    fill(problemArea, rows.size ? null : h("p", { class: "soft small" }, "Nothing yet. Send a test to try it."));
  };
  const refresh = async () => {
    await load();
    const soon = Date.now() + SOON_MS;
    return [...rows.values()].some(({ delivery }) => delivery.nextAttemptAt && Date.parse(delivery.nextAttemptAt) < soon) ? PACE_S : null;
  };
  /** @param {unknown} error */
  const showError = (error) => {
    fill(problemArea, problemNotice(error, { label: "Try again", onclick: show }));
    return error instanceof ApiProblem && error.passing;
  };
  const show = () => {
    element.open = true;
    if (polling) polling.now();
    else polling = poll(refresh, showError);
  };
  /** @param {string} messageId */
  const again = async (messageId) => {
    try {
      await resend(webhookId, messageId);
      toast("Sent again");
      await load();
      show();
    } catch (error) {
      showError(error);
    }
  };
  return { element, show, stop: () => polling?.stop() };
}

/** @param {Delivery} delivery @param {(button: HTMLElement) => void} resendIt */
function deliveryRow({ type, status, createdAt, nextAttemptAt, note, attempts, payload, messageId }, resendIt) {
  const name = EVENTS[type] ?? "Test";
  const last = attempts.at(-1);
  const button = h("button", { type: "button", class: "button quiet compact", "aria-label": `Send again: ${name}, ${when(createdAt)}`, onclick: () => resendIt(button) }, "Send again");
  const next = nextAttemptAt && last ? `Next attempt: ${when(nextAttemptAt)}.` : "";
  const details = h("details", {}, h("summary", { class: "small" }, attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`),
    h("ol", { class: "small" }, ...attempts.map(({ at, ...attempt }) => h("li", {}, `${when(at)}: ${resultOf(attempt)}`))),
    h("p", { class: "small soft" }, messageId),
    h("pre", { class: "small", tabIndex: 0 }, JSON.stringify(payload, null, 2)));
  const element = h("li", { class: "delivery", dataset: { status } },
    h("div", { class: "row apart" }, h("p", {}, h("b", {}, name), " ", h("span", { class: "state" }, STATES[status] ?? status)), h("span", { class: "small soft" }, when(createdAt))),
    h("p", { class: "small" }, [last ? resultOf(last) : "", note, next].filter(Boolean).join(" ")),
    h("div", { class: "row apart" }, details, button));
  /** Take the place of the row as it was before. @param {{element: HTMLElement, details: HTMLDetailsElement}} old */
  const replace = (old) => {
    const focused = old.element.contains(document.activeElement);
    details.open = old.details.open;
    old.element.replaceWith(element);
    if (focused) button.focus();
  };
  return { element, details, replace };
}

/** @param {{statusCode: number | null, fault: string | null}} attempt */
const resultOf = ({ statusCode, fault }) => (statusCode ? `Your server answered ${statusCode}.` : fault ?? "");
