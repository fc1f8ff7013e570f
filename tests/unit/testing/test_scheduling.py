import pytest

from testing.scheduling import group_of, start_order

UNIT = "tests/unit/cli/test_client.py::test_a[x]"
E2E = "tests/e2e/test_making.py::test_b"
PIPELINE = "tests/integration/test_pipeline.py::test_c"
RENDER = "tests/integration/render/test_audio.py::test_d"
CONTRACT = "tests/contract/test_template.py::test_e"


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        (UNIT, "tests/unit/cli/test_client.py"),
        (CONTRACT, "tests/contract/test_template.py"),
        (E2E, "tests/e2e"),
        (PIPELINE, "tests/integration"),
        (RENDER, "tests/integration/render/test_audio.py"),
    ],
)
def test_folders_that_use_a_cloud_stay_together_and_other_files_are_dealt_singly(nodeid: str, group: str) -> None:
    assert group_of(nodeid) == group


def test_the_longest_folders_start_first() -> None:
    assert sorted([UNIT, CONTRACT, RENDER, E2E, PIPELINE], key=start_order) == [E2E, PIPELINE, RENDER, CONTRACT, UNIT]


def test_the_order_hook_is_in_force(request: pytest.FixtureRequest) -> None:
    order = [start_order(item.nodeid) for item in request.session.items]

    assert order == sorted(order)
    assert all(item.get_closest_marker("xdist_group") for item in request.session.items)
