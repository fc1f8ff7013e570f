"""`vidx estimate`: cost and duration of a video that does not exist yet."""

from typing import Annotated, Any, Final

import typer
from rich.padding import Padding
from rich.text import Text

from cli.details import build_request
from cli.flags import ChoiceFlags, DetailFlags, ScriptFlag, Target, flags
from cli.models import StageTime
from cli.output import pairs, stages_view, usd
from cli.session import session

Count = Annotated[
    int, typer.Option("--photos", help="How many photos and clips there will be.", min=1, max=10, metavar="NUMBER")
]
Clips = Annotated[
    int, typer.Option("--clips", help="How many of them are video clips.", min=0, max=10, metavar="NUMBER")
]
PRICED_FIELDS: Final = frozenset({"description", "script", "language", "voice", "music", "format", "duration"})


@flags
def estimate(
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: ScriptFlag,
    target: Target,
    photos: Count = 5,
    clips: Clips = 0,
) -> None:
    """Show price and duration before you pay. Every detail is optional here."""
    with session(target) as current:
        body = build_request(current, listing, choices, script.script, required=())
        fields = {name: value for name, value in body.items() if name in PRICED_FIELDS}
        response: dict[str, Any] = current.api.post("/video/estimate", {**fields, "photos": photos, "clips": clips})
        facts = [
            ("Video", f"about {response['duration']:.0f} s"),
            ("Ready in", f"about {response['estimatedTime']:.0f} s"),
            ("Price", f"about {usd(response['costUsd'])}, by prices of {response['pricesAsOf']}"),
        ]
        stages = [StageTime.model_validate(stage) for stage in response["stages"]]
        table = stages_view(stages, response["costUsd"])
        current.screen.show(response, Text(), pairs(facts), Padding(table, (0, 0, 0, 1)))
