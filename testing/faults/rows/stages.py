"""Stages as the rows name them: their words, where a job is held in them, and what they pay."""

from typing import Final

from testing.faults.play import ProviderFault, held
from vidx.jobs.model import Stage

HOLDS: Final = {
    Stage.PHOTOS: held("PUT", r"/jobs/.*/photos/0$"),
    Stage.SCRIPT: held("PUT", r"/script\.json$"),
    Stage.TTS: held("PUT", r"/voice\.wav$"),
    Stage.CAPTIONS: held("PUT", r"/captions\.ass$"),
    Stage.RENDER: held("PUT", r"/render\.mp4$"),
    Stage.UPLOAD: held("COPY", r"/videos/.*\.mp4$"),
}
"""The write of each stage's result, at which a job is held: what the stage pays for is paid by then."""

BEFORE_RENDER: Final = held("GET", r"/captions\.ass$")

PAID_STAGES: Final = {Stage.SCRIPT: {"script": 2}, Stage.TTS: {"voice": 2}}
"""Stages that pay a provider, with what a job pays when the result of the first payment is lost."""

WORDS: Final = {stage: stage.value for stage in Stage} | {Stage.TTS: "voice"}

INTERRUPTED: Final = ("JobInterrupted",)

OUTAGE: Final = 4
"""Number of failures that exceeds the three attempts of botocore, so that the state machine repeats the stage."""


def every_voice(kind: str) -> tuple[ProviderFault, ...]:
    """Return the same fault of all three providers of the voice."""
    return tuple(ProviderFault(each, kind) for each in ("speech", "realtime", "polly"))
