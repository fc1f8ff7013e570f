"""Turns an unsuccessful HTTP answer into the error to show: our own problem+json, or API Gateway's own body."""

from json import JSONDecodeError
from typing import Any, Final

import httpx

from cli.errors import CliError, Fault, InvalidRequest, NotFound, Refused, SignedOut, Unavailable

BY_STATUS: Final[dict[int, type[CliError]]] = {
    401: SignedOut,
    403: SignedOut,
    404: NotFound,
    409: Refused,
    429: Unavailable,
}
EXPLAINED: Final[dict[int, str]] = {
    401: "The sign-in has expired or was not accepted: sign in again with `vidx login`.",
    403: "This account may not do that: sign in as another user with `vidx login`.",
    404: "The service does not know this address: is --api-url that of a vidx service?",
    413: "The request is larger than the service takes: use shorter texts.",
    429: "Too many requests at the moment: wait a little and try again.",
    502: "The service gave no usable answer (502): try again in a moment.",
    503: "The service is overloaded or being updated (503): try again in a moment.",
    504: "The service took too long (504): try again in a moment.",
}
HINTS: Final = {401: EXPLAINED[401], 403: EXPLAINED[403], 404: "`vidx list` shows yours."}
SERVER_ERROR: Final = 500


def error_from(response: httpx.Response) -> CliError:
    """The error that an answer with a status of 400 or more stands for."""
    status = response.status_code
    problem = _problem(response)
    kind = BY_STATUS.get(status, Unavailable if status >= SERVER_ERROR else InvalidRequest)
    faults = _faults(problem) or [Fault(EXPLAINED.get(status, f"The service answered with status {status}."))]
    error = kind(*faults, code=problem.get("code"), hint=_hint(status, problem))
    if isinstance(error, Unavailable):
        error.retry_after_s = retry_after_s(response)
    return error


def retry_after_s(response: httpx.Response) -> float | None:
    """Seconds that the answer asks us to wait, when it does so in seconds."""
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
