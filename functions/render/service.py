"""Use case of the render stage: from the job's objects to its video, thumbnail and preview."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final

import cv2

from functions.render.audio.mix import make_sound
from functions.render.compositing.frame import Format
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.ffmpeg import Workshop, keep_to_one_processor
from functions.render.inputs import Materials, gather, made_of
from functions.render.output.encoder import CAPTIONS, PICTURES, encode, join, plain_pictures, too_few_bits
from functions.render.output.mp4 import Mp4, inspect
from functions.render.output.preview import Preview, moments
from functions.render.output.provenance import mark
from functions.render.output.thumbnail import Cover, jpeg, titled
from functions.render.overlays.plan import plan_overlays
from functions.render.overlays.schedule import plan
from functions.render.planning.plan import plan_film
from functions.render.planning.timeline import film_frames
from functions.render.toolchain import Studio
from vidx import keys
from vidx.artifacts import FINGERPRINT, made_before
from vidx.errors import RenderFailed
from vidx.options import FPS, FRAMES, tail_s
from vidx.order import Order, order_of
from vidx.ports import Store
from vidx.steps import RenderResult, StageInput

DURATION: Final = "duration-s"


def _earlier(store: Store, request: Order, made: str) -> RenderResult | None:
    """The result of an earlier run on the same materials."""
    video_key, thumbnail_key = keys.render(request.job_id), keys.thumbnail(request.job_id)
    video = made_before(store, request, made, keys.render)
    others = [made_before(store, request, made, key) for key in (keys.thumbnail, keys.preview)]
    if video is None or None in others:
        return None
    return RenderResult(
        video_key=video_key,
        thumbnail_key=thumbnail_key,
        duration_s=float(video.metadata[DURATION]),
        size_bytes=video.size_bytes,
        reused=True,
    )


def render_film(step: StageInput, report: Callable[[float], None], store: Store, studio: Studio) -> RenderResult:
    """Make the job's film, unless it has been made from the same materials before.

    Raises:
        ArtifactMissing: an earlier stage's object is not there.
        JobClosed: `report` says that the job needs no film any more.
        PhotoNotRendered: a photo or clip cannot be shown.
        RenderFailed: the film cannot be made.
    """
    request = order_of(store.get(keys.job_request(step.job_id)))
    made = made_of(store, request, studio.frame_scale)
    earlier = _earlier(store, request, made)
    if earlier is not None:
        return earlier
    report(0.0)
    video_key, thumbnail_key = keys.render(step.job_id), keys.thumbnail(step.job_id)
    with tempfile.TemporaryDirectory(prefix="vidx-render-") as folder:
        product = produce(gather(store, request, Path(folder)), request, studio, Path(folder), report)
        metadata = {FINGERPRINT: made, DURATION: f"{product.facts.duration_s:.3f}"}
        store.put(thumbnail_key, product.thumbnail, "image/jpeg", metadata)
        store.upload(product.preview, keys.preview(step.job_id), "image/webp", metadata)
        store.upload(product.film, video_key, "video/mp4", metadata)
    return RenderResult(
        video_key=video_key,
        thumbnail_key=thumbnail_key,
        duration_s=product.facts.duration_s,
        size_bytes=product.facts.size_bytes,
    )


VOICE: Final = "voice.wav"
MAX_DRIFT_S: Final = 0.1


@dataclass(frozen=True)
class Product:
    film: Path
    facts: Mp4
    thumbnail: bytes
    preview: Path


def scaled_format(name: str, frame_scale: float) -> Format:
    """The named format's size times `frame_scale`, even on both sides."""
    width, height = (max(2, round(side * frame_scale / 2) * 2) for side in FRAMES[name])
    return Format(width, height)


def in_turn(*hands: Callable[[int, FrameBuffer], None]) -> Callable[[int, FrameBuffer], None]:
    """All of them on each frame, one after the other."""

    def finish(frame: int, buffer: FrameBuffer) -> None:
        for hand in hands:
            hand(frame, buffer)

    return finish


def _checked(path: Path, wanted_s: float) -> Mp4:
    facts = inspect(path)
    if abs(facts.duration_s - wanted_s) > MAX_DRIFT_S or not facts.starts_fast:
        raise RenderFailed(f"the rendered film is {facts.duration_s:.2f} s long instead of {wanted_s:.2f} s")
    return facts


@contextmanager
def _meanwhile(work: Callable[[Callable[[], None]], object]) -> Iterator[Future[object]]:
    """Do `work` beside what is done within; it is handed a check to call, which stops it once that has failed."""
    given_up = Event()

    def check() -> None:
        if given_up.is_set():
            raise RenderFailed("the film was given up")

    with ThreadPoolExecutor(1, initializer=keep_to_one_processor) as beside:
        try:
            yield beside.submit(work, check)
        except BaseException:
            given_up.set()
            raise


@contextmanager
def _little_to_collect() -> Iterator[None]:
    """Spare Python's collector what is there already: looking it through once in a while costs a tenth of a second."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def produce(
    materials: Materials, request: Order, studio: Studio, folder: Path, report: Callable[[float], None]
) -> Product:
    """Make the film in `folder`.

    Args:
        report: told the share done (0…1); whatever it raises stops the encoder within a second, and the sound after its
            current step (a few seconds for a film of two minutes).

    Raises:
        PhotoNotRendered: a photo or clip cannot be shown.
        RenderFailed: the other materials cannot be used, or FFmpeg fails.
    """
    cv2.setNumThreads(1)  # x264 takes the other processors, and OpenCV's own threads cost a fifth more CPU time
    shop = Workshop(studio.ffmpeg, folder)
    shop.furnish(studio.fonts)
    (folder / VOICE).write_bytes(materials.voice)
    form = scaled_format(request.choices.format, studio.frame_scale)
    bed = studio.bed(request.choices.music)
    pieces, voice_s = request.choices.overlays, materials.voice_s
    film_s = film_frames(voice_s, tail_s(pieces)) / FPS
    spans = plan(pieces, materials.words.words, voice_s, film_s, len(materials.photos))
    planned = partial(
        plan_film, materials, form, request.seed, shop=shop, bed=bed, tail_s=tail_s(pieces), overlays=spans
    )
    with _little_to_collect(), ThreadPoolExecutor(1) as painter, closing(planned(painter)) as film:
        film.turn_to(0)
        with _meanwhile(partial(make_sound, shop, VOICE, bed, film_s)) as sound:
            overlays = plan_overlays(request, form, spans, materials.logo)
            shop.write_letters(CAPTIONS, overlays.lettered(materials.captions))
            cover, preview = Cover(form, film.shots), Preview(form, moments(film.shots, round(voice_s * FPS)))
            told = partial(_tell, report, sound)
            encode(shop, film, told, in_turn(cover.watch, preview.watch, overlays.lay))
            if too_few_bits(folder / PICTURES, film_s, studio.frame_scale):
                film.close()
                with closing(planned(painter)) as again:
                    encode(shop, again, lambda _: told(1.0), overlays.lay, plain_pictures(studio.frame_scale))
            sound.result()
    with ThreadPoolExecutor(1) as beside:
        shown = beside.submit(preview.write, shop)
        path = join(shop)
        mark(path)
        face = jpeg(form, titled(shop, request, form, cover.frame(), materials.logo))
    return Product(path, _checked(path, film_s), face, shown.result())


def _tell(report: Callable[[float], None], sound: Future[object], share: float) -> None:
    """Report the share done, unless the sound has failed meanwhile."""
    if sound.done():
        sound.result()
    report(share)
