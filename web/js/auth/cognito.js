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

/** The password is right, and the code of the seller's authenticator app is needed too. */
export class CodeNeeded extends AuthProblem {
  /** @param {string} username @param {string} session */
  constructor(username, session) {
    super("CodeNeeded", "Enter the code from your authenticator app.");
    this.username = username;
    this.session = session;
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
  EnableSoftwareTokenMFAException: "That code is not right. Enter the code that your app shows now.",
};

/** Requests with an access token name no client. */
const TOKEN_ONLY = { ClientId: undefined };

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
  return grantOf(await request("InitiateAuth", { AuthFlow: flow, AuthParameters: parameters }), parameters.USERNAME);
}

/** @param {any} answer @param {string} email @returns {Grant} */
function grantOf({ AuthenticationResult: result, ChallengeName, ChallengeParameters, Session }, email) {
  if (ChallengeName === "SOFTWARE_TOKEN_MFA") throw new CodeNeeded(ChallengeParameters?.USER_ID_FOR_SRP ?? email, Session);
  if (!result) throw new AuthProblem("Challenge", "This account needs a sign-in step that this page does not have.");
  return { accessToken: result.AccessToken, refreshToken: result.RefreshToken ?? "", expiresInS: result.ExpiresIn };
}

/** Answer with the code of the authenticator app. @param {CodeNeeded} challenge @param {string} code @returns {Promise<Grant>} */
export async function answerCode({ username, session }, code) {
  const ChallengeResponses = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code };
  try {
    return grantOf(await request("RespondToAuthChallenge", { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: session, ChallengeResponses }), username);
  } catch (error) {
    if (!(error instanceof AuthProblem)) throw error;
    if (error.code === "CodeMismatchException") throw new AuthProblem(error.code, MESSAGES.EnableSoftwareTokenMFAException);
    if (error.code === "NotAuthorizedException") throw new AuthProblem("SessionOver", "That took too long. Sign in again.");
    throw error;
  }
}

/** Whether signing in needs a code of an authenticator app. @param {string} token */
export async function hasSecondStep(token) {
  const user = await request("GetUser", { ...TOKEN_ONLY, AccessToken: token });
  return (user.UserMFASettingList ?? []).includes("SOFTWARE_TOKEN_MFA");
}

/** A new key for an authenticator app. @param {string} token @returns {Promise<string>} in Base32 */
export const newKey = async (token) => (await request("AssociateSoftwareToken", { ...TOKEN_ONLY, AccessToken: token })).SecretCode;

/** Turn the second step on, with a code that shows that the app has the key. @param {string} token @param {string} code */
export async function turnOn(token, code) {
  const { Status } = await request("VerifySoftwareToken", { ...TOKEN_ONLY, AccessToken: token, UserCode: code });
  if (Status !== "SUCCESS") throw new AuthProblem("CodeMismatchException", MESSAGES.EnableSoftwareTokenMFAException);
  await request("SetUserMFAPreference", { ...TOKEN_ONLY, AccessToken: token, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
}

/** @param {string} token */
export const turnOff = (token) => request("SetUserMFAPreference", { ...TOKEN_ONLY, AccessToken: token, SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false } });

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
