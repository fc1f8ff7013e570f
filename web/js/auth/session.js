/** The session, shared by all tabs. Only one tab at a time renews the access token. */

import { changes, stored } from "../store.js";
import * as cognito from "./cognito.js";

const KEY = "vidx.session";
const LAST_EMAIL = "vidx.email";
const MARGIN_MS = 60_000;

export const { onChange, notify } = changes();

/** @returns {Session | null} */
export const current = () => stored(KEY);

/** The address of the last sign-in in this browser. */
export const lastEmail = () => localStorage.getItem(LAST_EMAIL) ?? "";

export const forgetEmail = () => localStorage.removeItem(LAST_EMAIL);

/** @param {Session | null} session */
function keep(session) {
  if (session) localStorage.setItem(KEY, JSON.stringify(session));
  else localStorage.removeItem(KEY);
  notify();
}

window.addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) notify();
});

/** @param {string} email @param {string} password */
export const signIn = async (email, password) => begin(email, await cognito.signIn(email, password));

/** The second step, after `signIn` threw `CodeNeeded`. @param {string} email @param {cognito.CodeNeeded} challenge @param {string} code */
export const signInWithCode = async (email, challenge, code) => begin(email, await cognito.answerCode(challenge, code));

/** @param {string} email @param {Grant} grant */
function begin(email, grant) {
  localStorage.setItem(LAST_EMAIL, email);
  keep({ email, accessToken: grant.accessToken, refreshToken: grant.refreshToken, expiresAt: Date.now() + grant.expiresInS * 1000 });
}

/** Sign out here, and revoke the refresh token if Cognito can be reached. */
export async function signOut() {
  const session = current();
  keep(null);
  if (session?.refreshToken) await cognito.revoke(session.refreshToken).catch(() => {});
}

/**
 * A token that is valid for at least a minute; null when nobody is signed in.
 * @param {{renew?: boolean}} [how] renew: the present one was refused
 * @returns {Promise<string | null>}
 */
export async function accessToken({ renew = false } = {}) {
  const session = current();
  if (!session) return null;
  if (!renew && Date.now() < session.expiresAt - MARGIN_MS) return session.accessToken;
  return navigator.locks.request(KEY, () => renewed(session.accessToken));
}

/**
 * @param {string} refusedToken the token that is no longer good; another tab may have replaced it meanwhile
 * @returns {Promise<string | null>}
 */
async function renewed(refusedToken) {
  const session = current();
  if (!session) return null;
  if (session.accessToken !== refusedToken) return session.accessToken;
  try {
    const grant = await cognito.refresh(session.refreshToken);
    const expiresAt = Date.now() + grant.expiresInS * 1000;
    keep({ ...session, accessToken: grant.accessToken, refreshToken: grant.refreshToken || session.refreshToken, expiresAt });
    return grant.accessToken;
  } catch (error) {
    if (!(error instanceof cognito.AuthProblem) || !error.refused) return session.accessToken;
    keep(null);
    return null;
  }
}
