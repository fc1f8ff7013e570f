"""Write the web page's previews of the music: the first seconds of each track, small, in a format for all browsers.

python -m tools.music.previews [--only calm]
"""

import argparse
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from imageio_ffmpeg import get_ffmpeg_exe

ROOT: Final = Path(__file__).parents[2]
MUSIC: Final = ROOT / "layers/music"
PREVIEWS: Final = ROOT / "web/audio/music"
LENGTH_S: Final = 9
FADE_S: Final = 1.5


def command(track: Path, preview: Path) -> list[str]:
    """Return FFmpeg's command: mono AAC at 44 kbit/s, faded out, the index first so that it plays while it loads."""
    fade = f"afade=t=in:d=0.05,afade=t=out:st={LENGTH_S - FADE_S}:d={FADE_S}"
    sound = ["-af", fade, "-ac", "1", "-ar", "32000", "-c:a", "aac", "-b:a", "44k"]
    whole = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    start = [get_ffmpeg_exe(), "-v", "error", "-y", "-t", str(LENGTH_S), "-i", str(track)]
    return [*start, *sound, *whole, str(preview)]


def main(arguments: Sequence[str] | None = None) -> None:
    tracks = json.loads((MUSIC / "tracks.json").read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(description="Write the web page's previews of the music.")
    parser.add_argument("--only", choices=[track["name"] for track in tracks], help="write this preview")
    only = parser.parse_args(arguments).only
    for track in [track for track in tracks if only in (None, track["name"])]:
        preview = PREVIEWS / f"{track['name']}.m4a"
        subprocess.run(command(MUSIC / f"{track['name']}.ogg", preview), check=True)
        print(f"{preview.name}: {preview.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
