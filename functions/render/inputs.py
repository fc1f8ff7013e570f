"""What a film is made of: gathering it from the store, and telling whether it has been made already."""

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
from vidx.artifacts import BEST_S, CLIP_TYPE, fingerprint
from vidx.errors import ArtifactMissing, RenderFailed
from vidx.listing import JobRequest
from vidx.ports import Store
from vidx.words import Words

RENDER_VERSION: Final = "render-17"
"""Changes whenever the same materials would make another film."""
PARALLEL_READS: Final = 4


@dataclass(frozen=True)
class RenderInputs:
    photos: Sequence[bytes | Clip]
    """Photos and clips, in the order of showing."""
    voice: bytes
    captions: bytes
    words: Words
    logo: bytes | None = None
    """A PNG with alpha."""

    @property
    def voice_s(self) -> float:
        """Length of the voice, in seconds: of the samples that are there, whatever its header promises.

        Raises:
            RenderFailed: it is not a WAV file.
        """
        try:
            with wave.open(BytesIO(self.voice)) as file:
                samples = file.readframes(file.getnframes())
                bytes_per_s: int = file.getsampwidth() * file.getnchannels() * file.getframerate()
                return len(samples) / bytes_per_s
        except (wave.Error, EOFError) as error:
            raise RenderFailed("the recorded voice cannot be read") from error


def input_keys(request: JobRequest) -> list[str]:
    """Photos in order, then voice, captions, words, and the logo if there is one."""
    job = request.job_id
    photos = [keys.photo(job, index) for index in range(len(request.photo_keys))]
    logo = [keys.logo(job)] if request.logo_key else []
    return [*photos, keys.voice(job), keys.captions_ass(job), keys.words(job), *logo]


def inputs_fingerprint(store: Store, request: JobRequest, frame_scale: float) -> str:
    """Fingerprint of everything that shapes the film.

    Raises:
        ArtifactMissing: an earlier stage's object is not there.
    """
    etags = []
    for key in input_keys(request):
        info = store.head(key)
        if info is None:
            raise ArtifactMissing(f"there is no object {key}")
        etags.append(info.etag)
    choices = request.choices
    chosen = (RENDER_VERSION, request.seed, choices.music, choices.format, str(frame_scale))
    return fingerprint(*chosen, *etags, *_written(request))


def _written(request: JobRequest) -> tuple[str | bytes, ...]:
    """What shapes the overlays; nothing when there are none. No overlay shows the description."""
    choices = request.choices
    if not choices.overlays:
        return ()
    product = request.listing.model_dump_json(exclude={"description"})
    return ",".join(choices.overlays), choices.brand_colour, request.link or "", product


def load_inputs(store: Store, request: JobRequest, folder: Path) -> RenderInputs:
    """Read all materials, several at once; clips go to files in `folder`.

    Raises:
        ArtifactMissing: an earlier stage's object is not there.
        PhotoNotRendered: a clip cannot be read.
    """
    with ThreadPoolExecutor(PARALLEL_READS) as pool:
        photos = pool.map(lambda n: _picture(store, request, n, folder), range(len(request.photo_keys)))
        voice, captions, words, *logo = pool.map(store.get, input_keys(request)[len(request.photo_keys) :])
        return RenderInputs(list(photos), voice, captions, Words.model_validate_json(words), *logo)


def _picture(store: Store, request: JobRequest, index: int, folder: Path) -> bytes | Clip:
    key = keys.photo(request.job_id, index)
    info = store.head(key)
    if info is None or info.content_type != CLIP_TYPE:
        return store.get(key)
    path = folder / f"clip-{index}.mp4"
    store.download(key, path)
    with photo_error_context(index):
        return read_clip(path, float(info.metadata.get(BEST_S, 0)))
