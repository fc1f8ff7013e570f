"""The document of `--json`, which programs read."""

import pytest

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB


@pytest.mark.parametrize(
    "command",
    [
        ["script", "--title", "T", "--description", "D", "--price", "1"],
        ["estimate"],
        ["status", JOB],
        ["cancel", JOB],
        ["retry", JOB],
        ["retry", JOB, "--no-wait"],
        ["list"],
        ["status", "unknown"],
        ["list", "--nonsense"],
        ["estimate", "--voice", "robot"],
    ],
)
def test_with_json_a_command_writes_one_document_and_nothing_else(vidx: Vidx, command: list[str]) -> None:
    result = vidx(*command, "--json")

    assert result.err == ""
    assert isinstance(result.json, dict)
    assert ("error" in result.json and result.json["error"] is not None) == (result.code != 0)
