"""Events are checked where they arrive."""

from typing import Any

import pytest
from pydantic import ValidationError

from vidx.jobs.events import StageInput, VoiceSampleInput, load
from vidx.settings import load_settings


def test_whole_numbers_may_come_as_a_state_machine_writes_them() -> None:
    step = load(StageInput, {"job_id": "j1", "attempt": 2.0, "retry_count": 3.0, "last_try": True})

    assert step == StageInput(job_id="j1", attempt=2, retry_count=3, last_try=True)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"attempt": 1}, "job_id"),
        ({"job_id": "j1", "attempt": 0}, "attempt"),
        ({"job_id": "j1", "attempt": 1.5}, "attempt"),
        ({"job_id": "j1", "attempt": 1, "retry_count": -1}, "retry_count"),
        ({"job_id": "j1", "attempt": 1, "retries": 1}, "retries"),
        ({"job_id": 1, "attempt": 1}, "job_id"),
    ],
)
def test_an_event_of_another_form_is_refused_by_the_fields_name(event: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        load(StageInput, event)


def test_an_unknown_voice_is_refused() -> None:
    with pytest.raises(ValidationError, match="voice"):
        load(VoiceSampleInput, {"voice": "siri", "language": "en"})


def test_settings_are_read_from_text_and_leave_the_rest_of_the_environment_alone() -> None:
    here = load_settings({"FRAME_SCALE": "0.25", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "2048", "HOME": "/root"})

    assert (here.frame_scale, here.memory_gib) == (0.25, 2.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("frame_scale", "0"),
        ("frame_scale", "1.5"),
        ("frame_scale", "half"),
        ("voice_order", "speech,siri"),
        ("captions_order", "alignment,guessing"),
        ("captions_order", ""),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=name):
        load_settings({name.upper(): value})
