"""`remake`: what a new version keeps, what it changes, and which jobs cannot be remade."""

from typing import Any

import pytest
from pydantic.alias_generators import to_camel

from tests.unit.api.conftest import Api
from tests.unit.api.version_helpers import WRITTEN, complete, job_of, remake, request_of
from vidx import keys
from vidx.jobs.artifacts import draft_key
from vidx.jobs.model import Failure
from vidx.jobs.request import Listing, VideoChoices


@pytest.fixture
def first(api: Api) -> str:
    """Id of a finished job with two photos."""
    job_id: str = api.generate(music="calm").json["jobId"]
    complete(api, job_id)
    return job_id


def test_a_version_keeps_everything_that_the_request_leaves_out(api: Api, first: str) -> None:
    reply = remake(api, first, voice="onyx")

    before, now = request_of(api, first), request_of(api, reply.json["jobId"])
    assert now.choices == before.choices.model_copy(update={"voice": "onyx"})
    assert (now.listing, now.photo_keys, now.script) == (before.listing, before.photo_keys, None)
    assert now.earlier == (first,)
    assert api.executions.started[-1] == reply.json["jobId"]
    assert reply.headers["Location"] == reply.json["statusUrl"]


def test_its_status_names_the_job_it_was_made_from(api: Api, first: str) -> None:
    job = job_of(api, remake(api, first, music="none"))

    assert api.call("GET", f"/api/video/status/{job.job_id}").json["remakeOf"] == first
    assert job.job_id != first


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({"price": 75}, {"price": "75"}),
        ({"music": "none"}, {"music": "none"}),
        ({"format": "1:1"}, {"format": "1:1"}),
        ({"duration": 30}, {"duration": 30}),
        ({"script": "Other words."}, {"script": "Other words."}),
    ],
)
def test_any_part_can_be_changed(api: Api, first: str, changes: dict[str, Any], changed: dict[str, Any]) -> None:
    def flat(job_id: str) -> dict[str, Any]:
        request = request_of(api, job_id)
        parts = request.listing.model_dump(mode="json") | request.choices.model_dump(mode="json")
        return parts | {"script": request.script}

    now = flat(remake(api, first, **changes).json["jobId"])

    before = flat(first)
    assert {name: value for name, value in now.items() if value != before[name]} == changed


def test_the_status_of_a_finished_video_has_what_another_version_can_change(api: Api, first: str) -> None:
    choices = request_of(api, first).choices

    status = api.call("GET", f"/api/video/status/{first}").json

    assert status["language"] == "en"
    assert VideoChoices.model_validate(status["choices"]) == choices
    assert status["choices"]["captionStyle"] == "pop"


def test_every_detail_and_choice_of_a_first_version_can_be_changed_in_a_later_one(api: Api) -> None:
    described = api.call("GET", "/api/openapi.json").json["components"]["schemas"]["RemakeBody"]["properties"]

    assert described.keys() >= {to_camel(name) for name in [*Listing.model_fields, *VideoChoices.model_fields]}


def test_photos_are_named_by_their_numbers_and_new_ones_by_their_keys(api: Api, first: str) -> None:
    [new] = api.photos(1)
    api.store.put("uploads/u1/new", api.store.get(new), "image/jpeg")

    reply = remake(api, first, photos=[2, "uploads/u1/new", 1])

    before = request_of(api, first).photo_keys
    assert request_of(api, reply.json["jobId"]).photo_keys == (before[1], "uploads/u1/new", before[0])
    assert job_of(api, reply).photo_count == 3


@pytest.mark.parametrize(
    ("photos", "field", "message"),
    [
        ([3], "photos[0]", "the earlier video has no photo 3; its photos are numbered 1 to 2"),
        ([1, 0], "photos[1]", "photos[1] must be the key of an upload, or the number of a photo of the earlier"),
        ([True], "photos[0]", "photos[0] must be the key of an upload"),
        ([1, "uploads/u2/x"], "photos[1]", "photo 2 is not among your uploads"),
        ([1, "uploads/u1/none"], "photos[1]", "photo 2 is not among your uploads"),
        ([], "photos", "photos: at least 1 needed, not 0"),
    ],
)
def test_a_wrong_photo_is_named(api: Api, first: str, photos: list[Any], field: str, message: str) -> None:
    reply = remake(api, first, photos=photos)

    assert (reply.status, reply.json["code"]) == (422, "InvalidPhotos")
    assert reply.field_messages[field].startswith(message)


def test_an_original_that_has_expired_is_requested_again(api: Api, first: str) -> None:
    api.store.delete(request_of(api, first).photo_keys[1])

    reply = remake(api, first, music="none")

    assert (reply.status, reply.json["code"]) == (422, "InvalidPhotos")
    assert "photo 2 of the earlier video has expired; upload it again" in reply.json["detail"]


@pytest.mark.parametrize(
    "changes", [{}, {"music": "calm"}, {"photos": [1, 2]}, {"script": WRITTEN}, {"script": None}, {"title": None}]
)
def test_a_version_that_would_be_the_same_is_refused(api: Api, first: str, changes: dict[str, Any]) -> None:
    reply = remake(api, first, **changes)

    assert (reply.status, reply.json["code"]) == (422, "InvalidDetails")
    assert "nothing would be different; say what to change" in reply.json["detail"]


def test_an_unchanged_script_still_counts_as_the_models(api: Api, first: str) -> None:
    job = job_of(api, remake(api, first, script=WRITTEN, voice="onyx"))

    assert request_of(api, job.job_id).script is None
    assert not job.has_script


def test_null_replaces_the_sellers_script_by_a_written_one(api: Api, first: str) -> None:
    own = remake(api, first, script="My words.").json["jobId"]
    complete(api, own)

    assert request_of(api, remake(api, own, music="none").json["jobId"]).script == "My words."
    assert request_of(api, remake(api, own, script=None).json["jobId"]).script is None


def test_a_running_job_cannot_be_remade(api: Api) -> None:
    reply = remake(api, api.generate().json["jobId"], music="none")

    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (409, "JobUnfinished", True)


def test_a_failed_job_is_retried_instead_of_remade(api: Api) -> None:
    job_id = api.generate().json["jobId"]
    api.jobs.fail(job_id, 1, Failure(code="RenderFailed", stage="render", message="it broke"))

    reply = remake(api, job_id, music="none")

    assert (reply.status, reply.json["code"]) == (409, "JobClosed")
    assert "retry it" in reply.json["detail"]


def test_a_job_with_expired_files_must_be_started_again(api: Api, first: str) -> None:
    api.store.delete(keys.job_request(first))

    reply = remake(api, first, music="none")

    assert (reply.status, reply.json["code"]) == (410, "FilesExpired")


def test_a_job_of_another_account_does_not_exist(api: Api, first: str) -> None:
    assert remake(api, first, user="u2", music="none").status == 404
    assert remake(api, "nosuchjob", music="none").status == 404


def test_an_unknown_choice_is_refused_as_for_a_first_version(api: Api, first: str) -> None:
    assert remake(api, first, voice="hal").field_messages["voice"].startswith("voice must be alloy")
    assert "colour" in remake(api, first, colour="red").field_messages


def test_the_same_key_makes_one_version(api: Api, first: str) -> None:
    one, again = (remake(api, first, key="k", music="none") for _ in range(2))
    other = remake(api, first, key="k", music="upbeat")

    assert one.json == again.json
    assert len(api.jobs.rows) == 2
    assert (other.status, other.json["code"]) == (422, "IdempotencyMismatch")


def test_a_version_names_the_latest_earlier_versions_and_the_first(api: Api, first: str) -> None:
    latest = first
    for music in ("none", "upbeat") * 6:
        latest = remake(api, latest, music=music).json["jobId"]
        complete(api, latest)

    request = request_of(api, latest)
    assert (len(request.earlier), request.earlier[-1]) == (8, first)


def test_fewer_affected_stages_shorten_the_estimated_time(api: Api, first: str) -> None:
    music = remake(api, first, music="none").json["estimatedTime"]
    words = remake(api, first, script="Other words.", format="1:1").json["estimatedTime"]

    assert music < words


def test_a_changed_price_has_an_unedited_draft_written_again(api: Api, first: str) -> None:
    own = "A solid oak chair for €89.50."
    before = request_of(api, first)
    second = remake(api, first, script=own).json["jobId"]
    api.store.put(draft_key("u1", own, before.listing), b"{}", "application/json")
    complete(api, second)

    again = remake(api, second, price=75)

    assert again.status == 202
    assert request_of(api, again.json["jobId"]).script is None


def test_a_changed_price_with_the_sellers_own_old_script_is_refused(api: Api, first: str) -> None:
    second = remake(api, first, script="My chair for €89.50.").json["jobId"]
    complete(api, second)

    again = remake(api, second, price=75)

    assert (again.status, again.json["code"]) == (422, "ScriptContradictsDetails")
    assert "the price is €75" in again.json["detail"]
