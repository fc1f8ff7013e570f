"""A change of code marks the functions that run it, and no other."""

from pathlib import Path

import pytest

from local.runtime.code_watch import SHARED_CODE, changed_functions, code_states, mark, stamp_of


@pytest.fixture
def code(tmp_path: Path) -> Path:
    for folder in ("functions/tts", "functions/render/output", SHARED_CODE):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.py").write_text("A = 1", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda code: (code / "functions/tts/b.py").write_text("B = 1"), {"tts"}),
        (lambda code: (code / "functions/render/output/a.py").unlink(), {"render"}),
        (lambda code: (code / SHARED_CODE / "b.py").write_text("B = 1"), {"tts", "render"}),
        (lambda code: (code / "functions/tts/notes.txt").write_text("no code"), set()),
    ],
    ids=["addition", "removal", "shared", "no code"],
)
def test_a_change_concerns_the_functions_that_run_the_file(code: Path, change: object, expected: set[str]) -> None:
    before = code_states(code)
    assert callable(change)
    change(code)

    assert changed_functions(before, code_states(code)) == expected


def test_a_new_function_counts_as_changed(code: Path) -> None:
    before = code_states(code)
    (code / "functions/upload").mkdir()

    assert changed_functions(before, code_states(code)) == {"upload"}


def test_a_mark_is_seen_by_the_functions_processes(tmp_path: Path) -> None:
    unmarked = stamp_of("tts", tmp_path)
    mark({"tts"}, tmp_path)

    assert unmarked == 0
    assert stamp_of("tts", tmp_path) > 0
    assert stamp_of("render", tmp_path) == 0
