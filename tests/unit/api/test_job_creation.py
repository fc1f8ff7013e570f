"""Requests for a video."""

from collections.abc import Callable
from typing import Any

import pytest

from testing.clips import SLOW, clip
from testing.pictures import picture, png_with_size
from testing.store import MemoryStore
from tests.unit.api.conftest import DETAILS, PHOTO, Api
from vidx import keys
from vidx.errors import StorageUnavailable
from vidx.jobs.model import Status
from vidx.jobs.request import VideoRequest
from vidx.ports.storage import ObjectInfo


def test_a_valid_request_is_accepted_with_the_address_of_its_status(api: Api) -> None:
    reply = api.generate()

    job_id = reply.json["jobId"]
    assert reply.status == 202
    assert reply.headers["Location"] == reply.json["statusUrl"] == f"https://api.test/api/video/status/{job_id}"
    assert int(reply.headers["Retry-After"]) >= 1
    assert reply.json["success"] is True
    assert 10 <= reply.json["estimatedTime"] <= 120


def test_request_job_and_execution_exist_when_the_request_is_answered(api: Api) -> None:
    job_id = api.generate(script="Buy this chair today.", duration=30).json["jobId"]

    request = VideoRequest.model_validate_json(api.store.get(keys.job_request(job_id)))
    job = api.jobs.rows[job_id]
    assert (request.owner, request.listing.title, request.script) == ("u1", "Oak chair", "Buy this chair today.")
    assert request.photo_keys == ("uploads/u1/p0", "uploads/u1/p1")
    assert (job.owner, job.status, job.photo_count, job.has_script) == ("u1", Status.QUEUED, 2, True)
    assert job.choices.duration == 30
    assert api.executions.started == [job_id]


def test_requests_without_a_key_are_different_jobs(api: Api) -> None:
    assert api.generate().json["jobId"] != api.generate().json["jobId"]


def test_the_same_key_and_body_get_the_same_answer_and_one_job(api: Api) -> None:
    first, second = api.generate(key="k1"), api.generate(key="k1")

    assert (first.status, first.json) == (second.status, second.json)
    assert len(api.jobs.rows) == len(api.executions.started) == 1


def test_the_same_key_of_another_user_is_another_job(api: Api) -> None:
    assert api.generate(key="k1").json["jobId"] != api.generate(key="k1", user="u2").json["jobId"]


def test_the_same_key_with_another_body_is_refused(api: Api) -> None:
    api.generate(key="k1")

    reply = api.generate(key="k1", title="Another chair")

    assert (reply.status, reply.json["code"]) == (422, "IdempotencyMismatch")
    assert "use a new key" in reply.field_messages["Idempotency-Key"]


def test_the_same_key_during_the_first_request_is_a_retryable_conflict(api: Api) -> None:
    api.idempotency.busy.add(("u1", "k1"))

    reply = api.generate(key="k1")

    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (409, "RequestInFlight", True)
    assert "Retry-After" in reply.headers


def test_a_refused_request_does_not_use_up_its_idempotency_key(api: Api) -> None:
    assert api.generate(key="k1", photoKeys=["uploads/u1/nothing"]).status == 422

    assert api.generate(key="k1").status == 202


@pytest.mark.parametrize("died_after", ["request", "job"])
def test_repeating_a_request_that_failed_half_way_completes_it(api: Api, died_after: str) -> None:
    first = api.generate(key="k1").json
    api.idempotency.answers.clear()
    api.executions.started.clear()
    if died_after == "request":
        api.jobs.rows.clear()

    again = api.generate(key="k1")

    assert again.json == first
    assert list(api.jobs.rows) == api.executions.started == [first["jobId"]]


def test_a_request_that_failed_half_way_cannot_be_completed_with_another_body(api: Api) -> None:
    api.generate(key="k1")
    api.idempotency.answers.clear()

    assert api.generate(key="k1", title="Another chair").json["code"] == "IdempotencyMismatch"


def test_repeating_a_finished_jobs_request_starts_nothing(api: Api) -> None:
    job_id = api.generate(key="k1").json["jobId"]
    api.jobs.cancel(job_id)
    api.idempotency.answers.clear()
    api.executions.started.clear()

    assert api.generate(key="k1").json["jobId"] == job_id
    assert api.executions.started == []


BAD_DETAILS: list[tuple[dict[str, Any], str, str]] = [
    ({"title": None}, "title", "title is missing; add it"),
    ({"title": "  "}, "title", "add a title"),
    ({"description": None}, "description", "description is missing; add it"),
    ({"price": None}, "price", "price is missing; add it"),
    ({"price": -1}, "price", "price must be 0 or more"),
    ({"price": 1e12}, "price", "price may be at most 100,000,000,000"),
    ({"price": 1.999}, "price", "price may have at most 2 decimal places"),
    ({"price": "cheap"}, "price", "price must be an amount of money such as 1299"),
    ({"voice": "darth"}, "voice", "voice must be alloy, ash,"),
    ({"music": "polka"}, "music", "music must be upbeat, calm,"),
    ({"format": "4:3"}, "format", "format must be 9:16"),
    ({"language": "tlh"}, "language", "language must be en, es, fr,"),
    ({"duration": 600}, "duration", "duration must be 15 or 30"),
    ({"category": "weapons"}, "category", "category must be vehicles,"),
    ({"currency": "XXX"}, "currency", "currency is not a known currency; use one of USD,"),
    ({"description": "😀🎉👍"}, "description", "description needs at least one word"),
    (
        {"description": "x" * 20_000},
        "description",
        "description may have at most 2,000 characters; this one has 20,000",
    ),
    ({"colour": "red"}, "colour", "colour is not a field of this request; leave it out"),
    ({"photoKeys": None}, "photos", "photoKeys is missing. Upload the photos first (POST /api/uploads)"),
    ({"photoKeys": []}, "photos", "photos: at least 1 needed, not 0"),
    ({"photoKeys": ["uploads/u1/p"] * 11}, "photos", "photos: at most 10 allowed, not 11"),
    ({"script": "x" * 1_201}, "script", "script may have at most 1,200 characters; this one has 1,201"),
]


@pytest.mark.parametrize(("changes", "field", "message"), BAD_DETAILS, ids=lambda value: str(value)[:40])
def test_bad_details_are_refused_by_field_before_a_job_starts(
    api: Api, changes: dict[str, Any], field: str, message: str
) -> None:
    reply = api.generate(**changes)

    assert reply.status == 422
    assert reply.field_messages[field].startswith(message)
    assert not api.jobs.rows
    assert not api.executions.started


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"photoKeys": None, "photos": ["uploads/u1/p"]},
            {"photos": "photoKeys is missing. Upload the photos first (POST /api/uploads) and send their keys"},
        ),
        (
            {"title": None, "tittle": "Lamp"},
            {"title": "title is missing; the request has 'tittle' in its place, which is not a field"},
        ),
        (
            {"title": None, "headline": "Lamp"},
            {"title": "title is missing; add it", "headline": "headline is not a field of this request; leave it out"},
        ),
    ],
)
def test_a_field_under_a_wrong_name_is_one_error(api: Api, changes: dict[str, Any], messages: dict[str, str]) -> None:
    assert api.generate(**changes).field_messages == messages


def test_all_bad_fields_are_named_at_once(api: Api) -> None:
    assert set(api.generate(title=None, price=-1, voice="darth").field_messages) == {"title", "price", "voice"}


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (b"GIF89a" + bytes(64), "photo 2 is a GIF picture; use JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"),
        (b"just some words\n", "photo 2 is a text file; use JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"),
        (PHOTO[: len(PHOTO) // 2], "photo 2 is a damaged or incomplete JPEG file"),
        (picture("PNG", 1, 1), "photo 2 has only 1×1 pixels; use a picture of at least 200×200"),
        (png_with_size(30_000, 30_000), "photo 2 has 30,000×30,000 pixels; at most 120 megapixels are allowed for PNG"),
        (b"", "photo 2 is an empty file (0 bytes); upload it again"),
        (b"\xff\xd8\xff" + bytes(80 * 1024 * 1024), "photo 2 has 80.0 MB; at most 80 MB are allowed"),
    ],
    ids=["gif", "text", "truncated", "1x1", "bomb", "empty", "too large"],
)
def test_a_bad_photo_is_refused_by_number_before_a_job_starts(api: Api, file: bytes, message: str) -> None:
    good, bad = api.photos(2)
    api.store.put(bad, file, "image/jpeg")

    reply = api.call("POST", "/api/video/generate", DETAILS | {"photoKeys": [good, bad]})

    assert (reply.status, reply.json["code"]) == (422, "UnusablePhoto")
    assert reply.field_messages["photos[1]"].startswith(message)
    assert not api.jobs.rows
    assert not api.executions.started


def test_a_clip_beside_photos_is_accepted_and_lengthens_the_estimate(api: Api) -> None:
    photo, clip_key = api.photos(2)
    plain = api.call("POST", "/api/video/generate", DETAILS | {"photoKeys": [photo, clip_key]})
    api.store.put(clip_key, clip(), "video/mp4")

    reply = api.call("POST", "/api/video/generate", DETAILS | {"photoKeys": [photo, clip_key]})

    assert reply.status == 202
    assert reply.json["estimatedTime"] > plain.json["estimatedTime"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: clip(61, extra=SLOW), "clip 2 is 61 s long; at most 60 s are allowed"),
        (lambda: clip()[:4000], "clip 2 is a damaged or incomplete MP4 file"),
        (lambda: clip(picture="color", codec=("-vn",)), "clip 2 has no pictures, only sound"),
    ],
    ids=["too long", "truncated", "sound"],
)
def test_a_bad_clip_is_refused_by_number_before_a_job_starts(api: Api, make: Callable[[], bytes], message: str) -> None:
    good, bad = api.photos(2)
    api.store.put(bad, make(), "video/mp4")

    reply = api.call("POST", "/api/video/generate", DETAILS | {"photoKeys": [good, bad]})

    assert (reply.status, reply.json["code"]) == (422, "UnusableClip")
    assert reply.field_messages["photos[1]"].startswith(message)
    assert not api.executions.started


@pytest.mark.parametrize("key", ["uploads/u2/p0", "uploads/u1/gone", "jobs/j1/photos/0.jpg", "uploads/u10/p0", "../x"])
def test_a_photo_of_another_account_and_a_missing_one_get_the_same_answer(api: Api, key: str) -> None:
    api.photos(2, "u2")

    reply = api.generate(photoKeys=[key])

    assert (reply.status, reply.json["code"]) == (422, "InvalidPhotos")
    assert reply.field_messages["photos[0]"].startswith("photo 1 is not among your uploads; upload it first")


@pytest.mark.parametrize("body", ["", "{", "[]", "17", '"text"', "null"])
def test_a_body_that_is_no_json_object_is_refused_with_an_explanation(api: Api, body: str) -> None:
    reply = api.call("POST", "/api/video/generate", body)

    assert reply.status == 422
    assert "body" in reply.field_messages


def test_an_unsupported_media_type_is_a_415(api: Api) -> None:
    reply = api.call("POST", "/api/video/generate", "<xml/>", headers={"content-type": "application/xml"})

    assert (reply.status, reply.json["code"]) == (415, "UnsupportedMediaType")


class StoreThatIsAway(MemoryStore):
    def head(self, key: str) -> ObjectInfo | None:
        raise StorageUnavailable(f"storage answered 503 for {key}")


def test_unavailable_storage_is_a_retryable_503() -> None:
    reply = Api(store=StoreThatIsAway()).generate()

    assert (reply.status, reply.json["retryable"]) == (503, True)
    assert "Retry-After" in reply.headers


def test_an_overlong_idempotency_key_is_refused(api: Api) -> None:
    assert "1 to 255 characters" in api.generate(key="k" * 256).field_messages["Idempotency-Key"]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("A solid oak chair. Yours for 60 euros.", "The script says '60 euros', but the price is €89.50."),
        ("A solid oak chair, 54 cm seat height.", "The script says '54 cm', but the details say '45 cm'."),
        ("A solid oak chair. Call 555-867-5309.", "The script gives a contact detail ('Call 555-867-5309')"),
    ],
)
def test_a_script_that_contradicts_the_details_is_refused_before_anything_is_paid(
    api: Api, script: str, message: str
) -> None:
    reply = api.generate(script=script)

    assert (reply.status, reply.json["code"]) == (422, "ScriptContradictsDetails")
    assert [error["field"] for error in reply.json["errors"]] == ["script"]
    assert message in reply.json["detail"]
    assert not api.jobs.rows


def test_a_script_without_contradictions_is_accepted(api: Api) -> None:
    assert api.generate(script="A solid oak chair for 89 euros and 50 cents, 45 centimeters high.").status == 202


def test_a_job_has_the_id_of_the_request_that_created_it(api: Api) -> None:
    job_id = api.generate().json["jobId"]

    assert api.jobs.rows[job_id].request_id == "r1"
