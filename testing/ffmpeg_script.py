"""Shell scripts in place of FFmpeg, for tests of how it is run."""

from pathlib import Path

from vidx.ffmpeg import FFmpeg


def ffmpeg_script(folder: Path, script: str, memory_bytes: int | None = None) -> FFmpeg:
    """Return an FFmpeg in `folder` whose program is a shell script; `$@` are FFmpeg's arguments."""
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return FFmpeg(path, folder, memory_bytes)
