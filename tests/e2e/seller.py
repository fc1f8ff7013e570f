"""The actions of a seller on the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, Route, expect

JOB_WITHIN_MS: Final = 120_000
PREPARING_MS: Final = 60_000
"""Time to scale three camera photos down in a browser without a GPU and to upload them."""
DRAFT_MS: Final = 60_000
"""Time for a draft on a busy machine: function, stand-in and browser share its processors."""
LAMP: Final = {
    "Title": "Brass desk lamp",
    "Description": "Brass desk lamp from 1962, rewired in 2021. It is 45 cm tall and works perfectly.",
    "Price": "89.50",
}
Files = Path | Sequence[Path]


@dataclass(frozen=True)
class Seller:
    page: Page

    def open(self, path: str) -> None:
        self.page.goto(path)
        expect(self.page.locator("h1")).to_be_attached()

    def add(self, files: Files) -> None:
        paths = [files] if isinstance(files, Path) else list(files)
        self.page.set_input_files("input[type=file][multiple]", paths)

    def sees_uploaded(self, count: int) -> None:
        expect(self.page.locator(".tile[data-state=done]")).to_have_count(count, timeout=PREPARING_MS)

    def open_sound(self) -> None:
        """Show the choice of voice and music, which is behind one line."""
        if not self.page.get_by_role("group", name="Voice").is_visible():
            self.page.locator(".sound summary").click()

    def choose_no_music(self) -> None:
        self.open_sound()
        self.page.get_by_label("No music").check()

    def continue_to_next_step(self) -> None:
        self.page.get_by_role("button", name="Continue").click()
        self.page.mouse.move(0, 0)  # the page ignores an immediate second click in the same place

    def fill_in(self, **changes: str) -> None:
        for label, value in {**LAMP, **changes}.items():
            self.page.get_by_label(label, exact=True).fill(value)

    def reach_details(self, photo: Files) -> None:
        self.open("/upload/photos")
        self.add(photo)
        self.sees_uploaded(1 if isinstance(photo, Path) else len(photo))
        self.choose_no_music()
        self.continue_to_next_step()
        expect(self.page).to_have_url("/upload/details")

    def publish_at_once(self) -> None:
        self.page.get_by_label("Publish as soon as it is ready").check()

    def reach_review(self, photo: Files, **details: str) -> None:
        self.reach_details(photo)
        self.fill_in(**details)
        self.continue_to_next_step()
        expect(self.page).to_have_url("/upload/review")
        self.sees_script()

    def sees_script(self) -> None:
        expect(self.script).not_to_have_value("", timeout=DRAFT_MS)
        expect(self.script).not_to_have_attribute("aria-busy", "true")

    def start_video(self, photo: Files, *, publish: bool = False, **details: str) -> str:
        """Go through all three steps and return the job's id."""
        self.reach_review(photo, **details)
        if publish:
            self.publish_at_once()
        self.generate()
        return self.sees_job()

    def generate(self) -> None:
        self.generate_button.click()
        self.page.mouse.move(0, 0)

    def sees_job(self) -> str:
        self.page.wait_for_url("**/jobs/*")
        return self.page.url.rpartition("/")[2]

    def sees_finished(self) -> None:
        expect(self.page.locator("video")).to_be_visible(timeout=JOB_WITHIN_MS)

    def sees_alert(self, text: str) -> None:
        expect(self.page.locator("[role=alert]").filter(has_text=text).first).to_be_visible()

    @property
    def script(self) -> Locator:
        return self.page.get_by_label("Script", exact=True)

    @property
    def generate_button(self) -> Locator:
        return self.page.get_by_role("button", name="Make the video")


def answer(status: int, times: int | None = None, headers: dict[str, str] | None = None) -> Callable[[Route], None]:
    """A handler for `page.route`: `status` for the first `times` requests, the real answer afterwards."""
    left = [times]

    def handle(route: Route) -> None:
        if left[0] == 0:
            route.fallback()
            return
        if left[0] is not None:
            left[0] -= 1
        route.fulfill(status=status, headers=headers, json={"message": "no"})

    return handle
