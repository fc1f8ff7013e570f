"""`python -m audit.postcard`: the README's picture of the site, `docs/web.jpg`, from the running local cloud."""

import sys
from io import BytesIO
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from audit.screens import DETAILS, PHOTOS, SETTLE_MS, TIMEOUT_MS, half_way, make_jobs, profile, remember_photo, see
from local.cloud import Cloud, running
from local.paths import ROOT
from testing.browser import FLAGS, chromium
from testing.seller import Provider, Seller
from tests.e2e.account import Account, sign_up

PICTURE: Final = ROOT / "docs/web.jpg"
DESKTOP: Final = {"width": 1024, "height": 768}
PHONE: Final = {"width": 360, "height": 740}
HEIGHT_PX: Final = 600
GAP_PX: Final = 16
QUALITY: Final = 80
MARGIN: Final = "#808a85"


def shot(page: Page) -> Image.Image:
    """What is on the screen, at the picture's height."""
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot()
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    return picture.resize((round(picture.width * HEIGHT_PX / picture.height), HEIGHT_PX), Image.Resampling.LANCZOS)


def photos_step(page: Page) -> Image.Image:
    see(page, "/upload/photos")
    page.set_input_files("input[type=file][multiple]", PHOTOS)
    page.locator(".tile[data-state=done]").nth(len(PHOTOS) - 1).wait_for(timeout=TIMEOUT_MS)
    page.get_by_role("button", name="Continue").click()
    for label in ("Title", "Description", "Price"):
        page.get_by_label(label, exact=True).fill(str(DETAILS[label.lower()]))
    page.get_by_role("link", name="Photos").first.click()
    page.locator(".tile").first.wait_for()
    return shot(page)


def shots(browser: Browser, cloud: Cloud, account: Account) -> list[Image.Image]:
    finished, _ = make_jobs(Seller(cloud, account.access_token), Provider(cloud))
    storage_state = account.profile(cloud.description.api_url)
    screenshots = []
    with profile(browser, cloud, storage_state=storage_state, viewport=DESKTOP, device_scale_factor=2) as page:
        screenshots.append(photos_step(page))
    for path, theme in (("/", "light"), (f"/jobs/{finished['jobId']}", "dark"), (f"/ads/{finished['adId']}", "light")):
        appearance: dict[str, Any] = {"viewport": PHONE, "device_scale_factor": 2, "color_scheme": theme}
        with profile(browser, cloud, storage_state=storage_state, **appearance) as page:
            remember_photo(page, finished)
            page.route("**/api/video/status/*", half_way)
            see(page, path)
            screenshots.append(shot(page))
    return screenshots


def main() -> int:
    cloud = running()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        screenshots = shots(browser, cloud, sign_up(cloud))
        browser.close()
    whole = Image.new("RGB", (sum(one.width + GAP_PX for one in screenshots) - GAP_PX, HEIGHT_PX), MARGIN)
    left = 0
    for one in screenshots:
        whole.paste(one, (left, 0))
        left += one.width + GAP_PX
    whole.save(PICTURE, quality=QUALITY, optimize=True, progressive=True)
    print(f"{PICTURE}: {whole.width}×{whole.height}, {PICTURE.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
