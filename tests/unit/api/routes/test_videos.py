"""The routes of scripts and videos."""

import pytest

from tests.unit.api.conftest import DETAILS, Api
from vidx import errors
from vidx.jobs.model import Fallback


def test_a_draft_is_written_from_the_details(api: Api) -> None:
    reply = api.call("POST", "/api/video/generate-script", DETAILS | {"duration": 30, "voice": "nova"})

    assert reply.status == 200
    assert reply.json == {
        "success": True,
        "language": "en",
        "currency": "EUR",
        "script": "Look at this: Oak chair.",
        "estimatedDuration": 2.5,
        "wordCount": 5,
        "cost": 0.0002,
        "fallbacks": [],
    }
    assert api.drafts.requests[0].listing.price == api.drafts.requests[0].listing.price.from_float(89.5)
    assert (api.drafts.requests[0].choices.duration, api.drafts.requests[0].choices.voice) == (30, "nova")


def test_a_draft_names_the_models_that_were_passed_over(api: Api) -> None:
    api.drafts.fallbacks = (Fallback(provider="gpt-6-luna", code="ProviderRetired"),)

    (fallback,) = api.call("POST", "/api/video/generate-script", DETAILS).json["fallbacks"]

    assert (fallback["stage"], fallback["provider"], fallback["code"]) == ("script", "gpt-6-luna", "ProviderRetired")
    assert "substitute" in fallback["message"]


def test_a_draft_of_bad_details_is_refused_before_anything_is_paid(api: Api) -> None:
    reply = api.call("POST", "/api/video/generate-script", DETAILS | {"price": -1})

    assert reply.field_messages == {"price": "price must be 0 or more"}
    assert not api.drafts.requests


@pytest.mark.parametrize(
    ("error", "status", "retryable"),
    [
        (errors.ProviderRateLimited("too many requests"), 503, True),
        (errors.ProviderRefused("declined"), 502, True),
        (errors.InvalidScript("no facts to write about"), 422, False),
    ],
)
def test_a_draft_that_fails_says_why(api: Api, error: errors.VidxError, status: int, retryable: bool) -> None:
    api.drafts.error = error

    reply = api.call("POST", "/api/video/generate-script", DETAILS)

    assert (reply.status, reply.json["code"], reply.json["detail"]) == (status, error.code(), str(error))
    assert reply.json["retryable"] is retryable
