"""What the user sees: results on stdout, progress and errors on stderr, or one JSON document."""

import json
from dataclasses import dataclass, field
from typing import Any, Final

from rich.console import Console, RenderableType
from rich.text import Text
from rich.theme import Theme

from cli.errors import CliError

THEME: Final = Theme(
    {
        "label": "dim",
        "good": "green",
        "bad": "red",
        "warn": "yellow",
        "busy": "cyan",
        "bar.complete": "cyan",
        "bar.finished": "green",
        "bar.pulse": "cyan",
        "progress.percentage": "default",
        "progress.elapsed": "dim",
        "repr.number": "default",
    }
)


def _console(*, stderr: bool) -> Console:
    return Console(theme=THEME, stderr=stderr, highlight=False, soft_wrap=False)


@dataclass(frozen=True)
class Screen:
    """Output of one call. With `as_json`, nothing but `show`'s data is written."""

    as_json: bool = False
    out: Console = field(default_factory=lambda: _console(stderr=False))
    err: Console = field(default_factory=lambda: _console(stderr=True))

    def show(self, data: Any, *views: RenderableType) -> None:
        """The result: `data` for programs, `views` for people."""
        if self.as_json:
            print(json.dumps(data, indent=2, ensure_ascii=False))
            return
        for view in views:
            self.out.print(view, crop=False, soft_wrap=isinstance(view, str))

    def note(self, text: str) -> None:
        """A remark on the way, in Rich's markup; never part of the result."""
        if not self.as_json:
            self.err.print(Text.from_markup(text), soft_wrap=True)

    def fail(self, error: CliError) -> None:
        """One line for every fault, then what to do."""
        if self.as_json:
            print(json.dumps(error.as_json(), indent=2, ensure_ascii=False))
            return
        for fault in error.faults:
            mark, label = ("✗ ", "bad"), (fault.label, "bold")
            self.err.print(Text.assemble(mark, label, fault.message), soft_wrap=True)
        if error.hint:
            self.err.print(Text(f"  {error.hint}", style="dim"), soft_wrap=True)
