"""Sections of docs/reliability.md that programs write."""

from pathlib import Path
from typing import Final

from local.paths import ROOT

PAGE: Final = ROOT / "docs/reliability.md"
INTRO: Final = """# Reliability

What happens when parts fail or everybody comes at once. The sections are written by the programs that they name.
"""


def write_section(title: str, text: str, page: Path = PAGE) -> None:
    """Put the section into the page, in place of an earlier one with the same title."""
    content = page.read_text(encoding="utf-8") if page.exists() else INTRO
    page.write_text(with_section(content, title, text), encoding="utf-8")


def with_section(content: str, title: str, text: str) -> str:
    """The page with the section in place of an earlier one, else at its end."""
    heading, section = f"\n## {title}\n", f"\n## {title}\n\n{text.strip()}\n"
    before, found, rest = content.partition(heading)
    if not found:
        return f"{content.rstrip()}\n{section}"
    _, following, after = rest.partition("\n## ")
    return f"{before}{section}{following}{after}"
