"""`python -m audit.screens [NAME …]`: every page of the running local cloud, to be looked at.

Writes one sheet for each page to `build/screens/`: three widths, both themes. Two jobs are made for it, one of which
fails on order.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from local.cloud import Cloud, running
from local.paths import ROOT
from testing.browser import FLAGS, chromium
from testing.seller import Provider, Seller
from tests.e2e.account import PASSWORD, new_email, sign_up

FOLDER: Final = ROOT / "build/screens"
SAMPLES: Final = ROOT / "samples"
PHOTOS: Final = sorted(SAMPLES.glob("*.jpg"))[:4]
DETAILS: Final[dict[str, Any]] = json.loads((SAMPLES / "details.json").read_text(encoding="utf-8"))
SIZES: Final = ((360, 740), (1024, 768), (2560, 1440))
THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
ROW_PX: Final = (1500, 520)
MOST_COLUMNS: Final = 6
GAP_PX: Final = 12
SETTLE_MS: Final = 500
TIMEOUT_MS: Final = 90_000


@dataclass(frozen=True)
class Camera:
    """Takes a page's sheet, if it is among those asked for."""

    names: frozenset[str]

    def take(self, name: str, page: Page) -> None:
        if self.names and name not in self.names:
            return
        shots = [self._shot(page, size, theme) for size in SIZES for theme in THEMES]
        page.set_viewport_size({"width": SIZES[1][0], "height": SIZES[1][1]})
        path = FOLDER / f"{name}.png"
        sheet(shots).save(path)
        print(path, flush=True)

    @staticmethod
    def _shot(page: Page, size: tuple[int, int], theme: Literal["light", "dark"]) -> Image.Image:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot()  # the first one after a change of theme may hold tiles of the one before
        return Image.open(BytesIO(page.screenshot(full_page=size is SIZES[0])))


def columns(shot: Image.Image, height: int) -> list[Image.Image]:
    """A long page cut into screens, the first `MOST_COLUMNS` of them."""
    tops = range(0, min(shot.height, MOST_COLUMNS * height), height)
    return [shot.crop((0, top, shot.width, min(top + height, shot.height))) for top in tops]


def row(shots: list[Image.Image]) -> Image.Image:
    """The pictures side by side, with a common scale, as high as a row may be."""
    scale = min(ROW_PX[1] / max(shot.height for shot in shots), ROW_PX[0] / sum(shot.width + GAP_PX for shot in shots))
    small = [shot.resize((round(shot.width * scale), round(shot.height * scale))) for shot in shots]
    whole = Image.new("RGB", (ROW_PX[0], max(shot.height for shot in small) + GAP_PX), "gray")
    left = 0
    for shot in small:
        whole.paste(shot, (left, 0))
        left += shot.width + GAP_PX
    return whole


def sheet(shots: list[Image.Image]) -> Image.Image:
    """The phone's screens in two rows, light and dark, and a row for each of the wider sizes."""
    rows = [*(columns(shot, SIZES[0][1]) for shot in shots[:2]), shots[2:4], shots[4:]]
    strips = [row(pictures) for pictures in rows]
    whole = Image.new("RGB", (ROW_PX[0], sum(strip.height for strip in strips)), "gray")
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def see(page: Page, path: str) -> None:
    page.goto(path)
    page.locator("h1").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")


def strangers(camera: Camera, page: Page) -> None:
    """What is seen without an account."""
    for name, path in (
        ("home", "/"),
        ("photos-empty", "/upload/photos"),
        ("my-ads-guest", "/my-ads"),
        ("feed", "/ads"),
        ("missing-listing", "/ads/nosuchlisting"),
        ("missing-page", "/no/such/page"),
        ("sign-in", "/sign-in"),
    ):
        see(page, path)
        camera.take(name, page)
    page.get_by_role("button", name="Forgot your password?").click()
    camera.take("forgotten", page)
    see(page, "/sign-in?new")
    camera.take("sign-up", page)
    page.get_by_label("E-mail address").fill(new_email())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.get_by_label("Code").wait_for()
    camera.take("confirm", page)


def steps(camera: Camera, page: Page) -> None:
    """The three steps, as they are walked."""
    see(page, "/upload/photos")
    page.set_input_files("input[type=file][multiple]", PHOTOS)
    page.locator(".tile[data-state=done]").nth(len(PHOTOS) - 1).wait_for(timeout=TIMEOUT_MS)
    camera.take("photos", page)
    page.get_by_role("button", name="Continue").click()
    for label in ("Title", "Description", "Price"):
        page.get_by_label(label, exact=True).fill(str(DETAILS[label.lower()]))
    camera.take("details", page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Script", exact=True)).not_to_have_value("", timeout=TIMEOUT_MS)
    camera.take("review", page)


def remember_photo(page: Page, job: dict[str, Any]) -> None:
    """Have the browser keep a photo of the job, as it does when the job was started in it."""
    see(page, "/")
    page.evaluate(
        """async ([id, url]) => {
            const { keep } = await import("/js/draft/photo-store.js");
            await keep(`job-${id}`, new Blob(), await (await fetch(url)).blob());
        }""",
        [job["jobId"], job["thumbnailUrl"]],
    )


def half_way(route: Route) -> None:
    """The job as it was in the middle of its rendering."""
    answer = route.fetch()
    body = answer.json()
    then = {"status": "render", "progress": 61, "message": "Rendering the video", "videoUrl": None}
    stages = [line for line in body["stages"] if line["name"] not in {"render", "upload"}]
    headers = {**answer.headers, "retry-after": "60"}
    route.fulfill(response=answer, headers=headers, json={**body, **then, "stages": stages})


def dialog(camera: Camera, name: str, page: Page) -> None:
    """The dialog that is about to open, and closed again."""
    page.get_by_role("dialog").wait_for()
    camera.take(name, page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def jobs(camera: Camera, page: Page, finished: dict[str, Any], failed_id: str) -> None:
    remember_photo(page, finished)
    page.route("**/api/video/status/*", half_way)
    see(page, f"/jobs/{finished['jobId']}")
    camera.take("progress", page)
    page.unroute_all()
    for name, job_id in (("finished", finished["jobId"]), ("failed", failed_id)):
        see(page, f"/jobs/{job_id}")
        camera.take(name, page)
        if name == "finished":
            page.get_by_role("button", name="Change something").click()
            dialog(camera, "version", page)
    see(page, f"/ads/{finished['adId']}")
    camera.take("listing", page)


def my_ads(camera: Camera, page: Page) -> None:
    see(page, "/my-ads")
    page.locator(".ad-card[data-status=active]").first.wait_for()
    camera.take("my-ads", page)
    for name, word in (("edit", "Edit"), ("delete", "Delete")):
        page.get_by_role("button", name=f"{word} {DETAILS['title']}").first.click()
        dialog(camera, name, page)


def make_jobs(seller: Seller, provider: Provider) -> tuple[dict[str, Any], str]:
    """A finished job with its listing, and the id of a failed one."""
    keys = seller.upload([path.read_bytes() for path in PHOTOS])
    finished = seller.generate(keys, publish=True, **DETAILS).raise_for_status().json()
    status = seller.wait(finished["jobId"], "complete")
    provider.fail_all_voices("unauthorized")
    failed_id = seller.start(keys, publish=True, **DETAILS)
    seller.wait(failed_id, "error")
    provider.heal()
    return status, failed_id


@contextmanager
def profile(browser: Browser, cloud: Cloud, **options: Any) -> Iterator[Page]:
    """A page of a browser profile of its own."""
    context: BrowserContext = browser.new_context(
        base_url=cloud.description.api_url, reduced_motion="reduce", **options
    )
    yield context.new_page()
    context.close()


def main() -> int:
    cloud, camera = running(), Camera(frozenset(sys.argv[1:]))
    FOLDER.mkdir(parents=True, exist_ok=True)
    account, newcomer = sign_up(cloud), sign_up(cloud)
    origin = cloud.description.api_url
    finished, failed_id = make_jobs(Seller(cloud, account.access_token), Provider(cloud))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with profile(browser, cloud) as page:
            strangers(camera, page)
        with profile(browser, cloud, storage_state=newcomer.profile(origin)) as page:
            see(page, "/my-ads")
            camera.take("my-ads-empty", page)
        with profile(browser, cloud, storage_state=account.profile(origin)) as page:
            steps(camera, page)
            jobs(camera, page, finished, failed_id)
            my_ads(camera, page)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
