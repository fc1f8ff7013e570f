"""The render step without FFmpeg: what it reads, and when it need not work."""

from pathlib import Path

import pytest

from functions.render.audio.music import MusicTrack
from functions.render.inputs import inputs_fingerprint, load_inputs
from functions.render.service import DURATION, render_job
from functions.render.toolchain import Toolchain
from testing.render_job import photo, store_job
from testing.store import MemoryStore
from vidx import keys
from vidx.errors import ArtifactMissing, JobClosed, RenderFailed
from vidx.jobs.artifacts import FINGERPRINT
from vidx.jobs.events import StageInput
from vidx.jobs.request import VideoRequest

STEP = StageInput(job_id="j1", attempt=1)
NOWHERE = Toolchain(Path("/nowhere/ffmpeg"), Path("/nowhere/fonts"), Path("/nowhere/music"))


def ignore(_: float) -> None: ...


def filled() -> tuple[MemoryStore, VideoRequest]:
    store = MemoryStore()
    store_job(store, [photo(1, 300, 400)], seconds=2)
    return store, VideoRequest.model_validate_json(store.get(keys.job_request("j1")))


def test_a_video_made_before_is_not_made_again() -> None:
    store, request = filled()
    made = {FINGERPRINT: inputs_fingerprint(store, request, 1.0), DURATION: "2.800"}
    store.put(keys.render("j1"), b"data", "video/mp4", made)
    store.put(keys.thumbnail("j1"), b"picture", "image/jpeg", made)
    store.put(keys.preview("j1"), b"moving picture", "image/webp", made)

    result = render_job(STEP, ignore, store, NOWHERE)

    assert result.reused
    assert (result.duration_s, result.size_bytes) == (2.8, 4)


@pytest.mark.parametrize("key", [keys.photo("j1", 0), keys.voice("j1"), keys.captions_ass("j1"), keys.words("j1")])
def test_any_other_material_makes_another_video(key: str) -> None:
    store, request = filled()
    before = inputs_fingerprint(store, request, 1.0)

    store.put(key, b"other", "application/octet-stream")

    assert inputs_fingerprint(store, request, 1.0) != before


def test_a_version_of_the_same_inputs_is_the_same_video() -> None:
    store, request = filled()
    version = request.model_copy(update={"job_id": "j2", "earlier": ("j1",)})
    for key in (keys.photo, keys.voice, keys.captions_ass, keys.words):
        name = [0] if key is keys.photo else []
        store.copy(key("j1", *name), key("j2", *name))

    assert inputs_fingerprint(store, version, 1.0) == inputs_fingerprint(store, request, 1.0)


def test_a_missing_material_is_named() -> None:
    store, _ = filled()
    store.delete(keys.voice("j1"))

    with pytest.raises(ArtifactMissing, match=r"voice\.wav"):
        render_job(STEP, ignore, store, NOWHERE)


def test_the_voice_is_as_long_as_its_samples_whatever_its_header_promises() -> None:
    """Streamed WAV files carry a length of 4 GB, since it was not known when the header was sent."""
    store, request = filled()
    body = bytearray(store.get(keys.voice("j1")))
    body[40:44] = b"\xff\xff\xff\xff"
    store.put(keys.voice("j1"), bytes(body), "audio/wav")

    assert load_inputs(store, request, Path("/nowhere")).voice_s == pytest.approx(2.0)


def test_a_voice_that_is_no_wav_is_an_error_of_ours() -> None:
    store, request = filled()
    store.put(keys.voice("j1"), b"mp3?", "audio/wav")

    with pytest.raises(RenderFailed, match="voice cannot be read"):
        _ = load_inputs(store, request, Path("/nowhere")).voice_s


def test_a_closed_job_is_not_begun() -> None:
    store, _ = filled()

    def closed(_: float) -> None:
        raise JobClosed("the job was cancelled")

    with pytest.raises(JobClosed):
        render_job(STEP, closed, store, NOWHERE)


def test_an_installation_without_the_bed_says_so(tmp_path: Path) -> None:
    (tmp_path / "calm.ogg").touch()
    toolchain = Toolchain(tmp_path, tmp_path, tmp_path)

    assert toolchain.music_track("none") is None
    assert toolchain.music_track("calm") == MusicTrack(tmp_path / "calm.ogg")
    with pytest.raises(RenderFailed, match="upbeat is not installed"):
        toolchain.music_track("upbeat")


def test_another_logo_makes_another_video() -> None:
    store, request = filled()
    with_logo = request.model_copy(update={"logo_key": "uploads/u/logo"})
    store.put(keys.logo("j1"), b"one", "image/png")
    first = inputs_fingerprint(store, with_logo, 1.0)
    store.put(keys.logo("j1"), b"other", "image/png")

    assert len({inputs_fingerprint(store, request, 1.0), first, inputs_fingerprint(store, with_logo, 1.0)}) == 3
