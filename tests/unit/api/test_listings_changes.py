"""Only the owner of a listing can change and delete it."""

from typing import Any

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.listing_helpers import VIDEO, active, create, running
from vidx import keys
from vidx.ads import make_ad_id
from vidx.errors import StorageUnavailable
from vidx.jobs.model import WITHDRAWN_MESSAGE, Status


def test_text_and_price_can_be_changed_and_the_rest_stays(api: Api) -> None:
    ad = active(api)
    api.jobs.clock.pass_by(5)

    reply = api.call("PATCH", f"/api/ads/{ad.ad_id}", {"title": "  Oak chair, reduced ", "price": "75.00"})

    assert reply.status == 200
    assert (reply.json["title"], reply.json["price"], reply.json["currency"]) == ("Oak chair, reduced", 75.0, "EUR")
    assert (reply.json["jobId"], reply.json["videoUrl"]) == ("j1", VIDEO.video_url)
    assert reply.json["updatedAt"] > reply.json["createdAt"]
    assert api.ads.rows[ad.ad_id].language == ad.language


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "🎉"}, "title"),
        ({"description": "x" * 2_001}, "description"),
        ({"price": 1.999}, "price"),
        ({"category": "weapons"}, "category"),
        ({"videoUrl": "https://evil.test/v.mp4"}, "videoUrl"),
        ({"status": "active"}, "status"),
    ],
)
def test_a_change_is_checked_like_a_new_listing(api: Api, changes: dict[str, Any], field: str) -> None:
    ad = active(api)

    assert field in api.call("PATCH", f"/api/ads/{ad.ad_id}", changes).field_messages
    assert api.ads.rows[ad.ad_id] == ad


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_an_ad_of_another_account_cannot_be_changed_or_deleted(api: Api, method: str) -> None:
    ad = active(api)

    reply = api.call(method, f"/api/ads/{ad.ad_id}", {"price": 1} if method == "PATCH" else None, user="u2")

    assert (reply.status, reply.json["code"]) == (404, "NotFound")
    assert api.ads.rows[ad.ad_id] == ad


def test_deleting_can_be_repeated_and_leaves_the_job_without_ad(api: Api) -> None:
    ad = active(api)

    replies = [api.call("DELETE", f"/api/ads/{ad.ad_id}") for _ in range(2)]

    assert [(reply.status, reply.text) for reply in replies] == [(204, ""), (204, "")]
    assert api.jobs.rows["j1"].ad_id is None
    assert api.jobs.rows["j1"].status is Status.COMPLETE
    assert api.call("PATCH", f"/api/ads/{ad.ad_id}", {"price": 1}).status == 404


def test_deleting_a_listing_deletes_its_public_video(api: Api) -> None:
    ad = active(api)

    for _ in range(2):
        api.call("DELETE", f"/api/ads/{ad.ad_id}")

    assert api.withdrawals.stems == [keys.stem_from_url(VIDEO.video_url)]
    status = api.call("GET", "/api/video/status/j1").json
    assert (status["status"], status["videoUrl"], status["message"]) == ("complete", None, WITHDRAWN_MESSAGE)


def test_a_listing_is_deleted_at_once_while_storage_is_down_and_its_files_later(api: Api) -> None:
    ad = active(api)
    api.withdrawals.error = StorageUnavailable("storage answered 503")

    deleted = api.call("DELETE", f"/api/ads/{ad.ad_id}")
    ad_reply = api.call("GET", f"/api/ads/{ad.ad_id}", user=None)

    assert (deleted.status, ad_reply.status) == (204, 404)
    assert set(api.jobs.withdrawals) == {keys.stem_from_url(VIDEO.video_url)}


def test_another_account_deletes_no_files(api: Api) -> None:
    ad = active(api)

    api.call("DELETE", f"/api/ads/{ad.ad_id}", user="u2")

    assert not api.withdrawals.stems


def test_a_deleted_video_gets_no_new_listing(api: Api) -> None:
    ad = active(api)
    api.call("DELETE", f"/api/ads/{ad.ad_id}")

    reply = create(api)

    assert reply.status == 409
    assert reply.field_messages == {"jobId": "the job's video was taken down with its listing; make a new video"}


def test_a_listing_deleted_before_its_video_is_ready_can_be_created_again(api: Api) -> None:
    running(api)
    ad = api.ads.rows[create(api).json["adId"]]
    api.call("DELETE", f"/api/ads/{ad.ad_id}")

    assert not api.withdrawals.stems
    assert create(api, title="Oak chair again").json["adId"] == ad.ad_id == make_ad_id("j1")
