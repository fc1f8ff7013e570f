"""The flags for overlays."""

from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import FakeService

DETAILS = ["--title", "Camera", "--description", "A fine camera.", "--price", "12"]


def test_overlays_and_link_are_sent_unchanged(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    overlays = ["--overlays", "title,end", "--link", "https://shop.example.com/7"]

    vidx("create", *photos, *DETAILS, *overlays, "--no-wait")

    body = service.calls("POST /api/video/generate")[0].json
    assert (body["overlays"], body["link"]) == ("title,end", "https://shop.example.com/7")


def test_overlays_can_be_none(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    assert vidx("create", *photos, *DETAILS, "--overlays", "none", "--no-wait").code == 0
    assert service.calls("POST /api/video/generate")[0].json["overlays"] == "none"
