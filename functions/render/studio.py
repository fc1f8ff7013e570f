"""Where the render stage finds its tools: FFmpeg, fonts and music, and at what scale it renders."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from functions.render.beats import Pulse, pulse_of
from vidx.errors import RenderFailed
from vidx.settings import Settings

NO_MUSIC: Final = "none"
BED_TYPES: Final = (".m4a", ".ogg", ".wav")


@dataclass(frozen=True)
class Studio:
    """`frame_scale` (0…1) scales the film's size; 1 is the full size."""

    ffmpeg: Path
    fonts: Path
    music: Path
    frame_scale: float = 1.0

    def bed(self, name: str) -> Path | None:
        """The music bed's file, or None for `none`.

        Raises:
            RenderFailed: this installation has no such bed.
        """
        if name == NO_MUSIC:
            return None
        for suffix in BED_TYPES:
            path = self.music / f"{name}{suffix}"
            if path.is_file():
                return path
        raise RenderFailed(f"the music bed {name} is not installed")

    def pulse(self, name: str) -> Pulse | None:
        """The beats of the music bed, or None for `none` and for a bed of which they are not known."""
        return pulse_of(self.music, name)


def studio(here: Settings) -> Studio:
    return Studio(Path(here.ffmpeg_bin), Path(here.fonts_dir), Path(here.music_dir), here.frame_scale)
