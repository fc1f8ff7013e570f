"""Sign-up and sign-in at a Cognito user pool, and the file that stores sign-ins between calls."""

import json
import os
import tempfile
import time
from collections.abc import Generator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import httpx

from cli.config import Service, UserPool
from cli.errors import CliError, Fault, InvalidRequest, SignedOut, Unavailable, Unreachable

EXPIRY_MARGIN_S: Final = 60.0
"""Access tokens are renewed this long before they expire."""


@dataclass(frozen=True)
class Tokens:
    """A sign-in at Cognito. `expires_at_s` is when the access token expires, in seconds since 1970."""

    email: str
    client_id: str
    endpoint: str
    access_token: str
    refresh_token: str
    expires_at_s: float

    @property
    def expires_soon(self) -> bool:
        return time.time() > self.expires_at_s - EXPIRY_MARGIN_S

    def renewed(self, access_token: str, expires_at_s: float) -> "Tokens":
        return replace(self, access_token=access_token, expires_at_s=expires_at_s)


@dataclass(frozen=True)
class TokenFile:
    """The stored sign-ins: one JSON file that only its user may read, with one entry for each service."""

    path: Path

    def get(self, api_url: str) -> Tokens | None:
        entry = self._read().get(api_url)
        try:
            return Tokens(**entry) if isinstance(entry, dict) else None
        except TypeError:  # another version of vidx wrote it: the user must sign in again
            return None

    def put(self, api_url: str, tokens: Tokens) -> None:
        """Store a sign-in. The file is replaced in one step, so that readers never see a part of it."""
        self._write(self._read() | {api_url: asdict(tokens)})

    def _write(self, entries: dict[str, object]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)  # mkstemp uses mode 0600
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(entries, file, indent=2)
        Path(temporary).replace(self.path)

    def remove(self, api_url: str) -> None:
        """Delete the sign-in of a service."""
        entries = self._read()
        if entries.pop(api_url, None) is not None:
            self._write(entries)

    def _read(self) -> dict[str, object]:
        try:
            entries = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return entries if isinstance(entries, dict) else {}


DEMO_HINT: Final = ", or as the demo user of a local cloud with `vidx login --demo`"
SECOND_STEP: Final = "SOFTWARE_TOKEN_MFA"
"""Cognito's challenge for the code of an authenticator app."""
TARGET: Final = "AWSCognitoIdentityProviderService"


class NotConfirmed(SignedOut):
    """The account exists, but its e-mail address is not confirmed yet."""


class CodeNeeded(SignedOut):
    """The password is right, and the code of the user's authenticator app is needed, too."""

    def __init__(self, username: str, session: str) -> None:
        super().__init__("This account needs the code of your authenticator app.", code="CodeNeeded")
        self.username = username
        self.session = session


class UserExists(InvalidRequest):
    """The e-mail address already has an account."""


MESSAGES: Final[dict[str, tuple[type[CliError], str]]] = {
    "NotAuthorizedException": (SignedOut, "The e-mail address or the password is wrong, or the sign-in has expired."),
    "UserNotFoundException": (SignedOut, "The e-mail address or the password is wrong."),
    "UserNotConfirmedException": (NotConfirmed, "The e-mail address is not confirmed yet: `vidx login --code CODE`."),
    "UsernameExistsException": (UserExists, "This e-mail address has an account already: sign in without --sign-up."),
    "CodeMismatchException": (InvalidRequest, "The confirmation code is wrong."),
    "ExpiredCodeException": (InvalidRequest, "The confirmation code has expired: sign up again for a new one."),
    "ResourceNotFoundException": (SignedOut, "The sign-in service does not know this app client."),
    "TooManyRequestsException": (Unavailable, "Too many attempts: wait a minute and try again."),
    "LimitExceededException": (Unavailable, "Too many attempts: wait a while and try again."),
}


@dataclass(frozen=True)
class Cognito:
    """Client of one user pool, through its JSON-over-HTTPS interface.

    Methods raise `SignedOut`, `InvalidRequest`, `Unavailable` or `Unreachable`.
    Protocol: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
    """

    pool: UserPool
    http: httpx.Client

    def sign_up(self, email: str, password: str) -> None:
        attributes = [{"Name": "email", "Value": email}]
        self._call("SignUp", {"Username": email, "Password": password, "UserAttributes": attributes})

    def confirm(self, email: str, code: str) -> None:
        self._call("ConfirmSignUp", {"Username": email, "ConfirmationCode": code})

    def sign_in(self, email: str, password: str) -> Tokens:
        """Raise `CodeNeeded` if the account has a second step."""
        parameters = {"USERNAME": email, "PASSWORD": password}
        return self._tokens(email, self._authenticate("USER_PASSWORD_AUTH", parameters))

    def answer_code(self, email: str, challenge: CodeNeeded, code: str) -> Tokens:
        """Sign in with the code of the authenticator app, after `sign_in` raised `CodeNeeded`."""
        responses = {"USERNAME": challenge.username, "SOFTWARE_TOKEN_MFA_CODE": code}
        body = {"ChallengeName": SECOND_STEP, "Session": challenge.session, "ChallengeResponses": responses}
        try:
            response = self._call("RespondToAuthChallenge", body)
        except InvalidRequest as error:
            if error.code != "CodeMismatchException":
                raise
            raise SignedOut("The code is wrong: sign in again with the code that your app shows now.") from error
        return self._tokens(email, _result(response, email))

    def _tokens(self, email: str, result: dict[str, Any]) -> Tokens:
        return Tokens(
            email=email,
            client_id=self.pool.client_id,
            endpoint=self.pool.endpoint,
            access_token=result["AccessToken"],
            refresh_token=result.get("RefreshToken", ""),
            expires_at_s=time.time() + result["ExpiresIn"],
        )

    def refresh(self, tokens: Tokens) -> Tokens:
        """Return the sign-in with a new access token."""
        result = self._authenticate("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": tokens.refresh_token})
        return tokens.renewed(result["AccessToken"], time.time() + result["ExpiresIn"])

    def sign_out(self, tokens: Tokens) -> None:
        """Revoke the refresh token and every access token issued with it."""
        self._call("RevokeToken", {"Token": tokens.refresh_token})

    def _authenticate(self, flow: str, parameters: dict[str, str]) -> dict[str, Any]:
        response = self._call("InitiateAuth", {"AuthFlow": flow, "AuthParameters": parameters})
        return _result(response, parameters.get("USERNAME", ""))

    def _call(self, action: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"X-Amz-Target": f"{TARGET}.{action}", "Content-Type": "application/x-amz-json-1.1"}
        try:
            response = self.http.post(
                self.pool.endpoint, json={"ClientId": self.pool.client_id, **body}, headers=headers
            )
        except httpx.TransportError as error:
            raise Unreachable(f"The sign-in service at {self.pool.endpoint} cannot be reached ({error}).") from error
        if response.is_success:
            decoded: dict[str, Any] = response.json()
            return decoded
        raise _error(response)


def _result(response: dict[str, Any], email: str) -> dict[str, Any]:
    """Return the tokens in a response. Raise `CodeNeeded` if it requests the second step."""
    if response.get("ChallengeName") == SECOND_STEP:
        parameters = response.get("ChallengeParameters") or {}
        raise CodeNeeded(str(parameters.get("USER_ID_FOR_SRP") or email), str(response.get("Session", "")))
    result = response.get("AuthenticationResult")
    if not isinstance(result, dict):
        raise SignedOut("This account needs a sign-in step that vidx does not have.")
    return result


def _error(response: httpx.Response) -> CliError:
    try:
        body = response.json()
    except ValueError:
        return Unavailable(f"The sign-in service answered with status {response.status_code}: try again in a moment.")
    name = str(body.get("__type", "")).rpartition("#")[2]
    if name in MESSAGES:
        kind, message = MESSAGES[name]
        return kind(message, code=name)
    field = "password" if name == "InvalidPasswordException" else None
    return InvalidRequest(Fault(str(body.get("message") or body.get("Message") or name), field), code=name or None)


@dataclass
class BearerAuth(httpx.Auth):
    """Adds the access token to requests, and renews it before it expires or after a response with status 401.

    Attributes:
        fixed: token from VIDX_TOKEN, which cannot be renewed.
    """

    service: Service
    file: TokenFile
    http: httpx.Client
    fixed: str | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self.token()}"
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED and not self.fixed:
            request.headers["Authorization"] = f"Bearer {self.token(renew=True)}"
            yield request

    def token(self, *, renew: bool = False) -> str:
        """Return an access token that is valid for at least `EXPIRY_MARGIN_S`, except the fixed one.

        Raises:
            SignedOut: there is no sign-in for this service, or it cannot be renewed.
        """
        if self.fixed:
            return self.fixed
        tokens = self.file.get(self.service.api_url)
        if tokens is None:
            raise SignedOut(f"You are not signed in to {self.service.api_url}.", hint=f"Sign in {self._login_command}.")
        if renew or tokens.expires_soon:
            pool = UserPool(tokens.client_id, tokens.endpoint)
            try:
                tokens = Cognito(pool, self.http).refresh(tokens)
            except SignedOut as error:
                raise SignedOut(
                    "Your sign-in has expired.", code=error.code, hint=f"Sign in again {self._login_command}."
                ) from error
            self.file.put(self.service.api_url, tokens)
        return tokens.access_token

    @property
    def _login_command(self) -> str:
        return f"with `vidx login`{DEMO_HINT if self.service.is_local else ''}"
