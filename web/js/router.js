/** Routes: which page belongs to which address. The server renders `/ads…` and `/api…`. */

import { h, painted } from "./dom.js";
import { SERVER_RENDERED, go, setRouter } from "./navigation.js";
import { emptyState } from "./components/notice.js";
import { pageChanged } from "./taps.js";

/** @type {Route[]} */
const ROUTES = [
  { pattern: /^\/$/, load: () => import("./pages/home.js") },
  { pattern: /^\/upload\/?$/, load: () => import("./pages/photos.js") },
  { pattern: /^\/upload\/photos\/?$/, load: () => import("./pages/photos.js") },
  { pattern: /^\/upload\/details\/?$/, load: () => import("./pages/details.js") },
  { pattern: /^\/upload\/review\/?$/, load: () => import("./pages/review.js") },
  { pattern: /^\/jobs\/(?<jobId>[\w-]{1,64})\/?$/, load: () => import("./pages/job.js") },
  { pattern: /^\/my-ads\/?$/, load: () => import("./pages/my-ads.js") },
  { pattern: /^\/webhooks\/?$/, load: () => import("./pages/webhooks.js") },
  { pattern: /^\/sign-in\/?$/, load: () => import("./pages/sign-in.js") },
];
/** Addresses whose modules are loaded already, or being loaded. @type {Set<string>} */
const loaded = new Set();

/** @type {Page | null} */
let current = null;
let latestRenderId = 0;

/** Follow links and the back button, and show the page of the present address. */
export function start() {
  setRouter({ render, preload });
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", () => void render(false));
  return render(false);
}

/** Load a page's modules while the browser is idle, so that going there needs no network. @param {string} path */
function preload(path) {
  const route = ROUTES.find(({ pattern }) => pattern.test(path));
  if (!route || loaded.has(path)) return;
  loaded.add(path);
  const load = () => void route.load().catch(() => loaded.delete(path));
  if ("requestIdleCallback" in window) requestIdleCallback(load, { timeout: 3000 });
  else setTimeout(load, 300);
}

/** @param {MouseEvent} event */
function onClick(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (SERVER_RENDERED.test(link.pathname) || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  link.setAttribute("aria-busy", "true");
  void go(link.pathname + link.search).finally(() => link.removeAttribute("aria-busy"));
}

/** @param {boolean} moveFocus false for the first page, where focus belongs at the top of the document */
async function render(moveFocus) {
  const renderId = ++latestRenderId;
  document.documentElement.dataset.loading = "";
  if (moveFocus) await painted();
  const page = await matchRoute().catch(failed);
  if (renderId !== latestRenderId) {
    page.leave?.();
    return;
  }
  delete document.documentElement.dataset.loading;
  current?.leave?.();
  current = page;
  document.title = `${page.title} · vidx`;
  document.getElementById("main")?.replaceChildren(page.element);
  pageChanged();
  markNavigation();
  if (!moveFocus) return;
  window.scrollTo(0, 0);
  const heading = page.element.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** @returns {Promise<Page>} */
async function matchRoute() {
  const query = new URLSearchParams(location.search);
  for (const { pattern, load } of ROUTES) {
    const match = pattern.exec(location.pathname);
    if (match) return (await load()).show({ ...match.groups }, query);
  }
  return notFound();
}

/** @param {unknown} error @returns {Page} */
function failed(error) {
  console.error(error);
  const reload = () => location.reload();
  window.addEventListener("online", reload);
  const retryButton = h("button", { class: "button", onclick: reload }, "Try again");
  const element = h("div", { class: "page narrow" },
    h("h1", {}, "This page didn't load"),
    h("p", { class: "soft" }, navigator.onLine ? "The connection may have dropped for a moment. Nothing you entered is lost." : "You are offline. The page opens when you are back online. Nothing you entered is lost."),
    h("p", {}, retryButton));
  return { title: "Not loaded", element, leave: () => window.removeEventListener("online", reload) };
}

function markNavigation() {
  for (const link of document.querySelectorAll(".site-nav a")) {
    const path = link.getAttribute("href") ?? "";
    const isCurrent = path === "/upload/photos" ? location.pathname.startsWith("/upload") : location.pathname === path;
    if (isCurrent) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** The page for an unknown address. @returns {Page} */
function notFound() {
  const element = h("div", { class: "page" }, h("h1", { class: "visually-hidden" }, "Page not found"), emptyState("There is no such page", "The address may be mistyped, or the page has moved.", { href: "/", label: "Go to the start" }));
  return { title: "Page not found", element };
}
