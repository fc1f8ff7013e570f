"""The render stage without FFmpeg: reuse of earlier results, and closed jobs."""

from pathlib import Path

import pytest

from functions.render.inputs import inputs_fingerprint
from functions.render.service import DURATION, render_job
from functions.render.toolchain import Toolchain
from testing.render_job import stored_job
from vidx import keys
from vidx.errors import JobClosed
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
