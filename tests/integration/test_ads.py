"""Listings on the whole system: active with their video, one for each job, without effect on the job."""

import re
import time
from typing import Any

import httpx
import pytest

from local.cloud import Cloud
from testing.seller import BRIEF, LAMP, TIMEOUT_S, Provider, Seller

DETAILS = {name: value for name, value in LAMP.items() if name != "music"}

UNSTOPPED_S = 4.0
"""Time in which a version of a small video would become public if nothing stopped it."""


def anybody(cloud: Cloud, path: str) -> httpx.Response:
    return httpx.get(f"{cloud.description.api_url}{path}", timeout=30)


def mine(seller: Seller, ad_id: str) -> dict[str, Any] | None:
    ads: list[dict[str, Any]] = seller.http.get("/api/ads/mine?limit=100").raise_for_status().json()["ads"]
    return next((ad for ad in ads if ad["adId"] == ad_id), None)


def until(seller: Seller, ad_id: str, status: str) -> dict[str, Any]:
    """Wait until the ad has this status, a moment after its job, and return it."""
    deadline = time.monotonic() + TIMEOUT_S
    while (ad := mine(seller, ad_id)) is None or ad["status"] != status:
        assert time.monotonic() < deadline, ad
        time.sleep(0.1)
    return ad


def publish(seller: Seller, keys: list[str], **changes: Any) -> tuple[str, str]:
    """Request a video and its listing, and return the ids of job and ad."""
    answer = seller.generate(keys, publish=True, **changes)
    assert answer.status_code == 202, answer.text
    return answer.json()["jobId"], answer.json()["adId"]


def meta(html: str, name: str) -> str:
    match = re.search(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)"', html)
    assert match, name
    return match.group(1)


@pytest.fixture(scope="module")
def live(seller: Seller, photo_keys: list[str], cloud: Cloud) -> dict[str, Any]:
    """A listing that was requested together with its video, which is finished."""
    job_id, ad_id = publish(seller, photo_keys)
    waiting = mine(seller, ad_id)
    assert waiting is not None
    assert (waiting["status"], waiting["jobId"]) == ("processing", job_id)
    assert anybody(cloud, f"/api/ads/{ad_id}").status_code == anybody(cloud, f"/ads/{ad_id}").status_code == 404
    status = seller.wait(job_id)
    assert (status["status"], status["adId"]) == ("complete", ad_id)
    ad: dict[str, Any] = anybody(cloud, f"/api/ads/{ad_id}").raise_for_status().json()
    return {**ad, "job": status}


def test_a_listing_becomes_active_with_the_video_of_its_job(live: dict[str, Any]) -> None:
    assert live["status"] == "active"
    for name in ("videoUrl", "thumbnailUrl", "captionsUrl", "duration"):
        assert live[name] == live["job"][name]
    assert httpx.get(live["videoUrl"]).headers["content-type"] == "video/mp4"
    assert "jobId" not in live


def test_the_feed_shows_it_as_data_and_as_a_page(cloud: Cloud, live: dict[str, Any]) -> None:
    assert live["adId"] in [ad["adId"] for ad in anybody(cloud, "/api/ads").json()["ads"]]
    assert f'href="/ads/{live["adId"]}"' in anybody(cloud, "/ads").raise_for_status().text


def test_its_page_has_link_previews_and_plays_the_video(cloud: Cloud, live: dict[str, Any]) -> None:
    answer = anybody(cloud, f"/ads/{live['adId']}").raise_for_status()

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert meta(answer.text, "og:title") == "Brass desk lamp · $89.50"
    assert meta(answer.text, "og:url") == f"{cloud.description.api_url}/ads/{live['adId']}"
    assert meta(answer.text, "og:video") == live["videoUrl"]
    assert meta(answer.text, "og:image") == live["thumbnailUrl"]
    assert f'<track kind="captions" src="{live["captionsUrl"]}"' in answer.text


def test_head_requests_are_answered(cloud: Cloud, live: dict[str, Any]) -> None:
    answer = httpx.head(f"{cloud.description.api_url}/ads/{live['adId']}", timeout=30)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_an_unknown_listing_is_a_page_for_browsers_and_a_problem_for_clients(cloud: Cloud) -> None:
    page, problem = anybody(cloud, "/ads/nosuchlisting"), anybody(cloud, "/api/ads/nosuchlisting")

    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")


def test_own_listings_need_a_sign_in_and_their_path_is_not_an_id(cloud: Cloud) -> None:
    assert anybody(cloud, "/api/ads/mine").status_code == 401


def test_price_and_text_change_on_the_page_at_once(cloud: Cloud, seller: Seller, live: dict[str, Any]) -> None:
    changed = seller.http.patch(f"/api/ads/{live['adId']}", json={"price": 75, "title": "Brass lamp <1962>"})

    assert (changed.status_code, changed.json()["price"]) == (200, 75)
    page = anybody(cloud, f"/ads/{live['adId']}").text
    assert meta(page, "og:title") == "Brass lamp &lt;1962&gt; · $75"
    seller.http.patch(f"/api/ads/{live['adId']}", json=DETAILS).raise_for_status()


def test_another_account_can_neither_change_nor_delete_it(stranger: Seller, live: dict[str, Any]) -> None:
    assert stranger.http.patch(f"/api/ads/{live['adId']}", json={"price": 1}).status_code == 404
    assert stranger.http.delete(f"/api/ads/{live['adId']}").status_code == 404


def test_a_finished_job_has_one_listing_that_is_active_at_once(
    seller: Seller, photo_keys: list[str], cloud: Cloud
) -> None:
    job_id = seller.start(photo_keys, script=BRIEF)
    assert seller.wait(job_id)["status"] == "complete"
    body = {**DETAILS, "jobId": job_id}

    first, second = (seller.http.post("/api/ads/create", json=body) for _ in range(2))

    assert first.status_code == 201, first.text
    assert first.json() == second.json()
    assert anybody(cloud, f"/api/ads/{first.json()['adId']}").json()["status"] == "active"


def test_deleting_a_listing_deletes_its_public_files_and_no_others(
    seller: Seller, photo_keys: list[str], live: dict[str, Any]
) -> None:
    job_id, ad_id = publish(seller, photo_keys, title="Lamp to be deleted", script=BRIEF)
    status = seller.wait(job_id)
    files = [status[name] for name in ("videoUrl", "thumbnailUrl", "captionsUrl")]
    assert [httpx.head(url).status_code for url in files] == [200, 200, 200]

    assert [seller.http.delete(f"/api/ads/{ad_id}").status_code for _ in range(2)] == [204, 204]

    assert [httpx.head(url).status_code for url in files] == [404, 404, 404]
    after = seller.status(job_id)
    assert (after["status"], after["videoUrl"], after["adId"]) == ("complete", None, None)
    refused = seller.http.post("/api/ads/create", json={**DETAILS, "jobId": job_id})
    assert (refused.status_code, refused.json()["code"]) == (409, "JobClosed")
    assert httpx.head(live["videoUrl"]).status_code == 200


def test_deleting_a_listing_deletes_the_version_that_it_showed_before(
    cloud: Cloud, seller: Seller, photo_keys: list[str]
) -> None:
    first, ad_id = publish(seller, photo_keys, title="Lamp in two versions", script=BRIEF)
    seller.wait(first)
    changes = {"music": "calm", "publish": True}
    second = seller.http.post(f"/api/video/jobs/{first}/remake", json=changes).raise_for_status().json()["jobId"]
    jobs = (first, second)
    video_urls = [seller.wait(job_id)["videoUrl"] for job_id in jobs]
    assert [httpx.head(video_url).status_code for video_url in video_urls] == [200, 200]

    assert seller.http.delete(f"/api/ads/{ad_id}").status_code == 204

    assert [httpx.head(video_url).status_code for video_url in video_urls] == [404, 404]
    assert [seller.status(job_id)["videoUrl"] for job_id in jobs] == [None, None]
    videos = cloud.description.videos_table
    rows = [cloud.aws.dynamodb.get_item(TableName=videos, Key={"job_id": {"S": job_id}}) for job_id in jobs]
    assert all("Item" not in row for row in rows)


def test_a_version_still_being_made_for_a_deleted_listing_never_becomes_public(
    seller: Seller, photo_keys: list[str]
) -> None:
    first, ad_id = publish(seller, photo_keys, title="Lamp deleted too soon")
    video_url = seller.wait(first)["videoUrl"]
    changes = {"voice": "onyx", "publish": True}
    second = seller.http.post(f"/api/video/jobs/{first}/remake", json=changes).raise_for_status().json()["jobId"]
    seller.wait(second, "audio", "captions", "render", "upload")

    assert seller.http.delete(f"/api/ads/{ad_id}").status_code == 204

    after = seller.wait(second)
    assert (after["status"], after["videoUrl"], after["adId"]) == ("canceled", None, None)
    time.sleep(UNSTOPPED_S)
    assert [httpx.head(url).status_code for url in (video_url, video_url.replace(first, second))] == [404, 404]
    assert seller.status(second)["status"] == "canceled"


def test_a_deleted_listing_does_not_fail_its_job(seller: Seller, photo_keys: list[str]) -> None:
    job_id, ad_id = publish(seller, photo_keys, script=BRIEF)
    assert seller.http.delete(f"/api/ads/{ad_id}").status_code == 204

    status = seller.wait(job_id)

    assert (status["status"], status["adId"]) == ("complete", None)
    assert mine(seller, ad_id) is None


def test_a_failed_job_fails_its_listing_and_a_retry_activates_it(
    cloud: Cloud, seller: Seller, photo_keys: list[str], provider: Provider
) -> None:
    provider.fail_all_voices("unauthorized")
    job_id, ad_id = publish(seller, photo_keys, script=BRIEF)
    assert seller.wait(job_id)["status"] == "error"
    until(seller, ad_id, "failed")
    provider.heal()

    assert seller.http.post(f"/api/video/jobs/{job_id}/retry").status_code == 202

    assert seller.wait(job_id)["status"] == "complete"
    assert anybody(cloud, f"/api/ads/{ad_id}").json()["status"] == "active"


def test_a_canceled_job_fails_its_listing_at_once(seller: Seller, photo_keys: list[str]) -> None:
    job_id, ad_id = publish(seller, photo_keys)

    seller.http.post(f"/api/video/jobs/{job_id}/cancel").raise_for_status()

    ad = mine(seller, ad_id)
    assert ad is not None
    assert ad["status"] == "failed"
    refused = seller.http.post("/api/ads/create", json={**DETAILS, "jobId": job_id})
    assert refused.json()["adId"] == ad_id
