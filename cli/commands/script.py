"""`vidx script`: a draft of the spoken words, before any video."""

from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from cli.asking import asked
from cli.download import check_writable
from cli.flags import ChoiceFlags, DetailFlags, Target, flags
from cli.ordering import note_detected
from cli.session import session
from cli.views import pairs, usd

SaveTo = Annotated[
    Path | None,
    typer.Option(help="Write the words to this text file, for editing and `vidx create --script`.", metavar="FILE"),
]


@flags
def script(listing: DetailFlags, choices: ChoiceFlags, target: Target, output: SaveTo = None) -> None:
    """Write a draft of the script, to read and to change."""
    with session(target) as current:
        body = asked(current, listing, choices)
        body.pop("script", None)  # a details file may hold one
        if output:
            check_writable(output)
        draft = current.api.post("/video/generate-script", body)
        if output:
            output.write_text(f"{draft['script']}\n", encoding="utf-8")
        note_detected(current, body, draft)
        facts = [
            ("Length", f"about {draft['estimatedDuration']:.0f} s, {draft['wordCount']} words"),
            ("Cost", usd(draft.get("cost"))),
        ]
        if output:
            facts.append(("File", f"{output}; use it with --script {output}"))
        current.screen.show(draft, Padding(Text(draft["script"]), (1, 2)), pairs(facts), Text())
