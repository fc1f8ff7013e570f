"""The events of functions are checked."""

from typing import Any

import pytest
from pydantic import ValidationError

from vidx.jobs.events import StageInput, VoiceSampleInput, load


def test_whole_numbers_written_as_floats_are_accepted() -> None:
    step = load(StageInput, {"job_id": "j1", "attempt": 2.0, "retry_count": 3.0, "last_try": True})

    assert step == StageInput(job_id="j1", attempt=2, retry_count=3, last_try=True)


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ({"attempt": 1}, "job_id"),
        ({"job_id": "j1", "attempt": 0}, "attempt"),
        ({"job_id": "j1", "attempt": 1.5}, "attempt"),
        ({"job_id": "j1", "attempt": 1, "retry_count": -1}, "retry_count"),
        ({"job_id": "j1", "attempt": 1, "retries": 1}, "retries"),
        ({"job_id": 1, "attempt": 1}, "job_id"),
    ],
)
def test_an_event_with_a_bad_field_is_refused_by_its_name(event: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        load(StageInput, event)


def test_an_unknown_voice_is_refused() -> None:
    with pytest.raises(ValidationError, match="voice"):
        load(VoiceSampleInput, {"voice": "siri", "language": "en"})
