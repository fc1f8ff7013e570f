"""Invalid details: an everyday message beside the field, before anything is sent."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.seller import Seller

AMOUNT = "Write the price as an amount such as 1299.50, without a currency sign."
FAULTS = [
    ("Title", "", "Add a title."),
    ("Title", "x" * 101, "This title is too long: 101 characters. Use at most 100."),
    ("Description", "", "Add a short description."),
    ("Description", "🚲🔥", "Add at least one word to the description, so that it can be read aloud."),
    ("Description", "x" * 2001, "This description is too long: 2,001 characters. Use at most 2,000."),
    ("Price", "", "Add a price. Enter 0 if it is free."),
    ("Price", "-1", AMOUNT),
    ("Price", "much", AMOUNT),
    ("Price", "100000000001", "The price can be at most 100,000,000,000."),
    ("Price", "12.3456", AMOUNT),
]


def test_each_error_is_shown_beside_its_field_and_keeps_the_step(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)

    for label, value, message in FAULTS:
        seller.fill_in(**{label: value})
        seller.continue_to_next_step()
        field = seller.page.get_by_label(label, exact=True)
        expect(seller.page.locator(f"[data-field={label.lower()}] .field-error")).to_have_text(message)
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
    expect(seller.page).to_have_url("/upload/details")


@pytest.mark.parametrize(("typed", "price_text"), [("1,250", "$1,250"), ("1.250,50", "$1,250.50"), ("89,5", "$89.50")])
def test_a_price_is_accepted_in_every_usual_notation(seller: Seller, photo: Path, typed: str, price_text: str) -> None:
    seller.reach_details(photo)
    seller.fill_in(Price=typed)

    seller.continue_to_next_step()

    expect(seller.page.locator(".summary")).to_contain_text(price_text)


def test_limits_are_counted_while_typing(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)

    seller.page.get_by_label("Title", exact=True).fill("🚲 Bicycle")

    expect(seller.page.locator("[data-field=title] .count")).to_have_text("9 of 100")


def test_typed_text_survives_a_reload_and_the_back_button(seller: Seller, photo: Path) -> None:
    seller.reach_details(photo)
    seller.fill_in(Title="Oak table")
    seller.page.reload()
    expect(seller.page.get_by_label("Title", exact=True)).to_have_value("Oak table")

    seller.page.go_back()
    seller.page.go_forward()

    expect(seller.page.get_by_label("Title", exact=True)).to_have_value("Oak table")
    expect(seller.page.get_by_label("Price", exact=True)).to_have_value("89.50")
