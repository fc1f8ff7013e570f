"""Reading `.env`: one NAME=value a line, `#` before a comment, quotes around a value if one likes."""

from pathlib import Path


def read(path: Path) -> dict[str, str]:
    """The settings in the file; empty when there is none."""
    if not path.is_file():
        return {}
    lines = (line.strip().removeprefix("export ") for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}
