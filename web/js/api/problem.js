/** What an unsuccessful answer means, in words for a seller: the API's own problem+json, or API Gateway's bare status. */

/** @typedef {{field: string, message: string}} Fault */

export class ApiProblem extends Error {
  /**
   * @param {string} message
   * @param {{status?: number, code?: string, faults?: Fault[], retryAfterS?: number}} [about]
   */
  constructor(message, { status = 0, code = "", faults = [], retryAfterS = 0 } = {}) {
    super(message);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.faults = faults;
    this.retryAfterS = retryAfterS;
  }

  /** Whether the same request may well succeed a little later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500 || this.code === "RequestInFlight";
  }
}

/** The user closed the dialog that asked to sign in again. */
export class SignedOut extends ApiProblem {
  constructor() {
    super("You are signed out. Sign in to go on; nothing you entered is lost.", { status: 401, code: "SignedOut" });
    this.name = "SignedOut";
  }
}

/** @type {Record<number, string>} */
const BY_STATUS = {
  401: "Your sign-in was not accepted. Sign in again.",
  403: "This account may not do that.",
  404: "That is not here, or it belongs to somebody else.",
  409: "This is being worked on already. Give it a moment.",
  413: "That is more than the service takes at once. Use shorter texts.",
  429: "Many requests are coming in just now. Wait a moment and try again.",
};
const SERVER_TROUBLE = "The service is having trouble just now. Nothing is lost; try again in a moment.";

/** The connection broke before an answer came. */
export function unreachable() {
  return new ApiProblem("No connection to vidx. Check your network; nothing you entered is lost.", { code: "Unreachable" });
}

/**
 * @param {Response} response with a status of 400 or more
 * @returns {Promise<ApiProblem>}
 */
export async function problemFrom(response) {
  const { status } = response;
  const body = await ownProblem(response);
  const faults = Array.isArray(body.errors) ? body.errors.map(asFault) : [];
  const message = sentence(body.detail) || BY_STATUS[status] || (status >= 500 ? SERVER_TROUBLE : `The service answered with status ${status}.`);
  return new ApiProblem(message, { status, code: String(body.code ?? ""), faults, retryAfterS: retryAfterS(response) });
}

/** @param {Response} response @returns {Promise<Record<string, unknown>>} */
async function ownProblem(response) {
  if (!response.headers.get("Content-Type")?.includes("application/problem+json")) return {};
  return response.json().catch(() => ({}));
}

/** @param {Record<string, unknown>} entry @returns {Fault} */
const asFault = (entry) => ({ field: String(entry.field ?? ""), message: sentence(entry.message) });

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
