"""Price and time of a video before anything is spent."""

from collections.abc import Container
from typing import Final, NamedTuple

from functions.api.wire import Estimate, EstimateBody, EstimateLine
from vidx import costs
from vidx.jobs import Stage
from vidx.models import ALIGNED, configured
from vidx.settings import Settings

TAIL_S: Final = 0.8
"""The picture stays this long after the voice."""
WORDS_PER_S: Final = 165 / 60
CHARS_PER_WORD: Final = 5.8
"""With the space; both are the pace that `vidx.costs` prices speech by."""
CHARS_PER_TOKEN: Final = 4
PROMPT_TOKENS: Final = 700
ANSWER_TOKENS: Final = 200
OVERHEAD_S: Final = 3
"""Start of the execution and the steps between stages."""


class Effort(NamedTuple):
    """What a stage takes: seconds, plus seconds for each second of film, each photo and clip; and its memory."""

    base_s: float
    per_film_s: float
    per_photo_s: float
    memory_gib: float
    per_clip_s: float = 0.0
    """Besides what a photo takes."""


EFFORTS: Final[dict[Stage, Effort]] = {
    # Reasoned, not measured in AWS: rather too long than too short, since a seller waits by it. Script and voice are
    # what models take to answer, where the local stand-in is faster; render is 23 CPU s for 20 s of film, on two cores
    # that also do other things.
    Stage.SCRIPT: Effort(3.0, 0.0, 0.0, 0.5),
    Stage.PHOTOS: Effort(0.3, 0.0, 0.4, 2.0, 8.0),
    Stage.TTS: Effort(1.0, 0.2, 0.0, 0.5),
    Stage.CAPTIONS: Effort(0.5, 0.05, 0.0, 1.0),
    Stage.RENDER: Effort(1.5, 0.7, 0.1, 3008 / 1024),
    Stage.UPLOAD: Effort(0.6, 0.0, 0.0, 0.25),
}


def estimated_time_s(duration_s: int, photos: int = 5, kept: Container[Stage] = (), clips: int = 0) -> int:
    """Seconds from request to finished video; script and photos are worked on at the same time.

    Args:
        photos: photos and clips together.
        kept: stages that will find their output ready.
    """
    spent = {stage: 0.0 if stage in kept else _seconds(stage, duration_s + TAIL_S, photos, clips) for stage in EFFORTS}
    hidden = min(spent[Stage.SCRIPT], spent[Stage.PHOTOS])
    return round(sum(spent.values()) - hidden + OVERHEAD_S)


def estimate(body: EstimateBody, here: Settings) -> Estimate:
    """Seconds and US dollars of each stage, by list prices and the models in the settings."""
    chars = len(body.script) if body.script else round(body.duration * WORDS_PER_S * CHARS_PER_WORD)
    spoken_s = chars / CHARS_PER_WORD / WORDS_PER_S
    film_s = spoken_s + TAIL_S
    fees = _fees(body, here, chars, spoken_s)
    lines = []
    for stage, effort in EFFORTS.items():
        seconds = 0.0 if stage is Stage.SCRIPT and body.script else _seconds(stage, film_s, body.photos, body.clips)
        compute_usd = costs.lambda_usd(effort.memory_gib, seconds) if seconds else 0.0
        lines.append(
            EstimateLine(
                name=stage.value, seconds=round(seconds, 1), cost_usd=round(fees.get(stage, 0.0) + compute_usd, 6)
            )
        )
    return Estimate(
        duration=round(film_s, 1),
        estimated_time=estimated_time_s(round(spoken_s), body.photos, clips=body.clips),
        cost_usd=round(sum(line.cost_usd for line in lines) + costs.orchestration_usd(), 6),
        stages=lines,
        prices_as_of=costs.PRICES_AS_OF,
    )


def _seconds(stage: Stage, film_s: float, photos: int, clips: int) -> float:
    effort = EFFORTS[stage]
    return effort.base_s + effort.per_film_s * film_s + effort.per_photo_s * photos + effort.per_clip_s * clips


def _fees(body: EstimateBody, here: Settings, chars: int, spoken_s: float) -> dict[Stage, float]:
    """What outside providers ask for; a given script costs no writing, alignment no transcription where it can."""
    fees = {Stage.TTS: costs.speech_usd(configured(here)[Stage.TTS][0], chars)}
    if not body.script:
        asked = PROMPT_TOKENS + len(body.description) // CHARS_PER_TOKEN
        fees[Stage.SCRIPT] = costs.chat_usd(here.script_models[0], asked, ANSWER_TOKENS)
    if body.language not in ALIGNED or here.captions_order.startswith("transcription"):
        fees[Stage.CAPTIONS] = costs.transcription_usd(here.transcription_model, spoken_s)
    return fees
