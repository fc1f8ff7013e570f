"""From materials to a film and a thumbnail on disk."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import cv2

from functions.render.beds import Bed
from functions.render.camera import look_at, open_photo
from functions.render.encode import CAPTIONS, encode
from functions.render.ffmpeg import Workshop
from functions.render.film import Film
from functions.render.frame import Format
from functions.render.framing import lay_out
from functions.render.joins import plan_joins
from functions.render.materials import Materials
from functions.render.motion import longest_canvas, plan_paths
from functions.render.mp4 import Mp4, inspect
from functions.render.sound import make_sound
from functions.render.studio import Studio
from functions.render.thumbnail import Cover
from functions.render.timeline import film_frames, plan_shots
from vidx.errors import RenderFailed
from vidx.listing import JobRequest
from vidx.options import FPS, FRAMES

VOICE: Final = "voice.wav"
SOUND_SHARE: Final = 0.06
"""Share of the stage's time that goes into the sound, before the first frame."""
MAX_DRIFT_S: Final = 0.1


@dataclass(frozen=True)
class Product:
    film: Path
    facts: Mp4
    thumbnail: bytes


def scaled_format(name: str, frame_scale: float) -> Format:
    """The named format's size times `frame_scale`, even on both sides."""
    width, height = (max(2, round(side * frame_scale / 2) * 2) for side in FRAMES[name])
    return Format(width, height)


def plan_film(
    materials: Materials, form: Format, seed: str, painter: ThreadPoolExecutor, bed: Bed | None = None
) -> Film:
    """The film as it is to be, nothing drawn yet; its cuts follow the beats of `bed`."""
    photos = materials.photos
    looks = [look_at(photo) for photo in photos]
    frames = film_frames(materials.voice_s)
    beats_s = bed.facts.beats_s(frames / FPS) if bed and bed.facts else ()
    shots = plan_shots(len(photos), frames, materials.words.words, beats_s)
    layouts = [lay_out(*looks[s.photo], form.size, longest_canvas(s.frames)) for s in shots]
    paths = plan_paths(shots, layouts, seed)
    openers = [
        partial(open_photo, photos[shot.photo], layout, path, form)
        for shot, layout, path in zip(shots, layouts, paths, strict=True)
    ]
    return Film(form, shots, openers, plan_joins(shots, seed), painter)


def _checked(path: Path, wanted_s: float) -> Mp4:
    facts = inspect(path)
    if abs(facts.duration_s - wanted_s) > MAX_DRIFT_S or not facts.starts_fast:
        raise RenderFailed(f"the rendered film is {facts.duration_s:.2f} s long instead of {wanted_s:.2f} s")
    return facts


def produce(
    materials: Materials, request: JobRequest, studio: Studio, folder: Path, report: Callable[[float], None]
) -> Product:
    """Make the film in `folder`.

    Args:
        report: told the share done (0…1); whatever it raises stops the work, FFmpeg included, within a second.

    Raises:
        RenderFailed: the materials cannot be used, or FFmpeg fails.
    """
    cv2.setNumThreads(1)  # x264 takes the other processors, and OpenCV's own threads cost a fifth more CPU time
    shop = Workshop(studio.ffmpeg, folder)
    shop.furnish(studio.fonts)
    (folder / VOICE).write_bytes(materials.voice)
    (folder / CAPTIONS).write_bytes(materials.captions)
    form = scaled_format(request.choices.format, studio.frame_scale)
    bed = studio.bed(request.choices.music)
    with ThreadPoolExecutor(1) as painter, closing(plan_film(materials, form, request.seed, painter, bed)) as film:
        film.turn_to(0)
        film_s = film.frames / FPS
        make_sound(shop, VOICE, bed, film_s, lambda: report(SOUND_SHARE / 2))
        cover = Cover(form, film.shots)
        path = encode(shop, film, lambda share: report(SOUND_SHARE + (1 - SOUND_SHARE) * share), cover.watch)
    return Product(path, _checked(path, film_s), cover.jpeg())
