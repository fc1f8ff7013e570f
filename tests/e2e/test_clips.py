"""Video clips beside photos: shown, marked, counted in the estimate, refused when unusable."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from testing.clips import clip
from tests.e2e.seller import Seller


def test_a_clip_is_uploaded_marked_as_one_and_counted_in_the_estimate(
    seller: Seller, photo: Path, file: Callable[[str, bytes], Path]
) -> None:
    page = seller.page
    seller.reach_details([photo, file("turning.mp4", clip(seconds=3))])
    page.get_by_role("link", name="Photos").first.click()

    tiles = page.locator(".tile")
    expect(tiles).to_have_count(2)
    expect(tiles.nth(1).get_by_text("Clip", exact=True)).to_be_visible()
    expect(tiles.nth(0).get_by_text("Clip", exact=True)).to_have_count(0)
    expect(tiles.nth(1)).to_contain_text("Uploaded")

    seller.continue_to_next_step()
    seller.fill_in()
    with page.expect_request("**/api/video/estimate") as estimate:
        seller.continue_to_next_step()
    body = estimate.value.post_data_json
    assert body is not None
    assert (body["photos"], body["clips"]) == (2, 1)


def test_a_clip_that_is_too_short_is_refused_before_it_is_sent_if_the_browser_can_read_it(
    guest: Seller, file: Callable[[str, bytes], Path]
) -> None:
    guest.open("/upload/photos")

    guest.add(file("blink.mp4", clip(seconds=1)))

    guest.sees_alert("“blink.mp4” is too short (1.0 seconds). Use a clip of at least 2 seconds, or a photo.")
    expect(guest.page.locator(".tile")).to_have_count(0)
