"""Unusable photos: each is refused by name, with reason and remedy; the others stay."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from testing.pictures import picture, png_with_size
from tests.e2e.seller import Seller

WriteFile = Callable[[str, bytes], Path]
ACCEPTED = "Use JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV."
UNUSABLE = {
    "spin.gif": (b"GIF89a" + b"\0" * 64, f"“spin.gif” is a GIF. {ACCEPTED}"),
    "notes.jpg": (b"These are only words.", f"“notes.jpg” is not a photo or clip. {ACCEPTED}"),
    "empty.jpg": (b"", "“empty.jpg” is an empty file (0 bytes). Choose it again."),
    "half.jpg": (picture(width_px=900, height_px=900)[:300], "“half.jpg” is damaged or incomplete."),
    "dot.png": (picture("PNG", 1, 1), "“dot.png” is too small (1×1 pixels). Use a picture of at least 200×200 pixels."),
    "bomb.png": (
        png_with_size(30_000, 30_000),
        "“bomb.png” is too large (30,000×30,000 pixels). Use a picture of at most 210 megapixels.",
    ),
}


def test_unusable_files_are_refused_by_name(guest: Seller, file: WriteFile, photo: Path) -> None:
    guest.open("/upload/photos")

    guest.add([*(file(name, content) for name, (content, _) in UNUSABLE.items()), photo])

    for _, message in UNUSABLE.values():
        guest.sees_alert(message)
    expect(guest.page.locator(".tile")).to_have_count(1)


def small_photos(file: WriteFile, count: int) -> list[Path]:
    return [file(f"{n}.jpg", picture(width_px=300, height_px=300)) for n in range(count)]


def test_the_error_over_ten_photos_disappears_when_one_is_removed(guest: Seller, file: WriteFile) -> None:
    guest.open("/upload/photos")
    guest.add(small_photos(file, 12))
    guest.sees_alert("You can use 10. We kept the first 10; the last 2 weren't added.")
    expect(guest.page.locator(".tile[data-photo]")).to_have_count(10)
    expect(guest.page.get_by_text("All 10 places are taken.")).to_be_visible()

    guest.page.get_by_role("button", name="Remove 3.jpg").click()

    expect(guest.page.get_by_role("alert")).to_be_empty()
    expect(guest.page.get_by_label("Add more (1 left)")).to_be_attached()
    guest.continue_to_next_step()
    expect(guest.page).to_have_url(re.compile("/sign-in"))


def test_photos_chosen_while_others_are_prepared_count_towards_the_limit(guest: Seller, file: WriteFile) -> None:
    guest.open("/upload/photos")

    photos = small_photos(file, 12)
    guest.add(photos[:7])
    guest.add(photos[7:])

    guest.sees_alert("You can use 10. We kept the first 3; the last 2 weren't added.")
    expect(guest.page.locator(".tile[data-photo]")).to_have_count(10)


def test_a_heic_photo_is_accepted_although_the_browser_cannot_show_it(seller: Seller, file: WriteFile) -> None:
    seller.open("/upload/photos")

    seller.add(file("phone.heic", picture("HEIC", 800, 600)))

    seller.sees_uploaded(1)
    expect(seller.page.locator(".tile-blank")).to_have_text("phone.heic")


def test_a_large_sideways_photo_is_made_smaller_and_upright_before_it_is_sent(seller: Seller, file: WriteFile) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90°: stored in landscape, shown in portrait
    sizes: list[dict[str, int]] = []
    seller.page.on(
        "request", lambda request: sizes.extend(request.post_data_json or []) if "/api/uploads" in request.url else None
    )
    seller.open("/upload/photos")

    seller.add(file("big.jpg", picture(width_px=6000, height_px=4000, exif=exif)))

    seller.sees_uploaded(1)
    shape = seller.page.locator(".tile img").evaluate("image => image.naturalHeight > image.naturalWidth")
    assert shape is True
    assert sizes[0]["size"] < len(picture(width_px=6000, height_px=4000))


def test_the_next_step_needs_a_photo(guest: Seller, photo: Path) -> None:
    guest.open("/upload/photos")

    guest.continue_to_next_step()

    guest.sees_alert("Add at least one photo first.")
    expect(guest.page).to_have_url("/upload/photos")
    guest.add(photo)
    expect(guest.page.get_by_role("alert")).to_be_empty()


@pytest.mark.parametrize("key", ["ArrowLeft", "Home"])
def test_photos_can_be_reordered_by_keyboard(guest: Seller, file: WriteFile, key: str) -> None:
    guest.open("/upload/photos")
    guest.add([file(name, picture(width_px=300, height_px=300)) for name in ("one.jpg", "two.jpg")])
    expect(guest.page.locator(".tile")).to_have_count(2)

    guest.page.get_by_role("button", name="Move two.jpg, photo 2 of 2").press(key)

    expect(guest.page.locator(".tile img").first).to_have_attribute("alt", "two.jpg")
    expect(guest.page.locator("#announcer")).to_have_text("two.jpg is now photo 1 of 2.")


def test_photos_can_be_reordered_by_dragging(guest: Seller, file: WriteFile) -> None:
    guest.open("/upload/photos")
    guest.add([file(name, picture(width_px=300, height_px=300)) for name in ("one.jpg", "two.jpg")])
    tiles = guest.page.locator(".tile-picture")
    expect(guest.page.locator(".tile img")).to_have_count(2)

    target = tiles.nth(0).bounding_box()
    assert target
    tiles.nth(1).hover()
    guest.page.mouse.down()
    guest.page.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2, steps=4)
    guest.page.mouse.up()

    expect(guest.page.locator(".tile img").first).to_have_attribute("alt", "two.jpg")
