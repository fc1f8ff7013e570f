from pathlib import Path

import pytest

from cli.errors import InvalidRequest
from cli.options import Limits
from cli.photos import inspect_photos, sniff
from tests.fakes.pictures import FORMATS, picture

LIMITS = Limits(max_photo_bytes=100_000)


@pytest.mark.parametrize("kind", FORMATS)
def test_type_is_told_by_content_whatever_the_name_says(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "photo.dat"
    path.write_bytes(picture(kind))

    [photo] = inspect_photos([path], LIMITS)

    assert photo.content_type == f"image/{kind.lower()}"
    assert photo.size_bytes == path.stat().st_size


@pytest.mark.parametrize("head", [b"", b"GIF89a", b"RIFF....WAVE", b"\0\0\0\x18ftypmp42", b"hello, not a photo"])
def test_other_files_have_no_type(head: bytes) -> None:
    assert sniff(head) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"GIF89a...", "is a GIF; save it as JPEG, PNG, WebP, HEIC or AVIF"),
        (b"just text", "is not a photo that can be used; save it as JPEG, PNG, WebP, HEIC or AVIF"),
        (b"\xff\xd8\xff" + bytes(200_000), "has 0.2 MB; at most 0 MB are possible"),
    ],
)
def test_unusable_file_is_told_with_its_name(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(content)

    with pytest.raises(InvalidRequest) as caught:
        inspect_photos([path], LIMITS)

    assert [str(fault) for fault in caught.value.faults] == [f"{path}: {told}"]


def test_folder_is_told_how_to_name_its_photos(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"is a folder; name the photos in it, such as folder/\*.jpg"):
        inspect_photos([tmp_path], LIMITS)


def test_no_photo_at_all_is_told() -> None:
    with pytest.raises(InvalidRequest, match="photos: give 1 to 10 of them"):
        inspect_photos([], LIMITS)
