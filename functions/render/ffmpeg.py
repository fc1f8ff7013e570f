"""Running FFmpeg: in a temporary folder, with an environment without credentials, on local files only."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from vidx.errors import RenderFailed

TIME_LIMIT_S: Final = 120
LAST_LINES: Final = 4
PIPE_BYTES: Final = 1 << 20
SAFE_INPUT: Final = ("-protocol_whitelist", "file,pipe", "-i")
FONTS: Final = "fonts"
SHIPPED_FONTS: Final = "shipped-fonts"
FONT_CONFIG: Final = "fonts.conf"


def cpu_count() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def use_one_processor() -> None:
    """Bind this thread, and every FFmpeg process that it starts, to one processor where the system supports it.

    FFmpeg uses a thread for each decoder, filter and encoder. With audio each has little to do, and waking threads up
    on other processors takes a sixth of the time.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def last_lines(stderr: str) -> str:
    """Return the last lines of FFmpeg's log as one line, for an error message."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    return " | ".join(lines[-LAST_LINES:]) or "no message"


@dataclass(frozen=True)
class FFmpeg:
    """FFmpeg in a temporary folder; file names in commands are relative to it.

    Fonts come only from its sub-folder `fonts`. An empty font configuration hides the machine's own fonts, so that
    videos look the same everywhere.

    Attributes:
        ffmpeg: path of the program.
    """

    ffmpeg: Path
    folder: Path

    def prepare_fonts(self, fonts: Path) -> None:
        """Make the fonts in the folder `fonts` available to `write_ass`."""
        (self.folder / SHIPPED_FONTS).symlink_to(fonts.resolve(), target_is_directory=True)
        (self.folder / FONTS).mkdir()
        (self.folder / FONT_CONFIG).write_text("<fontconfig></fontconfig>\n")

    def write_ass(self, name: str, ass: str) -> None:
        """Write an ASS file and link the fonts that it names into the fonts folder.

        libass reads every font in that folder (the largest has 17 MB) before the first frame. A font's file name is
        its family name in lower case with hyphens.
        """
        (self.folder / name).write_text(ass, "utf-8")
        lower_case = ass.lower()
        for font in (self.folder / SHIPPED_FONTS).iterdir():
            link = self.folder / FONTS / font.name
            if font.stem.replace("-", " ") in lower_case and not link.exists():
                link.symlink_to(font)

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of FFmpeg, so that it sees no credentials."""
        return {"FONTCONFIG_FILE": str(self.folder / FONT_CONFIG), "HOME": str(self.folder), "LC_ALL": "C"}

    def command(self, arguments: Sequence[str], level: str) -> list[str]:
        return [str(self.ffmpeg), "-hide_banner", "-nostdin", "-nostats", "-v", level, "-y", *arguments]

    def run(self, *arguments: str) -> str:
        """Run FFmpeg and return its log.

        Raises:
            RenderFailed: FFmpeg cannot be started, fails, or takes longer than `TIME_LIMIT_S`.
        """
        try:
            process = subprocess.run(
                self.command(arguments, "info"),
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=TIME_LIMIT_S,
                check=False,
            )
        except OSError as error:
            raise RenderFailed(f"FFmpeg cannot be started: {error.strerror}") from error
        except subprocess.TimeoutExpired as error:
            raise RenderFailed(f"FFmpeg took longer than {TIME_LIMIT_S} s") from error
        if process.returncode:
            raise RenderFailed(f"FFmpeg failed: {last_lines(process.stderr)}")
        return process.stderr

    def start_decoder(self, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        """Start FFmpeg with an unbuffered pipe from its standard output; its log is discarded.

        Raises:
            RenderFailed: FFmpeg cannot be started.
        """
        try:
            return subprocess.Popen(
                self.command(arguments, "quiet"),
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                pipesize=PIPE_BYTES,
            )
        except OSError as error:
            raise RenderFailed(f"FFmpeg cannot be started: {error.strerror}") from error

    def start_encoder(self, arguments: Sequence[str], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start FFmpeg with a pipe to its standard input; its errors are written to the file `log`.

        Raises:
            RenderFailed: FFmpeg cannot be started.
        """
        try:
            return subprocess.Popen(
                self.command(arguments, "error"),
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                bufsize=0,
            )
        except OSError as error:
            raise RenderFailed(f"FFmpeg cannot be started: {error.strerror}") from error
