/** HTTP client of the API: adds and renews the bearer token, repeats requests that failed for a while, throws `ApiProblem`. */

import { ApiProblem, SignedOut, problemFrom, unreachable } from "./problem.js";

/** @type {Promise<Options> | null} */
let optionsRequest = null;
/** Until `setAuth` is called nobody is signed in, and nobody can be asked to. @type {Auth} */
let auth = { getToken: async () => null, reauthenticate: async () => false };

const TIMEOUT_MS = 30_000;
const PAUSE_MS = 700;
const LONGEST_PAUSE_MS = 8_000;
/** Tries of a request that API Gateway throttles, whatever its method: nothing has run. */
const THROTTLED_TRIES = 5;

/** Register where tokens come from. Called once, by `main.js`. @param {Auth} provider */
export function setAuth(provider) {
  auth = provider;
}

/**
 * @param {string} path below `/api`
 * @param {ApiRequest} [request]
 * @returns {Promise<Answer>}
 * @throws {ApiProblem}
 */
export async function call(path, request = {}) {
  const tries = request.tries ?? (request.method && request.method !== "GET" ? 1 : 3);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(path, request);
    } catch (error) {
      const passing = error instanceof ApiProblem && error.passing;
      if (passing && tries > 1 && !navigator.onLine) {
        await whenOnline(request.signal);
        attempt -= 1;
        continue;
      }
      const isLong = passing && error.retryAfterS * 1000 > LONGEST_PAUSE_MS; // a limit, perhaps until tomorrow
      const most = passing && error.throttled ? Math.max(tries, THROTTLED_TRIES) : tries;
      if (!passing || isLong || attempt >= most || request.signal?.aborted) throw error;
      const backoff = PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()); // clients do not come back together
      const pause = Math.max(error.retryAfterS * 1000, backoff);
      await wait(Math.min(pause, LONGEST_PAUSE_MS));
    }
  }
}

/** @param {string} path @param {ApiRequest} request @returns {Promise<Answer>} */
async function once(path, request) {
  const signed = request.signed ?? true;
  let response = await send(path, request, signed ? await signIn(false) : null);
  if (response.status === 401 && signed) response = await send(path, request, await signIn(true));
  if (response.status === 401 && signed) response = await send(path, request, await reauthenticate());
  if (response.status >= 400) throw await problemFrom(response);
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const data = isJson && response.status !== 304 ? await response.json().catch(() => null) : null;
  return { status: response.status, headers: response.headers, data };
}

/** @param {boolean} renew @returns {Promise<string>} */
async function signIn(renew) {
  return (await auth.getToken({ renew })) ?? reauthenticate();
}

/**
 * The session has ended: ask the user to sign in again.
 * @returns {Promise<string>} the new token
 * @throws {SignedOut} the user declined
 */
async function reauthenticate() {
  if (!(await auth.reauthenticate())) throw new SignedOut();
  return (await auth.getToken({})) ?? "";
}

/** @param {string} path @param {ApiRequest} request @param {string | null} token */
async function send(path, { method = "GET", body, headers = {}, signal }, token) {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const sent = new Headers({ Accept: "application/json", ...headers });
  if (token) sent.set("Authorization", `Bearer ${token}`);
  if (body !== undefined) sent.set("Content-Type", "application/json");
  try {
    return await fetch(`/api${path}`, {
      method,
      headers: sent,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      cache: "no-store",
    });
  } catch {
    throw unreachable();
  }
}

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What can be chosen, and the limits, as the API lists them. Requested once per visit. @returns {Promise<Options>} */
export function options() {
  optionsRequest ??= call("/options", { signed: false }).then(
    ({ data }) => data,
    (error) => {
      optionsRequest = null;
      throw error;
    },
  );
  return optionsRequest;
}

/**
 * Wait for the network: resolve at once while the browser is online, else as soon as it is again.
 * @param {AbortSignal} [signal] rejects the promise when it fires first
 * @returns {Promise<void>}
 */
export function whenOnline(signal) {
  if (navigator.onLine) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      window.removeEventListener("online", resume);
      signal?.removeEventListener("abort", abort);
    };
    const resume = () => { stop(); resolve(); };
    const abort = () => { stop(); reject(signal?.reason); };
    window.addEventListener("online", resume);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
  });
}
