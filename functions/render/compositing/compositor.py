"""The film's frames, one after the other, as raw 4:2:0 pictures."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from functions.render.compositing.errors import naming_photo
from functions.render.compositing.frame import Format
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.compositing.transition_effects import blend
from functions.render.planning.timeline import FADE_FRAMES, Shot
from functions.render.planning.transitions import Join


class Source(Protocol):
    """What one shot shows: a photo under a moving camera, a clip."""

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        """Fill `buffer` with the shot's frame number `frame`, counted from the shot's first.

        Frames come in order, none is left out. While two shots overlap, both draw, each into its own buffer.
        """

    def close(self) -> None:
        """Let go of what is held; called once, after the shot's last frame or when the film is given up."""


Opener = Callable[[], Source]
"""Makes a shot's source. Runs in the painter's thread while an earlier shot is still shown; may take a second."""


@dataclass
class Film:
    """All shots of a film and, in the same order, what opens their sources; one is opened ahead.

    `joins` are the transitions from each shot to the next.
    """

    form: Format
    shots: Sequence[Shot]
    openers: Sequence[Opener]
    joins: Sequence[Join]
    painter: ThreadPoolExecutor
    _sources: dict[int, Future[Source]] = field(default_factory=dict)

    @property
    def frames(self) -> int:
        return self.shots[-1].end

    def turn_to(self, first: int) -> None:
        """Have the sources of shot `first` and the next one opened, and those before closed: two are held at most."""
        for ahead in range(first, min(first + 2, len(self.shots))):
            if ahead not in self._sources:
                self._sources[ahead] = self.painter.submit(self.openers[ahead])
        self._close(before=first)

    def close(self) -> None:
        """Close every source that is still open."""
        self._close(before=len(self.shots))

    def _close(self, before: int) -> None:
        for old in [number for number in self._sources if number < before]:
            source = self._sources.pop(old)
            if not source.cancel() and source.exception() is None:
                source.result().close()

    def _draw(self, number: int, frame: int, buffer: FrameBuffer) -> None:
        shot = self.shots[number]
        with naming_photo(shot.photo):
            self._sources[number].result().draw(frame - shot.start, buffer)

    def fill(self, frame: int, buffer: FrameBuffer, spare: FrameBuffer) -> None:
        """Draw frame number `frame` into `buffer`; frames must come in order, `spare` is scratch for transitions.

        Raises:
            PhotoNotRendered: what a shot shows cannot be opened or drawn.
            RenderFailed: FFmpeg cannot be started.
        """
        number = max(n for n, shot in enumerate(self.shots) if shot.start <= frame)
        age = frame - self.shots[number].start
        joining = number > 0 and age < FADE_FRAMES
        self.turn_to(number - joining)
        self._draw(number, frame, buffer)
        if joining:
            self._draw(number - 1, frame, spare)
            share = (age + 1) / (FADE_FRAMES + 1)
            blend(self.joins[number - 1], share, self.form, buffer.pixels, spare.shown)
