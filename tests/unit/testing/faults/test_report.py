from pathlib import Path

from testing.faults.play import Outcome
from testing.faults.report import load, save, section

GOOD = Outcome("R2", "down | off", "error", 3.25, "StorageUnavailable", "Try again.", {"voice": 1}, "complete")
BAD = Outcome("Workers", "killed", deviations=["it is stuck"])


def test_outcomes_are_read_as_they_were_saved(tmp_path: Path) -> None:
    save([GOOD, BAD], tmp_path / "results/faults.json")

    assert load(tmp_path / "results/faults.json") == {"R2: down | off": GOOD, "Workers: killed": BAD}
    assert load(tmp_path / "none.json") == {}


def test_the_section_has_a_table_for_each_part_and_names_what_is_not_good() -> None:
    text = section([GOOD, BAD])

    assert "1 of 2 faults end well" in text
    assert "### R2\n" in text
    assert "| down \\| off | error | 3.25 | StorageUnavailable | Try again. | voice 1 | complete |" in text
    assert "| killed **not good: it is stuck** |" in text
