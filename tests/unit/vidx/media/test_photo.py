"""Photos judged by the ends of their files."""

import pytest
from PIL import Image

from testing.pictures import encode, picture, png_with_size
from testing.store import MemoryStore
from vidx.errors import InvalidPhotos, UnusablePhoto
from vidx.media.byte_source import ByteSource
from vidx.media.inspection import inspect_stored
from vidx.media.photo import PhotoFacts, inspect_photo
from vidx.options import MAX_FULL_DECODE_PIXELS, MAX_PHOTO_BYTES, MAX_PHOTO_PIXELS, MIN_PHOTO_SIDE_PX


def inspect(file: bytes, index: int = 0) -> PhotoFacts:
    return inspect_photo(ByteSource.from_bytes(file), index)


KINDS = ["JPEG", "PNG", "WebP", "HEIC", "AVIF"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_accepted_kind_is_recognised_with_its_size(kind: str) -> None:
    assert inspect(picture(kind, 640, 480)) == PhotoFacts(kind, 640, 480)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_in_half_is_damaged(kind: str) -> None:
    file = encode(Image.effect_noise((500, 400), 90).convert("RGB"), kind)

    with pytest.raises(UnusablePhoto, match=f"damaged or incomplete {kind}"):
        inspect(file[: len(file) // 2])


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("alpha", [True, False])
def test_webp_of_every_flavour_tells_its_size(lossless: bool, alpha: bool) -> None:
    image = Image.new("RGBA" if alpha else "RGB", (411, 303), "#20406080")

    assert inspect(encode(image, "WebP", lossless=lossless)) == PhotoFacts("WebP", 411, 303)


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"GIF89a" + bytes(100), "a GIF picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"Dear Sir or Madam,\nplease find attached", "a text file"),
        ("Größe: 12 €".encode(), "a text file"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41", "a video"),
        (b"BM" + bytes(100), "a BMP picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing"),
        (b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
        (b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(100), "a JPEG 2000 picture"),
        (b"II*\x00" + bytes(100), "a TIFF"),
        (b"PK\x03\x04" + bytes(100), "a ZIP archive"),
        (bytes(300), "not a picture"),
    ],
)
def test_anything_else_is_called_by_its_name_with_what_is_accepted(start: bytes, what: str) -> None:
    with pytest.raises(UnusablePhoto) as error:
        inspect(start, index=2)

    assert str(error.value).startswith(f"photo 3 is {what}")
    assert str(error.value).endswith("use JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV")
    assert error.value.field == "photos[2]"


def test_a_single_pixel_is_too_small() -> None:
    with pytest.raises(UnusablePhoto, match=r"only 1×1 pixels; use a picture of at least 200×200"):
        inspect(picture("PNG", 1, 1))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_least_side_is_accepted_and_a_pixel_less_refused(kind: str) -> None:
    min_side = MIN_PHOTO_SIDE_PX

    assert inspect(picture(kind, min_side, min_side)) == PhotoFacts(kind, min_side, min_side)
    for size in ((min_side - 1, min_side), (min_side, min_side - 1)):
        with pytest.raises(UnusablePhoto, match=f"only {size[0]}×{size[1]} pixels; use a picture of at least 200×200"):
            inspect(picture(kind, *size))


@pytest.mark.parametrize(
    ("kind", "largest", "too_large"),
    [("PNG", (12_000, 10_000), (12_000, 10_001)), ("JPEG", (21_000, 10_000), (21_000, 10_001))],
)
def test_the_most_pixels_are_accepted_and_a_row_more_refused(
    kind: str, largest: tuple[int, int], too_large: tuple[int, int]
) -> None:
    pixels = {"PNG": MAX_FULL_DECODE_PIXELS, "JPEG": MAX_PHOTO_PIXELS}[kind]
    assert largest[0] * largest[1] == pixels

    assert inspect(file_with_size(kind, *largest)) == PhotoFacts(kind, *largest)
    with pytest.raises(UnusablePhoto, match=f"at most {pixels // 1_000_000} megapixels"):
        inspect(file_with_size(kind, *too_large))


def file_with_size(kind: str, width_px: int, height_px: int) -> bytes:
    """A small file whose header tells this size."""
    if kind == "PNG":
        return png_with_size(width_px, height_px)
    file, header = bytearray(picture("JPEG", 640, 480)), b"\xff\xc0"
    at = file.index(header) + 5
    file[at : at + 4] = height_px.to_bytes(2, "big") + width_px.to_bytes(2, "big")
    return bytes(file)


def test_a_decompression_bomb_is_refused_by_its_header() -> None:
    with pytest.raises(UnusablePhoto, match=r"30,000×30,000 pixels; at most 120 megapixels are allowed for PNG"):
        inspect(png_with_size(30_000, 30_000))


@pytest.mark.parametrize("side_px", [(12_000, 9_000), (16_320, 12_240), (12_240, 16_320)])
def test_a_phones_photo_of_108_or_200_megapixels_is_accepted(side_px: tuple[int, int]) -> None:
    assert inspect(picture("JPEG", *side_px)) == PhotoFacts("JPEG", *side_px)


def test_a_png_too_large_to_be_decoded_whole_is_to_be_saved_as_jpeg() -> None:
    with pytest.raises(
        UnusablePhoto, match="at most 120 megapixels are allowed for PNG, so save it as JPEG or smaller"
    ):
        inspect(png_with_size(16_320, 12_240))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UnusablePhoto, match="empty file"):
        inspect(b"")


def test_a_file_over_80_mb_is_refused_by_its_size_alone() -> None:
    with pytest.raises(UnusablePhoto, match=r"has 80\.0 MB; at most 80 MB"):
        inspect_photo(ByteSource(lambda *_: b"", MAX_PHOTO_BYTES + 1))


@pytest.mark.parametrize("trailer", [b"\0" * 64, b"some maker's note", b"\x10\x20SEFT"])
def test_a_jpeg_with_a_trailer_of_its_camera_is_whole(trailer: bytes) -> None:
    assert inspect(picture() + trailer).file_format == "JPEG"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "trailer", [bytes(8192), b"\xff" * 65536, b"LIVE_1234567" + b"x" * 9000], ids=["zeros", "ones", "Huawei"]
)
def test_bytes_behind_the_picture_do_not_matter(kind: str, trailer: bytes) -> None:
    file = picture(kind, 640, 480) + trailer

    assert inspect(file) == inspect_stored(MemoryStore({"k": file}), "k", 0) == PhotoFacts(kind, 640, 480)


@pytest.mark.parametrize(
    "trailer", [bytes(8192), b"\xff" * 300_000, b"ftypmp42" * 2000], ids=["zeros", "ones", "video"]
)
def test_a_jpeg_without_its_end_is_damaged_whatever_follows_it(trailer: bytes) -> None:
    noise = encode(Image.effect_noise((500, 400), 90).convert("RGB"), "JPEG")
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GCamera:MotionPhoto='1'/>"
    file = noise[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp + noise[2 : len(noise) // 2] + trailer

    with pytest.raises(UnusablePhoto, match="damaged or incomplete JPEG"):
        inspect(file)
    with pytest.raises(UnusablePhoto, match="damaged or incomplete JPEG"):
        inspect_stored(MemoryStore({"k": file}), "k", 0)


def test_a_jpeg_of_a_rare_kind_is_reported_as_such() -> None:
    arithmetic = picture().replace(b"\xff\xc0\0\x11", b"\xff\xc9\0\x11")

    with pytest.raises(UnusablePhoto, match=r"is a JPEG of a rare kind .* export it as an ordinary JPEG"):
        inspect(arithmetic)


def test_a_motion_photo_with_its_video_behind_the_picture_is_whole() -> None:
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GCamera:MotionPhoto='1'/>"
    segment = b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp
    still = picture()

    assert inspect(still[:2] + segment + still[2:] + b"\0\0\0\x18ftypmp42" + bytes(9000)).file_format == "JPEG"


def test_a_header_behind_much_metadata_is_found_in_the_whole_file() -> None:
    still = picture("JPEG", 640, 480)
    metadata = b"\xff\xe1\xff\xff" + bytes(0xFFFD)
    store = MemoryStore({"k": still[:2] + metadata * 5 + still[2:]})

    assert inspect_stored(store, "k", 0) == PhotoFacts("JPEG", 640, 480)


def test_a_photo_that_was_never_uploaded_is_named() -> None:
    with pytest.raises(InvalidPhotos, match="photo 2 is not among your uploads") as error:
        inspect_stored(MemoryStore(), "k", 1)

    assert error.value.field == "photos[1]"


def test_a_stored_photo_is_judged_by_its_head_and_tail() -> None:
    noise = encode(Image.effect_noise((500, 400), 90).convert("RGB"), "PNG")

    assert inspect_stored(MemoryStore({"k": noise}), "k", 0) == PhotoFacts("PNG", 500, 400)
