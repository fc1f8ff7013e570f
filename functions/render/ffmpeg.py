"""Running FFmpeg: only on our own files, in a folder of its own, with an environment of its own."""

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
SHIPPED: Final = "shipped-fonts"
FONT_CONFIG: Final = "fonts.conf"


def cpu_count() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def use_one_processor() -> None:
    """Have this thread, and every FFmpeg that it starts, stay on one processor, where the system can do that.

    FFmpeg gives each step of a file's way a thread of its own; when there is only a little to do for each, as with
    sound, waking them up on other processors takes a sixth of the time.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def last_lines(stderr: str) -> str:
    """The end of FFmpeg's messages as one line, for an error."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    return " | ".join(lines[-LAST_LINES:]) or "no message"


@dataclass(frozen=True)
class FFmpeg:
    """A temporary folder in which FFmpeg works; every name in a command is relative to it.

    Fonts come from `fonts` in it alone: an empty font configuration hides the machine's own, so that the film looks
    the same everywhere.
    """

    ffmpeg: Path
    folder: Path

    def prepare_fonts(self, fonts: Path) -> None:
        (self.folder / SHIPPED).symlink_to(fonts.resolve(), target_is_directory=True)
        (self.folder / FONTS).mkdir()
        (self.folder / FONT_CONFIG).write_text("<fontconfig></fontconfig>\n")

    def write_ass(self, name: str, letters: str) -> None:
        """Write an ASS file, and lay out the fonts that it names.

        libass reads every font that it is offered, the largest of 17 MB, before the first frame. A font's file is
        called as its family is, in lower case and with hyphens.
        """
        (self.folder / name).write_text(letters, "utf-8")
        named = letters.lower()
        for font in (self.folder / SHIPPED).iterdir():
            laid_out = self.folder / FONTS / font.name
            if font.stem.replace("-", " ") in named and not laid_out.exists():
                laid_out.symlink_to(font)

    @property
    def environment(self) -> dict[str, str]:
        """No credential of ours reaches FFmpeg."""
        return {"FONTCONFIG_FILE": str(self.folder / FONT_CONFIG), "HOME": str(self.folder), "LC_ALL": "C"}

    def command(self, arguments: Sequence[str], level: str) -> list[str]:
        return [str(self.ffmpeg), "-hide_banner", "-nostdin", "-nostats", "-v", level, "-y", *arguments]

    def run(self, *arguments: str) -> str:
        """Run FFmpeg to its end and return what it said.

        Raises:
            RenderFailed: it cannot be started, fails, or takes longer than `TIME_LIMIT_S`.
        """
        try:
            done = subprocess.run(
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
        if done.returncode:
            raise RenderFailed(f"FFmpeg failed: {last_lines(done.stderr)}")
        return done.stderr

    def start_decoder(self, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
        """Start FFmpeg with an unbuffered pipe from its standard output; what it says is not kept.

        Raises:
            RenderFailed: it cannot be started.
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

    def start_encoder(self, arguments: Sequence[str], messages: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start FFmpeg with a pipe to its standard input; what it says goes to the file `messages`.

        Raises:
            RenderFailed: it cannot be started.
        """
        try:
            return subprocess.Popen(
                self.command(arguments, "error"),
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=messages,
                bufsize=0,
            )
        except OSError as error:
            raise RenderFailed(f"FFmpeg cannot be started: {error.strerror}") from error
