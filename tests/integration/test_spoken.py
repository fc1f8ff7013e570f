"""Spoken forms of scripts in whole jobs: the voice uses the model's form, the captions the script's own text."""

from typing import Any

import httpx
import openai

from local.cloud import Cloud
from testing.seller import LAMP, Provider, Seller
from vidx import keys
from vidx.adapters.openai.audio import OpenAiTranscriber
from vidx.script import Script

OWN = 'My lamp is 84"W x 38"D, from 1962. See it M-F, only $89.50!'


def work_object(cloud: Cloud, key: str) -> bytes:
    return cloud.aws.buckets.get_object(Bucket=cloud.description.work_bucket, Key=key)["Body"].read()


def voice_transcript(cloud: Cloud, provider: Provider, status: dict[str, Any]) -> str:
    """What the job's voice says, as the stand-in knows it from the words that it spoke."""
    with openai.OpenAI(api_key="sk-test", base_url=f"{provider.url}/v1", max_retries=0) as client:
        voice = work_object(cloud, keys.voice(status["jobId"]))
        transcript = OpenAiTranscriber(lambda: client, "whisper-1").transcribe(voice, "en")
    return " ".join(word.text for word in transcript.words)


def captions(status: dict[str, Any]) -> str:
    lines = httpx.get(status["captionsUrl"]).raise_for_status().text.splitlines()
    return " ".join(line for line in lines if line and "-->" not in line and line != "WEBVTT")


def finished(seller: Seller, photo_keys: list[str], **changes: Any) -> dict[str, Any]:
    status = seller.wait(seller.start(photo_keys, **changes))
    assert status["status"] == "complete", status
    return status


def test_a_sellers_script_is_spoken_in_the_models_form_and_shown_unchanged(
    cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    before = provider.answered()["chat"]

    status = finished(seller, photo_keys, script=OWN, description=f"{LAMP['description']} {OWN}")

    voice = voice_transcript(cloud, provider, status)
    assert "inches wide by thirty" in voice
    assert "Monday to Friday" in voice
    assert status["script"] == OWN
    assert "M-F" in captions(status)
    assert provider.answered()["chat"] == before + 1
    assert next(stage for stage in status["stages"] if stage["name"] == "script")["costUsd"] > 0


def test_a_spoken_form_with_another_price_is_not_used(
    cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail("chat", "wrong-price", 1)

    status = finished(seller, photo_keys, script=OWN, description=f"{LAMP['description']} {OWN}")

    voice = voice_transcript(cloud, provider, status)
    assert "thousand" not in voice
    assert "dollars" in voice
    script = Script.model_validate_json(work_object(cloud, keys.script(status["jobId"])))
    assert "thousand" not in " ".join(script.spoken)


def test_an_unedited_draft_is_paid_once_and_keeps_its_spoken_form(
    cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    before = provider.answered()["chat"]
    details = {**LAMP, "title": "Brass floor lamp"}
    draft = seller.http.post("/api/video/generate-script", json=details).raise_for_status().json()["script"]
    written = provider.answered()["chat"]

    status = finished(seller, photo_keys, **{**details, "script": draft})

    assert written > before
    assert provider.answered()["chat"] == written
    assert status["script"] == draft
    assert any(Script.model_validate_json(work_object(cloud, keys.script(status["jobId"]))).spoken)


def test_a_voice_far_from_the_requested_length_is_noted(seller: Seller, photo_keys: list[str]) -> None:
    status = finished(seller, photo_keys, script="My lamp. Take it home today.")

    assert [notice["code"] for notice in status["notices"]] == ["SpokenLength"]
    assert "shorter than the 15 seconds" in status["notices"][0]["message"]
