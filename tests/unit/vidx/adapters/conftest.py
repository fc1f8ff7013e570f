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


def timeout_for(kind: str) -> float:
    """Return the client's time-out for a fault, in seconds."""
    return 1.5 if kind == "timeout" else 30.0


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


@pytest.fixture
def connect_for(connect: ClientFactory) -> Callable[[str], ClientFactory]:
    """Return the client for a fault. Only "timeout" gets a short time-out, so that a busy machine causes no other."""

    def choose(kind: str) -> ClientFactory:
        return lambda: connect().with_options(timeout=timeout_for(kind))

    return choose
