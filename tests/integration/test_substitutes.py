"""A recording that breaks off is not published; what a substitute made is named in the job's status."""

from typing import Any
from uuid import uuid4

import pytest

from local.cloud import Cloud
from testing.seller import Provider, Seller
from vidx import keys
from vidx.words import WordTimings


def script() -> str:
    """WordTimings that no other test has spoken: the stand-in knows what it has spoken before, also beyond a cut."""
    first, second = (" ".join(uuid4().hex[:5].translate(LETTERS) for _ in range(4)) for _ in range(2))
    return f"This lamp comes from {first}. It was made for {second}. It is made of brass. It costs $89.50."


LETTERS = str.maketrans("0123456789", "aeiouaeiou")


def fallbacks(status: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["stage"], each["provider"], each["code"]) for each in status["fallbacks"]]


def spoken_to_the_end(cloud: Cloud, status: dict[str, Any]) -> bool:
    """Return whether the captions' last word is the script's, and ends with the voice."""
    bucket = cloud.description.work_bucket
    body = cloud.aws.buckets.get_object(Bucket=bucket, Key=keys.words(status["jobId"]))["Body"].read()
    words = WordTimings.model_validate_json(body)
    return words.words[-1].text in status["script"] and status["duration"] > words.words[-1].end_s


def test_a_voice_that_breaks_off_late_is_heard_and_replaced(
    cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    """Its length is plausible, so the captions stage sends the job back to the voice stage."""
    provider.fail("speech", "breaks-off", 10)
    before = provider.answered()

    status = seller.wait(seller.start(photo_keys, script=script()))

    assert status["status"] == "complete"
    assert fallbacks(status) == [("tts", "speech", "VoiceIncomplete")]
    assert spoken_to_the_end(cloud, status)
    paid = {name: count - before[name] for name, count in provider.answered().items()}
    assert (paid["speech"], paid["realtime"]) == (1, 1)


@pytest.mark.parametrize("kind", ["breaks-off", "malformed"])
def test_a_job_whose_recordings_are_all_unusable_publishes_nothing(
    seller: Seller, photo_keys: list[str], provider: Provider, kind: str
) -> None:
    provider.fail("speech", kind, 10)
    provider.fail("realtime", "malformed", 10)
    provider.fail("polly", "malformed", 10)

    status = seller.wait(seller.start(photo_keys, script=script()))

    assert (status["status"], status["error"]["code"]) == ("error", "ProviderMalformed")
    assert status["videoUrl"] is None


def test_every_substitute_of_a_job_is_named(seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    for endpoint in ("chat", "responses"):
        provider.fail(endpoint, "retired", 10)
    provider.fail("speech", "retired", 10)

    status = seller.wait(seller.start(photo_keys, title=f"Brass lamp {uuid4().hex[:4].translate(LETTERS)}"))

    assert status["status"] == "complete"
    named = fallbacks(status)
    assert ("tts", "speech", "ProviderRetired") in named
    assert {(stage, code) for stage, _, code in named} == {("script", "ProviderRetired"), ("tts", "ProviderRetired")}
    assert all(each["message"] for each in status["fallbacks"])


def test_a_job_by_the_first_choices_names_none(seller: Seller, photo_keys: list[str]) -> None:
    assert seller.wait(seller.start(photo_keys, script=script()))["fallbacks"] == []


def test_a_draft_by_a_substitute_says_so(seller: Seller, provider: Provider) -> None:
    for endpoint in ("chat", "responses"):
        provider.fail(endpoint, "retired", 10)
    details = {"title": "Brass lamp", "description": "A lamp of brass.", "price": 89.5, "language": "en"}

    draft = seller.http.post("/api/video/generate-script", json=details).raise_for_status().json()

    assert {(each["stage"], each["code"]) for each in draft["fallbacks"]} == {("script", "ProviderRetired")}
