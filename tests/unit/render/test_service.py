"""The render stage without FFmpeg: reuse of earlier results, and closed jobs."""

from pathlib import Path

import pytest

from functions.render import service
from functions.render.inputs import inputs_fingerprint
from functions.render.output.mp4 import Mp4Facts
from functions.render.service import DURATION, RenderedVideo, render_job
from functions.render.toolchain import Toolchain
from testing.clock import FixedClock
from testing.render_job import stored_job
from vidx import keys
from vidx.errors import JobClosed, StorageUnavailable
from vidx.jobs import paid_results
from vidx.jobs.artifacts import FINGERPRINT
from vidx.jobs.events import StageInput

EVENT = StageInput(job_id="j1", attempt=1)
NOWHERE = Toolchain(Path("/nowhere/ffmpeg"), Path("/nowhere/fonts"), Path("/nowhere/music"))


def ignore(_: float) -> None: ...


def test_an_earlier_video_of_the_same_inputs_is_reused() -> None:
    store, request = stored_job()
    metadata = {FINGERPRINT: inputs_fingerprint(store, request, 1.0), DURATION: "2.800"}
    store.put(keys.render("j1"), b"data", "video/mp4", metadata)
    store.put(keys.thumbnail("j1"), b"picture", "image/jpeg", metadata)
    store.put(keys.preview("j1"), b"moving picture", "image/webp", metadata)

    result = render_job(EVENT, ignore, store, NOWHERE)

    assert result.reused
    assert (result.duration_s, result.size_bytes) == (2.8, 4)


def test_a_version_with_the_same_inputs_reuses_the_video() -> None:
    store, request = stored_job()
    version = request.model_copy(update={"job_id": "j2", "earlier": ("j1",)})
    for key in (keys.working_copy, keys.voice, keys.captions_ass, keys.words):
        name = [0] if key is keys.working_copy else []
        store.copy(key("j1", *name), key("j2", *name))

    assert inputs_fingerprint(store, version, 1.0) == inputs_fingerprint(store, request, 1.0)


def test_a_closed_job_is_not_rendered() -> None:
    store, _ = stored_job()

    def closed(_: float) -> None:
        raise JobClosed("the job was cancelled")

    with pytest.raises(JobClosed):
        render_job(EVENT, closed, store, NOWHERE)


class Renders:
    """Takes the place of `render_video`; counts the videos."""

    def __init__(self, folder: Path) -> None:
        self.count = 0
        self._folder = folder

    def __call__(self, *_: object) -> RenderedVideo:
        self.count += 1
        video, preview = self._folder / "video.mp4", self._folder / "preview.webp"
        video.write_bytes(b"video")
        preview.write_bytes(b"preview")
        return RenderedVideo(video, Mp4Facts(duration_s=2.8, size_bytes=5, starts_fast=True), b"picture", preview)


@pytest.mark.parametrize("key", [keys.render("j1"), keys.thumbnail("j1"), keys.preview("j1")])
def test_a_failing_write_of_a_result_is_repeated_without_rendering_again(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renders = Renders(tmp_path)
    monkeypatch.setattr(service, "render_video", renders)
    monkeypatch.setattr(paid_results, "CLOCK", FixedClock())
    store, _ = stored_job()
    store.fail_puts(3, key=key)

    render_job(EVENT, ignore, store, NOWHERE)

    assert renders.count == 1
    assert key in store.objects


def test_nothing_is_rendered_while_the_storage_is_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renders = Renders(tmp_path)
    monkeypatch.setattr(service, "render_video", renders)
    store, _ = stored_job()
    store.fail_puts(forever=True)

    with pytest.raises(StorageUnavailable):
        render_job(EVENT, ignore, store, NOWHERE)

    assert renders.count == 0
