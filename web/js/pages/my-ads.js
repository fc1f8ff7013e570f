/** My ads: unpublished videos, then all listings of the seller, with live progress. */

import { h, fill, busy, toast, announce } from "../dom.js";
import { changeAd, deleteAd, myAds } from "../api/ads.js";
import { FINAL, jobStatus, retryJob } from "../api/videos.js";
import { ApiProblem, SignedOut } from "../api/problem.js";
import * as session from "../auth/session.js";
import { adCard } from "../components/ad-card.js";
import { deleteCard } from "../components/dialog.js";
import { editAd } from "../components/edit-listing.js";
import { emptyState, problemNotice } from "../components/notice.js";
import { unpublishedSection } from "../components/unpublished-section.js";
import { poll } from "../poll.js";
import { go } from "../navigation.js";

const PACE_S = 3;

/** @returns {Page} */
export function show() {
  if (!session.current()) return signInFirst();
  const problemArea = h("div");
  const grid = h("ul", { class: "ad-grid", "aria-busy": "true" }, ...Array.from({ length: 4 }, () => h("li", { class: "ad-card placeholder", "aria-hidden": "true" }, h("div", { class: "screen" }))));
  const more = h("div", { class: "row center" });
  const videos = unpublishedSection({ onPublished: () => void load().catch(showError), onError: (error) => void showError(error) });
  const published = h("h2", { hidden: true }, "Listings");
  let unpublished = 0;
  const element = h("div", { class: "page" }, h("div", { class: "row apart" }, h("h1", {}, "My ads"), h("a", { class: "button compact", href: "/upload/photos" }, "Make a video")), problemArea, videos.element, published, grid, more);
  /** @type {Map<string, {ad: Ad, card: ReturnType<typeof adCard>}>} */
  const cards = new Map();

  /** @param {Ad} ad */
  const put = (ad) => {
    const old = cards.get(ad.adId);
    const card = adCard(ad, { edit: (button) => void busy(button, () => edit(ad.adId)), remove: () => void remove(ad.adId), retry: (button) => void busy(button, () => retry(ad)) });
    if (old) old.card.element.replaceWith(card.element);
    else grid.append(card.element);
    cards.set(ad.adId, { ad, card });
  };
  /** @param {string} [cursor] */
  const load = async (cursor) => {
    const page = await myAds(cursor);
    if (!cursor && !cards.size) { fill(grid); fill(more); }
    grid.removeAttribute("aria-busy");
    page.ads.forEach((ad) => { if (JSON.stringify(cards.get(ad.adId)?.ad) !== JSON.stringify(ad)) put(ad); });
    const button = h("button", { type: "button", class: "button quiet", onclick: () => void busy(button, () => load(page.cursor ?? "").catch(showError)) }, "Show more");
    if (cursor || !more.hasChildNodes()) fill(more, page.cursor ? button : null);
    showEmpty();
  };
  const showEmpty = () => {
    published.hidden = !cards.size;
    if (cards.size) return;
    fill(grid);
    if (unpublished) return;
    fill(more, emptyState("Nothing here yet", "Your videos and listings appear here, even while they are still being made.", { href: "/upload/photos", label: "Make your first video" }));
  };
  /** @param {unknown} error */
  const showError = (error) => {
    grid.removeAttribute("aria-busy");
    const remedy = error instanceof SignedOut ? { label: "Sign in", onclick: () => void go("/sign-in?next=/my-ads") } : { label: "Try again", onclick: () => { fill(problemArea); polling.now(); } };
    fill(problemArea, problemNotice(error, remedy));
    return error instanceof ApiProblem && error.passing;
  };
  const refresh = async () => {
    const { count, running } = await videos.load();
    unpublished = count;
    if (!cards.size) await load();
    fill(problemArea);
    const working = [...cards.values()].filter(({ ad }) => ad.status === "processing");
    const jobs = await Promise.all(working.map(({ ad }) => jobStatus(ad.jobId)));
    jobs.forEach(({ data }, index) => working[index].card.progress(data));
    if (jobs.some(({ data }) => FINAL.has(data.status))) {
      await load();
      jobs.filter(({ data }) => data.status === "complete").forEach(({ data }) => announce(`${data.title}: the video is ready.`));
    }
    return running || [...cards.values()].some(({ ad }) => ad.status === "processing") ? PACE_S : null;
  };
  const polling = poll(refresh, showError);

  /** @param {string} adId */
  const edit = async (adId) => {
    const ad = cards.get(adId)?.ad;
    const version = ad && await editAd(ad, async (changes) => put({ ...ad, ...(await changeAd(adId, changes)) })).catch(showError);
    if (typeof version === "string" && version) return void go(`/jobs/${version}`);
    cards.get(adId)?.card.focus("edit");
  };
  /** @param {string} adId */
  const remove = async (adId) => {
    const { ad, card } = cards.get(adId) ?? {};
    if (!ad || !card) return;
    const text = ad.status === "processing" ? "The listing won't be published. The video will still be made." : "The listing and its video are removed for everyone. This can't be undone. Download the video first if you want to keep it.";
    if (!(await deleteCard({ title: ad.title, text, card: card.element, focus: () => card.focus("remove"), work: () => deleteAd(adId), onError: showError }))) return;
    cards.delete(adId);
    toast("Listing deleted");
    showEmpty();
  };
  /** @param {Ad} ad */
  const retry = async (ad) => {
    try {
      await retryJob(ad.jobId);
      put({ ...ad, status: "processing" });
      polling.now();
    } catch (error) {
      showError(error);
    }
  };
  element.querySelector("h1")?.setAttribute("tabindex", "-1");
  return { title: "My ads", element, leave: polling.stop };
}

/** @returns {Page} */
function signInFirst() {
  const element = h("div", { class: "page" }, h("h1", {}, "My ads"), emptyState("Sign in to see your ads", "Your videos and listings are kept in your account.", { href: "/sign-in?next=/my-ads", label: "Sign in" }));
  return { title: "My ads", element };
}
