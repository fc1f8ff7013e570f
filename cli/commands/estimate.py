"""`vidx estimate`: what a video would cost and how long it would take."""

from rich.padding import Padding

from cli.asking import asked
from cli.flags import ChoiceFlags, DetailFlags, ScriptFlag, Target, flags
from cli.session import session
from cli.views import pairs, told


@flags
def estimate(listing: DetailFlags, choices: ChoiceFlags, script: ScriptFlag, target: Target) -> None:
    """Tell price and duration before anything is spent."""
    with session(target) as current:
        answer = current.api.post("/video/estimate", asked(current, listing, choices, script.script))
        current.screen.show(answer, Padding(pairs(told(answer, {})), (1, 2)))
