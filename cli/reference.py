"""Write docs/cli.md from the code of the commands: `python -m cli.reference`."""

from pathlib import Path
from typing import Final

import typer
from typer.cli import get_docs_for_click
from typer.main import get_command

from cli.config import ENVIRONMENT_ONLY, SETTING_MEANINGS
from cli.errors import EXIT_MEANINGS
from cli.main import app

TARGET: Final = Path(__file__).parents[1] / "docs" / "cli.md"
NOTICE: Final = "<!-- Written by `python -m cli.reference` from the code; change the code, not this file. -->"
SETTINGS: Final = """## Settings

A flag wins over the environment, the environment over `vidx.toml` in the current folder, and that over `vidx.toml`
in the user's configuration folder (on Linux `~/.config/vidx`; `VIDX_CONFIG_DIR` moves it). For `create`, `script` and
`estimate`, the values of a `--details` file come right after the flags.

| in vidx.toml | in the environment | what |
| --- | --- | --- |
"""
EXITS: Final = """## Exit codes

| code | meaning |
| --- | --- |
"""
JSON: Final = """## Output for programs

With `--json`, a command writes one JSON document to stdout and nothing to stderr, whether it succeeds or not.
Success: the API's own answer; `create`, `remake`, `retry` and `status --wait` add `file` and `fileBytes`. Failure:

```json
{"error": {"code": "InvalidRequest", "exitCode": 2, "errors": [{"field": "voice", "message": "…"}], "hint": null}}
```

`code` is the API's own where it sent one. When a job ended without a video, its last state stands next to it as `job`.
"""


def reference() -> str:
    """Return the text of docs/cli.md."""
    command = get_command(app)
    command.epilog = None
    commands = get_docs_for_click(
        obj=command, ctx=typer.Context(command), name="vidx", title="vidx on the command line"
    )
    return "\n".join([NOTICE, "", _tidy(commands), SETTINGS + _settings(), JSON, EXITS + _exits()])


def _tidy(markdown: str) -> str:
    return "\n".join(line.rstrip() for line in markdown.splitlines()) + "\n"


def _settings() -> str:
    rows = [
        f"| {'' if name in ENVIRONMENT_ONLY else f'`{name}`'} | `VIDX_{name.upper()}` | {meaning} |"
        for name, meaning in SETTING_MEANINGS.items()
    ]
    return "\n".join(rows) + "\n"


def _exits() -> str:
    return "\n".join(f"| {code.value} | {meaning} |" for code, meaning in EXIT_MEANINGS.items()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
