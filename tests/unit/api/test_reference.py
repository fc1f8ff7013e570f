"""docs/api.md."""

from pathlib import Path

from functions.api.reference import text

DOC = Path(__file__).parents[3] / "docs" / "api.md"


def test_the_reference_is_current() -> None:
    assert DOC.read_text("utf-8") == text(), "run `python -m functions.api.reference`"
