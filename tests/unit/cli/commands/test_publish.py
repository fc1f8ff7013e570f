"""`vidx publish`, `unpublish`, `listings`, `versions` and `delete`."""

from io import StringIO

import pytest
from starlette.responses import JSONResponse

from cli.details import NO_CONTACT_HINT
from functions.api.schemas.listings import AdBody, AdChanges
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import ANSWERS, JOB, OPTIONS, FakeService, listing, problem

DELETE_JOB = f"DELETE /api/video/jobs/{JOB}"
DELETE_AD = "DELETE /api/ads/a1"
VERSIONS = f"GET /api/video/jobs/{JOB}/versions"


class Terminal(StringIO):
    """Standard input of somebody who can be asked."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("flags", "body"),
    [([], {"jobId": JOB}), (["--contact", "anna@example.com"], {"jobId": JOB, "contact": "anna@example.com"})],
)
def test_publish_tells_the_address(vidx: Vidx, service: FakeService, flags: list[str], body: dict[str, str]) -> None:
    result = vidx("publish", JOB, *flags)

    assert result.code == 0
    assert f"Published: {service.url}/ads/a1 (listing a1)." in result.out
    (request,) = service.calls("POST /api/ads/create")
    assert request.json == body
    AdBody.model_validate(request.json)


def test_publish_gives_a_listing_that_is_there_the_contact(vidx: Vidx, service: FakeService) -> None:
    result = vidx("publish", JOB, "--contact", "anna@example.com", "--json")

    (change,) = service.calls("PATCH /api/ads/a1")
    assert change.json == {"contact": "anna@example.com"}
    AdChanges.model_validate(change.json)
    assert result.json["contact"] == "mailto:anna@example.com"


def test_contact_may_be_a_setting(vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDX_CONTACT", "https://shop.example")

    assert vidx("publish", JOB).code == 0

    (request,) = service.calls("POST /api/ads/create")
    assert request.json["contact"] == "https://shop.example"


@pytest.mark.parametrize("contact", ["call me", "http://shop.example", "anna at example.com", "@anna"])
def test_contact_that_is_none_is_refused_before_publishing(vidx: Vidx, service: FakeService, contact: str) -> None:
    result = vidx("publish", JOB, "--contact", contact)

    assert (result.code, service.calls("POST")) == (2, [])
    assert "an e-mail address or a phone number" in result.err


@pytest.mark.parametrize(
    ("listed_contact", "operators", "warned"),
    [(None, False, True), (None, True, False), ("mailto:anna@example.com", False, False)],
)
def test_publish_tells_when_buyers_cannot_reach_anybody(
    vidx: Vidx, service: FakeService, listed_contact: str | None, operators: bool, warned: bool
) -> None:
    service.answers["GET /api/options"].append(JSONResponse(OPTIONS | {"operatorContact": operators}))
    answer = ANSWERS["POST /api/ads/create"] | {"contact": listed_contact}
    service.answers["POST /api/ads/create"].append(JSONResponse(answer))

    assert (NO_CONTACT_HINT in vidx("publish", JOB).err) is warned


def test_unpublish_deletes_the_listing_of_the_video(vidx: Vidx, service: FakeService) -> None:
    result = vidx("unpublish", JOB, "--yes")

    assert (result.code, result.out) == (0, "Listing a1 and its public files are deleted.\n")
    assert len(service.calls(DELETE_AD)) == 1


def test_unpublish_of_a_video_in_no_listing_is_refused(vidx: Vidx, service: FakeService) -> None:
    service.answers[VERSIONS].append(JSONResponse(ANSWERS[VERSIONS] | {"adId": None}))

    result = vidx("unpublish", JOB, "--yes")

    assert (result.code, service.calls("DELETE")) == (7, [])
    assert "this video is in no listing" in result.err


@pytest.mark.parametrize("command", ["unpublish", "delete"])
def test_unknown_job_is_not_found(vidx: Vidx, service: FakeService, command: str) -> None:
    result = vidx(command, "nonsense", "--yes")

    assert (result.code, result.out, service.calls("DELETE")) == (4, "", [])


@pytest.mark.parametrize(("command", "line"), [("unpublish", DELETE_AD), ("delete", DELETE_JOB)])
@pytest.mark.parametrize(("answer", "code", "calls"), [("y\n", 0, 1), ("n\n", 130, 0)])
def test_deleting_is_asked_about_at_a_terminal(
    vidx: Vidx,
    service: FakeService,
    monkeypatch: pytest.MonkeyPatch,
    *,
    command: str,
    line: str,
    answer: str,
    code: int,
    calls: int,
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))

    result = vidx(command, JOB)

    assert (result.code, len(service.calls(line))) == (code, calls)
    assert "[y/N]" in result.out + result.err


@pytest.mark.parametrize("command", ["unpublish", "delete"])
def test_without_a_terminal_nothing_is_deleted_unasked(vidx: Vidx, service: FakeService, command: str) -> None:
    result = vidx(command, JOB, "--json")

    assert (result.code, service.calls("DELETE")) == (2, [])
    assert result.json["error"]["code"] == "NotConfirmed"


def test_listings_shows_each_with_its_address(vidx: Vidx, service: FakeService) -> None:
    result = vidx("listings")

    assert result.code == 0
    for text in ("a1", "active", "Camera", "1,299 EUR", "89.50 EUR", f"{service.url}/ads/a1"):
        assert text in result.out


def test_listings_follows_the_pages_up_to_the_limit(vidx: Vidx, service: FakeService) -> None:
    pages = [{"ads": [listing()] * 2, "cursor": "next"}, {"ads": [listing()] * 2, "cursor": "more"}]
    service.answers["GET /api/ads/mine"].extend(JSONResponse(page) for page in pages)

    result = vidx("listings", "--limit", "3", "--json")

    assert [ad["url"] for ad in result.json["ads"]] == [f"{service.url}/ads/a1"] * 3
    assert [call.query for call in service.calls("GET /api/ads/mine")] == [
        {"limit": "3"},
        {"limit": "1", "cursor": "next"},
    ]


def test_no_listings_say_how_to_begin(vidx: Vidx, service: FakeService) -> None:
    service.answers["GET /api/ads/mine"].append(JSONResponse({"ads": [], "cursor": None}))

    assert "vidx publish" in vidx("listings").out


def test_versions_shows_which_is_listed_and_what_differs(vidx: Vidx) -> None:
    result = vidx("versions", JOB)

    assert result.code == 0
    [first] = [line for line in result.out.splitlines() if "first" in line]
    [latest] = [line for line in result.out.splitlines() if JOB in line]
    assert "✓ shown" in first
    assert "voice alloy, language de" in first
    assert "✓ shown" not in latest
    assert "voice nova, language en" in latest
    assert "music" not in result.out


def test_delete_says_what_is_gone(vidx: Vidx, service: FakeService) -> None:
    result = vidx("delete", JOB, "--yes")

    assert (result.code, "are deleted" in result.out) == (0, True)
    assert len(service.calls(DELETE_JOB)) == 1


def test_a_listed_video_is_not_deleted(vidx: Vidx, service: FakeService) -> None:
    refusal = problem(409, "JobClosed", "this video belongs to a listing; delete the listing instead")
    service.answers[DELETE_JOB].append(refusal)

    result = vidx("delete", JOB, "--yes")

    assert result.code == 7
    assert f"vidx unpublish {JOB}" in result.err
