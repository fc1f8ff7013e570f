"""Whether the voice takes about as long as the seller asked for."""

from typing import Final

from vidx.jobs.model import Notice
from vidx.jobs.request import JobRequest

TOLERANCE: Final = 0.20
"""Share of the requested length by which the voice may differ unmentioned: a script may be off by 15 % (see
`functions.script.pace`), and voices differ in pace."""
CODE: Final = "SpokenLength"


def length_notices(voice_s: float, request: JobRequest) -> tuple[Notice, ...]:
    """A notice when the voice is much longer or shorter than requested."""
    requested_s = request.choices.duration
    if abs(voice_s - requested_s) <= requested_s * TOLERANCE:
        return ()
    comparison = "longer" if voice_s > requested_s else "shorter"
    message = (
        f"The voice takes {voice_s:.0f} seconds, {comparison} than the {requested_s} seconds that you chose. "
        f"{_advice(comparison, own_script=request.script is not None)}"
    )
    return (Notice(code=CODE, message=message),)


def _advice(comparison: str, *, own_script: bool) -> str:
    if comparison == "longer":
        return "If that is too long, shorten the script and make another version."
    if own_script:
        return "If that is too short, add to the script and make another version."
    return "If that is too short, add to the description or the script and make another version."
