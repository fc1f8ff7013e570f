"""render step: photos, voice.wav, captions.ass, words.json -> render.mp4, thumbnail.jpg, preview.webp."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from functions.render.inputs import gather, made_of
from functions.render.produce import produce
from functions.render.toolchain import Studio
from vidx import keys
from vidx.artifacts import FINGERPRINT, made_before
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
