"""`vidx estimate`: what a video would cost and how long it would take."""

from typing import Annotated, Any, Final

import typer
from rich.padding import Padding
from rich.text import Text

from cli.asking import asked
from cli.flags import ChoiceFlags, DetailFlags, ScriptFlag, Target, flags
from cli.jobs import StageTime
from cli.session import session
from cli.views import pairs, stages_view, usd

Count = Annotated[
    int, typer.Option("--photos", help="How many photos and clips there will be.", min=1, max=10, metavar="NUMBER")
]
Clips = Annotated[
    int, typer.Option("--clips", help="How many of them are video clips.", min=0, max=10, metavar="NUMBER")
]
MATTERING: Final = frozenset({"description", "script", "language", "voice", "music", "format", "duration"})


@flags
def estimate(
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: ScriptFlag,
    target: Target,
    photos: Count = 5,
    clips: Clips = 0,
) -> None:
    """Tell price and duration before anything is spent. Every detail is optional here."""
    with session(target) as current:
        body = asked(current, listing, choices, script.script, required=())
        wanted = {name: value for name, value in body.items() if name in MATTERING}
        answer: dict[str, Any] = current.api.post("/video/estimate", {**wanted, "photos": photos, "clips": clips})
        facts = [
            ("Video", f"about {answer['duration']:.0f} s"),
            ("Ready in", f"about {answer['estimatedTime']:.0f} s"),
            ("Price", f"about {usd(answer['costUsd'])}, by prices of {answer['pricesAsOf']}"),
        ]
        stages = [StageTime.model_validate(stage) for stage in answer["stages"]]
        table = stages_view(stages, answer["costUsd"])
        current.screen.show(answer, Text(), pairs(facts), Padding(table, (0, 0, 0, 1)))
