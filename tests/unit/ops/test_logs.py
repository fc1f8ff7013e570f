"""Lines of the functions' logs."""

import json

import pytest

from ops.logs import parse_line

LINE = {
    "level": "WARNING",
    "location": "x:1",
    "message": "a provider was skipped",
    "timestamp": "t",
    "service": "tts",
    "job_id": "j1",
    "provider": "speech",
    "exception_name": "ProviderRetired",
    "exception": "Traceback …",
}


def test_a_line_has_its_message_and_the_facts_that_are_its_own() -> None:
    line = parse_line(json.dumps(LINE), "tts", 1_795_348_800_000)

    assert line is not None
    assert (line.level, line.message, line.fields) == ("WARNING", "a provider was skipped", {"provider": "speech"})
    assert (line.function, line.exception) == ("tts", "ProviderRetired")
    assert line.at.isoformat() == "2026-11-22T12:00:00+00:00"


@pytest.mark.parametrize("text", ["REPORT RequestId: 1 Duration: 3 ms", "[1]", '{"_aws": {}}', ""])
def test_lines_of_lambda_and_metrics_are_left_out(text: str) -> None:
    assert parse_line(text, "tts", 0) is None
