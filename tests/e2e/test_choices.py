"""Choices are shown on Review and reach the API unchanged."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Route, expect

from tests.e2e.seller import Seller


def test_choices_are_shown_on_review_and_sent_unchanged(seller: Seller, photo: Path) -> None:
    bodies: list[Any] = []

    def take_down(route: Route) -> None:
        bodies.append(route.request.post_data_json)
        route.fulfill(status=400, json={"message": "enough for this test"})

    page = seller.page
    page.route("**/api/video/generate", take_down)
    seller.open("/upload/photos")
    seller.add(photo)
    seller.sees_uploaded(1)
    seller.open_sound()
    page.get_by_role("radio", name="Coral").check()
    expect(page.locator(".sound-line")).to_contain_text("Coral’s voice")
    seller.choose_no_music()
    seller.continue_to_next_step()
    seller.fill_in()
    page.get_by_label("Language of the video").select_option("es")
    page.get_by_role("radio", name="Square 1:1").check()
    page.get_by_role("radio", name="Karaoke").check()
    page.get_by_label("Your colour").fill("#00aa88")
    page.get_by_role("group", name="Text on the video").get_by_role("checkbox", name="Price On").uncheck()
    seller.continue_to_next_step()

    facts = page.locator(".summary")
    expect(facts).to_contain_text("Spanish · Square 1:1 · 15 seconds")
    expect(facts).to_contain_text("Karaoke captions in your colour · title · end card")
    expect(facts.get_by_role("button", name="Listen to Coral")).to_be_visible()
    seller.sees_script()
    expect(seller.script).to_have_attribute("lang", "es")
    seller.generate()

    expect(page.locator("[role=alert]").first).to_be_visible()
    expected = {"voice": "coral", "music": "none", "language": "es", "format": "1:1", "captionStyle": "karaoke"}
    assert expected.items() <= bodies[0].items()
    assert bodies[0]["brandColour"].lower() == "#00aa88"
    assert "price" not in bodies[0]["overlays"]
