"""Use case of the render stage: turn photos, voice, captions and words into video, thumbnail and preview."""

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

from functions.render.audio.mix import mix_audio
from functions.render.compositing.compositor import video_compositor
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.photo import inspect_pictures
from functions.render.inputs import RenderInputs, inputs_fingerprint, load_inputs
from functions.render.output.encoder import CAPTIONS, VIDEO_STREAM, encode, is_below_min_bitrate, min_rate_control, mux
from functions.render.output.mp4 import Mp4Facts, inspect_mp4
from functions.render.output.preview import PreviewRecorder, preview_frames
from functions.render.output.provenance import mark_as_ai_generated
from functions.render.output.thumbnail import ThumbnailPicker, draw_title, jpeg
from functions.render.overlays.plan import plan_overlays
from functions.render.overlays.schedule import plan_schedule
from functions.render.planning.plan import plan_video
from functions.render.planning.timeline import video_frames
from functions.render.subtitle_fonts import prepare_fonts, write_ass
from functions.render.toolchain import Toolchain
from vidx import keys
from vidx.errors import RenderFailed
from vidx.ffmpeg import FFmpeg, use_one_processor
from vidx.jobs.artifacts import FINGERPRINT, read_request, reuse_artifact
from vidx.jobs.events import RenderResult, StageInput
from vidx.jobs.paid_results import check_storage, write_patiently
from vidx.jobs.request import VideoRequest
from vidx.options import FPS, FRAME_SIZES, tail_s
from vidx.ports.storage import Store

DURATION: Final = "duration-s"
"""Name of the object metadata that holds the video's length in seconds."""
VOICE: Final = "voice.wav"
MAX_DRIFT_S: Final = 0.1
"""Largest difference between planned and encoded length, in seconds."""


@dataclass(frozen=True)
class RenderedVideo:
    video: Path
    facts: Mp4Facts
    thumbnail: bytes
    preview: Path


def render_job(
    event: StageInput, report_progress: Callable[[float], None], store: Store, toolchain: Toolchain
) -> RenderResult:
    """Render the job's video and store it; return the earlier result when the inputs have not changed.

    Args:
        report_progress: called with the completed share (0…1).

    Raises:
        FilesExpired: the job's request is gone.
        ArtifactMissing: an object of an earlier stage does not exist.
        JobClosed: raised by `report_progress` when the job no longer needs a video.
        PhotoNotRendered: a photo or clip cannot be drawn.
        RenderFailed: the video cannot be rendered.
        RenderStalled: FFmpeg makes no progress; the state machine tries once more.
        ProcessKilled: FFmpeg is killed; the state machine tries once more.
    """
    request = read_request(store, event.job_id)
    fingerprint = inputs_fingerprint(store, request, toolchain.frame_scale)
    earlier = _earlier_result(store, request, fingerprint)
    if earlier is not None:
        return earlier
    report_progress(0.0)
    video_key, thumbnail_key = keys.render(event.job_id), keys.thumbnail(event.job_id)
    check_storage(store, video_key)
    with tempfile.TemporaryDirectory(prefix="vidx-render-") as folder:
        result = render_video(
            load_inputs(store, request, Path(folder)), request, toolchain, Path(folder), report_progress
        )
        metadata = {FINGERPRINT: fingerprint, DURATION: f"{result.facts.duration_s:.3f}"}
        write_patiently(partial(store.put, thumbnail_key, result.thumbnail, "image/jpeg", metadata))
        write_patiently(partial(store.upload, result.preview, keys.preview(event.job_id), "image/webp", metadata))
        write_patiently(partial(store.upload, result.video, video_key, "video/mp4", metadata))
    return RenderResult(
        video_key=video_key,
        thumbnail_key=thumbnail_key,
        duration_s=result.facts.duration_s,
        size_bytes=result.facts.size_bytes,
    )


def _earlier_result(store: Store, request: VideoRequest, fingerprint: str) -> RenderResult | None:
    """Return the result of an earlier run on the same inputs; None unless all three of its files exist."""
    video_key, thumbnail_key = keys.render(request.job_id), keys.thumbnail(request.job_id)
    video = reuse_artifact(store, request, fingerprint, keys.render)
    others = [reuse_artifact(store, request, fingerprint, key) for key in (keys.thumbnail, keys.preview)]
    if video is None or None in others:
        return None
    return RenderResult(
        video_key=video_key,
        thumbnail_key=thumbnail_key,
        duration_s=float(video.metadata[DURATION]),
        size_bytes=video.size_bytes,
        reused=True,
    )


def render_video(
    inputs: RenderInputs,
    request: VideoRequest,
    toolchain: Toolchain,
    folder: Path,
    report_progress: Callable[[float], None],
) -> RenderedVideo:
    """Render video, thumbnail and preview into `folder`.

    Frames are drawn and encoded while the audio is mixed in a second thread; FFmpeg then muxes both.

    Args:
        report_progress: called with the completed share (0…1). An exception that it raises stops the encoder within a
            second and the audio after its current FFmpeg run (a few seconds for a video of two minutes).

    Raises:
        PhotoNotRendered: a photo or clip cannot be drawn.
        RenderFailed: another input cannot be used, or FFmpeg fails.
        RenderStalled: FFmpeg makes no progress.
        ProcessKilled: FFmpeg is killed.
    """
    cv2.setNumThreads(1)  # x264 uses the other processors; OpenCV's own threads cost a fifth more CPU time
    ffmpeg = FFmpeg(toolchain.ffmpeg, folder, stall_s=toolchain.stall_s)
    prepare_fonts(ffmpeg.folder, toolchain.fonts)
    (folder / VOICE).write_bytes(inputs.voice)
    frame_format = scaled_format(request.choices.format, toolchain.frame_scale)
    track = toolchain.music_track(request.choices.music)
    names, voice_s = request.choices.overlays, inputs.voice_s
    frames = video_frames(voice_s, tail_s(names))
    video_s = frames / FPS
    schedule = plan_schedule(names, inputs.timings.words, voice_s, video_s, len(inputs.photos))
    with _frozen_objects(), ThreadPoolExecutor(1) as loader:
        plan = plan_video(
            inspect_pictures(inputs.photos),
            frame_format.size,
            frames,
            request.seed,
            words=inputs.timings.words,
            beats_s=track.beats_s(video_s) if track else (),
            opening=schedule.opening_frames,
            closing=schedule.closing_frames(frames),
        )
        new_compositor = partial(video_compositor, plan, inputs.photos, frame_format, ffmpeg, loader)
        with closing(new_compositor()) as compositor:
            compositor.open_sources(0)
            with _in_background(partial(mix_audio, ffmpeg, VOICE, track, video_s)) as audio:
                overlays = plan_overlays(request, frame_format, schedule, inputs.logo)
                write_ass(ffmpeg.folder, CAPTIONS, overlays.ass_with_captions(inputs.captions))
                thumbnail = ThumbnailPicker(frame_format, compositor.shots)
                preview = PreviewRecorder(frame_format, preview_frames(compositor.shots, round(voice_s * FPS)))
                progress = partial(_report_progress, report_progress, audio)
                encode(ffmpeg, compositor, progress, _call_each(thumbnail.watch, preview.watch, overlays.draw))
                if is_below_min_bitrate(folder / VIDEO_STREAM, video_s, toolchain.frame_scale):
                    compositor.close()
                    rate_control = min_rate_control(toolchain.frame_scale)
                    with closing(new_compositor()) as second_pass:
                        encode(ffmpeg, second_pass, lambda _: progress(1.0), overlays.draw, rate_control)
                audio.result()
    with ThreadPoolExecutor(1) as background:
        preview_path = background.submit(preview.write, ffmpeg)
        path = mux(ffmpeg)
        mark_as_ai_generated(path)
        thumbnail_frame = draw_title(ffmpeg, request, frame_format, thumbnail.frame(), inputs.logo)
        thumbnail_jpeg = jpeg(frame_format, thumbnail_frame)
    return RenderedVideo(path, _verified_facts(path, video_s), thumbnail_jpeg, preview_path.result())


def scaled_format(name: str, frame_scale: float) -> FrameFormat:
    """Return the size of the format `name` times `frame_scale`, rounded to even sides."""
    width, height = (max(2, round(side * frame_scale / 2) * 2) for side in FRAME_SIZES[name])
    return FrameFormat(width, height)


def _call_each(*callbacks: Callable[[int, FrameBuffer], None]) -> Callable[[int, FrameBuffer], None]:
    """Return one callback that calls all of them, in order."""

    def on_frame(frame: int, buffer: FrameBuffer) -> None:
        for callback in callbacks:
            callback(frame, buffer)

    return on_frame


def _report_progress(report_progress: Callable[[float], None], audio: Future[object], share: float) -> None:
    """Report the completed share; raise the audio's error if it has failed."""
    if audio.done():
        audio.result()
    report_progress(share)


def _verified_facts(path: Path, expected_s: float) -> Mp4Facts:
    facts = inspect_mp4(path)
    if abs(facts.duration_s - expected_s) > MAX_DRIFT_S or not facts.starts_fast:
        raise RenderFailed(f"the rendered video is {facts.duration_s:.2f} s long instead of {expected_s:.2f} s")
    return facts


@contextmanager
def _in_background(work: Callable[[Callable[[], None]], object]) -> Iterator[Future[object]]:
    """Run `work` in a thread while the body of the `with` statement runs.

    `work` receives a function that raises once the body has failed; calling it now and then lets `work` stop early.
    """
    is_cancelled = Event()

    def check() -> None:
        if is_cancelled.is_set():
            raise RenderFailed("the video was cancelled")

    with ThreadPoolExecutor(1, initializer=use_one_processor) as executor:
        try:
            yield executor.submit(work, check)
        except BaseException:
            is_cancelled.set()
            raise


@contextmanager
def _frozen_objects() -> Iterator[None]:
    """Exclude the objects that already exist from garbage collection: each full scan of them takes 0.1 s."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
