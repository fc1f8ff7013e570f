"""`make demo`: the sample photos become a video on the local cloud, by the same commands that a user types."""

import shlex
import sys
from pathlib import Path
from typing import Final

from rich.console import Console

from cli.commands.login import DEMO_ACCOUNT
from cli.main import run
from local.cloud import running
from local.paths import default_state_dir

SAMPLES: Final = Path(__file__).parent.parent / "samples"
PHOTO_ENDINGS: Final = frozenset({".jpg", ".png", ".webp"})
PLAY: Final = """
The local cloud keeps running. Its web page is at {url}
Sign in there as {demo.email} with the password {demo.password}. `make down` stops it.
"""


def commands(samples: Path) -> list[list[str]]:
    """The demo's command lines: start the cloud, sign in, make a video from all sample photos by name."""
    photos = sorted(str(path) for path in samples.iterdir() if path.suffix in PHOTO_ENDINGS)
    return [["local", "up"], ["login", "--demo"], ["create", *photos, "--details", str(samples / "details.json")]]


def main() -> int:
    """Run the demo; returns the exit code of the first command that fails."""
    console = Console(stderr=True, highlight=False)
    for command in commands(SAMPLES):
        words = [
            str(Path(word).relative_to(Path.cwd())) if Path(word).is_relative_to(Path.cwd()) else word
            for word in command
        ]
        console.print(f"\n[dim]$[/] vidx {shlex.join(words)}", soft_wrap=True)
        if code := run(command):
            return code
    console.print(PLAY.format(url=running(default_state_dir()).description.api_url, demo=DEMO_ACCOUNT), soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
