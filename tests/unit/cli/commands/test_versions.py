"""`vidx versions`."""

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import JOB


def test_versions_shows_which_is_listed_and_what_differs(vidx: Vidx) -> None:
    result = vidx("versions", JOB)

    assert result.code == 0
    [first] = [line for line in result.out.splitlines() if "first" in line]
    [latest] = [line for line in result.out.splitlines() if JOB in line]
    assert "✓ shown" in first
    assert "voice alloy, language de" in first
    assert "✓ shown" not in latest
    assert "voice nova, language en" in latest
    assert "music" not in result.out
