"""The inputs of a video, and the fingerprint that tells whether they have changed."""

from pathlib import Path

import pytest

from functions.render.inputs import inputs_fingerprint, load_inputs
from testing.render_job import stored_job
from vidx import keys
from vidx.errors import ArtifactMissing, RenderFailed


@pytest.mark.parametrize(
    "key", [keys.working_copy("j1", 0), keys.voice("j1"), keys.captions_ass("j1"), keys.words("j1")]
)
def test_every_input_changes_the_fingerprint(key: str) -> None:
    store, request = stored_job()
    before = inputs_fingerprint(store, request, 1.0)

    store.put(key, b"other", "application/octet-stream")

    assert inputs_fingerprint(store, request, 1.0) != before


def test_a_missing_input_is_named() -> None:
    store, request = stored_job()
    store.delete(keys.voice("j1"))

    with pytest.raises(ArtifactMissing, match=r"voice\.wav"):
        inputs_fingerprint(store, request, 1.0)


def test_the_voices_length_is_that_of_its_samples_not_of_its_header() -> None:
    """Streamed WAV files carry a length of 4 GB, since it was not known when the header was sent."""
    store, request = stored_job()
    body = bytearray(store.get(keys.voice("j1")))
    body[40:44] = b"\xff\xff\xff\xff"
    store.put(keys.voice("j1"), bytes(body), "audio/wav")

    assert load_inputs(store, request, Path("/nowhere")).voice_s == pytest.approx(2.0)


def test_a_voice_that_is_no_wav_is_a_failed_render() -> None:
    store, request = stored_job()
    store.put(keys.voice("j1"), b"mp3?", "audio/wav")

    with pytest.raises(RenderFailed, match="voice cannot be read"):
        _ = load_inputs(store, request, Path("/nowhere")).voice_s


def test_another_logo_changes_the_fingerprint() -> None:
    store, request = stored_job()
    with_logo = request.model_copy(update={"logo_key": "uploads/u/logo"})
    store.put(keys.logo("j1"), b"one", "image/png")
    first = inputs_fingerprint(store, with_logo, 1.0)
    store.put(keys.logo("j1"), b"other", "image/png")

    assert len({inputs_fingerprint(store, request, 1.0), first, inputs_fingerprint(store, with_logo, 1.0)}) == 3
