"""The page of metrics and alarms."""

from infra.reference import PAGE, page


def test_the_page_in_the_repository_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it again with `python -m infra.reference`"


def test_a_metric_names_the_alarms_that_read_it() -> None:
    (row,) = (line for line in page().splitlines() if line.startswith("| `JobsFinished`"))

    assert "[JobsFailing](runbooks/alarms.md#jobsfailing), [NoVideos](runbooks/alarms.md#novideos)" in row
