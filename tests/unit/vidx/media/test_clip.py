"""Clips judged by their index, wherever in the file it lies."""

import struct
from dataclasses import dataclass, field

import pytest

from testing.clips import SILENCE, SLOW, SMALL, anamorphic_clip, clip, patch_box, rotated_clip, trimmed_clip
from testing.pictures import picture
from testing.store import MemoryStore
from vidx.errors import InvalidPhotos, UnusableClip, UnusablePhoto
from vidx.media.clip import ClipFacts, check_clip_bytes
from vidx.media.inspection import inspect_file, inspect_stored
from vidx.media.movie import Orientation
from vidx.media.photo import HEAD_BYTES, PhotoFacts
from vidx.options import MAX_CLIP_BYTES, MAX_CLIP_SIDE_PX, MIN_CLIP_S

FAST = ("-movflags", "+faststart")
PIECES = ("-movflags", "+frag_keyframe+empty_moov")


@dataclass
class CountingStore(MemoryStore):
    """Notes how much is read."""

    reads: list[int] = field(default_factory=list)

    def read_range(self, key: str, start: int, length: int) -> bytes:
        piece = super().read_range(key, start, length)
        self.reads.append(len(piece))
        return piece


def refused(file: bytes, index: int = 0) -> str:
    with pytest.raises(UnusableClip) as error:
        inspect_file(file, index)
    assert error.value.field == f"photos[{index}]"
    return str(error.value)


@pytest.mark.parametrize("ending", ["mp4", "mov"])
@pytest.mark.parametrize("extra", [(), FAST], ids=["index last", "index first"])
def test_kind_size_length_and_codec_are_read_from_the_index(ending: str, extra: tuple[str, ...]) -> None:
    facts = inspect_file(clip(ending=ending, extra=extra))

    assert isinstance(facts, ClipFacts)
    assert facts._replace(duration_s=round(facts.duration_s, 1)) == ClipFacts(ending.upper(), 240, 426, 3.0, "avc1")


def test_a_trimmed_clip_is_as_long_as_what_is_shown_of_it() -> None:
    facts = inspect_file(trimmed_clip(1.5, 2.5))

    assert isinstance(facts, ClipFacts)
    assert facts.duration_s == pytest.approx(2.5, abs=0.1)


@pytest.mark.parametrize(
    ("of_track", "of_movie", "orientation"),
    [
        ((1, 0, 0, 1), (1, 0, 0, 1), Orientation()),
        ((0, 1, -1, 0), (1, 0, 0, 1), Orientation(is_transposed=True, is_flipped_horizontally=True)),
        ((1, 0, 0, 1), (0, 1, -1, 0), Orientation(is_transposed=True, is_flipped_horizontally=True)),
        ((0, 1, -1, 0), (0, 1, -1, 0), Orientation(is_flipped_horizontally=True, is_flipped_vertically=True)),
        ((0, 1, -1, 0), (0, -1, 1, 0), Orientation()),
        ((1, 0, 0, -1), (1, 0, 0, 1), Orientation(is_flipped_vertically=True)),
        ((0, 1, 1, 0), (1, 0, 0, 1), Orientation(is_transposed=True)),
    ],
)
def test_the_matrices_of_track_and_movie_turn_the_clip(
    of_track: tuple[int, ...], of_movie: tuple[int, ...], orientation: Orientation
) -> None:
    a, b, c, d = (value << 16 for value in of_track)
    file = patch_box(clip(), (b"moov", b"trak", b"tkhd"), 40, struct.pack(">5i", a, b, 0, c, d))
    a, b, c, d = (value << 16 for value in of_movie)
    facts = inspect_file(patch_box(file, (b"moov", b"mvhd"), 36, struct.pack(">5i", a, b, 0, c, d)))

    assert isinstance(facts, ClipFacts)
    assert facts.orientation == orientation
    assert (facts.width_px, facts.height_px) == ((426, 240) if orientation.is_transposed else (240, 426))


@pytest.mark.parametrize("sound", [None, SILENCE])
def test_sound_is_not_needed(sound: str | None) -> None:
    assert isinstance(inspect_file(clip(sound=sound)), ClipFacts)


@pytest.mark.parametrize(("degrees", "size"), [(90, (240, 360)), (180, (240, 360)), (270, (240, 360))])
def test_a_turned_clip_has_the_size_that_is_shown(degrees: int, size: tuple[int, int]) -> None:
    facts = inspect_file(rotated_clip(degrees))

    assert (facts.width_px, facts.height_px) == size


def test_a_stored_clip_is_judged_by_a_few_reads_of_little() -> None:
    file = clip(8, codec=("-c:v", "libx264", "-preset", "ultrafast", "-crf", "1"))
    store = CountingStore({"k": file})

    assert isinstance(inspect_stored(store, "k", 0), ClipFacts)
    assert len(file) > 2 * HEAD_BYTES
    assert sum(store.reads) < HEAD_BYTES + 64 * 1024
    assert len(store.reads) <= 4


def test_a_photo_is_still_a_photo() -> None:
    store = MemoryStore({"k": picture("HEIC", 640, 480)})

    assert inspect_stored(store, "k", 0) == PhotoFacts("HEIC", 640, 480)
    with pytest.raises(UnusablePhoto, match="empty file"):
        inspect_stored(MemoryStore({"k": b""}), "k", 0)
    with pytest.raises(InvalidPhotos, match="photo 2 is not among your uploads"):
        inspect_stored(MemoryStore(), "k", 1)


def test_a_clip_of_61_seconds_is_too_long() -> None:
    assert "clip 3 is 61 s long; at most 60 s are allowed, so cut it shorter" in refused(
        clip(61, extra=(*FAST, *SLOW)), 2
    )
    assert isinstance(inspect_file(clip(60, extra=SLOW)), ClipFacts)


def test_a_blink_is_too_short() -> None:
    assert "is only 1.0 s long; use one of at least 2 s, or a photo" in refused(clip(1))


def test_a_clip_of_two_seconds_is_long_enough() -> None:
    assert isinstance(inspect_file(clip(MIN_CLIP_S, sound=None)), ClipFacts)


@pytest.mark.parametrize("turn", [1, -1], ids=["wide", "tall"])
def test_a_clip_of_4096_pixels_is_accepted_and_a_larger_one_is_not(turn: int) -> None:
    most, beyond = ((side, 240)[::turn] for side in (MAX_CLIP_SIDE_PX, MAX_CLIP_SIDE_PX + 2))

    assert isinstance(inspect_file(clip(2, most, sound=None, codec=(*SMALL, *SLOW))), ClipFacts)
    assert "use one of at most 4K (4,096 a side)" in refused(clip(2, beyond, sound=None, codec=(*SMALL, *SLOW)))


@pytest.mark.parametrize("ending", ["mp4", "mov"])
@pytest.mark.parametrize("extra", [(), FAST], ids=["index last", "index first"])
def test_a_clip_cut_in_half_is_damaged(ending: str, extra: tuple[str, ...]) -> None:
    file = clip(ending=ending, extra=extra)

    assert f"damaged or incomplete {ending.upper()} file" in refused(file[: len(file) // 2])


def test_a_damaged_index_is_refused() -> None:
    file = clip(extra=FAST)
    start = file.index(b"moov") + 4

    assert "damaged or incomplete" in refused(file[:start] + b"\xff" * 8 + file[start + 8 :])


TABLE = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
ALL = b"\xff" * 4


@pytest.mark.parametrize(
    ("table", "offset", "content"),
    [
        (b"stts", 4, ALL),
        (b"stts", 4, bytes(4)),
        (b"stts", 8, ALL * 2),
        (b"stts", 8, bytes(8)),
        (b"stsz", 4, ALL),
        (b"stsz", 8, ALL),
        (b"stsz", 8, bytes(4)),
        (b"stsz", 12, ALL),
        (b"stsc", 4, bytes(4)),
        (b"stsc", 8, ALL),
        (b"stsc", 12, bytes(4)),
        (b"stco", 4, bytes(4)),
        (b"stco", 8, ALL),
        (b"stss", 8, ALL),
    ],
)
def test_a_damaged_table_of_frames_is_refused_at_upload(table: bytes, offset: int, content: bytes) -> None:
    """FFmpeg finds no frame in these files."""
    file = patch_box(clip(sound=None), (*TABLE, table), offset, content)

    assert "damaged or incomplete MP4" in refused(file)


@pytest.mark.parametrize("table", [b"stsd", b"stts", b"stsz", b"stsc", b"stco"])
def test_a_missing_table_of_frames_is_refused_at_upload(table: bytes) -> None:
    file = clip(sound=None)
    assert file.count(table) == 1

    assert "damaged or incomplete MP4" in refused(file.replace(table, b"free"))


def test_an_index_of_zeros_is_damaged_not_sound() -> None:
    file = clip(extra=FAST)
    movie, header = file.index(b"moov"), file.index(b"mvhd")
    start, end = (
        header - 4 + int.from_bytes(file[header - 4 : header]),
        movie - 4 + int.from_bytes(file[movie - 4 : movie]),
    )

    assert "damaged or incomplete MP4" in refused(file[:start] + bytes(end - start) + file[end:])


@pytest.mark.parametrize(("degrees", "size"), [(0, (320, 360)), (90, (360, 320)), (180, (320, 360))])
def test_wide_pixels_count_in_the_size_that_is_shown(degrees: int, size: tuple[int, int]) -> None:
    facts = inspect_file(anamorphic_clip(degrees))

    assert (facts.width_px, facts.height_px) == size


def test_a_pixel_shape_of_zero_is_none() -> None:
    file = anamorphic_clip()
    shape = file.index(b"pasp") + 4

    facts = inspect_file(file[:shape] + bytes(8) + file[shape + 8 :])

    assert (facts.width_px, facts.height_px) == (240, 360)


def test_pictures_larger_than_4k_are_refused_whatever_size_they_are_shown_at() -> None:
    file = patch_box(clip(2, (4400, 256)), (b"moov", b"trak", b"tkhd"), 76, struct.pack(">II", 1920 << 16, 256 << 16))

    assert "4,400×256 pixels; use one of at most 4K" in refused(file)


def test_sound_alone_is_no_clip() -> None:
    assert "has no pictures, only sound" in refused(clip(picture="color", codec=("-vn",)))


def test_a_codec_that_cannot_be_read_is_named() -> None:
    file = clip(extra=FAST).replace(b"avc1", b"XvYz")

    assert "pictures of a kind that cannot be read here (XvYz); export it as H.264 MP4" in refused(file)


def test_a_protected_clip_is_refused() -> None:
    assert "copy-protected" in refused(clip(extra=FAST).replace(b"avc1", b"encv"))


def test_a_recording_in_fragments_must_tell_its_length() -> None:
    assert "does not tell its length" in refused(clip(extra=PIECES))


@pytest.mark.parametrize(("size", "fault"), [((320, 120), "only 320×120 pixels"), ((4400, 256), "at most 4K")])
def test_sizes_have_bounds(size: tuple[int, int], fault: str) -> None:
    assert fault in refused(clip(2, size))


def test_a_file_over_100_mb_is_refused_by_its_size_alone() -> None:
    with pytest.raises(UnusableClip, match=r"clip 1 has 100\.0 MB; at most 100 MB are allowed"):
        check_clip_bytes(MAX_CLIP_BYTES + 1, 0)
    with pytest.raises(UnusableClip, match="empty file"):
        check_clip_bytes(0, 0)
