"""The tools of the render stage: paths of FFmpeg, fonts and music, and the scale at which videos are rendered."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from functions.render.audio.music import MusicTrack, find_track
from vidx.errors import RenderFailed
from vidx.ffmpeg import STALL_S
from vidx.settings import Settings

NO_MUSIC: Final = "none"


@dataclass(frozen=True)
class Toolchain:
    """Paths and limits of rendering.

    Attributes:
        frame_scale: scales the video's width and height (0…1); 1 is full size.
        stall_s: seconds without progress after which FFmpeg counts as stalled.
    """

    ffmpeg: Path
    fonts: Path
    music: Path
    frame_scale: float = 1.0
    stall_s: float = STALL_S

    def music_track(self, name: str) -> MusicTrack | None:
        """Return the music track `name`, or None for `none`.

        Raises:
            RenderFailed: no such track is installed.
        """
        if name == NO_MUSIC:
            return None
        track = find_track(self.music, name)
        if track is None:
            raise RenderFailed(f"the music track {name} is not installed")
        return track


def toolchain(config: Settings) -> Toolchain:
    return Toolchain(
        Path(config.ffmpeg_bin),
        Path(config.fonts_dir),
        Path(config.music_dir),
        config.frame_scale,
        config.ffmpeg_stall_s,
    )
