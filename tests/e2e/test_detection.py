"""Language and currency are proposed from the texts, and never overwrite a choice."""

import json
import re
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.e2e.seller import LAMP, Seller

GERMAN: Final = {
    "Title": "Esstisch aus Eiche",
    "Description": "Verkaufe meinen Tisch aus Eiche. Er ist in sehr gutem Zustand und nur für die Abholung.",
    "Price": "120",
}
TWO_CURRENCIES: Final = "Verkaufe meinen Tisch aus Eiche, sehr guter Zustand. Neu war er 400 EUR und £350."


def currency(page: Page) -> Locator:
    return page.get_by_label("Currency", exact=True)


def language(page: Page) -> Locator:
    return page.get_by_label("Language of the video", exact=True)


def test_language_and_currency_are_proposed_from_the_texts(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)
    expect(currency(seller.page)).to_have_value("")
    expect(language(seller.page)).to_have_value("")
    expect(seller.page.get_by_text("Check it, and change it")).to_have_count(0)

    seller.fill_in(**GERMAN)

    expect(language(seller.page)).to_have_value("de")
    expect(currency(seller.page)).to_have_value("EUR")
    expect(currency(seller.page)).to_have_accessible_description(re.compile("Check it, and change it if it is wrong"))
    seller.fill_in(Description=f"{LAMP['Description']} It was £120 when it was new.")
    expect(language(seller.page)).to_have_value("en")
    expect(currency(seller.page)).to_have_value("GBP")


def test_a_chosen_value_is_never_overwritten(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)
    currency(seller.page).select_option("CHF")

    seller.fill_in(**GERMAN)

    expect(language(seller.page)).to_have_value("de")
    expect(currency(seller.page)).to_have_value("CHF")
    seller.page.reload()
    expect(currency(seller.page)).to_have_value("CHF")


def test_texts_with_two_currencies_require_a_choice(seller: Seller, photo: Path) -> None:
    page = seller.page
    seller.reach_details(photo)
    seller.fill_in(**{**GERMAN, "Description": TWO_CURRENCIES})
    seller.continue_to_next_step()

    expect(currency(page)).to_be_focused()
    expect(currency(page)).to_have_accessible_description("We can't tell the currency from your text. Choose it here.")
    currency(page).select_option("EUR")
    language(page).select_option("de")
    seller.continue_to_next_step()

    expect(page).to_have_url("/upload/review")


def test_a_failed_detection_does_not_block(seller: Seller, photo: Path) -> None:
    page = seller.page
    bodies: list[dict[str, object]] = []

    def note(request: Request) -> None:
        if "generate-script" in request.url:
            bodies.append(json.loads(request.post_data or ""))

    page.on("request", note)
    page.route("**/api/video/detect", lambda _: None)
    seller.reach_details(photo)
    seller.fill_in(**GERMAN)
    seller.continue_to_next_step()

    expect(page).to_have_url("/upload/review")
    seller.sees_script()
    assert not {"language", "currency"} & bodies[0].keys()
    expect(page.locator(".summary")).to_contain_text("German")


def test_detection_does_not_ask_guests_to_sign_in(guest: Seller) -> None:
    urls: list[str] = []

    def detect(route: Route) -> None:
        urls.append(route.request.url)
        route.continue_()

    guest.page.route("**/api/video/detect", detect)
    guest.open("/upload/details")
    guest.fill_in(**GERMAN)
    guest.continue_to_next_step()

    expect(guest.page).to_have_url("/sign-in?next=/upload/review")
    assert urls == []
