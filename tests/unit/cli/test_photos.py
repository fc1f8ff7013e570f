from pathlib import Path

import pytest

from cli.errors import InvalidRequest
from cli.models import Limits
from cli.photos import detect_content_type, inspect_photos
from testing.clips import clip
from testing.pictures import FORMATS, picture

LIMITS = Limits(max_photo_bytes=100_000)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_type_of_a_photo_follows_from_its_content(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "photo.dat"
    path.write_bytes(picture(kind))

    [photo] = inspect_photos([path], LIMITS)

    assert photo.content_type == f"image/{kind.lower()}"
    assert photo.size_bytes == path.stat().st_size


@pytest.mark.parametrize(("ending", "kind"), [("mp4", "video/mp4"), ("mov", "video/quicktime")])
def test_the_type_of_a_clip_follows_from_its_content_and_it_has_another_limit(
    ending: str, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "clip.dat"
    path.write_bytes(clip(ending=ending))
    assert path.stat().st_size > LIMITS.max_photo_bytes

    [photo] = inspect_photos([path], LIMITS)

    assert photo.content_type == kind
    with pytest.raises(InvalidRequest, match=r"MB; at most 0 MB are possible"):
        inspect_photos([path], Limits(max_clip_bytes=1000))


@pytest.mark.parametrize("head", [b"", b"GIF89a", b"RIFF....WAVE", b"\0\0\0\x18ftypM4A ", b"hello, not a photo"])
def test_other_files_have_no_type(head: bytes) -> None:
    assert detect_content_type(head) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"GIF89a...", "is a GIF; save it as JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"),
        (b"just text", "is not a photo or clip that can be used; save it as JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"),
        (b"\xff\xd8\xff" + bytes(200_000), "has 0.2 MB; at most 0 MB are possible"),
    ],
)
def test_an_unusable_file_is_reported_with_its_name(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jpg"
    path.write_bytes(content)

    with pytest.raises(InvalidRequest) as caught:
        inspect_photos([path], LIMITS)

    assert [str(fault) for fault in caught.value.faults] == [f"{path}: {message}"]


def test_a_folder_instead_of_photos_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match=r"is a folder; name the photos in it, such as folder/\*.jpg"):
        inspect_photos([tmp_path], LIMITS)


def test_a_missing_photo_is_reported() -> None:
    with pytest.raises(InvalidRequest, match="photos: give 1 to 10 of them"):
        inspect_photos([], LIMITS)
