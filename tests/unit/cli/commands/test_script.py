"""`vidx script`."""

from pathlib import Path

from starlette.responses import JSONResponse

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import ANSWERS, FakeService


def test_the_script_is_shown_and_written_to_a_file(vidx: Vidx, home: Path) -> None:
    result = vidx("script", "--title", "Camera", "--description", "Fine.", "--price", "5", "--output", "s.txt")

    assert result.code == 0
    assert "about 14 s, 38 words" in result.out
    assert (home / "s.txt").read_text() == "Meet the camera.\n"


def test_a_substitute_is_named(vidx: Vidx, service: FakeService) -> None:
    fallback = {"stage": "script", "provider": "gpt", "code": "ProviderRetired", "message": "A substitute wrote it."}
    line = "POST /api/video/generate-script"
    service.answers[line].append(JSONResponse({**ANSWERS[line], "fallbacks": [fallback]}))

    result = vidx("script", "--title", "Camera", "--description", "Fine.", "--price", "5")

    assert "A substitute wrote it. (gpt: ProviderRetired)" in result.out
