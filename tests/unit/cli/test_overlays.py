"""What is written over the picture, as flags."""

from pathlib import Path

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
DETAILS = ["--title", "Camera", "--description", "A fine camera.", "--price", "12"]


def test_overlays_and_link_are_sent_as_given(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    chosen = ["--overlays", "title,end", "--link", "https://shop.example.com/7"]

    vidx("create", *photos, *DETAILS, *chosen, "--no-wait")

    body = service.calls("POST /api/video/generate")[0].json
    assert (body["overlays"], body["link"]) == ("title,end", "https://shop.example.com/7")


def test_no_overlay_at_all_is_a_choice(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    assert vidx("create", *photos, *DETAILS, "--overlays", "none", "--no-wait").code == 0
    assert service.calls("POST /api/video/generate")[0].json["overlays"] == "none"


def test_a_logo_is_uploaded_and_named_in_the_order(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path
) -> None:
    (home / "logo.png").write_bytes(PNG)

    assert vidx("create", *photos, *DETAILS, "--logo", "logo.png", "--no-wait").code == 0

    asked = [call.json for call in service.calls("POST /api/uploads")]
    assert asked[-1] == [{"name": "logo.png", "contentType": "image/png", "size": len(PNG)}]
    assert service.calls("POST /api/video/generate")[0].json["logoKey"] == "uploads/u/0"


def test_a_film_is_no_logo(vidx: Vidx, photos: list[str], service: FakeService, home: Path) -> None:
    (home / "logo.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(40))

    ran = vidx("create", *photos, *DETAILS, "--logo", "logo.mp4")

    assert ran.code != 0
    assert "is a video; use a picture as logo" in ran.err
    assert not service.calls("POST /api/uploads")
