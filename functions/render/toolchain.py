"""Where the render stage finds its tools: FFmpeg, fonts and music, and at what scale it renders."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from functions.render.audio.music import MusicTrack, find_track
from vidx.errors import RenderFailed
from vidx.settings import Settings

NO_MUSIC: Final = "none"


@dataclass(frozen=True)
class Toolchain:
    """`frame_scale` (0…1) scales the film's size; 1 is the full size."""

    ffmpeg: Path
    fonts: Path
    music: Path
    frame_scale: float = 1.0

    def music_track(self, name: str) -> MusicTrack | None:
        """The music bed, or None for `none`.

        Raises:
            RenderFailed: this installation has no such bed.
        """
        if name == NO_MUSIC:
            return None
        track = find_track(self.music, name)
        if track is None:
            raise RenderFailed(f"the music bed {name} is not installed")
        return track


def toolchain(here: Settings) -> Toolchain:
    return Toolchain(Path(here.ffmpeg_bin), Path(here.fonts_dir), Path(here.music_dir), here.frame_scale)
