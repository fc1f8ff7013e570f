"""A written section replaces its earlier text and nothing else."""

from benchmarks.reliability import with_section

PAGE = "# Reliability\n\nWhy.\n\n## Faults\n\nold faults\n\n## Load\n\nold load\n"


def test_a_new_section_comes_last() -> None:
    assert with_section("# Reliability\n", "Load", "a table") == "# Reliability\n\n## Load\n\na table\n"


def test_a_section_is_replaced_where_it_is() -> None:
    page = with_section(PAGE, "Faults", "new faults")

    assert page == PAGE.replace("old faults", "new faults")


def test_the_last_section_is_replaced_too() -> None:
    assert with_section(PAGE, "Load", "new load") == PAGE.replace("old load", "new load")
