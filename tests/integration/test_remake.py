"""Versions of a finished video: which stages run and are paid again, and which results are copied."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from local.cloud import Cloud
from local.paths import ROOT
from testing.pictures import picture
from testing.seller import LAMP, Provider, Seller
from vidx import keys

LISTING = {name: value for name, value in LAMP.items() if name != "music"}
PAID_ENDPOINTS = ("chat", "responses", "speech", "realtime", "polly", "transcriptions")


@pytest.fixture(scope="module")
def first(seller: Seller) -> dict[str, Any]:
    """The status of a finished job with photos of camera size."""
    photos = [(ROOT / "samples" / name).read_bytes() for name in ("01-front.jpg", "05-back.jpg")]
    job_id = seller.start(seller.upload(photos))
    status = seller.wait(job_id)
    assert status["status"] == "complete", status
    return status


def remake(seller: Seller, job_id: str, **changes: Any) -> dict[str, Any]:
    """Make another version and wait for it."""
    answer = seller.http.post(f"/api/video/jobs/{job_id}/remake", json=changes)
    assert answer.status_code == 202, answer.text
    status = seller.wait(answer.json()["jobId"])
    assert (status["status"], status["remakeOf"]) == ("complete", job_id), status
    return status


def reused(status: dict[str, Any]) -> set[str]:
    return {stage["name"] for stage in status["stages"] if stage["reused"]}


def charged(before: Mapping[str, int], after: Mapping[str, int]) -> set[str]:
    return {endpoint for endpoint in PAID_ENDPOINTS if after.get(endpoint, 0) > before.get(endpoint, 0)}


def sums(cloud: Cloud, status: dict[str, Any]) -> list[str]:
    """Checksums of the job's working photos."""
    bucket = cloud.description.work_bucket
    names = [keys.working_copy(status["jobId"], index) for index in range(status["photoCount"])]
    return [cloud.aws.buckets.head_object(Bucket=bucket, Key=name)["ETag"] for name in names]


@pytest.mark.parametrize(
    ("changes", "reused_stages", "charged_endpoints"),
    [
        ({"music": "calm"}, {"script", "photos", "tts", "captions"}, set()),
        ({"format": "1:1"}, {"script", "tts"}, set()),
        ({"captionStyle": "clean"}, {"script", "photos", "tts"}, set()),
        ({"voice": "onyx"}, {"script", "photos"}, {"speech"}),
        ({"script": "My lamp, other words. Take it home today."}, {"photos"}, {"speech"}),
        ({"script": "My lamp for $89.50. Take it home today."}, {"photos"}, {"chat", "speech"}),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, dict) else "",
)
def test_only_affected_stages_run_again_and_are_paid(
    seller: Seller,
    first: dict[str, Any],
    provider: Provider,
    changes: dict[str, Any],
    reused_stages: set[str],
    charged_endpoints: set[str],
) -> None:
    before = provider.answered()

    status = remake(seller, first["jobId"], **changes)

    assert charged(before, provider.answered()) == charged_endpoints
    assert reused(status) == reused_stages
    assert httpx.get(status["videoUrl"]).content != httpx.get(first["videoUrl"]).content


def test_only_a_replaced_photo_is_prepared_again(
    cloud: Cloud, seller: Seller, first: dict[str, Any], provider: Provider
) -> None:
    [new] = seller.upload([picture(width_px=1500, height_px=1500, color="teal")])
    before = provider.answered()

    status = remake(seller, first["jobId"], photos=[2, new])

    assert charged(before, provider.answered()) == set()
    assert reused(status) == {"script", "tts", "captions"}
    was, now = sums(cloud, first), sums(cloud, status)
    assert now[0] == was[1]
    assert now[1] not in was


def test_going_back_to_an_earlier_choice_reuses_that_video(
    seller: Seller, first: dict[str, Any], provider: Provider
) -> None:
    calm = remake(seller, first["jobId"], music="calm")
    before = provider.answered()

    again = remake(seller, calm["jobId"], music=LAMP["music"])

    assert charged(before, provider.answered()) == set()
    assert reused(again) == {"script", "photos", "tts", "captions", "render"}
    assert httpx.get(again["videoUrl"]).content == httpx.get(first["videoUrl"]).content


def test_a_published_version_is_shown_in_the_listing_when_it_is_ready(
    cloud: Cloud, seller: Seller, first: dict[str, Any]
) -> None:
    created = seller.http.post("/api/ads/create", json={**LISTING, "jobId": first["jobId"]}).raise_for_status().json()
    listing = f"{cloud.description.api_url}/api/ads/{created['adId']}"

    answer = seller.http.post(f"/api/video/jobs/{first['jobId']}/remake", json={"format": "16:9", "publish": True})

    assert answer.json()["adId"] == created["adId"]
    assert httpx.get(listing).json()["videoUrl"] == first["videoUrl"]
    status = seller.wait(answer.json()["jobId"])
    assert (status["status"], status["adId"]) == ("complete", created["adId"])
    assert httpx.get(listing).json()["videoUrl"] == status["videoUrl"] != first["videoUrl"]


def test_a_video_of_another_account_cannot_be_remade(stranger: Seller, first: dict[str, Any]) -> None:
    answer = stranger.http.post(f"/api/video/jobs/{first['jobId']}/remake", json={"music": "calm"})

    assert (answer.status_code, answer.json()["code"]) == (404, "NotFound")
