"""Failures of a WebSocket to OpenAI, and the errors that it carries, in our terms."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from vidx.adapters.openai.client import error_of
from vidx.errors import ProviderMalformed, ProviderUnavailable, VidxError

_STATUS: Final = {
    "invalid_api_key": 401,
    "authentication_error": 401,
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "server_error": 500,
}
"""The HTTP status that an error event would have had, by its code or type."""
_BAD_REQUEST: Final = 400


def refusal(kind: str | None, code: str | None, param: str | None, model: str) -> VidxError:
    """Our error for an error event, or for the reason why a response failed."""
    status = _STATUS.get(code or "", _STATUS.get(kind or "", _BAD_REQUEST))
    return error_of(status, code, param, model)


@contextmanager
def in_terms_of_sockets(model: str) -> Iterator[None]:
    """Turn what the WebSocket client raises into a leaf of `Transient` or `ProviderFailed`."""
    # Imported when it is needed: the package is slow to load, and only one provider of several speaks WebSocket.
    from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

    try:
        yield
    except InvalidStatus as error:
        said = _error_in(bytes(error.response.body or b""))
        raise error_of(error.response.status_code, said.get("code"), said.get("param"), model) from error
    except (ConnectionClosed, OSError) as error:  # TimeoutError is an OSError
        raise ProviderUnavailable(f"The AI provider did not answer in time ({model}).") from error
    except WebSocketException as error:
        raise ProviderMalformed(f"The AI provider's answer is no WebSocket's ({model}).") from error


def _error_in(body: bytes) -> dict[str, Any]:
    """The `error` object of an answer's JSON body; empty when there is none."""
    try:
        held = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return held if isinstance(held, dict) else {}
