/** Error answers as messages for sellers: the API's problem+json, or the bare status of API Gateway. */

export class ApiProblem extends Error {
  /**
   * @param {string} message
   * @param {{status?: number, code?: string, fieldErrors?: FieldError[], retryAfterS?: number}} [about]
   */
  constructor(message, { status = 0, code = "", fieldErrors = [], retryAfterS = 0 } = {}) {
    super(message);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.fieldErrors = fieldErrors;
    this.retryAfterS = retryAfterS;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.code === "RequestInFlight";
  }

  /** Whether API Gateway refused the request, before anything ran: its 429 has no code and no Retry-After. */
  get throttled() {
    return this.status === 429 && !this.code && !this.retryAfterS;
  }
}

/** The user declined to sign in again. */
export class SignedOut extends ApiProblem {
  constructor() {
    super("You are signed out. Nothing you entered is lost. Sign in to continue.", { status: 401, code: "SignedOut" });
    this.name = "SignedOut";
  }
}

/** @type {Record<number, string>} */
const BY_STATUS = {
  401: "Your sign-in has expired. Sign in again.",
  403: "Your account can't do that.",
  404: "We can't find that. It may have been deleted, or belong to another account.",
  409: "We are already working on this. Wait a moment.",
  413: "That is too much text. Make it shorter and try again.",
  429: "We are very busy right now. Nothing is lost. Wait a moment and try again.",
};
const LIMIT_REACHED = "LimitReached";
const UNFINISHED_JOBS = "sellerUnfinishedJobs";
const SOON_S = 60;
const SERVER_ERROR = "We have a technical problem right now. Nothing is lost. Try again in a moment.";

/** The connection broke before the answer arrived. */
export function unreachable() {
  return new ApiProblem("No connection. Nothing you entered is lost. Check your network and try again.", { code: "Unreachable" });
}

/**
 * @param {Response} response with a status of 400 or more
 * @returns {Promise<ApiProblem>}
 */
export async function problemFrom(response) {
  const { status } = response;
  const body = await ownProblem(response);
  const fieldErrors = Array.isArray(body.errors) ? body.errors.map(toFieldError) : [];
  const waitS = retryAfterS(response);
  const message = (body.code === LIMIT_REACHED ? limitMessage(String(body.detail ?? ""), limitName(body.limit), waitS) : sentence(body.detail)) || BY_STATUS[status] || (status >= 500 ? SERVER_ERROR : "That didn't work. Nothing you entered is lost. Try again.");
  return new ApiProblem(message, { status, code: String(body.code ?? ""), fieldErrors, retryAfterS: waitS });
}

/** @param {unknown} limit */
const limitName = (limit) => (limit && typeof limit === "object" && "name" in limit ? String(limit.name) : "");

/**
 * Return the API's text up to the semicolon, and in local time when to come back. A limit of videos at once ends with one of
 * them, not at a time, so the API's remedy stays.
 * @param {string} detail @param {string} name @param {number} waitS
 */
function limitMessage(detail, name, waitS) {
  const [reason, remedy] = detail.split("; ");
  const later = waitS <= SOON_S ? "Try again in a minute." : `Come back ${timeAfter(waitS)}.`;
  return `${sentence(reason)} Nothing you entered is lost. ${name === UNFINISHED_JOBS ? sentence(remedy) : later}`;
}

/** @param {number} waitS */
function timeAfter(waitS) {
  const now = new Date();
  const then = new Date(now.getTime() + 1000 * waitS);
  const time = then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return then.toDateString() === now.toDateString() ? `after ${time}` : `tomorrow after ${time}`;
}

/** @param {Response} response @returns {Promise<Record<string, unknown>>} */
async function ownProblem(response) {
  if (!response.headers.get("Content-Type")?.includes("application/problem+json")) return {};
  return response.json().catch(() => ({}));
}

/** @param {Record<string, unknown>} entry @returns {FieldError} */
const toFieldError = (entry) => ({ field: String(entry.field ?? ""), message: sentence(entry.message) });

/**
 * Seconds that an answer asks us to wait.
 * @param {{headers: Headers}} response
 */
export function retryAfterS(response) {
  const seconds = Number(response.headers.get("Retry-After"));
  return Number.isFinite(seconds) ? seconds : 0;
}

/** @param {unknown} text */
function sentence(text) {
  if (typeof text !== "string" || !text.trim()) return "";
  const trimmed = text.trim();
  return trimmed[0].toUpperCase() + trimmed.slice(1) + (/[.!?…]$/.test(trimmed) ? "" : ".");
}
