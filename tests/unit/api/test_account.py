"""The account's deletion as the API starts it, its receipt, and the export."""

from typing import Any

import pytest

from testing.jobs import job_row
from tests.contract.webhooks_rules import delivery, webhook
from tests.unit.api.conftest import DETAILS, Api
from tests.unit.api.listing_helpers import active
from vidx import keys
from vidx.errors import ProviderUnavailable
from vidx.ports.videos import PublicVideo


def export(api: Api, user: str = "u1") -> dict[str, list[dict[str, Any]]]:
    """All entries of the export, by section."""
    sections: dict[str, list[dict[str, Any]]] = {}
    cursor = None
    while True:
        reply = api.call("GET", "/api/account/export", user=user, query={"cursor": cursor} if cursor else {})
        assert reply.status == 200, reply.text
        page = reply.json
        sections.setdefault(page["section"], []).extend(page["entries"])
        cursor = page["cursor"]
        if cursor is None:
            return sections


def test_a_deletion_starts_at_once_and_has_a_receipt(api: Api) -> None:
    reply = api.call("DELETE", "/api/account")

    assert reply.status == 202
    assert api.deletions.started == ["u1"]
    receipt_id = reply.json["receiptId"]
    assert reply.headers["Location"] == f"/api/account/receipts/{receipt_id}"
    shown = api.call("GET", f"/api/account/receipts/{receipt_id}", user=None)
    assert shown.status == 200
    assert (shown.json["status"], shown.json["completedAt"], shown.json["deleted"]["videos"]) == ("deleting", None, 0)
    assert '"u1"' not in shown.text


def test_a_repeated_request_has_the_same_receipt(api: Api) -> None:
    first, second = (api.call("DELETE", "/api/account").json for _ in range(2))

    assert first == second


def test_a_deletion_that_cannot_be_started_now_is_left_to_the_sweep(api: Api) -> None:
    api.deletions.error = ProviderUnavailable("Lambda is down")

    reply = api.call("DELETE", "/api/account")

    assert reply.status == 202
    assert api.accounts.list_deleting() == ["u1"]


@pytest.mark.parametrize("receipt_id", ["rc_0123456789abcdef01234567", "rc_", "u1", "%00"])
def test_an_unknown_receipt_is_not_found(api: Api, receipt_id: str) -> None:
    assert api.call("GET", f"/api/account/receipts/{receipt_id}", user=None).status == 404


def test_a_closed_account_takes_no_changes_and_others_do(api: Api) -> None:
    job = api.generate().json["jobId"]
    api.call("DELETE", "/api/account")

    refused = [
        api.generate(),
        api.call("POST", f"/api/video/jobs/{job}/retry"),
        api.call("POST", "/api/webhooks", {"url": "https://shop.example/"}),
        api.call("POST", "/api/ads/create", {"jobId": job}),
        api.call("POST", "/api/uploads", [{"name": "a.jpg", "contentType": "image/jpeg", "size": 1000}]),
        api.call("POST", "/api/video/generate-script", DETAILS),
    ]

    assert {(reply.status, reply.json["code"]) for reply in refused} == {(403, "AccountClosed")}
    assert api.generate(user="u2").status == 202
    assert api.call("GET", f"/api/video/status/{job}").status == 200


def test_everything_of_the_caller_is_exported_and_nothing_of_others(api: Api) -> None:
    published = api.generate(publish=True).json
    api.generate(user="u2", publish=True)
    api.store.put(keys.voice(published["jobId"]), b"voice", "audio/wav")
    api.store.put(keys.draft("u1", "d0"), b"{}", "application/json")
    for webhook_id in ("wh_1", "wh_2"):
        api.webhooks.create(webhook("u1", api.clock, webhook_id))
        api.deliveries.create(delivery(webhook_id, api.clock, f"msg_of_{webhook_id}"))
    api.deliveries.create(delivery("wh_deleted", api.clock, "msg_of_deleted"))
    api.deliveries.create(delivery("wh_u2", api.clock, owner="u2"))

    exported = export(api)

    (job,) = exported["jobs"]
    assert job["record"]["title"] == DETAILS["title"]
    files = {file["key"]: file for file in job["files"]}
    assert set(files) == {keys.job_request(published["jobId"]), keys.voice(published["jobId"])}
    assert files[keys.voice(published["jobId"])]["size"] == 5
    assert [each["record"]["ad_id"] for each in exported["listings"]] == [published["adId"]]
    assert [each["record"]["webhook_id"] for each in exported["webhooks"]] == ["wh_1", "wh_2"]
    messages = sorted(each["record"]["webhook_id"] for each in exported["messages"])
    assert messages == ["wh_1", "wh_2", "wh_deleted"]
    own = {file["key"] for each in exported["files"] for file in each["files"]}
    assert own == {"uploads/u1/p0", "uploads/u1/p1", keys.draft("u1", "d0")}


def test_a_listing_is_exported_with_its_published_files(api: Api) -> None:
    listed = active(api)
    assert listed.video is not None

    (listing,) = export(api)["listings"]

    files = {file["url"]: file["size"] for file in listing["files"]}
    assert files[listed.video.video_url] == listed.video.size_bytes
    assert {listed.video.thumbnail_url, listed.video.captions_url} < set(files)
    assert all(file["key"].startswith("videos/") for file in listing["files"])


def test_a_video_whose_job_has_expired_is_exported(api: Api) -> None:
    stem = "videos/20260901_old"
    urls = (f"https://media.test/{stem}.mp4", f"https://media.test/{stem}.jpg")
    api.videos.add(PublicVideo("old", stem, "u1", "old", urls), listed=False)
    api.videos.add(PublicVideo("other", "videos/20260901_other", "u2", "other", urls), listed=False)

    (video,) = export(api)["videos"]

    assert video["record"] == {"job_id": "old"}
    assert [(file["key"], file["url"]) for file in video["files"]] == [
        (f"{stem}.mp4", urls[0]),
        (f"{stem}.jpg", urls[1]),
    ]


def test_an_export_has_no_secrets_and_no_reports(api: Api) -> None:
    row = webhook("u1", api.clock)
    api.webhooks.create(row)

    text = str(export(api))

    assert row.secret not in text
    assert "'reports'" not in text


def test_an_export_of_many_jobs_uploads_and_messages_has_them_all_once(api: Api) -> None:
    api.webhooks.create(webhook("u1", api.clock))
    for number in range(120):
        api.deliveries.create(delivery("wh_1", api.clock, f"msg_{number:03}"))
    for number in range(25):
        api.jobs.create(job_row(f"j{number}"))
    for number in range(2100):
        api.store.put(keys.upload("u1", f"p{number:04}"), b"x", "image/jpeg")

    exported = export(api)

    assert len({each["record"]["job_id"] for each in exported["jobs"]}) == len(exported["jobs"]) == 25
    assert len({each["record"]["message_id"] for each in exported["messages"]}) == len(exported["messages"]) == 120
    own = [file["key"] for each in exported["files"] for file in each["files"]]
    assert len(set(own)) == len(own) == 2100


def test_an_export_of_nothing_is_empty(api: Api) -> None:
    assert not any(export(api).values())


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "bm9uc2Vuc2U=",
        "W10=",  # []
        "WyJmaWxlcyIsICJ1cGxvYWRzL3UyLyJd",  # ["files", "uploads/u2/"]
        "WyJuZXdzIiwgbnVsbF0=",  # ["news", null]
        "WyJmaWxlcyIsIDFd",  # ["files", 1]
        "WyJmaWxlcyIsIG51bGwsIG51bGxd",  # ["files", null, null]
        "WyJtZXNzYWdlcyIsICJtc2dfMSJd",  # ["messages", "msg_1"], of another seller
    ],
)
def test_a_forged_cursor_is_refused(api: Api, cursor: str) -> None:
    api.deliveries.create(delivery("wh_u2", api.clock, owner="u2"))

    reply = api.call("GET", "/api/account/export", query={"cursor": cursor})

    assert (reply.status, reply.json["code"]) == (422, "InvalidDetails")
