"""Settings are read from the environment and checked."""

import pytest
from pydantic import ValidationError

from vidx.settings import load_settings


def test_settings_are_read_from_text_and_leave_the_rest_of_the_environment_alone() -> None:
    read = load_settings({"FRAME_SCALE": "0.25", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "2048", "HOME": "/root"})

    assert (read.frame_scale, read.memory_gib) == (0.25, 2.0)


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
def test_an_invalid_setting_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ValidationError, match=name):
        load_settings({name.upper(): value})
