/** Client of Cognito's JSON API, without an SDK.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */

import { options, whenOnline } from "../api/client.js";
import { RULE } from "./password.js";

export class AuthProblem extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "AuthProblem";
    this.code = code;
  }

  /** Whether Cognito refused the session, rather than the network or the service failing. */
  get refused() {
    return ["NotAuthorizedException", "UserNotFoundException", "InvalidParameterException"].includes(this.code);
  }
}

const FALLBACK = "That didn't work. Check what you entered and try again.";
/** @type {Record<string, string>} */
const MESSAGES = {
  NotAuthorizedException: "The e-mail address or the password is wrong.",
  UserNotFoundException: "The e-mail address or the password is wrong.",
  UserNotConfirmedException: "This address is not confirmed yet. Enter the code from the e-mail.",
  UsernameExistsException: "There is already an account with this address. Sign in instead.",
  AliasExistsException: "There is already an account with this address. Sign in instead.",
  InvalidPasswordException: RULE,
  InvalidParameterException: FALLBACK,
  CodeMismatchException: "That code is not right. Use the code from the latest e-mail.",
  ExpiredCodeException: "That code has expired. Send the code again.",
  CodeDeliveryFailureException: "We couldn't send the e-mail. Check the address and try again.",
  PasswordResetRequiredException: "Your password must be changed. Choose “Forgot your password?”.",
  LimitExceededException: "Too many attempts. Wait 15 minutes and try again.",
  TooManyFailedAttemptsException: "Too many attempts. Wait 15 minutes and try again.",
  TooManyRequestsException: "Too many attempts. Wait a minute and try again.",
};

/** The code to enter where no e-mail is sent, in a local cloud; else empty. `cli/commands/login.py` repeats it. @param {boolean} reset for a new password */
export const fixedCode = async (reset) => ((await options()).auth?.cognitoEndpoint ? (reset ? "654321" : "123456") : "");

/**
 * @param {string} action
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>}
 */
async function request(action, body) {
  const { auth } = await options();
  if (!auth?.clientId) throw new AuthProblem("NotConfigured", "Signing in is not set up here yet.");
  const endpoint = auth.cognitoEndpoint ?? `https://cognito-idp.${auth.region}.amazonaws.com`;
  await whenOnline();
  let response;
  try {
    response = await fetch(endpoint, {
      method: "POST",
      headers: { "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`, "Content-Type": "application/x-amz-json-1.1" },
      body: JSON.stringify({ ClientId: auth.clientId, ...body }),
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    throw new AuthProblem("Unreachable", "We can't reach the sign-in service. Check your connection and try again.");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const code = String(answer.__type ?? response.status).split("#").pop() ?? "";
  throw new AuthProblem(code, MESSAGES[code] ?? (response.status < 500 ? FALLBACK : "The sign-in service has a problem right now. Try again in a moment."));
}

/** @param {string} flow @param {Record<string, string>} parameters @returns {Promise<Grant>} */
async function authenticate(flow, parameters) {
  const { AuthenticationResult: result } = await request("InitiateAuth", { AuthFlow: flow, AuthParameters: parameters });
  if (!result) throw new AuthProblem("Challenge", "This account needs a second sign-in step. This page can't do that yet.");
  return { accessToken: result.AccessToken, refreshToken: result.RefreshToken ?? "", expiresInS: result.ExpiresIn };
}

/** @param {string} email @param {string} password */
export const signIn = (email, password) => authenticate("USER_PASSWORD_AUTH", { USERNAME: email, PASSWORD: password });

/** @param {string} refreshToken */
export const refresh = (refreshToken) => authenticate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: refreshToken });

/** @param {string} email @param {string} password */
export const signUp = (email, password) =>
  request("SignUp", { Username: email, Password: password, UserAttributes: [{ Name: "email", Value: email }] });

/** @param {string} email @param {string} code */
export const confirm = (email, code) => request("ConfirmSignUp", { Username: email, ConfirmationCode: code });

/** @param {string} email */
export const resendCode = (email) => request("ResendConfirmationCode", { Username: email });

/** @param {string} email */
export const forgot = (email) => request("ForgotPassword", { Username: email });

/** @param {string} email @param {string} code @param {string} password */
export const reset = (email, code, password) =>
  request("ConfirmForgotPassword", { Username: email, ConfirmationCode: code, Password: password });

/** @param {string} refreshToken */
export const revoke = (refreshToken) => request("RevokeToken", { Token: refreshToken });
