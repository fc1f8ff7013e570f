"""A browser on the local cloud; a failed test leaves a trace in `test-results/` and prints the text of its pages.

Pages have no motion unless a test asks for it: without a GPU, a moving page takes more of the processor than the video
that is being made.
"""

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from local.cloud import Cloud
from local.paths import ROOT
from testing.browser import FLAGS, NoChromium, chromium
from testing.pictures import picture
from testing.seller import Provider
from testing.seller import Seller as Maker
from tests.e2e.account import Account, sign_up
from tests.e2e.seller import Seller

TRACES: Final = ROOT / "test-results"
TIMEOUT_MS: Final = 15_000
FAILED: Final = pytest.StashKey[bool]()
NewContext = Callable[..., BrowserContext]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.CallInfo[None], None]:
    """Tell the fixtures whether the test failed."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy sends a Result, which the hook cannot say
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    try:
        executable = chromium()
    except NoChromium as error:
        pytest.fail(str(error), pytrace=False)
    running = playwright.chromium.launch(executable_path=executable, args=list(FLAGS), headless=True)
    yield running
    running.close()


@pytest.fixture
def new_context(browser: Browser, cloud: Cloud, request: pytest.FixtureRequest) -> Iterator[NewContext]:
    """Makes browser profiles that are traced, and closed with the test."""
    expect.set_options(timeout=TIMEOUT_MS)
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        still = {"viewport": {"width": 1024, "height": 800}, "reduced_motion": "reduce"}
        settings = {"base_url": cloud.description.api_url, **still, **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]  # any of its many options
        context.set_default_timeout(TIMEOUT_MS)
        context.tracing.start(snapshots=True)
        contexts.append(context)
        return context

    yield make
    failed = request.node.stash.get(FAILED, False)
    for number, context in enumerate(contexts):
        if failed:
            for page in context.pages:
                request.node.add_report_section("teardown", page.url, page.locator("body").inner_text())
        name = re.sub(r"\W+", "-", request.node.name)
        context.tracing.stop(path=TRACES / f"{name}-{number}.zip" if failed else None)
        context.close()


@pytest.fixture(scope="session")
def account(cloud: Cloud) -> Account:
    return sign_up(cloud)


@pytest.fixture
def context(new_context: NewContext, account: Account, cloud: Cloud) -> Iterator[BrowserContext]:
    """A profile that is signed in. Its unfinished videos are canceled after the test."""
    yield new_context(storage_state=account.profile(cloud.description.api_url))
    maker = Maker(cloud, account.access_token)
    maker.stop_all()
    maker.http.close()


@pytest.fixture
def seller(context: BrowserContext) -> Seller:
    return Seller(context.new_page())


@pytest.fixture
def provider(cloud: Cloud) -> Iterator[Provider]:
    """Remove the faults of a test after it."""
    provider = Provider(cloud)
    yield provider
    provider.heal()


@pytest.fixture
def guest(new_context: NewContext) -> Seller:
    return Seller(new_context().new_page())


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photos") / "lamp.jpg"
    path.write_bytes(picture(width_px=900, height_px=1200, color="peru"))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file of any content."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write
