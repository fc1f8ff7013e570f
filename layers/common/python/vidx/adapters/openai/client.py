"""The OpenAI client, for OpenAI itself or any host that speaks its API, and its errors in our terms.

Nothing here retries: Step Functions does (the draft, which has no state machine over it, retries by itself).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Final, NamedTuple, ParamSpec, TypeVar

import openai
from pydantic import ValidationError

from vidx.adapters.aws import read_secret_again, secret
from vidx.errors import (
    AccessRefused,
    ProviderMalformed,
    ProviderRateLimited,
    ProviderRefused,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    SecretUnavailable,
    VidxError,
)
from vidx.settings import settings

PROVIDER: Final = "openai"
CONNECT_S: Final = 3.0
KEY_NAME: Final = "OPENAI_API_KEY"

# https://developers.openai.com/api/docs/guides/error-codes
_NO_CREDIT: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})
_NO_MODEL: Final = frozenset({"model_not_found", "model_deprecated", "model_not_available"})
_GONE: Final = frozenset({404, 410})
_DENIED: Final = frozenset({401, 402, 403})
_BUSY: Final = frozenset({408, 409, 425})
_RATE: Final = 429
_MALFORMED: Final = (ValidationError, ValueError, TypeError, AttributeError)
"""Errors while reading a malformed response, because the client does not validate responses."""
_SERVER: Final = 500

Parameters = ParamSpec("Parameters")
Response = TypeVar("Response")
ClientFactory = Callable[[], openai.OpenAI]
"""Returns the client. Raises `ProviderUnauthorized` without a key, `ProviderUnavailable` if it cannot be read."""


class Host(NamedTuple):
    """A server with OpenAI's API, and the name of its key in the secret."""

    base_url: str
    key_name: str


def host(own_url: str = "", own_key_name: str = KEY_NAME) -> Host:
    """Return the host of an endpoint: its own if the settings name one, otherwise `openai_base_url`."""
    default = settings().openai_base_url
    if own_url and own_url != default:
        return Host(own_url, own_key_name)
    return Host(default, KEY_NAME)


def client(timeout_s: float, at: Host) -> openai.OpenAI:
    """Return the process's client of a host with its current key, `timeout_s` for each call and no retries."""
    return _client(timeout_s, at, _key(at.key_name))


@lru_cache(maxsize=8)
def _client(timeout_s: float, at: Host, key: str) -> openai.OpenAI:
    timeout = openai.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s))
    return openai.OpenAI(api_key=key, base_url=at.base_url, max_retries=0, timeout=timeout)


def _key(name: str) -> str:
    """Return an API key of the secret. Each host has a key of its own, so that no host receives another's."""
    arn = settings().openai_secret_arn
    if not arn:
        raise ProviderUnauthorized("No OpenAI key is set up: OPENAI_SECRET_ARN is empty.")
    try:
        key = str(secret(arn).get(name, "")).strip()
    except SecretUnavailable as error:
        raise ProviderUnavailable("The secret that holds the OpenAI key could not be read.") from error
    except AccessRefused as error:
        raise ProviderUnauthorized("The function may not read the secret that holds the OpenAI key.") from error
    if not key:
        raise ProviderUnauthorized(f"The secret holds no {name}.")
    return key


def with_current_key(call: Callable[Parameters, Response]) -> Callable[Parameters, Response]:
    """Decorate a call: repeat it once if its key is refused and the secret has another one by now."""

    @wraps(call)
    def repeat(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Response:
        try:
            return call(*args, **kwargs)
        except ProviderUnauthorized:
            if not _is_key_renewed():
                raise
        return call(*args, **kwargs)

    return repeat


def _is_key_renewed() -> bool:
    try:
        return read_secret_again(settings().openai_secret_arn)
    except (SecretUnavailable, AccessRefused):
        return False


@contextmanager
def mapped_errors(model: str) -> Iterator[None]:
    """Raise a leaf of `Transient` or `ProviderFailed` for every error of the client."""
    try:
        yield
    except openai.APIStatusError as error:
        raise provider_error(error.status_code, error.code, error.param, model) from error
    except openai.APIConnectionError as error:
        raise ProviderUnavailable(f"The AI provider did not answer in time ({model}).") from error
    except openai.ContentFilterFinishReasonError as error:
        raise ProviderRefused(f"The AI provider declined this content ({model}).") from error
    except (openai.OpenAIError, *_MALFORMED) as error:
        raise ProviderMalformed(f"The AI provider's answer has an unexpected form ({model}).") from error


def provider_error(status: int, code: str | None, param: str | None, model: str) -> VidxError:
    """Return the error for an HTTP status with OpenAI's `code` and `param`."""
    if status in _DENIED or code in _NO_CREDIT:
        return ProviderUnauthorized("The AI provider refuses the API key, or the account is out of credit.")
    if status in _GONE or code in _NO_MODEL or param == "model":
        return ProviderRetired(f"The AI model {model} is unknown to the provider or has been shut down.")
    if status == _RATE:
        return ProviderRateLimited(f"The AI provider is busy: too many requests for now ({model}).")
    if status >= _SERVER or status in _BUSY:
        return ProviderUnavailable(f"The AI provider is having trouble (HTTP {status}, {model}).")
    return ProviderRefused(f"The AI provider declined the request (HTTP {status}, {model}).")
