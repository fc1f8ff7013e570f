"""A stand-in server for all tests of this folder, reset before each; its faults and the errors that they cause."""

from collections.abc import Callable, Iterator
from contextlib import closing

import boto3
import openai
import pytest
from botocore.config import Config
from mypy_boto3_polly import PollyClient

from testing.standin import Standin, serving
from vidx.adapters.polly import PollySpeech
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


def polly_at(root: str, timeout_s: float = 30.0) -> PollyClient:
    return boto3.client(
        "polly",
        endpoint_url=root,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(read_timeout=timeout_s, retries={"total_max_attempts": 1}),
    )


@pytest.fixture
def polly(standin: Standin) -> Iterator[PollySpeech]:
    with closing(polly_at(standin.root)) as client:
        yield PollySpeech(lambda: client, "neural")
