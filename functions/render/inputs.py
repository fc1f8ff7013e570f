"""The inputs of a video: loading them from the store, and the fingerprint that tells whether they have changed."""

import wave
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from functions.render.compositing.clip_source import read_clip
from functions.render.compositing.errors import photo_error_context
from functions.render.planning.plan import Clip
from vidx import keys
from vidx.errors import ArtifactMissing, RenderFailed
from vidx.jobs.artifacts import BEST_S, CLIP_TYPE, fingerprint_of
from vidx.jobs.request import VideoRequest
from vidx.ports.storage import Store
from vidx.stored import parse_object
from vidx.words import WordTimings

RECIPE: Final = "render-17"
"""Part of the fingerprint. Change it whenever the same inputs would give another video."""
PARALLEL_READS: Final = 4


@dataclass(frozen=True)
class RenderInputs:
    photos: Sequence[bytes | Clip]
    """JPEG files and clips, in the order in which they are shown."""
    voice: bytes
    captions: bytes
    timings: WordTimings
    logo: bytes | None = None
    """A PNG with alpha."""

    @property
    def voice_s(self) -> float:
        """Length of the voice in seconds, from the samples in the file and not from its header.

        Raises:
            RenderFailed: the voice is not a WAV file.
        """
        try:
            with wave.open(BytesIO(self.voice)) as file:
                samples = file.readframes(file.getnframes())
                bytes_per_s: int = file.getsampwidth() * file.getnchannels() * file.getframerate()
                return len(samples) / bytes_per_s
        except (wave.Error, EOFError) as error:
            raise RenderFailed("the recorded voice cannot be read") from error


def input_keys(request: VideoRequest) -> list[str]:
    """Return the keys of the photos in order, then voice, captions, words, and the logo if there is one."""
    job = request.job_id
    photos = [keys.working_copy(job, index) for index in range(len(request.photo_keys))]
    logo = [keys.logo(job)] if request.logo_key else []
    return [*photos, keys.voice(job), keys.captions_ass(job), keys.words(job), *logo]


def inputs_fingerprint(store: Store, request: VideoRequest, frame_scale: float) -> str:
    """Return a fingerprint of everything that the video depends on.

    Raises:
        ArtifactMissing: an object of an earlier stage does not exist.
    """
    etags = []
    for key in input_keys(request):
        info = store.head(key)
        if info is None:
            raise ArtifactMissing(f"there is no object {key}")
        etags.append(info.etag)
    choices = request.choices
    settings = (RECIPE, request.seed, choices.music, choices.format, str(frame_scale))
    return fingerprint_of(*settings, *etags, *_overlay_inputs(request))


def _overlay_inputs(request: VideoRequest) -> tuple[str | bytes, ...]:
    """Return what the overlays depend on (not the description); nothing when there are none."""
    choices = request.choices
    if not choices.overlays:
        return ()
    product = request.listing.model_dump_json(exclude={"description"})
    return ",".join(choices.overlays), choices.brand_colour, request.link or "", product


def load_inputs(store: Store, request: VideoRequest, folder: Path) -> RenderInputs:
    """Load all inputs, several in parallel; clips are written to files in `folder`.

    Raises:
        ArtifactMissing: an object of an earlier stage does not exist.
        PhotoNotRendered: a clip cannot be read.
    """
    with ThreadPoolExecutor(PARALLEL_READS) as pool:
        photos = pool.map(lambda n: _load_picture(store, request, n, folder), range(len(request.photo_keys)))
        voice, captions, words, *logo = pool.map(store.get, input_keys(request)[len(request.photo_keys) :])
        return RenderInputs(list(photos), voice, captions, parse_object(WordTimings, words), *logo)


def _load_picture(store: Store, request: VideoRequest, index: int, folder: Path) -> bytes | Clip:
    key = keys.working_copy(request.job_id, index)
    info = store.head(key)
    if info is None or info.content_type != CLIP_TYPE:
        return store.get(key)
    path = folder / f"clip-{index}.mp4"
    store.download(key, path)
    with photo_error_context(index):
        return read_clip(path, float(info.metadata.get(BEST_S, 0)))
