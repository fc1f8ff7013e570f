"""The OpenAI client, for OpenAI itself or any host that speaks its API, and its errors in our terms.

Nothing here retries: Step Functions does (the draft, which has no state machine over it, retries by itself).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

import openai
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import ValidationError

from vidx.adapters.aws import secret
from vidx.errors import (
    ProviderMalformed,
    ProviderRateLimited,
    ProviderRefused,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
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
_MISSHAPEN: Final = (ValidationError, ValueError, TypeError, AttributeError)
"""What reading a misshapen answer ends in: the client does not check answers against its own types."""
_SERVER: Final = 500

Connect = Callable[[], openai.OpenAI]
"""Makes (or finds) the client; raises `ProviderUnauthorized` without a key, `ProviderUnavailable` without a secret."""


@cache
def client(timeout_s: float) -> openai.OpenAI:
    """The process's client whose calls may take `timeout_s` each."""
    timeout = openai.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s))
    return openai.OpenAI(api_key=_key(), base_url=settings().openai_base_url, max_retries=0, timeout=timeout)


def _key() -> str:
    """The API key in the secret that the settings name."""
    arn = settings().openai_secret_arn
    if not arn:
        raise ProviderUnauthorized("No OpenAI key is set up: OPENAI_SECRET_ARN is empty.")
    try:
        key = str(secret(arn).get(KEY_NAME, "")).strip()
    except (BotoCoreError, ClientError) as error:
        raise ProviderUnavailable("The secret that holds the OpenAI key could not be read.") from error
    if not key:
        raise ProviderUnauthorized(f"The secret holds no {KEY_NAME}.")
    return key


@contextmanager
def in_our_terms(model: str) -> Iterator[None]:
    """Turn whatever the client raises while asking `model` into a leaf of `Transient` or `ProviderFailed`."""
    try:
        yield
    except openai.APIStatusError as error:
        raise _of_status(error, model) from error
    except openai.APIConnectionError as error:
        raise ProviderUnavailable(f"The AI provider did not answer in time ({model}).") from error
    except openai.ContentFilterFinishReasonError as error:
        raise ProviderRefused(f"The AI provider declined this content ({model}).") from error
    except (openai.OpenAIError, *_MISSHAPEN) as error:
        raise ProviderMalformed(f"The AI provider's answer has an unexpected form ({model}).") from error


def _of_status(error: openai.APIStatusError, model: str) -> VidxError:
    """Our error for an HTTP status and the `code` that OpenAI sends with it."""
    status, code = error.status_code, error.code
    if status in _DENIED or code in _NO_CREDIT:
        return ProviderUnauthorized("The AI provider refuses the API key, or the account is out of credit.")
    if status in _GONE or code in _NO_MODEL or error.param == "model":
        return ProviderRetired(f"The AI model {model} is unknown to the provider or has been shut down.")
    if status == _RATE:
        return ProviderRateLimited(f"The AI provider is busy: too many requests for now ({model}).")
    if status >= _SERVER or status in _BUSY:
        return ProviderUnavailable(f"The AI provider is having trouble (HTTP {status}, {model}).")
    return ProviderRefused(f"The AI provider declined the request (HTTP {status}, {model}).")
