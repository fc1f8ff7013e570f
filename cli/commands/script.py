"""`vidx script`: a draft of the script, without a video."""

from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from cli.details import build_request
from cli.flags import ChoiceFlags, DetailFlags, Target, flags
from cli.jobs import show_detected
from cli.models import Fallback
from cli.output import fallback_line, pairs, usd
from cli.session import session
from cli.transfer import check_writable

SaveTo = Annotated[
    Path | None,
    typer.Option(help="Write the words to this text file, for editing and `vidx create --script`.", metavar="FILE"),
]


@flags
def script(listing: DetailFlags, choices: ChoiceFlags, target: Target, output: SaveTo = None) -> None:
    """Write a draft of the script, to read and to change."""
    with session(target) as current:
        body = build_request(current, listing, choices)
        body.pop("script", None)  # a details file may contain one
        if output:
            check_writable(output)
        draft = current.api.post("/video/generate-script", body)
        if output:
            output.write_text(f"{draft['script']}\n", encoding="utf-8")
        show_detected(current, body, draft)
        facts = [
            ("Length", f"about {draft['estimatedDuration']:.0f} s, {draft['wordCount']} words"),
            ("Cost", usd(draft.get("cost"))),
        ]
        if output:
            facts.append(("File", f"{output}; use it with --script {output}"))
        fallbacks = [fallback_line(Fallback.model_validate(each)) for each in draft.get("fallbacks", [])]
        current.screen.show(draft, Padding(Text(draft["script"]), (1, 2)), pairs(facts), *fallbacks, Text())
