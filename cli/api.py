"""The HTTP side: one client with the sign-in attached, transient failures tried again, errors made readable."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Final

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)

from cli.cognito import Cognito
from cli.errors import Refused, SignedOut, Unavailable, Unreachable
from cli.problems import error_from
from cli.service import Service, UserPool
from cli.tokens import TokenFile

TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
ATTEMPTS: Final = 3
IN_FLIGHT: Final = "RequestInFlight"
IN_FLIGHT_S: Final = 30.0
PATIENT_S: Final = 120.0
DEMO: Final = ", or as the demo user of a local cloud with `vidx login --demo`"


def transient_retries() -> Retrying:
    """Three tries, up to a second apart, for failures below HTTP: refused, reset, timed out."""
    return Retrying(
        retry=retry_if_exception_type(httpx.TransportError),
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_random_exponential(multiplier=0.1, max=1.0),
        reraise=True,
    )


def in_flight_retries() -> Retrying:
    """Up to half a minute, for a request whose first copy lost its connection and is still being worked on."""
    return Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, Refused) and error.code == IN_FLIGHT),
        stop=stop_after_delay(IN_FLIGHT_S),
        wait=wait_random_exponential(multiplier=0.2, max=3.0),
        reraise=True,
    )


def patient_retries(sleep: Callable[[float], None]) -> Retrying:
    """Up to two minutes, for calls that are safe to repeat, while the service is overloaded or out of reach."""
    waits = wait_random_exponential(multiplier=0.5, max=15.0)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after_s if isinstance(error, Unavailable) else None
        return max(asked or 0.0, waits(state))

    return Retrying(
        retry=retry_if_exception(
            lambda error: (
                isinstance(error, Unavailable | Unreachable) or (isinstance(error, Refused) and error.code == IN_FLIGHT)
            )
        ),
        stop=stop_after_delay(PATIENT_S),
        wait=wait,
        sleep=sleep,
        reraise=True,
    )


@dataclass
class Bearer(httpx.Auth):
    """Adds the access token to a request and renews it when it is about to expire or is refused.

    `fixed` (from VIDX_TOKEN) is used as it stands.
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
        """An access token that should be good for another minute.

        Raises:
            SignedOut: there is no sign-in for this service, or it can no longer be renewed.
        """
        if self.fixed:
            return self.fixed
        tokens = self.file.get(self.service.api_url)
        if tokens is None:
            raise SignedOut(f"You are not signed in to {self.service.api_url}.", hint=f"Sign in {self._how}.")
        if renew or tokens.stale:
            pool = UserPool(tokens.client_id, tokens.endpoint)
            try:
                tokens = Cognito(pool, self.http).refresh(tokens)
            except SignedOut as error:
                raise SignedOut(
                    "Your sign-in has expired.", code=error.code, hint=f"Sign in again {self._how}."
                ) from error
            self.file.put(self.service.api_url, tokens)
        return tokens.access_token

    @property
    def _how(self) -> str:
        return f"with `vidx login`{DEMO if self.service.is_local else ''}"


@dataclass(frozen=True)
class Api:
    """The service's JSON API. Methods raise leaves of `CliError`."""

    service: Service
    http: httpx.Client
    bearer: Bearer

    def get(
        self, path: str, *, params: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """An answer with a status below 400; 304 passes through."""
        return self._send(self.http.build_request("GET", self._url(path), params=params, headers=headers), signed=True)

    def get_public(self, path: str) -> Any:
        return self._decoded(self._send(self.http.build_request("GET", self._url(path)), signed=False))

    def post(self, path: str, body: Any = None, *, headers: dict[str, str] | None = None) -> Any:
        """The decoded answer. A post is repeated when the connection fails: all of the API's are safe to repeat."""
        request = self.http.build_request("POST", self._url(path), json=body, headers=headers)
        return self._decoded(self._send(request, signed=True))

    def patch(self, path: str, body: Any) -> Any:
        """The decoded answer."""
        return self._decoded(self._send(self.http.build_request("PATCH", self._url(path), json=body), signed=True))

    def delete(self, path: str) -> None:
        """Repeated when the connection fails: what is gone already is as good."""
        self._send(self.http.build_request("DELETE", self._url(path)), signed=True)

    def get_json(self, path: str, *, params: dict[str, str] | None = None) -> Any:
        return self._decoded(self.get(path, params=params))

    def _decoded(self, response: httpx.Response) -> Any:
        try:
            return response.json()
        except ValueError as error:
            raise Unreachable(
                f"{self.service.api_url} does not answer as a vidx service does.", code="NotVidx"
            ) from error

    def _url(self, path: str) -> str:
        return f"{self.service.api_url}/api{path}"

    def _send(self, request: httpx.Request, *, signed: bool) -> httpx.Response:
        auth = self.bearer if signed else None
        try:
            response = transient_retries()(self.http.send, request, auth=auth)
        except httpx.TransportError as error:
            raise Unreachable(f"{self.service.api_url} cannot be reached ({error or type(error).__name__}).") from error
        if response.is_error:
            raise error_from(response)
        return response
