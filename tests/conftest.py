"""What tests of several areas share: one local cloud of their own, beside any that runs for a demo."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from local.cloud import ANY_PORTS, Cloud, Options, start

SMALL_VIDEOS = {"frameScale": "0.25"}
HASTE = 0.05
"""Factor on the state machine's waits between retries."""
ON_THE_CLOUD = ("tests/e2e/", "tests/integration/")

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=3000, deadline=None)
settings.load_profile("same")
"""The suite tries the same examples each time and times none; `--hypothesis-profile explore` looks for new ones."""


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """The whole system on the emulator, with small videos and every call checked against its caller's role."""
    folder = tmp_path_factory.mktemp("cloud")
    options = Options(ports=ANY_PORTS, context=SMALL_VIDEOS, wait_scale=HASTE, check_roles=True, openai_key="")
    cloud = start(folder, options)
    yield cloud
    cloud.stop()


class Folders(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Deals out the files of unit tests one by one, but each folder that uses the cloud as a whole, to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        whole = next((folder for folder in ON_THE_CLOUD if nodeid.startswith(folder)), None)
        return whole or nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Folders:
    return Folders(config, log)
