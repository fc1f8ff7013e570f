"""Drafts, estimates, options, documentation, and addresses that lead nowhere."""

import re
from datetime import date
from typing import Any

import pytest
from pydantic.alias_generators import to_camel

from functions.api import costs as api_costs
from functions.api.options import api_options
from functions.api.schemas.common import CostLines
from functions.api.schemas.videos import EstimateBody
from testing.jobs import job_row
from tests.unit.api.conftest import DETAILS, Api
from vidx import costs, errors, keys, options
from vidx.settings import Settings
from vidx.usage import Usage


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
    }
    assert api.drafts.requests[0].listing.price == api.drafts.requests[0].listing.price.from_float(89.5)
    assert (api.drafts.requests[0].choices.duration, api.drafts.requests[0].choices.voice) == (30, "nova")


def test_a_draft_of_bad_details_is_refused_before_it_is_paid_for(api: Api) -> None:
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


def estimate(api: Api, **body: Any) -> Any:
    return api.call("POST", "/api/video/estimate", body).json


def test_captions_cost_a_transcription_in_a_language_that_cannot_be_aligned(api: Api) -> None:
    english, german = estimate(api, duration=15), estimate(api, duration=15, language="de")

    assert german["costUsd"] > english["costUsd"]


def test_an_estimate_tells_price_and_time_of_each_stage(api: Api) -> None:
    told = estimate(api, duration=15)

    assert [line["name"] for line in told["stages"]] == ["photos", "script", "tts", "captions", "render", "upload"]
    assert 15 <= told["duration"] <= 18
    assert 0.001 < told["costUsd"] < 0.05
    assert told["costUsd"] >= sum(line["costUsd"] for line in told["stages"])


def test_an_estimate_counts_the_end_cards_time(api: Api) -> None:
    with_card, without = estimate(api, duration=15), estimate(api, duration=15, overlays="title, price")

    assert with_card["duration"] - without["duration"] == pytest.approx(1.0)


def test_an_estimate_has_the_parts_of_a_jobs_cost(api: Api) -> None:
    few, many = (estimate(api, duration=15, photos=photos)["cost"] for photos in (1, 10))

    parts = {name: usd for name, usd in few.items() if name not in {"totalUsd", "pricesAsOf"}}
    assert set(few) == {to_camel(name) for name in CostLines.model_fields}
    assert min(parts.values()) > 0
    assert few["totalUsd"] == pytest.approx(sum(parts.values()), abs=2e-6)
    assert many["requestsUsd"] > few["requestsUsd"]
    assert many["storageUsd"] > few["storageUsd"]


def test_an_estimate_counts_what_the_meter_counted_in_a_local_job() -> None:
    """Five photos and a video of 16.9 s, before photos were copied for listings: $0.000224 of requests (a slow render
    tells of itself more often) and $0.000211 of storage."""
    told = api_costs.estimate(EstimateBody(photos=5), Settings()).cost
    copies = Usage(storage_writes=10, storage_reads=35, stored_gb_months=10 * 0.00016)  # made, and published

    assert told.requests_usd == pytest.approx(0.000224 + costs.requests_usd(copies), rel=0.25)
    assert told.storage_usd == pytest.approx(0.000211 + costs.storage_usd(copies), rel=0.15)


def test_a_longer_video_costs_and_takes_more(api: Api) -> None:
    short, long = estimate(api, duration=15), estimate(api, duration=30)

    assert long["costUsd"] > short["costUsd"]
    assert long["estimatedTime"] > short["estimatedTime"]


def test_an_own_script_sets_the_length_and_costs_less_than_one_that_is_written(api: Api) -> None:
    told = estimate(api, script="Only $45 " * 20), estimate(api)

    own, written = (next(line["costUsd"] for line in one["stages"] if line["name"] == "script") for one in told)
    assert 0 < own < written
    assert estimate(api, script="word " * 100)["duration"] > 30


def test_an_estimate_takes_the_whole_request_of_generate(api: Api) -> None:
    assert api.call("POST", "/api/video/estimate", DETAILS | {"photoKeys": ["a"], "format": "9:16"}).status == 200


def test_an_estimate_refuses_what_generate_would_refuse(api: Api) -> None:
    reply = api.call("POST", "/api/video/estimate", {"voice": "darth", "photos": 11})

    assert set(reply.field_messages) == {"voice", "photos"}


def test_options_are_open_to_everyone_and_complete(api: Api) -> None:
    reply = api.call("GET", "/api/options", user=None)

    assert reply.status == 200
    assert reply.json["voices"] == list(options.VOICES)
    assert reply.json["formats"] == list(options.FORMATS)
    assert reply.json["defaults"]["voice"] == "alloy"
    assert reply.json["limits"]["maxPhotos"] == 10


@pytest.mark.parametrize(("contact", "told"), [("https://shop.example", True), ("", False)])
def test_options_tell_whether_the_operator_can_be_reached(contact: str, *, told: bool) -> None:
    assert api_options(Settings(listing_contact=contact), date(2027, 1, 1)).operator_contact is told


def test_options_warn_of_models_in_their_last_month() -> None:
    here = Settings(speech_model="gpt-4o-mini-tts", transcription_model="whisper-1")

    warnings = api_options(here, date(2026, 12, 7)).warnings

    assert [(each.model, each.stage, each.days_left) for each in warnings] == [("gpt-4o-mini-tts", "tts", 30)]
    assert api_options(here, date(2026, 12, 6)).warnings == []


def test_an_estimate_prices_the_voice_that_is_asked_first() -> None:
    body = EstimateBody(script="A lamp, small and blue, for twenty dollars.")
    fees = [
        api_costs.estimate(body, Settings(voice_order=f"{first},speech")).cost_usd for first in ("realtime", "polly")
    ]

    assert fees[0] > fees[1]


def test_health_needs_no_sign_in(api: Api) -> None:
    assert api.call("GET", "/api/healthz", user=None).json == {"status": "ok"}


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/nothing"), ("GET", "/")])
def test_an_unknown_address_is_a_404_problem(api: Api, method: str, path: str) -> None:
    reply = api.call(method, path)

    assert (reply.status, reply.json["code"], reply.field_messages) == (404, "NotFound", {})


def test_an_error_of_nobody_tells_nothing_from_inside(api: Api) -> None:
    api.store.put(keys.script("j1"), b"not a script", "application/json")
    api.jobs.rows["j1"] = job_row("j1").model_copy(update={"has_script": True})

    reply = api.call("GET", "/api/video/status/j1")

    assert (reply.status, reply.json["code"], reply.json["retryable"]) == (500, "InternalError", True)
    assert "validation" not in reply.text


def test_the_openapi_document_tells_of_every_route(api: Api) -> None:
    described = api.call("GET", "/api/openapi.json", user=None).json

    assert {f"{verb.upper()} {path}" for path, verbs in described["paths"].items() for verb in verbs} == {
        "POST /api/uploads",
        "POST /api/video/detect",
        "POST /api/video/generate-script",
        "POST /api/video/generate",
        "POST /api/video/estimate",
        "GET /api/video/status/{jobId}",
        "GET /api/video/jobs",
        "DELETE /api/video/jobs/{jobId}",
        "GET /api/video/jobs/{jobId}/photos",
        "GET /api/video/jobs/{jobId}/versions",
        "POST /api/video/jobs/{jobId}/cancel",
        "POST /api/video/jobs/{jobId}/retry",
        "POST /api/video/jobs/{jobId}/remake",
        "POST /api/ads/create",
        "GET /api/ads",
        "GET /api/ads/mine",
        "GET /api/ads/{adId}",
        "PATCH /api/ads/{adId}",
        "DELETE /api/ads/{adId}",
        "POST /api/ads/{adId}/report",
        "GET /api/options",
        "GET /api/healthz",
        "GET /api/voices/{voice}/preview",
    }
    assert described["paths"]["/api/options"]["get"]["security"] == [{}]
    assert described["security"] == [{"bearer": []}]
    assert "202" in described["paths"]["/api/video/generate"]["post"]["responses"]
    assert "photoKeys" in described["components"]["schemas"]["GenerateBody"]["properties"]


def test_the_documentation_page_is_whole_and_loads_nothing_from_elsewhere(api: Api) -> None:
    page = api.call("GET", "/api/docs", user=None)

    assert page.status == 200
    assert not re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["'](?!data:)""", page.text)
    assert "SwaggerUIBundle({dom_id" in page.text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_documentation_page_travels_compressed_well_below_lambdas_limit(api: Api) -> None:
    page = api.call("GET", "/api/docs", user=None, headers={"accept-encoding": "gzip"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.text) < 1_000_000


def test_options_tell_where_to_sign_in(api: Api) -> None:
    assert api.call("GET", "/api/options", user=None).json["auth"].keys() == {
        "userPoolId",
        "clientId",
        "region",
        "cognitoEndpoint",
    }


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/video/generate", "POST"),
        ("GET", "/api/video/generate", "POST"),
        ("PUT", "/api/ads/a1", "DELETE, GET, PATCH"),
        ("POST", "/api/options", "GET"),
    ],
)
def test_a_wrong_method_is_told_with_the_right_ones(api: Api, method: str, path: str, allowed: str) -> None:
    reply = api.call(method, path)

    assert (reply.status, reply.json["code"], reply.headers["Allow"]) == (405, "MethodNotAllowed", allowed)
    assert reply.headers["Content-Type"] == "application/problem+json"
