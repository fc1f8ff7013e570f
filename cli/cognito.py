"""Sign-up and sign-in at a Cognito user pool, by its plain JSON-over-HTTPS interface.

Protocol: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
"""

import time
from dataclasses import dataclass
from typing import Any, Final

import httpx

from cli.errors import CliError, Fault, InvalidRequest, SignedOut, Unavailable, Unreachable
from cli.service import UserPool
from cli.tokens import Tokens

TARGET: Final = "AWSCognitoIdentityProviderService"


class NotConfirmed(SignedOut):
    """The account exists, but its e-mail address has not been confirmed yet."""


class UserExists(InvalidRequest):
    """The e-mail address has an account already."""


EXPLAINED: Final[dict[str, tuple[type[CliError], str]]] = {
    "NotAuthorizedException": (SignedOut, "The e-mail address or the password is wrong, or the sign-in has expired."),
    "UserNotFoundException": (SignedOut, "The e-mail address or the password is wrong."),
    "UserNotConfirmedException": (NotConfirmed, "The e-mail address is not confirmed yet: `vidx login --code CODE`."),
    "UsernameExistsException": (UserExists, "This e-mail address has an account already: sign in without --sign-up."),
    "CodeMismatchException": (InvalidRequest, "The confirmation code is wrong."),
    "ExpiredCodeException": (InvalidRequest, "The confirmation code has expired: sign up again for a new one."),
    "ResourceNotFoundException": (SignedOut, "The sign-in service does not know this app client, or not any more."),
    "TooManyRequestsException": (Unavailable, "Too many attempts: wait a minute and try again."),
    "LimitExceededException": (Unavailable, "Too many attempts: wait a while and try again."),
}


@dataclass(frozen=True)
class Cognito:
    """One user pool. Methods raise `SignedOut`, `InvalidRequest`, `Unavailable` or `Unreachable`."""

    pool: UserPool
    http: httpx.Client

    def sign_up(self, email: str, password: str) -> None:
        attributes = [{"Name": "email", "Value": email}]
        self._call("SignUp", {"Username": email, "Password": password, "UserAttributes": attributes})

    def confirm(self, email: str, code: str) -> None:
        self._call("ConfirmSignUp", {"Username": email, "ConfirmationCode": code})

    def sign_in(self, email: str, password: str) -> Tokens:
        parameters = {"USERNAME": email, "PASSWORD": password}
        result = self._authenticate("USER_PASSWORD_AUTH", parameters)
        return Tokens(
            email=email,
            client_id=self.pool.client_id,
            endpoint=self.pool.endpoint,
            access_token=result["AccessToken"],
            refresh_token=result.get("RefreshToken", ""),
            expires_at_s=time.time() + result["ExpiresIn"],
        )

    def refresh(self, tokens: Tokens) -> Tokens:
        """A new access token for the same sign-in."""
        result = self._authenticate("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": tokens.refresh_token})
        return tokens.renewed(result["AccessToken"], time.time() + result["ExpiresIn"])

    def sign_out(self, tokens: Tokens) -> None:
        """Revoke the sign-in: neither its refresh token nor what was made with it works any more."""
        self._call("RevokeToken", {"Token": tokens.refresh_token})

    def _authenticate(self, flow: str, parameters: dict[str, str]) -> dict[str, Any]:
        answer = self._call("InitiateAuth", {"AuthFlow": flow, "AuthParameters": parameters})
        result = answer.get("AuthenticationResult")
        if not isinstance(result, dict):
            raise SignedOut("This account asks for more than a password, which vidx cannot answer.")
        return result

    def _call(self, action: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"X-Amz-Target": f"{TARGET}.{action}", "Content-Type": "application/x-amz-json-1.1"}
        try:
            response = self.http.post(
                self.pool.endpoint, json={"ClientId": self.pool.client_id, **body}, headers=headers
            )
        except httpx.TransportError as error:
            raise Unreachable(f"The sign-in service at {self.pool.endpoint} cannot be reached ({error}).") from error
        if response.is_success:
            answer: dict[str, Any] = response.json()
            return answer
        raise _error(response)


def _error(response: httpx.Response) -> CliError:
    try:
        body = response.json()
    except ValueError:
        return Unavailable(f"The sign-in service answered with status {response.status_code}: try again in a moment.")
    name = str(body.get("__type", "")).rpartition("#")[2]
    if name in EXPLAINED:
        kind, message = EXPLAINED[name]
        return kind(message, code=name)
    field = "password" if name == "InvalidPasswordException" else None
    return InvalidRequest(Fault(str(body.get("message") or body.get("Message") or name), field), code=name or None)
