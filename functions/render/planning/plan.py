"""From materials to the film as it is to be: which picture when, how it lies in the frame, what the camera does."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

from functions.render.audio.music import Bed
from functions.render.compositing.clip_source import Footage, clip_layout, open_clip
from functions.render.compositing.compositor import Film, Opener
from functions.render.compositing.errors import naming_photo
from functions.render.compositing.frame import Format
from functions.render.compositing.photo import look_at
from functions.render.compositing.photo_source import open_photo
from functions.render.ffmpeg import Workshop
from functions.render.inputs import Materials
from functions.render.overlays.schedule import Schedule
from functions.render.planning.framing import Area, Layout, lay_out
from functions.render.planning.motion import Path, longest_canvas, plan_paths
from functions.render.planning.timeline import Shot, film_frames, plan_shots
from functions.render.planning.transitions import plan_joins
from vidx.options import FPS, TAIL_S

Picture = bytes | Footage
NO_OVERLAYS: Final = Schedule(None, None, None)
Look = tuple[tuple[int, int], Area | None]
"""A photo's size in pixels, and where its subject is."""


def plan_film(
    materials: Materials,
    form: Format,
    seed: str,
    painter: ThreadPoolExecutor,
    shop: Workshop,
    bed: Bed | None = None,
    tail_s: float = TAIL_S,
    overlays: Schedule = NO_OVERLAYS,
) -> Film:
    """The film, nothing of it drawn yet; its cuts follow the beats of `bed`, the voice has `tail_s` after it.

    Args:
        shop: where clips are decoded.
        overlays: photos are shown clear of its title and its end card.

    Raises:
        PhotoNotRendered: a photo cannot be read.
    """
    pictures = materials.photos
    lengths = {n: picture.frames for n, picture in enumerate(pictures) if isinstance(picture, Footage)}
    frames = film_frames(materials.voice_s, tail_s)
    beats_s = bed.facts.beats_s(frames / FPS) if bed and bed.facts else ()
    shots = plan_shots(
        len(pictures),
        frames,
        materials.words.words,
        beats_s,
        lengths,
        opening=round(overlays.title.end_s * FPS) if overlays.title else 0,
        closing=frames - round(overlays.end.start_s * FPS) if overlays.end else 0,
    )
    looks = {n: _look(picture, n) for n, picture in enumerate(pictures) if not isinstance(picture, Footage)}
    layouts = [_layout(pictures[shot.photo], looks.get(shot.photo), shot, form) for shot in shots]
    paths = plan_paths(shots, layouts, seed)
    takes = [sum(other.photo == shot.photo for other in shots) for shot in shots]
    openers = [
        _opener(pictures[shot.photo], shot, many, layout, path, form, shop)
        for shot, many, layout, path in zip(shots, takes, layouts, paths, strict=True)
    ]
    return Film(form, shots, openers, plan_joins(shots, seed), painter)


def _look(photo: bytes, index: int) -> Look:
    with naming_photo(index):
        return look_at(photo)


def _layout(picture: Picture, look: Look | None, shot: Shot, form: Format) -> Layout:
    if isinstance(picture, Footage):
        return clip_layout(picture, form)
    size, subject = look or look_at(picture)
    return lay_out(size, subject, form.size, longest_canvas(shot.frames))


def _opener(
    picture: Picture, shot: Shot, takes: int, layout: Layout, path: Path, form: Format, shop: Workshop
) -> Opener:
    if isinstance(picture, Footage):
        return partial(open_clip, shop, picture, layout, form, picture.start_of(shot, takes), shot.frames)
    return partial(open_photo, picture, layout, path, form)
