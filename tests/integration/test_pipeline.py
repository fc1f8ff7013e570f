"""Jobs from request to published video, through every real part of the local cloud."""

import io
import wave
from typing import Any
from uuid import uuid4

import av
import httpx
import pytest
from PIL import Image

from local.cloud import Cloud
from testing.pictures import encode
from testing.seller import BRIEF, LAMP, Provider, Seller
from vidx import keys
from vidx.jobs.model import Stage
from vidx.words import WordTimings

TAIL_S = 1.8
"""Seconds that the end card stays after the voice."""


@pytest.fixture(scope="module")
def finished(seller: Seller, photo_keys: list[str]) -> dict[str, Any]:
    """The status of a job without errors."""
    status = seller.wait(seller.start(photo_keys, music="upbeat"))
    assert status["status"] == "complete", status
    return status


def work_object(cloud: Cloud, key: str) -> bytes:
    return cloud.aws.buckets.get_object(Bucket=cloud.description.work_bucket, Key=key)["Body"].read()


def voice_of(status: dict[str, Any]) -> tuple[str, str, str]:
    """The final status of the job, and the provider of the voice."""
    voice = next(stage for stage in status["stages"] if stage["name"] == "tts")
    return status["status"], voice["provider"], voice["model"]


def test_the_published_video_plays_for_as_long_as_the_voice_and_its_tail(
    cloud: Cloud, finished: dict[str, Any]
) -> None:
    response = httpx.get(finished["videoUrl"]).raise_for_status()
    with wave.open(io.BytesIO(work_object(cloud, keys.voice(finished["jobId"])))) as voice:
        voice_s = voice.getnframes() / voice.getframerate()
    with av.open(io.BytesIO(response.content), "r") as container:
        frames = sum(1 for _ in container.decode(video=0))
        audio = container.streams.audio[0]
        assert audio.codec_context.name == "aac"
    assert frames / 30 == pytest.approx(voice_s + TAIL_S, abs=0.1)
    assert finished["duration"] == pytest.approx(frames / 30, abs=0.05)
    assert finished["size"] == len(response.content)


def test_published_files_have_their_types_and_a_days_caching(finished: dict[str, Any]) -> None:
    for name, content_type in (("videoUrl", "video/mp4"), ("thumbnailUrl", "image/jpeg"), ("captionsUrl", "text/vtt")):
        answer = httpx.get(finished[name]).raise_for_status()
        assert answer.headers["content-type"].startswith(content_type)
        assert answer.headers["cache-control"] == "public, max-age=86400"


def test_captions_show_the_scripts_own_words(finished: dict[str, Any]) -> None:
    captions = httpx.get(finished["captionsUrl"]).raise_for_status().text
    assert captions.startswith("WEBVTT")
    caption_text = " ".join(line for line in captions.splitlines() if line and "-->" not in line and line != "WEBVTT")
    for word in finished["script"].split():
        assert word in caption_text


def test_every_stage_records_its_time_cost_and_provider(finished: dict[str, Any]) -> None:
    stages = {stage["name"]: stage for stage in finished["stages"]}
    assert set(stages) == {stage.value for stage in Stage}
    assert all(stage["seconds"] > 0 and stage["costUsd"] > 0 for stage in stages.values())
    assert stages["script"]["provider"] == stages["tts"]["provider"] == "openai"
    assert 0 < finished["cost"]["totalUsd"] < 0.02


def test_the_script_has_no_other_figures_than_the_listing(finished: dict[str, Any]) -> None:
    figures = {word.strip("$.,!?") for word in finished["script"].split() if any(ch.isdigit() for ch in word)}
    assert figures <= {"89.50", "89.5", "1962", "2021", "45"}


def test_a_sellers_script_is_spoken_unchanged_without_a_model_call(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    before = provider.answered()
    words = "My lamp, my words. Take it home today."
    status = seller.wait(seller.start(photo_keys, script=words))
    after = provider.answered()
    assert status["script"] == words
    assert (after["chat"], after["responses"]) == (before["chat"], before["responses"])


def test_a_transient_voice_error_is_retried_without_a_notice(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail("speech", "500", 2)
    assert seller.wait(seller.start(photo_keys, script=BRIEF))["status"] == "complete"


def test_the_template_replaces_a_retired_script_model(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    for endpoint in ("chat", "responses"):
        provider.fail(endpoint, "retired", 10)
    status = seller.wait(seller.start(photo_keys))
    stages = {stage["name"]: stage for stage in status["stages"]}
    assert (status["status"], stages["script"]["provider"]) == ("complete", "template")


def test_the_realtime_api_replaces_a_retired_voice(seller: Seller, photo_keys: list[str], provider: Provider) -> None:
    provider.fail("speech", "retired", 10)
    assert voice_of(seller.wait(seller.start(photo_keys, script=BRIEF))) == (
        "complete",
        "realtime",
        "gpt-realtime-2.1-mini",
    )


def test_a_reworded_recording_with_the_same_facts_is_kept_and_captioned(
    cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail("speech", "retired", 10)
    provider.fail("realtime", "reworded", 10)
    status = seller.wait(seller.start(photo_keys, script=BRIEF))
    assert voice_of(status) == ("complete", "realtime", "gpt-realtime-2.1-mini")
    words = WordTimings.model_validate_json(work_object(cloud, keys.words(status["jobId"]))).words
    assert " ".join(word.text for word in words).endswith("Thanks for listening.")


def test_polly_replaces_a_realtime_model_that_changes_the_price(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail("speech", "retired", 10)
    provider.fail("realtime", "untrue", 10)
    status = seller.wait(seller.start(photo_keys, script=BRIEF))
    assert voice_of(status) == ("complete", "polly", "polly-neural")
    assert next(stage for stage in status["stages"] if stage["name"] == "captions")["provider"]


def test_discarded_recordings_are_in_the_cost_of_the_failed_job(
    seller: Seller, photo_keys: list[str], provider: Provider, finished: dict[str, Any]
) -> None:
    provider.fail_all_voices("malformed")

    failed = seller.wait(seller.start(photo_keys))

    assert (failed["status"], failed["error"]["code"]) == ("error", "ProviderMalformed")
    assert failed["cost"]["providersUsd"] > 1.5 * finished["cost"]["providersUsd"] > 0


def test_a_failed_job_says_why_and_a_retry_pays_only_for_the_failed_stage(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail_all_voices("unauthorized")
    job_id = seller.start(photo_keys)
    failed = seller.wait(job_id)
    assert failed["status"] == "error"
    assert (failed["error"]["code"], failed["error"]["stage"]) == ("ProviderUnauthorized", "tts")
    provider.heal()
    before = provider.answered()
    assert seller.http.post(f"/api/video/jobs/{job_id}/retry").status_code == 202
    status = seller.wait(job_id)
    after = provider.answered()
    assert status["status"] == "complete"
    assert after["speech"] == before["speech"] + 1
    assert (after["chat"], after["responses"]) == (before["chat"], before["responses"])


def test_a_canceled_job_stops_and_can_be_retried(seller: Seller, photo_keys: list[str]) -> None:
    job_id = seller.start(photo_keys)
    seller.wait(job_id, "audio", "captions", "render")
    assert seller.http.post(f"/api/video/jobs/{job_id}/cancel").status_code == 200
    assert seller.status(job_id)["status"] == "canceled"
    assert seller.http.post(f"/api/video/jobs/{job_id}/cancel").status_code == 200
    assert seller.http.post(f"/api/video/jobs/{job_id}/retry").status_code == 202
    assert seller.wait(job_id)["status"] == "complete"


def test_the_same_request_sent_twice_starts_one_job(seller: Seller, photo_keys: list[str]) -> None:
    key = uuid4().hex
    first, second = (seller.generate(photo_keys, key).json()["jobId"] for _ in range(2))
    other = seller.generate(photo_keys, key, title="Another lamp")
    assert first == second
    assert (other.status_code, other.json()["code"]) == (422, "IdempotencyMismatch")
    seller.http.post(f"/api/video/jobs/{first}/cancel")


def test_a_job_of_another_account_is_not_found(stranger: Seller, finished: dict[str, Any]) -> None:
    for path in (f"status/{finished['jobId']}", f"status/{uuid4().hex}"):
        answer = stranger.http.get(f"/api/video/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "NotFound")
    assert stranger.http.post(f"/api/video/jobs/{finished['jobId']}/cancel").status_code == 404


def test_photos_of_another_account_cannot_be_used(stranger: Seller, photo_keys: list[str]) -> None:
    answer = stranger.generate(photo_keys)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "photos[0]"


def test_without_a_token_only_the_public_routes_answer(seller: Seller, cloud: Cloud) -> None:
    base = cloud.description.api_url
    assert httpx.get(f"{base}/api/video/jobs").status_code == 401
    assert httpx.get(f"{base}/api/video/jobs", headers={"Authorization": "Bearer nonsense"}).status_code == 401
    for path in ("healthz", "options", "openapi.json", "docs"):
        assert httpx.get(f"{base}/api/{path}").status_code == 200


def test_an_unknown_route_answers_with_a_problem(seller: Seller) -> None:
    answer = seller.http.get("/api/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_file_that_is_no_photo_is_refused_before_anything_is_paid(seller: Seller, provider: Provider) -> None:
    before = provider.answered()
    text = b"this is not a photo at all, whatever its name says " * 20
    answer = seller.generate(seller.upload([text]))
    assert (answer.status_code, answer.json()["code"]) == (422, "UnusablePhoto")
    assert answer.json()["errors"][0]["field"] == "photos[0]"
    assert provider.answered() == before


def test_a_photo_that_cannot_be_decoded_is_refused_by_number_before_anything_is_paid(
    seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    whole = encode(Image.effect_noise((1600, 1200), 60).convert("RGB"), "JPEG", quality=90)
    half = len(whole) // 2
    damaged = whole[:half] + bytes(len(whole) - half - 2) + whole[-2:]
    keys_ = [photo_keys[0], *seller.upload([damaged])]
    before = provider.answered()

    status = seller.wait(seller.start(keys_))

    assert (status["status"], status["error"]["code"], status["error"]["photo"]) == ("error", "UnusablePhoto", 2)
    assert [stage["name"] for stage in status["stages"]] == ["photos"]
    assert status["message"].startswith("Photo 2 is damaged")
    assert provider.answered() == before


def test_a_draft_is_returned_with_word_count_duration_and_cost(seller: Seller) -> None:
    draft = seller.http.post("/api/video/generate-script", json={**LAMP, "duration": 15}).raise_for_status().json()
    assert draft["success"] is True
    assert draft["wordCount"] == len(draft["script"].split())
    assert draft["estimatedDuration"] == pytest.approx(15, rel=0.15)


def test_own_jobs_are_listed_newest_first(seller: Seller, finished: dict[str, Any]) -> None:
    jobs = seller.http.get("/api/video/jobs").raise_for_status().json()["jobs"]
    created = [job["createdAt"] for job in jobs]
    assert created == sorted(created, reverse=True)
    assert finished["jobId"] in [job["jobId"] for job in jobs]


def test_a_finished_job_answers_304_to_its_etag(seller: Seller, finished: dict[str, Any]) -> None:
    path = f"/api/video/status/{finished['jobId']}"
    etag = seller.http.get(path).headers["etag"]
    assert seller.http.get(path, headers={"If-None-Match": etag}).status_code == 304
