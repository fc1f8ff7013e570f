"""Estimates of price and time."""

from typing import Any

import pytest
from pydantic.alias_generators import to_camel

from functions.api import costs as api_costs
from functions.api.schemas.common import CostLines
from functions.api.schemas.videos import EstimateBody
from tests.unit.api.conftest import DETAILS, Api
from vidx import costs
from vidx.jobs.model import Stage
from vidx.settings import Settings
from vidx.usage import Usage


def estimate(api: Api, **body: Any) -> Any:
    return api.call("POST", "/api/video/estimate", body).json


def test_captions_cost_a_transcription_in_a_language_that_cannot_be_aligned(api: Api) -> None:
    english, german = estimate(api, duration=15), estimate(api, duration=15, language="de")

    assert german["costUsd"] > english["costUsd"]


def test_an_estimate_has_price_and_time_of_each_stage(api: Api) -> None:
    estimated = estimate(api, duration=15)

    assert [line["name"] for line in estimated["stages"]] == [stage.value for stage in Stage]
    assert 15 <= estimated["duration"] <= 18
    assert 0.001 < estimated["costUsd"] < 0.05
    assert estimated["costUsd"] >= sum(line["costUsd"] for line in estimated["stages"])


def test_an_estimate_includes_the_time_of_the_end_card(api: Api) -> None:
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


def test_an_estimate_is_close_to_the_measured_use_of_a_local_job() -> None:
    """Five photos and a video of 16.9 s, before photos were copied for listings: $0.000224 of requests (a slow render
    reports its progress more often) and $0.000211 of storage."""
    estimated = api_costs.estimate(EstimateBody(photos=5), Settings()).cost
    copies = Usage(
        storage_writes=10, storage_reads=35, stored_gb_months=10 * 0.00016
    )  # working copies and published copies

    assert estimated.requests_usd == pytest.approx(0.000224 + costs.requests_usd(copies), rel=0.25)
    assert estimated.storage_usd == pytest.approx(0.000211 + costs.storage_usd(copies), rel=0.15)


def test_a_longer_video_costs_more_and_takes_longer(api: Api) -> None:
    short, long = estimate(api, duration=15), estimate(api, duration=30)

    assert long["costUsd"] > short["costUsd"]
    assert long["estimatedTime"] > short["estimatedTime"]


def test_a_sellers_script_sets_the_length_and_costs_less_than_a_written_one(api: Api) -> None:
    estimated = estimate(api, script="Only $45 " * 20), estimate(api)

    own, written = (next(line["costUsd"] for line in one["stages"] if line["name"] == "script") for one in estimated)
    assert 0 < own < written
    assert estimate(api, script="word " * 100)["duration"] > 30


def test_an_estimate_accepts_every_field_of_generate(api: Api) -> None:
    assert api.call("POST", "/api/video/estimate", DETAILS | {"photoKeys": ["a"], "format": "9:16"}).status == 200


def test_an_estimate_refuses_the_same_values_as_generate(api: Api) -> None:
    reply = api.call("POST", "/api/video/estimate", {"voice": "darth", "photos": 11})

    assert set(reply.field_messages) == {"voice", "photos"}


def test_an_estimate_uses_the_price_of_the_first_voice_provider() -> None:
    body = EstimateBody(script="A lamp, small and blue, for twenty dollars.")
    fees = [
        api_costs.estimate(body, Settings(voice_order=f"{first},speech")).cost_usd for first in ("realtime", "polly")
    ]

    assert fees[0] > fees[1]
