"""The shared local cloud, the order of the tests, and the profiles of hypothesis."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from local.cloud import ANY_PORTS, Cloud, Options, start
from testing.scheduling import group_of, start_order

SMALL_VIDEOS = {"frameScale": "0.25"}
WAIT_SCALE = 0.05
"""Factor on the state machine's waits between retries."""

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=3000, deadline=None)
settings.load_profile("same")
"""Every run uses the same examples, without a deadline. `--hypothesis-profile explore` looks for new ones."""


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """The whole system on the emulator, with small videos and every call checked against its caller's role."""
    folder = tmp_path_factory.mktemp("cloud")
    options = Options(ports=ANY_PORTS, context=SMALL_VIDEOS, wait_scale=WAIT_SCALE, check_roles=True, openai_key="")
    cloud = start(folder, options)
    yield cloud
    cloud.stop()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Add to the test's id the group that `--dist loadgroup` uses."""
    item.add_marker(pytest.mark.xdist_group(group_of(item.nodeid)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest groups first: with `--no-loadscope-reorder` they start in this order."""
    items.sort(key=lambda item: start_order(item.nodeid))
