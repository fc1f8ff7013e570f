"""Every job that ends is measured once, from the change of its row."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from functions.notify.job_ends import measure_end
from vidx import costs
from vidx.adapters.dynamodb.changes import RowChange

AT = datetime(2026, 11, 30, tzinfo=UTC)


def change(before: str | None, after: dict[str, Any] | None, key: str = "job_id") -> RowChange:
    rows = {"created_at": "2026-11-30T12:00:00+00:00", "updated_at": "2026-11-30T12:00:42+00:00", "attempt": 1}
    return RowChange("e1", AT, key, {"status": before} if before else None, after and {**rows, **after})


def measured(row_change: RowChange, capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    """Values of all metrics that were written, those of one stage and code under their name alone."""
    measure_end(row_change)
    values: dict[str, float] = {}
    for line in capsys.readouterr().out.splitlines():
        body = json.loads(line)
        for metric in body["_aws"]["CloudWatchMetrics"][0]["Metrics"]:
            values[metric["Name"]] = body[metric["Name"]][0]
    return values


def failure(code: str) -> dict[str, str]:
    return {"code": code, "stage": "render", "message": "It failed."}


def test_a_finished_job_has_its_seconds_and_cost(capsys: pytest.CaptureFixture[str]) -> None:
    stage = {"started_at": "2026-11-30T12:00:01+00:00", "attempt": 1, "provider_usd": 0.004}
    values = measured(change("upload", {"status": "complete", "stages": {"tts": stage}}), capsys)

    assert {name: values[name] for name in ("JobsFinished", "JobsFailed", "VideoSeconds")} == {
        "JobsFinished": 1.0, "JobsFailed": 0.0, "VideoSeconds": 42.0,
    }  # fmt: skip
    assert values["VideoUsd"] == pytest.approx(0.004 + costs.orchestration_usd())


def test_the_seconds_of_a_retried_job_are_not_those_of_its_request(capsys: pytest.CaptureFixture[str]) -> None:
    values = measured(change("upload", {"status": "complete", "attempt": 2}), capsys)

    assert values["JobsFinished"] == 1.0
    assert "VideoSeconds" not in values


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RenderFailed", "JobsFailed"),
        ("ProviderUnavailable", "JobsFailed"),
        ("SomethingNew", "JobsFailed"),
        ("UnusablePhoto", "JobsRefused"),
        ("ContentRefused", "JobsRefused"),
        ("FilesExpired", "JobsRefused"),
    ],
)
def test_failures_of_ours_and_of_the_sellers_have_different_messages(
    code: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    values = measured(change("render", {"status": "error", "error": failure(code)}), capsys)

    assert {each: values[each] for each in ("JobsFailed", "JobsRefused", "JobsFinished")} == {
        "JobsFailed": 0.0, "JobsRefused": 0.0, "JobsFinished": 0.0, name: 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        change("complete", {"status": "complete"}),
        change("render", {"status": "upload"}),
        change("complete", None),
        change("processing", {"status": "complete"}, key="ad_id"),
        change(None, {"status": "withdraw"}),
    ],
)
def test_other_changes_are_not_measured(other: RowChange, capsys: pytest.CaptureFixture[str]) -> None:
    assert measured(other, capsys) == {}


def test_a_row_of_an_unknown_form_is_logged_and_not_counted(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert measured(change("upload", {"status": "complete", "attempt": "many"}), capsys) == {}
    assert "an ended job cannot be measured" in caplog.text
