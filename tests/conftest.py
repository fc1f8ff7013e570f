"""What tests of several areas share: one local cloud of their own, beside any that runs for a demo."""

from collections.abc import Iterator

import pytest

from local.cloud import ANY_PORTS, Cloud, Options, start

SMALL_FILMS = {"frameScale": "0.25"}
HASTE = 0.05
"""Factor on the state machine's waits between retries."""


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """The whole system on the emulator, with small films and every call checked against its caller's role."""
    folder = tmp_path_factory.mktemp("cloud")
    options = Options(ports=ANY_PORTS, context=SMALL_FILMS, wait_scale=HASTE, check_roles=True, openai_key="")
    cloud = start(folder, options)
    yield cloud
    cloud.stop()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the tests of one folder that use the cloud run in one worker, so that they share one cloud."""
    for item in items:
        if "cloud" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(f"cloud of {item.path.parent.name}"))
