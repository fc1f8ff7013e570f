"""The voice stage with the real storage and the stand-in: a failing write is repeated, not the payment."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import openai
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from functions.tts.service import synthesize_voiceover
from local.cloud import LOCAL_KEY, Cloud
from testing.seller import Provider
from testing.tts_job import ignore, only_provider, store_with
from tests.integration.test_storage import TOKEN
from vidx import keys
from vidx.adapters.openai.audio import OpenAiSpeech
from vidx.adapters.s3 import S3Store, s3_client
from vidx.errors import StorageUnavailable
from vidx.jobs.events import StageInput
from vidx.jobs.paid_results import PROBE
from vidx.jobs.request import VideoRequest

BOTOCORE_ATTEMPTS = 3


@dataclass
class Refusals:
    """Answers 503 to the next `left` requests that write `key`."""

    key: str
    left: int = 0

    def answer(self, request: Any, **_: object) -> AWSResponse | None:
        if not self.left or not request.url.endswith(self.key):
            return None
        self.left -= 1
        return AWSResponse(request.url, 503, HTTPHeaders(), _Body())


class _Body:
    """The body of an answer as botocore reads it."""

    def stream(self, **_: object) -> Iterator[bytes]:
        yield b"<Error><Code>SlowDown</Code></Error>"


@pytest.fixture
def event(cloud: Cloud) -> StageInput:
    """A job whose script is written."""
    job_id, prepared = uuid4().hex, store_with()
    request = VideoRequest.model_validate_json(prepared.objects[keys.job_request("j1")])
    files = {
        keys.job_request(job_id): request.model_copy(update={"job_id": job_id}).model_dump_json(by_alias=True).encode(),
        keys.script(job_id): prepared.objects[keys.script("j1")],
    }
    with closing(s3_client(TOKEN, cloud.description.aws_endpoint)) as client:
        for key, body in files.items():
            S3Store(lambda: client, cloud.description.work_bucket).put(key, body, "application/json")
    return StageInput(job_id=job_id, attempt=1)


@pytest.fixture
def refusals(event: StageInput) -> Refusals:
    return Refusals(keys.voice(event.job_id))


@pytest.fixture
def store(cloud: Cloud, refusals: Refusals) -> Iterator[S3Store]:
    with closing(s3_client(TOKEN, cloud.description.aws_endpoint)) as client:
        answer: Any = refusals.answer
        client.meta.events.register("before-send.s3.PutObject", answer)
        yield S3Store(lambda: client, cloud.description.work_bucket)


def record_voice(event: StageInput, store: S3Store, provider: Provider) -> None:
    def connect() -> openai.OpenAI:
        return openai.OpenAI(api_key=LOCAL_KEY, base_url=f"{provider.url}/v1", max_retries=0)

    synthesize_voiceover(event, store, only_provider(OpenAiSpeech(connect, "gpt-4o-mini-tts")), ignore)


def test_a_voice_whose_write_fails_is_paid_once(
    event: StageInput, store: S3Store, refusals: Refusals, provider: Provider
) -> None:
    before = provider.answered()["speech"]
    refusals.left = BOTOCORE_ATTEMPTS + 1

    record_voice(event, store, provider)

    assert refusals.left == 0
    assert provider.answered()["speech"] == before + 1
    assert store.get(keys.voice(event.job_id)).startswith(b"RIFF")
    assert store.head(f"{keys.voice(event.job_id)}{PROBE}") is None


def test_nothing_is_paid_while_the_storage_takes_no_object(
    event: StageInput, store: S3Store, refusals: Refusals, provider: Provider
) -> None:
    before = provider.answered()["speech"]
    refusals.key, refusals.left = f"{refusals.key}{PROBE}", BOTOCORE_ATTEMPTS

    with pytest.raises(StorageUnavailable):
        record_voice(event, store, provider)

    assert provider.answered()["speech"] == before
