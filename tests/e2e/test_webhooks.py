"""The page of webhooks: add, test, change, rotate, resend and remove, on every width of a screen."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from local.cloud import Cloud
from tests.e2e.account import Account
from tests.e2e.seller import Seller
from tests.e2e.test_accessibility import expect_no_violation
from tests.e2e.viewports import expect_every_width_fits

URL = "https://hooks.a-shop-with-a-rather-long-name.example/integrations/vidx/production/messages?shop=1234567890"
WEBHOOK: dict[str, Any] = {
    "webhookId": "wh_1",
    "url": URL,
    "events": ["job.completed", "job.failed", "job.canceled", "ad.published", "ad.removed"],
    "createdAt": "2026-11-22T12:00:00Z",
    "previousSecretUntil": "2099-11-30T12:00:00Z",
    "failingSince": "2026-11-22T12:00:00Z",
    "disabledAt": "2026-11-29T12:00:00Z",
    "note": "No message has arrived for five days. Send a test when it works again.",
}
FAILED: dict[str, Any] = {
    "messageId": "msg_20261130T120000250_k3j5q7w2x4c6v8b9",
    "type": "job.completed",
    "status": "failed",
    "createdAt": "2026-11-30T12:00:00Z",
    "nextAttemptAt": None,
    "note": "All attempts failed. Resend it when the webhook works again.",
    "attempts": [
        {"at": "2026-11-30T12:00:00Z", "statusCode": None, "fault": "The certificate is not valid: it has expired."},
        {"at": "2026-11-30T12:05:00Z", "statusCode": 503, "fault": None},
    ],
    "payload": {"type": "job.completed", "data": {"jobId": "3f2a9c1d8e7b4a60b5c4d3e2f1a09b8c" * 3}},
}


class Api:
    """The routes of webhooks, answered in the browser."""

    def __init__(self, page: Page, webhooks: list[dict[str, Any]], deliveries: list[dict[str, Any]]) -> None:
        self.webhooks, self.deliveries = webhooks, deliveries
        self.requests: list[str] = []
        page.route(re.compile("^http://[^/]+/api/webhooks"), self.answer)  # not the module /js/api/webhooks.js

    def answer(self, route: Route) -> None:
        path = route.request.url.partition("/api/webhooks")[2]
        self.requests.append(f"{route.request.method} {path}")
        if path.startswith("/wh_1/deliveries?"):
            route.fulfill(json={"deliveries": self.deliveries, "cursor": None})
        elif not path and route.request.method == "GET":
            route.fulfill(json={"webhooks": self.webhooks})
        elif path.endswith("/rotate"):
            route.fulfill(json={**self.webhooks[0], "secret": "whsec_bmV3"})
        elif route.request.method == "DELETE":
            route.fulfill(status=204)
        else:
            route.fulfill(status=202, json={"success": True, "messageId": FAILED["messageId"]})


@pytest.fixture
def receiver(cloud: Cloud, account: Account) -> Iterator[str]:
    """Address of the local cloud's receiver. The webhook that leads to it is deleted after the test."""
    origin = cloud.description.api_url
    yield f"{origin}/_webhooks/hooks"
    headers = {"Authorization": f"Bearer {account.access_token}"}
    with httpx.Client(base_url=origin, headers=headers, trust_env=False) as http:
        http.post("/_webhooks/_answer", json={"status": 204}).raise_for_status()
        for webhook in http.get("/api/webhooks").raise_for_status().json()["webhooks"]:
            http.delete(f"/api/webhooks/{webhook['webhookId']}").raise_for_status()


def add(page: Page, url: str) -> Locator:
    """Add a webhook and return the dialog with its secret."""
    page.get_by_role("button", name="Add a webhook").click()
    page.get_by_label("Address of your server").fill(url)
    page.get_by_role("button", name="Add webhook", exact=True).click()
    return page.get_by_role("dialog", name="Your webhook's secret")


def test_a_seller_adds_tests_and_removes_a_webhook(seller: Seller, receiver: str) -> None:
    page = seller.page
    seller.open("/my-ads")
    page.locator(".account summary").click()
    page.get_by_role("link", name="Webhooks").click()
    expect(page.get_by_text("You have no webhooks yet.")).to_be_visible()
    secret = add(page, receiver)
    expect(secret.get_by_label("Secret")).to_have_value(re.compile("^whsec_"))
    secret.get_by_role("button", name="Done").click()
    card = page.locator(".webhook")

    card.get_by_role("button", name="Send a test").click()
    delivered = card.locator(".delivery[data-status=delivered]")
    expect(delivered).to_have_count(1)
    expect(delivered).to_contain_text("Your server answered 204.")
    delivered.get_by_role("button", name="Send again").click()
    expect(delivered.get_by_text("2 attempts")).to_be_visible()

    card.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("You have no webhooks yet.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You have no webhooks yet.")).to_be_visible()


def test_a_seller_changes_events_and_secret(seller: Seller, receiver: str) -> None:
    page = seller.page
    seller.open("/webhooks")
    first = add(page, receiver).get_by_label("Secret").input_value()
    page.get_by_role("button", name="Done").click()

    page.get_by_role("button", name="Change the events").click()
    for name in ("A video is ready", "A video was canceled", "A listing went live", "A listing was removed"):
        page.get_by_label(name).uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".webhook-facts")).to_contain_text("A video couldn't be made")
    expect(page.locator(".webhook-facts")).not_to_contain_text("A listing went live")

    page.get_by_role("button", name="Make a new secret").click()
    page.get_by_role("dialog").get_by_role("button", name="Make a new secret").click()
    new = page.get_by_role("dialog", name="The new secret")
    expect(new.get_by_label("Secret")).not_to_have_value(first)
    new.get_by_role("button", name="Done").click()
    expect(page.get_by_text("The old secret is valid until")).to_be_visible()


def test_an_address_that_is_not_public_is_refused_beside_its_field(seller: Seller) -> None:
    page = seller.page
    seller.open("/webhooks")
    page.get_by_role("button", name="Add a webhook").click()
    page.get_by_label("Address of your server").fill("https://169.254.169.254/")
    page.get_by_role("button", name="Add webhook", exact=True).click()

    expect(page.locator(".field-error")).to_contain_text("private or reserved")
    expect(page.get_by_label("Address of your server")).to_be_focused()


def test_a_webhook_without_events_is_not_sent(seller: Seller) -> None:
    api = Api(seller.page, [WEBHOOK], [])
    seller.open("/webhooks")
    seller.page.get_by_role("button", name="Change the events").click()
    for box in seller.page.get_by_role("checkbox").all():
        box.uncheck()
    seller.page.get_by_role("button", name="Save").click()

    expect(seller.page.get_by_role("alert")).to_contain_text("Choose at least one event.")
    assert "POST " not in api.requests


def test_a_message_that_failed_is_sent_again(seller: Seller) -> None:
    api = Api(seller.page, [WEBHOOK], [FAILED])
    seller.open("/webhooks")
    seller.page.get_by_text("Messages of the last 30 days").click()
    row = seller.page.locator(".delivery")
    expect(row).to_contain_text("Your server answered 503.")
    api.deliveries = [{**FAILED, "status": "delivered", "note": ""}]

    row.get_by_role("button", name="Send again").click()

    expect(seller.page.locator(".delivery[data-status=delivered]")).to_have_count(1)
    assert f"POST /wh_1/deliveries/{FAILED['messageId']}/resend" in api.requests


def test_everything_fits_every_screen(seller: Seller) -> None:
    page = seller.page
    Api(page, [WEBHOOK, {**WEBHOOK, "webhookId": "wh_2", "url": f"{URL}2"}], [FAILED])
    seller.open("/webhooks")
    page.get_by_text("Messages of the last 30 days").first.click()
    page.get_by_text("2 attempts").click()
    expect(page.get_by_text("The certificate is not valid")).to_be_visible()
    expect_every_width_fits(page)
    expect_no_violation(page)

    page.get_by_role("button", name="Make a new secret").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Make a new secret").click()
    expect_every_width_fits(page)
    expect_no_violation(page)
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Add a webhook").click()
    expect(page.get_by_label("Address of your server")).to_be_visible()
    expect_every_width_fits(page)
    expect_no_violation(page)


def test_the_page_asks_a_visitor_to_sign_in(guest: Seller) -> None:
    guest.open("/webhooks")

    expect(guest.page.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
