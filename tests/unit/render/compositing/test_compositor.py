"""Drawing a video from the sources of its shots."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import cv2
import numpy as np
import pytest

from functions.render.compositing.compositor import Compositor, Source
from functions.render.compositing.errors import UnreadablePicture
from functions.render.compositing.frame import FrameFormat
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.planning.timeline import TRANSITION_FRAMES, Shot, plan_shots
from functions.render.planning.transitions import Kind, Transition
from testing.render_job import GreySource
from vidx.errors import PhotoNotRendered, RenderFailed

FORM = FrameFormat(16, 8)


@pytest.fixture
def loader() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def _itself(source: Source) -> Source:
    return source


def fades(shots: tuple[Shot, ...]) -> list[Transition]:
    return [Transition(Kind.FADE) for _ in shots[1:]]


def compositor_of(shots: tuple[Shot, ...], sources: list[GreySource], loader: ThreadPoolExecutor) -> Compositor:
    return Compositor(FORM, shots, [partial(_itself, source) for source in sources], fades(shots), loader)


def play(video: Compositor, frames: int) -> list[int]:
    """Return the grey level of each frame."""
    buffer, spare = (FrameBuffer.of(FORM) for _ in range(2))
    greys = []
    for frame in range(frames):
        video.draw(frame, buffer, spare)
        greys.append(int(buffer.read_only[0]))
    return greys


def test_each_shot_draws_its_frames_in_order_and_is_closed_once(loader: ThreadPoolExecutor) -> None:
    shots = plan_shots(3, 200)
    sources = [GreySource(grey) for grey in (40, 120, 200)]
    video = compositor_of(shots, sources, loader)

    play(video, video.frame_count)
    video.close()

    assert [source.drawn for source in sources] == [list(range(shot.frames)) for shot in shots]
    assert [source.closed for source in sources] == [1, 1, 1]


def test_a_fade_has_even_steps(loader: ThreadPoolExecutor) -> None:
    shots = plan_shots(2, 120)

    greys = play(compositor_of(shots, [GreySource(50), GreySource(180)], loader), 120)

    fade = greys[shots[1].start - 1 : shots[1].start + TRANSITION_FRAMES + 1]
    assert (fade[0], fade[-1]) == (50, 180)
    assert set(np.diff(fade)) == {10}


def test_no_more_than_two_shots_are_open_at_a_time(loader: ThreadPoolExecutor) -> None:
    shots = plan_shots(4, 300)
    sources = [GreySource() for _ in shots]
    opened: list[int] = []

    def opener(number: int) -> Source:
        opened.append(number)
        return sources[number]

    video = Compositor(FORM, shots, [partial(opener, number) for number, _ in enumerate(shots)], fades(shots), loader)
    buffer, spare = (FrameBuffer.of(FORM) for _ in range(2))
    for frame in range(video.frame_count):
        video.draw(frame, buffer, spare)
        assert len(opened) - sum(source.closed for source in sources) <= 2


def test_a_canceled_video_closes_its_sources(loader: ThreadPoolExecutor) -> None:
    sources = [GreySource() for _ in range(3)]
    video = compositor_of(plan_shots(3, 200), sources, loader)

    play(video, 5)
    video.close()
    video.close()

    assert [source.closed for source in sources[:1]] == [1]
    assert all(source.closed <= 1 for source in sources)


@pytest.mark.parametrize("error", [UnreadablePicture("cut off"), ValueError("no view"), cv2.error("too small")])
def test_a_source_that_cannot_be_opened_is_an_error_of_its_photo_on_its_first_frame(
    loader: ThreadPoolExecutor, error: Exception
) -> None:
    def broken() -> Source:
        raise error

    video = Compositor(FORM, plan_shots(2, 120), [GreySource, broken], (Transition(Kind.FADE),), loader)

    with pytest.raises(PhotoNotRendered, match="photo 2 cannot be shown") as failure:
        play(video, 120)
    video.close()
    assert failure.value.photo == 2


@pytest.mark.parametrize("error", [RenderFailed("FFmpeg cannot be started"), OSError("no space left")])
def test_a_transient_error_does_not_blame_a_photo(loader: ThreadPoolExecutor, error: Exception) -> None:
    def broken() -> Source:
        raise error

    video = Compositor(FORM, plan_shots(1, 60), [broken], (), loader)

    with pytest.raises(type(error), match=str(error)):
        play(video, 1)
    video.close()
