"""A limit says when to come back and keeps the draft; a waiting video says how many are ahead of it."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from playwright.sync_api import Route, expect

from tests.e2e.seller import Seller
from tests.e2e.test_bad_service import GENERATE, STATUS
from tests.e2e.viewports import holds_soon
from vidx.admission.limits import Charge, Limit

ABOVE_THE_BAR: Final = """() => document.querySelector("[role=alert]").getBoundingClientRect().bottom
    <= document.querySelector(".step-bar").getBoundingClientRect().top"""


def limit_reached(route: Route) -> None:
    problem = {
        "type": "urn:vidx:problem:LimitReached",
        "title": "Limit reached",
        "status": 429,
        "detail": "you have started 100 videos today, which is the most in a day; it works again at 00:00 UTC",
        "code": "LimitReached",
        "retryable": True,
        "errors": [],
        "limit": {"name": "sellerJobsPerDay", "maximum": 100},
    }
    headers = {"Content-Type": "application/problem+json", "Retry-After": "7200"}
    route.fulfill(status=429, headers=headers, body=json.dumps(problem))


def too_many_at_once(route: Route) -> None:
    counted = Charge(limit=Limit.UNFINISHED_JOBS, subject="seller", amount=1, maximum=3, at=datetime.now(UTC))
    refusal = counted.refusal()
    problem = {
        "status": 429,
        "detail": str(refusal),
        "code": refusal.code(),
        "limit": {"name": refusal.limit, "maximum": refusal.maximum},
    }
    headers = {"Content-Type": "application/problem+json", "Retry-After": str(refusal.retry_after_s)}
    route.fulfill(status=429, headers=headers, body=json.dumps(problem))


def waiting_in_third_place(route: Route) -> None:
    answer = route.fetch()
    headers = {"Content-Type": "application/json", "Retry-After": "2"}
    job = {**answer.json(), "status": "queued", "message": "Waiting to start", "progress": 0, "queuePosition": 3}
    job["estimatedStartAt"] = (datetime.now(UTC) + timedelta(seconds=125)).isoformat()
    route.fulfill(status=200, headers=headers, json=job)


def test_a_limit_says_when_to_come_back_and_keeps_the_draft(seller: Seller, photo: Path) -> None:
    seller.page.set_viewport_size({"width": 320, "height": 568})
    seller.page.route(GENERATE, too_many_at_once)
    seller.reach_review(photo)
    seller.generate()

    seller.sees_alert("Nothing you entered is lost. Start the next one as soon as one of them is ready.")
    assert holds_soon(seller.page, lambda: bool(seller.page.evaluate(ABOVE_THE_BAR)))

    seller.page.unroute(GENERATE)
    seller.page.route(GENERATE, limit_reached)
    seller.generate()

    seller.sees_alert("You have started 100 videos today, which is the most in a day. Nothing you entered is lost.")
    alert = seller.page.locator("[role=alert]").first
    expect(alert).to_have_text(re.compile(r"Come back (tomorrow )?after \d{1,2}:\d\d"))

    seller.page.unroute(GENERATE)
    seller.page.reload()
    seller.sees_script()
    seller.generate()
    seller.sees_job()


def test_a_waiting_video_says_how_many_are_ahead(seller: Seller, photo: Path) -> None:
    seller.page.route(STATUS, waiting_in_third_place)
    seller.start_video(photo)

    expect(seller.page.locator(".job-message")).to_have_text(
        "Waiting to start: 2 videos are ahead of yours. It starts in about 2 minutes"
    )

    seller.page.unroute(STATUS)
    seller.sees_finished()
