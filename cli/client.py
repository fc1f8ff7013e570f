"""HTTP client of the service's API: adds the sign-in, retries transient failures, maps errors to `CliError`."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from json import JSONDecodeError
from typing import Any, Final

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)

from cli.auth import BearerAuth
from cli.config import Service
from cli.errors import (
    CliError,
    Fault,
    InvalidRequest,
    LimitReached,
    NotFound,
    Refused,
    SignedOut,
    Unavailable,
    Unreachable,
)

TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
ATTEMPTS: Final = 3
PAGE_SIZE: Final = 50
IN_FLIGHT: Final = "RequestInFlight"
IN_FLIGHT_S: Final = 30.0
OUTAGE_S: Final = 120.0
THROTTLED_ATTEMPTS: Final = 6

BY_STATUS: Final[dict[int, type[CliError]]] = {
    401: SignedOut,
    403: SignedOut,
    404: NotFound,
    409: Refused,
    410: Refused,
    429: Unavailable,
}
MESSAGES: Final[dict[int, str]] = {
    401: "The sign-in has expired or was not accepted: sign in again with `vidx login`.",
    403: "This account may not do that: sign in as another user with `vidx login`.",
    404: "The service does not know this address: is --api-url that of a vidx service?",
    413: "The request is larger than the service takes: use shorter texts.",
    429: "The service has more requests than it takes right now; nothing was started. Try again in a minute.",
    502: "The service gave no usable answer (502): try again in a moment.",
    503: "The service is overloaded or being updated (503): try again in a moment.",
    504: "The service took too long (504): try again in a moment.",
}
HINTS: Final = {401: MESSAGES[401], 403: MESSAGES[403], 404: "`vidx list` shows yours."}
SERVER_ERROR: Final = 500


def throttled_retries(sleep: Callable[[float], None]) -> Retrying:
    """Repeat a request, whatever its method, that API Gateway has refused because all callers together send too many.

    Its 429 has no `Retry-After` and no problem document, and nothing has run. The waits are random, so that callers do
    not come back together: up to half a second at first and up to 8 s at last. Then the last response is returned.
    """
    return Retrying(
        retry=retry_if_result(is_throttled),
        stop=stop_after_attempt(THROTTLED_ATTEMPTS),
        wait=wait_random_exponential(multiplier=0.5, max=8.0),
        sleep=sleep,
        retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
    )


def is_throttled(response: httpx.Response) -> bool:
    """Whether API Gateway has refused the request; our own limits say when to come back."""
    return response.status_code == httpx.codes.TOO_MANY_REQUESTS and retry_after_s(response) is None


def transient_retries() -> Retrying:
    """Retry up to three times, at most a second apart, when a connection is refused, reset or times out."""
    return Retrying(
        retry=retry_if_exception_type(httpx.TransportError),
        stop=stop_after_attempt(ATTEMPTS),
        wait=wait_random_exponential(multiplier=0.1, max=1.0),
        reraise=True,
    )


def in_flight_retries() -> Retrying:
    """Retry for up to 30 s while the service still works on an earlier copy of the same request."""
    return Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, Refused) and error.code == IN_FLIGHT),
        stop=stop_after_delay(IN_FLIGHT_S),
        wait=wait_random_exponential(multiplier=0.2, max=3.0),
        reraise=True,
    )


def outage_retries(sleep: Callable[[float], None]) -> Retrying:
    """Retry a repeatable call for up to two minutes while the service is overloaded or unreachable.

    A request over a limit is not retried here: the limit may last until tomorrow.
    """
    backoff = wait_random_exponential(multiplier=0.5, max=15.0)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        retry_after_s = error.retry_after_s if isinstance(error, Unavailable) else None
        return max(retry_after_s or 0.0, backoff(state))

    return Retrying(
        retry=retry_if_exception(
            lambda error: (
                (isinstance(error, Unavailable | Unreachable) and not isinstance(error, LimitReached))
                or (isinstance(error, Refused) and error.code == IN_FLIGHT)
            )
        ),
        stop=stop_after_delay(OUTAGE_S),
        wait=wait,
        sleep=sleep,
        reraise=True,
    )


@dataclass(frozen=True)
class ApiClient:
    """The service's JSON API. Methods raise leaves of `CliError`."""

    service: Service
    http: httpx.Client
    auth: BearerAuth
    sleep: Callable[[float], None] = time.sleep

    def get(
        self, path: str, *, params: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """Return a response with a status below 400, which includes 304."""
        return self._send(self.http.build_request("GET", self._url(path), params=params, headers=headers), signed=True)

    def get_public(self, path: str) -> Any:
        """Return the decoded response of a route that needs no sign-in."""
        return self._decoded(self._send(self.http.build_request("GET", self._url(path)), signed=False))

    def post(self, path: str, body: Any = None, *, headers: dict[str, str] | None = None) -> Any:
        """Return the decoded response. A failed connection is retried: every POST of the API is safe to repeat."""
        request = self.http.build_request("POST", self._url(path), json=body, headers=headers)
        return self._decoded(self._send(request, signed=True))

    def patch(self, path: str, body: Any) -> Any:
        return self._decoded(self._send(self.http.build_request("PATCH", self._url(path), json=body), signed=True))

    def delete(self, path: str) -> httpx.Response:
        """Delete a resource. A failed connection is retried, because a second DELETE succeeds too."""
        return self._send(self.http.build_request("DELETE", self._url(path)), signed=True)

    def get_json(self, path: str, *, params: dict[str, str] | None = None) -> Any:
        return self._decoded(self.get(path, params=params))

    def get_pages(self, path: str, key: str, limit: int, params: dict[str, str] | None = None) -> list[dict[str, Any]]:
        """Return up to `limit` entries from the pages of a list; each page has them under `key`."""
        entries: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None and len(entries) < limit:
            query = {**(params or {}), "limit": str(min(PAGE_SIZE, limit - len(entries)))}
            page = self.get_json(path, params=query | ({"cursor": cursor} if cursor else {}))
            entries += page[key]
            cursor = page.get("cursor") or None
        return entries[:limit]

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
        auth = self.auth if signed else None
        try:
            response: httpx.Response = throttled_retries(self.sleep)(
                transient_retries().wraps(self.http.send), request, auth=auth
            )
        except httpx.TransportError as error:
            raise Unreachable(f"{self.service.api_url} cannot be reached ({error or type(error).__name__}).") from error
        if response.is_error:
            raise error_from(response)
        return response


def error_from(response: httpx.Response) -> CliError:
    """Map a response with a status of 400 or more to its error; the body is our problem+json or API Gateway's."""
    status = response.status_code
    problem = _problem(response)
    kind = BY_STATUS.get(status, Unavailable if status >= SERVER_ERROR else InvalidRequest)
    wait_s = retry_after_s(response)
    if problem.get("code") == LimitReached.__name__ and wait_s is not None:
        kind = LimitReached
    faults = _faults(problem) or [Fault(MESSAGES.get(status, f"The service answered with status {status}."))]
    hint = f"Nothing is lost. Try again {time_after(wait_s)}." if kind is LimitReached else _hint(status, problem)
    error = kind(*faults, code=problem.get("code"), hint=hint)
    if isinstance(error, Unavailable):
        error.retry_after_s = wait_s
    return error


def time_after(seconds: float | None) -> str:
    """Return the local time in `seconds` from now, as `after 01:00`, with the date if it is another day."""
    now = datetime.now().astimezone()
    then = now + timedelta(seconds=seconds or 0)
    return f"after {then:%H:%M}" if then.date() == now.date() else f"after {then:%H:%M on %d %B}"


def retry_after_s(response: httpx.Response) -> float | None:
    """Return the `Retry-After` header if it is a number of seconds."""
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdecimal() else None


def _problem(response: httpx.Response) -> dict[str, Any]:
    if "application/problem+json" not in response.headers.get("Content-Type", ""):
        return {}
    try:
        body = response.json()
    except (JSONDecodeError, UnicodeDecodeError):
        return {}
    return body if isinstance(body, dict) else {}


def _faults(problem: dict[str, Any]) -> list[Fault]:
    fields = [
        Fault(str(entry.get("message") or entry.get("detail") or "is not valid"), entry.get("field"))
        for entry in problem.get("errors") or []
        if isinstance(entry, dict)
    ]
    if fields:
        return fields
    message = problem.get("detail") or problem.get("title")
    return [Fault(str(message), problem.get("field"))] if message else []


def _hint(status: int, problem: dict[str, Any]) -> str | None:
    return HINTS.get(status) if problem else None
