"""Input that `vidx create` refuses, with its messages."""

from pathlib import Path

import pytest

from tests.unit.cli.conftest import JPEG, Vidx
from tests.unit.cli.service import FakeService, problem

DETAILS = ["--title", "Camera", "--description", "A fine camera.", "--price", "1299.50", "--category", "electronics"]


def test_output_that_is_a_folder_is_refused_before_the_job(
    vidx: Vidx, photos: list[str], home: Path, service: FakeService
) -> None:
    result = vidx("create", *photos, *DETAILS, "--output", str(home))

    assert result.code == 2
    assert "is a folder" in result.err
    assert not service.calls("POST")


def test_all_errors_are_reported_at_once_and_nothing_is_sent(vidx: Vidx, home: Path, service: FakeService) -> None:
    (home / "moving.gif").write_bytes(b"GIF89a...")

    result = vidx("create", "moving.gif", "gone.jpg", "--price", "-3", "--voice", "robot", "--title", "T")

    assert result.code == 2
    assert result.err.splitlines() == [
        "✗ moving.gif: is a GIF; save it as JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV",
        "✗ gone.jpg: cannot be read: no such file or directory",
        "✗ description: is missing; give --description or put it into the --details file",
        "✗ price: '-3' is not an amount of money; write it like 1299.50, without a currency sign",
        "✗ voice: 'robot' is not one of alloy, nova",
    ]
    assert not service.calls("POST")


@pytest.mark.parametrize(
    ("flag", "value", "message"),
    [
        ("--music", "polka", "'polka' is not one of upbeat, calm, none"),
        ("--format", "4:3", "'4:3' is not one of 9:16"),
        ("--language", "xx", "'xx' is not one of en"),
        ("--duration", "20", "'20' is not one of 15, 30"),
        ("--category", "planets", "'planets' is not one of electronics, other"),
        ("--currency", "XYZ", "'XYZ' is not one of USD, EUR"),
        ("--price", "$12", "'$12' is not an amount of money; write it like 1299.50, without a currency sign"),
        ("--price", "100,000,000,000.01", "100,000,000,000.01 is too much; at most 100,000,000,000 is possible"),
        ("--price", "NaN", "'NaN' is not an amount of money; write it like 1299.50, without a currency sign"),
        ("--description", "x" * 20000, "has 20,000 characters; at most 2,000 are possible"),
        ("--overlays", "title,logo", "'logo' is not one of title, price, end"),
        ("--link", "shop.example.com", "'shop.example.com' is not a web address; it must start with https://"),
        ("--title", " ", "is missing; give --title or put it into the --details file"),
    ],
)
def test_a_bad_value_is_reported_in_one_line(
    vidx: Vidx, photos: list[str], flag: str, value: str, message: str
) -> None:
    result = vidx("create", *photos, *DETAILS, flag, value)

    assert result.code == 2
    assert result.err == f"✗ {flag.removeprefix('--')}: {message}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not valid JSON"),
        ("[]", "must hold one JSON object"),
        ('{"colour": "red"}', "'colour' in d.json is not a text or number named one of title,"),
        ('{"title": true}', "'title' in d.json is not a text or number"),
    ],
)
def test_a_bad_details_file_is_reported(vidx: Vidx, photos: list[str], home: Path, text: str, message: str) -> None:
    (home / "d.json").write_text(text)

    result = vidx("create", *photos, "--details", "d.json")

    assert result.code == 2
    assert message in result.err


def test_a_missing_details_file_is_reported(vidx: Vidx, photos: list[str]) -> None:
    result = vidx("create", *photos, "--details", "none.json")

    assert result.code == 2
    assert result.err == "✗ details: none.json cannot be read: No such file or directory\n"


def test_photo_refused_by_the_service_is_named_by_its_file(vidx: Vidx, photos: list[str], service: FakeService) -> None:
    text = "photo 2 has only 1×1 pixels; use a picture of at least 200×200"
    service.answers["POST /api/video/generate"].append(problem(422, "UnusablePhoto", text, ("photos[1]", text)))

    result = vidx("create", *photos, *DETAILS)

    assert result.code == 2
    assert result.err.splitlines()[-1] == "✗ b.jpg: has only 1×1 pixels; use a picture of at least 200×200"


def test_limits_are_those_of_the_service(vidx: Vidx, home: Path) -> None:
    names = [f"{n}.jpg" for n in range(11)]
    for name in names:
        (home / name).write_bytes(JPEG)

    result = vidx("create", *names, *DETAILS)

    assert result.code == 2
    assert result.err == "✗ photos: 11 are too many; choose at most 10\n"
