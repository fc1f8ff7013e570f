"""A logo beside the photos: of a first version and of later ones."""

import pytest

from testing.pictures import picture
from tests.unit.api.conftest import Api
from tests.unit.api.version_helpers import complete, remake, request_of
from vidx import options

LOGO = "uploads/u1/logo"


@pytest.fixture
def logo(api: Api) -> str:
    """Key of an uploaded logo, smaller than a photo may be."""
    api.store.put(LOGO, picture("PNG", 120, 60), "image/png")
    return LOGO


def test_a_logo_is_stored_in_the_request(api: Api, logo: str) -> None:
    assert request_of(api, api.generate(logoKey=logo).json["jobId"]).logo_key == LOGO


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (b"", "the logo has 0.0 MB; it must not be empty, and 5 MB at most"),
        (bytes(options.MAX_LOGO_BYTES + 1), "the logo has 5.0 MB; it must not be empty, and 5 MB at most"),
        (b"GIF89a" + bytes(99), "the logo is a GIF picture; use a picture, best a PNG with a transparent background"),
        (picture("PNG", 20, 60), "the logo has only 20\u00d760 pixels; use one of at least 48\u00d748"),
        (picture("PNG", 99, 99)[:-20], "the logo is a damaged or incomplete PNG file; export or upload it again"),
    ],
    ids=["empty", "large", "gif", "tiny", "cut off"],
)
def test_a_bad_logo_is_refused_before_a_job_starts(api: Api, file: bytes, message: str) -> None:
    api.store.put(LOGO, file, "image/png")

    reply = api.generate(logoKey=LOGO)

    assert reply.status == 422
    assert reply.json["errors"] == [{"field": "logoKey", "message": message}]
    assert not api.executions.started


@pytest.mark.parametrize("key", ["uploads/u2/logo", "uploads/u1/none"])
def test_a_logo_of_another_account_and_a_missing_one_get_the_same_answer(api: Api, key: str) -> None:
    api.store.put("uploads/u2/logo", picture("PNG"), "image/png")

    reply = api.generate(logoKey=key)

    assert reply.status == 422
    assert reply.json["errors"][0]["message"].startswith("the logo is not among your uploads")


def test_the_status_of_a_finished_video_says_whether_it_shows_a_logo(api: Api, logo: str) -> None:
    first, plain = api.generate(logoKey=logo).json["jobId"], api.generate().json["jobId"]
    running = api.call("GET", f"/api/video/status/{first}").json["logo"]
    for job_id in (first, plain):
        complete(api, job_id)

    has_logo = [api.call("GET", f"/api/video/status/{job_id}").json["logo"] for job_id in (first, plain)]

    assert (running, *has_logo) == (None, True, False)


def test_a_version_can_keep_change_or_remove_the_logo(api: Api, logo: str) -> None:
    first = api.generate(logoKey=logo).json["jobId"]
    complete(api, first)
    api.store.put("uploads/u1/other", picture("PNG", 90, 90), "image/png")

    answers = [remake(api, first, **change) for change in ({"voice": "onyx"}, {"logoKey": "uploads/u1/other"})]
    without = remake(api, first, logoKey=None)

    same, other, none = (request_of(api, reply.json["jobId"]).logo_key for reply in (*answers, without))
    assert (same, other, none) == (LOGO, "uploads/u1/other", None)
