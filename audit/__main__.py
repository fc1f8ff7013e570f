"""`make audit`: Lighthouse on the start page, step 1 and a public listing of the running local cloud.

Prints a table of scores, and the time of the first paint on a second visit; exits with 1 when a score is below 95 or
a paint takes a second. The listing is the newest in the feed; without one, the sample photos become one first.
Chromium is found as in the browser tests. `python -m audit.screens` takes the pictures.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import httpx
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from infra import NODE
from local import node
from local.cloud import Cloud, running
from testing.browser import FLAGS, chromium
from testing.seller import Seller

FOLDER: Final = Path(__file__).parent
SAMPLES: Final = FOLDER.parent / "samples"
NPM: Final = NODE.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
MIN_SCORE: Final = 95
MAX_PAINT_MS: Final = 1000


def listing(cloud: Cloud) -> str:
    """Path of a public listing."""
    feed = httpx.get(f"{cloud.description.api_url}/api/ads").raise_for_status().json()["ads"]
    if feed:
        return f"/ads/{feed[0]['adId']}"
    seller = Seller(cloud)
    keys = seller.upload([path.read_bytes() for path in sorted(SAMPLES.glob("*.jpg"))])
    details = json.loads((SAMPLES / "details.json").read_text(encoding="utf-8"))
    answer = seller.generate(keys, publish=True, **details).raise_for_status().json()
    seller.wait(answer["jobId"], "complete")
    return f"/ads/{answer['adId']}"


def scores(url: str, folder: Path) -> dict[str, int]:
    """Lighthouse's scores of the page, 0…100."""
    report = folder / "report.json"
    flags = f"--chrome-flags={' '.join(FLAGS)} --headless"
    only = f"--only-categories={','.join(CATEGORIES)}"
    command = [str(NODE), str(FOLDER / "node_modules/lighthouse/cli/index.js"), url, "--quiet", "--output=json"]
    environment = node.environment() | {"CHROME_PATH": str(chromium())}
    subprocess.run([*command, f"--output-path={report}", flags, only], env=environment, check=True)
    page_scores: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * page_scores[name]["score"]) for name in CATEGORIES}


def repaint_ms(browser: Browser, url: str) -> int:
    """Time until something is painted, in milliseconds, when the page's files are in the browser's cache."""
    context = browser.new_context()
    page = context.new_page()
    for _ in range(2):
        page.goto(url)
        page.locator("h1").first.wait_for(state="attached")
    painted: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return round(painted)


def main() -> int:
    cloud = running()
    install = [str(NODE), str(NPM), "ci", "--ignore-scripts", "--no-fund", "--no-audit"]
    subprocess.run(install, cwd=FOLDER, env=node.environment() | {"CI": os.environ.get("CI", "")}, check=True)
    table = Table("page", *CATEGORIES, "again, ms")
    worst, slowest_ms = 100, 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for path in ("/", "/upload/photos", listing(cloud)):
            page_scores = scores(cloud.description.api_url + path, Path(folder))
            again_ms = repaint_ms(browser, cloud.description.api_url + path)
            table.add_row(path, *(str(page_scores[name]) for name in CATEGORIES), str(again_ms))
            worst, slowest_ms = min(worst, *page_scores.values()), max(slowest_ms, again_ms)
        browser.close()
    Console().print(table)
    return 0 if worst >= MIN_SCORE and slowest_ms < MAX_PAINT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
