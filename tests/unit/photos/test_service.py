"""The photos stage with storage in memory."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from functions.photos.service import MAX_MEMORY_FILE_BYTES, prepare_photos
from testing.clips import clip, ffmpeg
from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row, snapshot_of
from testing.pictures import picture
from testing.store import MemoryStore
from vidx import keys
from vidx.errors import FilesExpired, UnusableClip, UnusablePhoto
from vidx.jobs.artifacts import BEST_S, CLIP_TYPE, PHOTO_TYPE
from vidx.jobs.events import StageInput
from vidx.jobs.model import Stage
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.jobs.stage_runner import StageRun
from vidx.ports.storage import ObjectInfo

STEP = StageInput(job_id="j1", attempt=1)
NO_FFMPEG = Path("/nowhere/ffmpeg")


def uploaded(*files: bytes) -> MemoryStore:
    """Storage with these originals and a job that wants them."""
    store = MemoryStore()
    names = [f"uploads/u1/{index}" for index in range(len(files))]
    for name, file in zip(names, files, strict=True):
        store.put(name, file, "image/jpeg")
    request = VideoRequest(
        job_id="j1",
        owner="u1",
        listing=Listing.model_validate({"title": "Chair", "description": "Oak", "price": 1}),
        choices=VideoChoices(),
        photo_keys=tuple(names),
    )
    store.put(keys.job_request("j1"), request.model_dump_json(by_alias=True).encode(), "application/json")
    return store


def run(step: StageInput = STEP) -> StageRun:
    jobs = MemoryJobs()
    job = job_row(step.job_id)
    jobs.create(job)
    return StageRun(step, Stage.PHOTOS, snapshot_of(job), jobs, FixedClock())


def test_every_photo_gets_a_working_copy_in_the_order_requested() -> None:
    store = uploaded(picture("PNG", 400, 300, "red"), picture("WebP", 300, 400, "blue"), picture("AVIF", 400, 400))

    result = prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    copies = [Image.open(BytesIO(store.get(keys.working_copy("j1", index)))) for index in range(3)]
    assert [copy.size for copy in copies] == [(400, 300), (300, 400), (400, 400)]
    assert {store.info[keys.working_copy("j1", index)].content_type for index in range(3)} == {"image/jpeg"}
    assert (result.photo_count, result.reused) == (3, False)


@dataclass
class RecordingStore(MemoryStore):
    """Records every request for an original."""

    requests: list[tuple[str, str]] = field(default_factory=list)

    def get(self, key: str) -> bytes:
        self.requests.append(("get", key))
        return super().get(key)

    def head(self, key: str) -> ObjectInfo | None:
        self.requests.append(("head", key))
        return super().head(key)

    def read_range(self, key: str, start: int, length: int) -> bytes:
        self.requests.append(("range", key))
        return super().read_range(key, start, length)


def test_an_original_is_requested_once_and_read_once() -> None:
    store = RecordingStore(**vars(uploaded(picture())))

    prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    assert [request for request, key in store.requests if key == "uploads/u1/0"] == ["head", "get"]


def test_files_too_large_to_be_held_together_are_read_one_by_one() -> None:
    large = picture(color="red") + bytes(MAX_MEMORY_FILE_BYTES)
    store = uploaded(large, picture())

    assert prepare_photos(STEP, run().report_progress, store, NO_FFMPEG).photo_count == 2
    assert Image.open(BytesIO(store.get(keys.working_copy("j1", 0)))).getpixel((9, 9)) == (254, 0, 0)


def test_a_second_run_makes_nothing_again() -> None:
    store = uploaded(picture(), picture("PNG"))
    prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    again = prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    assert again.reused
    assert store.puts[keys.working_copy("j1", 0)] == store.puts[keys.working_copy("j1", 1)] == 1


def test_only_a_photo_that_changed_is_made_again() -> None:
    store = uploaded(picture(), picture("PNG"))
    prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)
    store.put("uploads/u1/1", picture("PNG", color="red"), "image/png")

    prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    assert (store.puts[keys.working_copy("j1", 0)], store.puts[keys.working_copy("j1", 1)]) == (1, 2)


def test_another_version_takes_photos_over_wherever_they_stand_now_and_makes_only_the_new_one() -> None:
    store = uploaded(picture(), picture("PNG"), picture("WebP"))
    prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)
    store.put("uploads/u1/new", picture(color="red"), "image/jpeg")
    first = VideoRequest.model_validate_json(store.get(keys.job_request("j1")))
    photo_keys = ("uploads/u1/2", "uploads/u1/new", "uploads/u1/0")
    second = first.model_copy(update={"job_id": "j2", "photo_keys": photo_keys, "earlier": ("j1",)})
    store.put(keys.job_request("j2"), second.model_dump_json(by_alias=True).encode(), "application/json")
    step = StageInput(job_id="j2", attempt=1)

    result = prepare_photos(step, run(step).report_progress, store, NO_FFMPEG)

    assert [store.puts.get(keys.working_copy("j2", index), 0) for index in range(3)] == [0, 1, 0]
    assert store.get(keys.working_copy("j2", 0)) == store.get(keys.working_copy("j1", 2))
    assert store.get(keys.working_copy("j2", 2)) == store.get(keys.working_copy("j1", 0))
    assert not result.reused


def test_a_bad_photo_is_refused_by_number_and_nothing_is_written() -> None:
    store = uploaded(picture(), b"GIF89a" + bytes(100))

    with pytest.raises(UnusablePhoto, match="photo 2 is a GIF picture; use JPEG, PNG, WebP, HEIC, AVIF, MP4 or MOV"):
        prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    assert store.head(keys.working_copy("j1", 0)) is None


@pytest.mark.parametrize("gone", ["uploads/u1/1", keys.job_request("j1")])
def test_a_job_whose_files_have_expired_must_be_started_again(gone: str) -> None:
    store = uploaded(picture(), picture())
    store.delete(gone)

    with pytest.raises(FilesExpired, match="start again with your photos"):
        prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)


def test_a_clip_among_photos_gets_a_working_clip_that_says_where_it_is_best() -> None:
    store = uploaded(picture(), clip(3), picture("PNG"))

    result = prepare_photos(STEP, run().report_progress, store, ffmpeg())

    info = store.info[keys.working_copy("j1", 1)]
    assert [store.info[keys.working_copy("j1", n)].content_type for n in range(3)] == [
        PHOTO_TYPE,
        CLIP_TYPE,
        PHOTO_TYPE,
    ]
    assert 0 <= float(info.metadata[BEST_S]) <= 3
    assert result.photo_count == 3
    assert prepare_photos(STEP, run().report_progress, store, NO_FFMPEG).reused


def test_moderation_sees_one_frame_of_each_second_of_a_clip() -> None:
    store = uploaded(clip(3), picture())

    prepare_photos(STEP, run().report_progress, store, ffmpeg())

    sheet = Image.open(BytesIO(store.get(keys.clip_frames("j1", 0)))).convert("L")
    assert sheet.size == (4 * 480, 3 * 480)
    cells = [sheet.crop((480 * (n % 4), 480 * (n // 4), 480 * (n % 4) + 480, 480 * (n // 4) + 480)) for n in range(12)]
    assert [float(np.asarray(cell).mean()) > 10 for cell in cells] == [True] * 3 + [False] * 9
    assert store.head(keys.clip_frames("j1", 1)) is None
    assert store.head(keys.web_photo("j1", 0)) is None


def test_a_contact_sheet_is_made_once() -> None:
    store = uploaded(clip(3))
    for _ in range(2):
        prepare_photos(STEP, run().report_progress, store, ffmpeg())

    assert store.puts[keys.clip_frames("j1", 0)] == 1


def test_a_bad_clip_is_refused_before_anything_is_made() -> None:
    store = uploaded(picture(), clip(3)[:5000])

    with pytest.raises(UnusableClip, match="clip 2 is a damaged or incomplete MP4 file"):
        prepare_photos(STEP, run().report_progress, store, ffmpeg())

    assert store.head(keys.working_copy("j1", 0)) is None


def with_logo(store: MemoryStore, logo: bytes) -> MemoryStore:
    store.put("uploads/u1/logo", logo, "image/png")
    request = VideoRequest.model_validate_json(store.get(keys.job_request("j1")))
    with_logo = request.model_copy(update={"logo_key": "uploads/u1/logo"})
    store.put(keys.job_request("j1"), with_logo.model_dump_json(by_alias=True).encode(), "application/json")
    return store


def test_the_logo_gets_a_working_copy_once() -> None:
    store = with_logo(uploaded(picture()), picture("PNG"))

    first = prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)
    again = prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    assert (first.reused, again.reused) == (False, True)
    assert store.puts[keys.logo("j1")] == 1
    assert store.info[keys.logo("j1")].content_type == "image/png"


def test_another_logo_is_made_again_and_the_photos_are_not() -> None:
    store = with_logo(uploaded(picture()), picture("PNG"))
    prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)
    store.put("uploads/u1/logo", picture("PNG", color="red"), "image/png")

    assert not prepare_photos(STEP, run().report_progress, store, NO_FFMPEG).reused
    assert (store.puts[keys.logo("j1")], store.puts[keys.working_copy("j1", 0)]) == (2, 1)


def test_a_bad_logo_is_refused_before_any_photo_is_made() -> None:
    store = with_logo(uploaded(picture()), b"GIF89a" + bytes(100))

    with pytest.raises(UnusablePhoto, match="the logo is a GIF picture; use a picture, best a PNG") as error:
        prepare_photos(STEP, run().report_progress, store, NO_FFMPEG)

    assert error.value.field == "logoKey"
    assert store.head(keys.working_copy("j1", 0)) is None
