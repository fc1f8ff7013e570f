"""A stand-in server for all tests of this folder, reset before each; its faults and the errors that they cause."""

from collections.abc import Callable, Iterator

import openai
import pytest

from testing.standin import Standin, serving
from vidx.errors import (
    ProviderMalformed,
    ProviderRateLimited,
    ProviderRefused,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    VidxError,
)

ERRORS: dict[str, type[VidxError]] = {
    "429": ProviderRateLimited,
    "quota": ProviderUnauthorized,
    "500": ProviderUnavailable,
    "timeout": ProviderUnavailable,
    "retired": ProviderRetired,
    "unauthorized": ProviderUnauthorized,
    "malformed": ProviderMalformed,
    "refusal": ProviderRefused,
}
ClientFactory = Callable[[], openai.OpenAI]


@pytest.fixture(scope="package")
def running() -> Iterator[Standin]:
    with serving() as server:
        yield server


@pytest.fixture
def standin(running: Standin) -> Standin:
    running.forget()
    return running


@pytest.fixture
def connect(standin: Standin) -> Iterator[ClientFactory]:
    with openai.OpenAI(api_key="sk-test", base_url=standin.url, max_retries=0, timeout=30.0) as client:
        yield lambda: client
