"""`vidx publish`."""

import pytest
from starlette.responses import JSONResponse

from cli.details import NO_CONTACT_HINT
from functions.api.schemas.listings import AdBody, AdChanges
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import ANSWERS, JOB, OPTIONS, FakeService


@pytest.mark.parametrize(
    ("flags", "body"),
    [([], {"jobId": JOB}), (["--contact", "anna@example.com"], {"jobId": JOB, "contact": "anna@example.com"})],
)
def test_publish_prints_the_address(vidx: Vidx, service: FakeService, flags: list[str], body: dict[str, str]) -> None:
    result = vidx("publish", JOB, *flags)

    assert result.code == 0
    assert f"Published: {service.url}/ads/a1 (listing a1)." in result.out
    (request,) = service.calls("POST /api/ads/create")
    assert request.json == body
    AdBody.model_validate(request.json)


def test_publish_adds_the_contact_to_an_existing_listing(vidx: Vidx, service: FakeService) -> None:
    result = vidx("publish", JOB, "--contact", "anna@example.com", "--json")

    (change,) = service.calls("PATCH /api/ads/a1")
    assert change.json == {"contact": "anna@example.com"}
    AdChanges.model_validate(change.json)
    assert result.json["contact"] == "mailto:anna@example.com"


def test_the_contact_can_be_a_setting(vidx: Vidx, service: FakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDX_CONTACT", "https://shop.example")

    assert vidx("publish", JOB).code == 0

    (request,) = service.calls("POST /api/ads/create")
    assert request.json["contact"] == "https://shop.example"


@pytest.mark.parametrize("contact", ["call me", "http://shop.example", "anna at example.com", "@anna"])
def test_an_invalid_contact_is_refused_before_publishing(vidx: Vidx, service: FakeService, contact: str) -> None:
    result = vidx("publish", JOB, "--contact", contact)

    assert (result.code, service.calls("POST")) == (2, [])
    assert "an e-mail address or a phone number" in result.err


@pytest.mark.parametrize(
    ("listed_contact", "operators", "warned"),
    [(None, False, True), (None, True, False), ("mailto:anna@example.com", False, False)],
)
def test_publish_warns_when_buyers_cannot_reach_anybody(
    vidx: Vidx, service: FakeService, listed_contact: str | None, operators: bool, warned: bool
) -> None:
    service.answers["GET /api/options"].append(JSONResponse(OPTIONS | {"operatorContact": operators}))
    answer = ANSWERS["POST /api/ads/create"] | {"contact": listed_contact}
    service.answers["POST /api/ads/create"].append(JSONResponse(answer))

    assert (NO_CONTACT_HINT in vidx("publish", JOB).err) is warned
