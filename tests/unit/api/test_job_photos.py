"""The photos of a finished video, as its owner sees them."""

import pytest

from tests.unit.api.conftest import Api
from tests.unit.api.version_helpers import complete
from vidx import keys
from vidx.jobs.artifacts import CLIP_TYPE, PHOTO_TYPE


@pytest.fixture
def job_id(api: Api) -> str:
    """A finished job that shows a photo and a clip."""
    identifier: str = api.generate().json["jobId"]
    complete(api, identifier)
    for index, kind in enumerate((PHOTO_TYPE, CLIP_TYPE)):
        api.store.put(keys.working_copy(identifier, index), b"pixels", kind)
    return identifier


def test_photos_and_clips_are_listed_in_order_with_addresses_that_expire(api: Api, job_id: str) -> None:
    reply = api.call("GET", f"/api/video/jobs/{job_id}/photos")

    assert reply.status == 200, reply.text
    assert [(photo["url"].split("?")[0].rpartition("/")[2], photo["clip"]) for photo in reply.json["photos"]] == [
        ("0", False),
        ("1", True),
    ]
    assert reply.json["photos"][0]["url"].endswith(f"expires={reply.json['expiresIn']}")
    assert reply.headers["Cache-Control"] == "private, no-store"


def test_another_account_cannot_list_them(api: Api, job_id: str) -> None:
    assert api.call("GET", f"/api/video/jobs/{job_id}/photos", user="u2").status == 404


def test_an_unfinished_video_lists_no_photos(api: Api) -> None:
    making = api.generate().json["jobId"]

    reply = api.call("GET", f"/api/video/jobs/{making}/photos")

    assert (reply.status, reply.json["code"]) == (409, "JobUnfinished")


def test_expired_photos_are_reported(api: Api, job_id: str) -> None:
    api.store.delete(keys.working_copy(job_id, 1))

    reply = api.call("GET", f"/api/video/jobs/{job_id}/photos")

    assert (reply.status, reply.json["code"]) == (410, "FilesExpired")
    assert "expired" in reply.text
