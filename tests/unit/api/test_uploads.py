"""Upload slots for photos."""

from typing import Any

import pytest

from tests.unit.api.conftest import Api


def upload_request(**changes: Any) -> dict[str, Any]:
    return {"name": "chair.jpg", "contentType": "image/jpeg", "size": 2_000_000} | changes


def test_every_photo_gets_its_own_slot_of_the_announced_type_and_size(api: Api) -> None:
    reply = api.call(
        "POST", "/api/uploads", [upload_request(), upload_request(contentType="image/heic", size=3_000_000)]
    )

    first, second = reply.json["uploads"]
    assert reply.status == 200
    assert first["key"] != second["key"]
    assert first["key"].startswith("uploads/u1/")
    assert first["headers"] == {"Content-Type": "image/jpeg"}
    assert first["expiresIn"] == 900
    assert second["url"].endswith(f"{second['key']}?type=image/heic&length=3000000&expires=900")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"contentType": "image/gif"}, "photo 2 (chair.jpg) is image/gif; use JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"),
        ({"contentType": ""}, "photo 2 (chair.jpg) is of unknown type; use JPEG"),
        ({"size": 0}, "photo 2 is an empty file (0 bytes)"),
        ({"size": -5}, "photo 2 is an empty file (0 bytes)"),
        ({"size": 80 * 1024 * 1024 + 1}, "photo 2 has 80.0 MB; at most 80 MB are allowed"),
    ],
)
def test_unusable_files_are_refused_before_they_are_sent(api: Api, changes: dict[str, Any], message: str) -> None:
    reply = api.call("POST", "/api/uploads", [upload_request(), upload_request(**changes)])

    assert (reply.status, reply.json["code"]) == (422, "UnusablePhoto")
    assert reply.field_messages["photos[1]"].startswith(message)


@pytest.mark.parametrize("kind", ["video/mp4", "video/quicktime"])
def test_clips_have_a_limit_of_their_own(api: Api, kind: str) -> None:
    most = 100 * 1024 * 1024

    [slot] = api.call("POST", "/api/uploads", [upload_request(contentType=kind, size=most)]).json["uploads"]
    refused = api.call("POST", "/api/uploads", [upload_request(contentType=kind, size=most + 1)])

    assert slot["headers"] == {"Content-Type": kind}
    assert (refused.status, refused.json["code"]) == (422, "UnusableClip")
    assert refused.field_messages["photos[0]"].startswith("clip 1 has 100.0 MB; at most 100 MB are allowed")


@pytest.mark.parametrize("count", [0, 11])
def test_no_photos_and_too_many_photos_are_refused(api: Api, count: int) -> None:
    reply = api.call("POST", "/api/uploads", [upload_request()] * count)

    assert (reply.status, reply.json["code"]) == (422, "InvalidPhotos")
    assert reply.field_messages["photos"] == f"1 to 10 photos are needed, not {count}"


def test_a_missing_field_is_named_with_its_photo(api: Api) -> None:
    reply = api.call("POST", "/api/uploads", [{"name": "a.jpg", "contentType": "image/jpeg"}])

    assert reply.field_messages == {"photos[0].size": "photos[0].size is missing; add it"}


def test_a_size_that_is_no_number_is_refused_with_an_explanation(api: Api) -> None:
    reply = api.call("POST", "/api/uploads", [upload_request(size="big")])

    assert reply.field_messages == {"photos[0].size": "photos[0].size must be a whole number"}


def test_without_a_token_there_are_no_upload_slots(api: Api) -> None:
    reply = api.call("POST", "/api/uploads", [upload_request()], user=None)

    assert (reply.status, reply.json["code"]) == (401, "Unauthenticated")
