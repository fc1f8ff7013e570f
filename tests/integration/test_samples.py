"""Samples of the voices on the whole system, every call checked against its caller's role."""

import io
import time
import wave
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from functions.api.voice_samples import TRANSIENT_PAUSE_S
from local.cloud import Cloud
from testing.seller import Provider, Seller
from vidx import keys


@pytest.fixture(autouse=True)
def nothing_recorded(cloud: Cloud) -> None:
    """Delete the samples that earlier tests recorded."""
    bucket = cloud.description.work_bucket
    samples = cloud.aws.buckets.list_objects_v2(Bucket=bucket, Prefix=keys.VOICE_SAMPLES).get("Contents", [])
    for sample in samples:
        cloud.aws.buckets.delete_object(Bucket=bucket, Key=sample["Key"])


def sample(cloud: Cloud, voice: str) -> httpx.Response:
    """Ask for a sample as a visitor does."""
    return httpx.get(f"{cloud.description.api_url}/api/voices/{voice}/preview", timeout=30)


def record(seller: Seller, voice: str) -> httpx.Response:
    return seller.http.post(f"/api/voices/{voice}/preview", timeout=30)


def test_a_recorded_voice_sample_needs_no_sign_in_and_is_paid_once(
    cloud: Cloud, provider: Provider, seller: Seller
) -> None:
    before = provider.answered().get("speech", 0)

    nothing = sample(cloud, "verse")
    recorded = [record(seller, "verse").status_code for _ in range(2)]
    replies = [sample(cloud, "verse") for _ in range(2)]

    assert (nothing.status_code, recorded) == (404, [204, 204])
    assert [reply.status_code for reply in replies] == [302, 302]
    sound = httpx.get(replies[1].headers["location"], headers={"Range": "bytes=0-"}, timeout=30)
    assert (sound.status_code, sound.headers["content-type"]) == (206, "audio/wav")
    with wave.open(io.BytesIO(sound.content)) as file:
        assert 2 < file.getnframes() / file.getframerate() < 8
    assert provider.answered()["speech"] == before + 1


def test_concurrent_requests_for_a_sample_pay_once(provider: Provider, seller: Seller) -> None:
    before = provider.answered().get("speech", 0)

    with ThreadPoolExecutor() as pool:
        replies = list(pool.map(lambda voice: record(seller, voice), ["sage"] * 4))

    assert [reply.status_code for reply in replies] == [204] * 4
    assert provider.answered()["speech"] == before + 1


def test_a_visitor_records_nothing(cloud: Cloud, provider: Provider) -> None:
    before = provider.answered().get("speech", 0)

    reply = httpx.post(f"{cloud.description.api_url}/api/voices/verse/preview", timeout=30)

    assert reply.status_code == 401
    assert provider.answered().get("speech", 0) == before


def test_an_unsigned_link_is_refused(cloud: Cloud, seller: Seller) -> None:
    record(seller, "verse")
    link = sample(cloud, "verse").headers["location"]

    assert httpx.get(link.partition("?")[0], timeout=30).status_code == 403


def test_an_unavailable_voice_is_reported_and_recorded_later(provider: Provider, seller: Seller) -> None:
    provider.fail("speech", "500", 1)

    down = record(seller, "ballad")

    assert (down.status_code, down.json()["code"], down.json()["retryable"]) == (503, "ProviderUnavailable", True)
    assert record(seller, "ballad").status_code == 503  # no second call within the pause
    time.sleep(TRANSIENT_PAUSE_S)
    assert record(seller, "ballad").status_code == 204
