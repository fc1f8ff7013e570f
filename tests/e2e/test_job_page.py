"""The page of a job: polling, announcements, reloads and sessions."""

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, Route, expect

from testing.seller import Provider
from tests.e2e.seller import JOB_WITHIN_MS, Seller
from tests.e2e.test_sign_in import forget
from vidx.moderation import REVIEW_MESSAGE

STATUS: Final = "**/api/video/status/*"
JOB: Final = "0123456789abcdef0123456789abcdef"
HIDE: Final = """() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
LISTEN: Final = """() => {
    window.announcements = [];
    const announcer = document.getElementById("announcer");
    new MutationObserver(() => announcer.textContent && window.announcements.push(announcer.textContent))
        .observe(announcer, { childList: true, characterData: true, subtree: true });
}"""
RUNNING: Final[dict[str, Any]] = {
    "jobId": JOB,
    "title": "Brass desk lamp",
    "createdAt": "2026-11-22T12:00:00Z",
    "updatedAt": "2026-11-22T12:00:30Z",
    "attempt": 1,
    "adId": None,
    **dict.fromkeys(("videoUrl", "thumbnailUrl", "captionsUrl", "duration", "size", "script", "error")),
    "stages": [],
    "cost": {"totalUsd": 0.001},
}


class FakeJob:
    """The statuses that the service returns, one after the other. The last one is repeated."""

    def __init__(self, *states: tuple[str, int, str], retry_after_s: int = 2) -> None:
        self.states, self.requests, self.retry_after_s = list(states), 0, retry_after_s

    def __call__(self, route: Route) -> None:
        status, progress, message = self.states[min(self.requests, len(self.states) - 1)]
        self.requests += 1
        body = {**RUNNING, "status": status, "progress": progress, "message": message}
        route.fulfill(json=body, headers={"Retry-After": str(self.retry_after_s), "ETag": f'"{self.requests}"'})


COUNT_REQUESTS = """
    const send = window.fetch;
    window.pending = 0;
    window.fetch = (...request) => {
        window.pending += 1;
        return send(...request).finally(() => { window.pending -= 1; });
    };
"""


def tick(page: Page) -> None:
    """Advance the page's clock by a second and wait for the answers to its requests."""
    page.clock.run_for(1_000)
    page.wait_for_timeout(30)
    while page.evaluate("window.pending"):
        page.wait_for_timeout(30)


def requests_within(page: Page, fake_job: FakeJob, seconds: int) -> int:
    """Number of status requests in `seconds` of the page's clock."""
    before = fake_job.requests
    for _ in range(seconds):
        tick(page)
    return fake_job.requests - before


def watch(seller: Seller, fake_job: FakeJob) -> Page:
    page = seller.page
    page.route(STATUS, fake_job)
    page.add_init_script(COUNT_REQUESTS)
    page.clock.install()
    seller.open(f"/jobs/{JOB}")
    expect(page.get_by_role("progressbar")).to_be_visible()
    return page


@pytest.mark.parametrize(("retry_after_s", "least", "most"), [(2, 8, 11), (5, 3, 5)])
def test_the_service_sets_the_polling_interval_and_a_hidden_tab_slows_down(
    seller: Seller, retry_after_s: int, least: int, most: int
) -> None:
    fake_job = FakeJob(("render", 40, "Rendering the video"), retry_after_s=retry_after_s)
    page = watch(seller, fake_job)

    visible = requests_within(page, fake_job, 20)
    page.evaluate(HIDE)
    requests_within(page, fake_job, retry_after_s)
    hidden = requests_within(page, fake_job, 20)

    assert least <= visible <= most
    assert 1 <= hidden <= 3


def test_stages_are_announced_but_not_every_percent(seller: Seller) -> None:
    states = [("script", 5, "Writing the script"), ("audio", 15, "Recording the voice")]
    states += [("render", percent, "Rendering the video") for percent in range(31, 36)]
    fake_job = FakeJob(*states)
    page = watch(seller, fake_job)
    page.evaluate(LISTEN)

    while fake_job.requests <= len(states):
        tick(page)

    expect(page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "35")
    assert page.evaluate("[...new Set(window.announcements)]") == ["Recording the voice", "Rendering the video"]
    assert len(page.evaluate("window.announcements")) == 2


def test_a_job_in_review_says_that_the_seller_need_not_do_anything(seller: Seller) -> None:
    page = watch(seller, FakeJob(("review", 9, REVIEW_MESSAGE), retry_after_s=30))

    expect(page.locator(".job-message")).to_have_text(REVIEW_MESSAGE)
    expect(page.get_by_text("as soon as we have checked your text and photos")).to_be_visible()
    expect(page.locator('[aria-current="step"]')).to_contain_text("Photos & script")
    expect(page).to_have_title("In review · Brass desk lamp · vidx")


def test_a_video_is_published_after_its_tab_was_closed(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)
    seller.fill_in(Title="Lamp of the closed tab")
    seller.continue_to_next_step()
    seller.sees_script()
    seller.publish_at_once()
    seller.generate()
    seller.sees_job()
    context = seller.page.context
    seller.page.close()

    later = Seller(context.new_page())
    later.open("/my-ads")

    card = later.page.locator(".ad-card").filter(has_text="Lamp of the closed tab")
    expect(card).to_have_attribute("data-status", "active", timeout=JOB_WITHIN_MS)


def test_a_session_that_expires_during_a_job_is_renewed_silently(
    seller: Seller, photo: Path, provider: Provider
) -> None:
    provider.hold("speech")
    seller.start_video(photo)
    expect(seller.page.get_by_role("progressbar")).to_be_visible()

    forget(seller, accessToken="expired")
    provider.heal()

    seller.sees_finished()
    expect(seller.page.get_by_role("dialog")).to_have_count(0)


def written(provider: Provider) -> int:
    """Number of paid scripts."""
    answered = provider.answered()
    return answered.get("chat", 0) + answered.get("responses", 0)


def test_a_failed_video_shows_the_reason_and_a_retry_continues(seller: Seller, photo: Path, provider: Provider) -> None:
    provider.fail_all_voices("unauthorized")
    seller.start_video(photo)
    page = seller.page
    expect(page.locator(".notice.bad")).to_contain_text(
        "We couldn't record the voice. Your photos and text are safe.", timeout=JOB_WITHIN_MS
    )
    expect(page.locator(".job-steps .failed")).to_contain_text("Voice")
    provider.heal()
    requests_before = written(provider)

    page.get_by_role("button", name="Try again").click()

    seller.sees_finished()
    assert written(provider) == requests_before
