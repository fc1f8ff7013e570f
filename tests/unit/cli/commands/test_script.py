"""`vidx script`."""

from pathlib import Path

from tests.unit.cli.conftest import Vidx


def test_the_script_is_shown_and_written_to_a_file(vidx: Vidx, home: Path) -> None:
    result = vidx("script", "--title", "Camera", "--description", "Fine.", "--price", "5", "--output", "s.txt")

    assert result.code == 0
    assert "about 14 s, 38 words" in result.out
    assert (home / "s.txt").read_text() == "Meet the camera.\n"
