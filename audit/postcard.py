"""`python -m audit.postcard`: the README's picture of the site, `docs/web.jpg`, from the running local cloud."""

import sys
from io import BytesIO
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from audit.screens import DETAILS, PATIENCE_MS, PHOTOS, SETTLE_MS, half_way, made, profile, remember_photo, see
from local.cloud import Cloud, running
from local.paths import ROOT
from testing.seller import Provider, Seller
from tests.e2e.account import Account, sign_up
from tests.e2e.browser import FLAGS, chromium

PICTURE: Final = ROOT / "docs/web.jpg"
DESK: Final = {"width": 1024, "height": 768}
PHONE: Final = {"width": 360, "height": 740}
HEIGHT_PX: Final = 600
GAP_PX: Final = 16
QUALITY: Final = 80
MARGIN: Final = "#808a85"


def shot(page: Page) -> Image.Image:
    """What is on the screen, at the picture's height."""
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot()
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    return taken.resize((round(taken.width * HEIGHT_PX / taken.height), HEIGHT_PX), Image.Resampling.LANCZOS)


def photos_step(page: Page) -> Image.Image:
    see(page, "/upload/photos")
    page.set_input_files("input[type=file][multiple]", PHOTOS)
    page.locator(".tile[data-state=done]").nth(len(PHOTOS) - 1).wait_for(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Continue").click()
    for label in ("Title", "Description", "Price"):
        page.get_by_label(label, exact=True).fill(str(DETAILS[label.lower()]))
    page.get_by_role("link", name="Photos").first.click()
    page.locator(".tile").first.wait_for()
    return shot(page)


def shots(browser: Browser, cloud: Cloud, account: Account) -> list[Image.Image]:
    finished, _ = made(Seller(cloud, account.access_token), Provider(cloud))
    kept = account.profile(cloud.description.api_url)
    taken = []
    with profile(browser, cloud, storage_state=kept, viewport=DESK, device_scale_factor=2) as page:
        taken.append(photos_step(page))
    for path, theme in (("/", "light"), (f"/jobs/{finished['jobId']}", "dark"), (f"/ads/{finished['adId']}", "light")):
        looks: dict[str, Any] = {"viewport": PHONE, "device_scale_factor": 2, "color_scheme": theme}
        with profile(browser, cloud, storage_state=kept, **looks) as page:
            remember_photo(page, finished)
            page.route("**/api/video/status/*", half_way)
            see(page, path)
            taken.append(shot(page))
    return taken


def main() -> int:
    cloud = running()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        taken = shots(browser, cloud, sign_up(cloud))
        browser.close()
    whole = Image.new("RGB", (sum(one.width + GAP_PX for one in taken) - GAP_PX, HEIGHT_PX), MARGIN)
    left = 0
    for one in taken:
        whole.paste(one, (left, 0))
        left += one.width + GAP_PX
    whole.save(PICTURE, quality=QUALITY, optimize=True, progressive=True)
    print(f"{PICTURE}: {whole.width}×{whole.height}, {PICTURE.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
