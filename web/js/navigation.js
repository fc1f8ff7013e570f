/** Navigation to another page. The router registers itself here, so that pages do not import the router. */

/** Addresses of pages that the server renders. */
export const SERVER_RENDERED = /^\/(ads|api|media)(\/|$)/;

/** @type {Router | null} */
let router = null;

/** Called once, by `router.js`. @param {Router} registered */
export function setRouter(registered) {
  router = registered;
}

/**
 * Open an address: in this document when it is one of the app's pages, else by loading it.
 * @param {string} address path with query, of this site
 * @param {{replace?: boolean}} [how] replace: the present page leaves the history
 */
export async function go(address, { replace = false } = {}) {
  const url = new URL(address, location.origin);
  if (!router || url.origin !== location.origin || SERVER_RENDERED.test(url.pathname)) {
    location.assign(url);
    return;
  }
  history[replace ? "replaceState" : "pushState"]({}, "", url);
  await router.render(true);
}

/** Load a page's modules while the browser is idle, so that going there needs no network. @param {string} path */
export const preload = (path) => router?.preload(path);
