"""Price and time of a video before anything is spent."""

from collections.abc import Container
from typing import Final, NamedTuple

from functions.api.bill import bill
from functions.api.effort import EFFORTS
from functions.api.wire import Estimate, EstimateBody, EstimateLine
from vidx import costs, options
from vidx.jobs.model import Stage
from vidx.models import ALIGNED, configured_models
from vidx.settings import Settings

WORDS_PER_S: Final = 165 / 60
CHARS_PER_WORD: Final = 5.8
"""With the space; both are the pace that `vidx.costs` prices speech by."""
CHARS_PER_TOKEN: Final = 4
PROMPT_TOKENS: Final = 1_000
ANSWER_TOKENS: Final = 230
"""Each line in both forms, as it is shown and as it is spoken."""
READING_TOKENS: Final = 300
"""Of the question how a seller's own lines are spoken, beside the lines."""
OVERHEAD_S: Final = 3
"""Start of the execution and the steps between stages."""


def estimated_time_s(duration_s: int, photos: int = 5, kept: Container[Stage] = (), clips: int = 0) -> int:
    """Seconds from request to finished video; the stages run one after another.

    Args:
        photos: photos and clips together.
        kept: stages that will find their output ready.
    """
    film_s = duration_s + options.END_CARD_TAIL_S
    stages_s = [effort.seconds.of(film_s, photos, clips) for stage, effort in EFFORTS.items() if stage not in kept]
    return round(sum(stages_s) + OVERHEAD_S)


def estimate(body: EstimateBody, here: Settings) -> Estimate:
    """Seconds and US dollars of each stage, by list prices and the models in the settings; parted as a job's status."""
    chars = len(body.script) if body.script else round(body.duration * WORDS_PER_S * CHARS_PER_WORD)
    spoken_s = chars / CHARS_PER_WORD / WORDS_PER_S
    film_s = spoken_s + options.tail_s(body.overlays)
    fees = _fees(body, here, chars, spoken_s)
    spent = [_stage(stage, film_s, body, fees.get(stage, 0.0)) for stage in EFFORTS]
    cost = bill(spent)
    return Estimate(
        duration=round(film_s, 1),
        estimated_time=estimated_time_s(round(spoken_s), body.photos, clips=body.clips),
        cost_usd=cost.total_usd,
        stages=[_line(each) for each in spent],
        cost=cost,
        prices_as_of=costs.PRICES_AS_OF,
    )


class Spent(NamedTuple):
    """A stage's seconds and US dollars, parted as in its record."""

    stage: Stage
    seconds: float
    provider_usd: float
    compute_usd: float
    requests_usd: float
    storage_usd: float

    @property
    def cost_usd(self) -> float:
        return self.provider_usd + self.compute_usd + self.requests_usd + self.storage_usd


def _stage(stage: Stage, film_s: float, body: EstimateBody, provider_usd: float) -> Spent:
    effort = EFFORTS[stage]
    seconds = effort.seconds.of(film_s, body.photos, body.clips)
    used = effort.used(film_s, body.photos, body.clips)
    compute_usd = costs.lambda_usd(effort.memory_gib, seconds)
    return Spent(stage, seconds, provider_usd, compute_usd, costs.requests_usd(used), costs.storage_usd(used))


def _line(spent: Spent) -> EstimateLine:
    return EstimateLine(name=spent.stage.value, seconds=round(spent.seconds, 1), cost_usd=round(spent.cost_usd, 6))


def _fees(body: EstimateBody, here: Settings, chars: int, spoken_s: float) -> dict[Stage, float]:
    """What outside providers ask for; of a given script only how it is spoken, and alignment where it can costs no
    transcription."""
    fees = {Stage.TTS: costs.speech_usd(configured_models(here)[Stage.TTS][0], chars)}
    if body.script:
        own = len(body.script) // CHARS_PER_TOKEN
        fees[Stage.SCRIPT] = costs.chat_usd(here.script_models[0], READING_TOKENS + own, 2 * own)
    else:
        asked = PROMPT_TOKENS + len(body.description) // CHARS_PER_TOKEN
        fees[Stage.SCRIPT] = costs.chat_usd(here.script_models[0], asked, ANSWER_TOKENS)
    if body.language not in ALIGNED or here.captions_order.startswith("transcription"):
        fees[Stage.CAPTIONS] = costs.transcription_usd(here.transcription_model, spoken_s)
    return fees
