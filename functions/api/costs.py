"""Cost and duration of a video: estimated from a request, or summed up from a job's record.

Durations are reasoned, not measured on AWS, and long rather than short, because a seller waits for them. Script and
voice take as long as models take to answer; the local stand-in is faster. Render takes 23 CPU s for 20 s of video, on
two cores that also do other work. A photo's copy for its listing has 0.16 MB, the mean of the five samples. All other
requests and megabytes are those that `vidx.usage` counted in local jobs of 1 and of 5 photos: samples of 0.5
MB, a video of 17 s.

A clip takes what one of 20 s in 1080p at 16 Mbit/s took in the photos stage (a photo in motion under mild noise): 31.6
CPU s, which are 27 s of the 1.16 processors that Lambda gives 2 GiB; 40 MB of original and 30 of working copy.
"""

from collections.abc import Container, Iterable
from typing import Final, NamedTuple, Protocol

from functions.api.schemas.common import CostLines
from functions.api.schemas.videos import Estimate, EstimateBody, EstimateLine
from vidx import costs, options
from vidx.jobs.model import Job, Stage
from vidx.models import ALIGNED, configured_models
from vidx.settings import Settings
from vidx.usage import BYTES_PER_GB, Usage


class StageCost(Protocol):
    """Actual or estimated cost of a stage, in US dollars."""

    @property
    def provider_usd(self) -> float: ...
    @property
    def compute_usd(self) -> float: ...
    @property
    def requests_usd(self) -> float: ...
    @property
    def storage_usd(self) -> float: ...


def cost_lines(stages: Iterable[StageCost], attempts: int = 1) -> CostLines:
    """Sum up the costs of the stages and of their executions, in total and by kind."""
    stages = list(stages)
    providers, compute, requests, storage = (
        sum(getattr(stage, part) for stage in stages)
        for part in ("provider_usd", "compute_usd", "requests_usd", "storage_usd")
    )
    orchestration = costs.orchestration_usd() * attempts
    return CostLines(
        total_usd=round(providers + compute + requests + storage + orchestration, 6),
        providers_usd=round(providers, 6),
        compute_usd=round(compute, 6),
        requests_usd=round(requests, 6),
        storage_usd=round(storage, 6),
        orchestration_usd=round(orchestration, 6),
        prices_as_of=costs.PRICES_AS_OF,
    )


MB: Final = 1_000_000
CLIP_S: Final = 27.0
CLIP_MB: Final = 70.0


class Rate(NamedTuple):
    """An amount: a base, plus amounts for each second of video, for each photo or clip, and extra for each clip."""

    base: float
    per_video_s: float = 0.0
    per_photo: float = 0.0
    per_clip: float = 0.0

    def of(self, video_s: float, photos: int, clips: int) -> float:
        """`photos` counts photos and clips together."""
        return self.base + self.per_video_s * video_s + self.per_photo * photos + self.per_clip * clips


class StageUsage(NamedTuple):
    """Estimated resources of a stage."""

    memory_gib: float
    seconds: Rate
    writes: Rate
    """Object writes. As `UsageCounter` counts them, reading an original counts as one."""
    reads: Rate
    stored_mb: Rate
    row_writes: Rate = Rate(2)
    """Lease and result; render, photos and upload also write their progress."""

    def usage(self, video_s: float, photos: int, clips: int) -> Usage:
        """What `UsageCounter` is expected to count for the stage."""
        writes, reads, stored_mb, row_writes = (
            rate.of(video_s, photos, clips) for rate in (self.writes, self.reads, self.stored_mb, self.row_writes)
        )
        return Usage(round(writes), round(reads), stored_mb * MB / BYTES_PER_GB, round(row_writes), table_reads=1)


STAGE_USAGE: Final[dict[Stage, StageUsage]] = {
    Stage.PHOTOS: StageUsage(
        2.0,
        Rate(0.3, per_photo=0.5, per_clip=CLIP_S),
        Rate(0, per_photo=3),
        Rate(3, per_photo=4),
        Rate(0.0, per_photo=1.16, per_clip=CLIP_MB),
        Rate(1, per_photo=1),
    ),
    Stage.SCRIPT: StageUsage(0.5, Rate(3.0), Rate(1), Rate(2), Rate(0.0)),
    Stage.TTS: StageUsage(0.5, Rate(1.0, 0.2), Rate(1), Rate(3), Rate(0.0, 0.045)),
    Stage.CAPTIONS: StageUsage(1.0, Rate(0.5, 0.05), Rate(3), Rate(6), Rate(0.02)),
    Stage.RENDER: StageUsage(
        3008 / 1024, Rate(1.5, 0.7, 0.1), Rate(3), Rate(5, per_photo=1), Rate(0.0, 0.25), Rate(3, 0.7, 0.1)
    ),
    Stage.UPLOAD: StageUsage(
        0.25,
        Rate(0.6),
        Rate(4, per_photo=1),
        Rate(18, per_photo=1),
        Rate(0.0, 0.25, per_photo=0.16),
        Rate(4, per_photo=1),
    ),
}


WORDS_PER_S: Final = 165 / 60
CHARS_PER_WORD: Final = 5.8
"""Including the space. Both numbers give the pace by which `vidx.costs` prices speech."""
CHARS_PER_TOKEN: Final = 4
PROMPT_TOKENS: Final = 1_000
ANSWER_TOKENS: Final = 230
"""Each line of the script as it is shown and as it is spoken."""
SPOKEN_FORM_TOKENS: Final = 300
"""Tokens of the prompt that asks for the spoken form of a seller's script, without the script."""
VOICE_SAMPLE_CHARS: Final = 200
OVERHEAD_S: Final = 3
"""Start of the execution and the transitions between stages."""


def estimated_time_s(duration_s: int, photos: int = 5, reused: Container[Stage] = (), clips: int = 0) -> int:
    """Seconds from request to finished video; the stages run one after another.

    Args:
        photos: Number of photos and clips together.
        reused: Stages that reuse earlier output.
    """
    video_s = duration_s + options.END_CARD_TAIL_S
    stages_s = [usage.seconds.of(video_s, photos, clips) for stage, usage in STAGE_USAGE.items() if stage not in reused]
    return round(sum(stages_s) + OVERHEAD_S)


def estimate(body: EstimateBody, settings: Settings) -> Estimate:
    """Estimate duration and cost of each stage from list prices and the configured models."""
    chars = len(body.script) if body.script else round(body.duration * WORDS_PER_S * CHARS_PER_WORD)
    spoken_s = chars / CHARS_PER_WORD / WORDS_PER_S
    video_s = spoken_s + options.tail_s(body.overlays)
    fees = _fees(body, settings, chars, spoken_s)
    stages = [_stage_estimate(stage, video_s, body, fees.get(stage, 0.0)) for stage in STAGE_USAGE]
    cost = cost_lines(stages)
    return Estimate(
        duration=round(video_s, 1),
        estimated_time=estimated_time_s(round(spoken_s), body.photos, clips=body.clips),
        cost_usd=cost.total_usd,
        stages=[_line(stage) for stage in stages],
        cost=cost,
        prices_as_of=costs.PRICES_AS_OF,
    )


def job_cost_usd(job: Job, settings: Settings) -> float:
    """Estimate the cost of a job from its record, too high rather than too low.

    The record holds no texts. So the estimate assumes a long description and a language whose captions are transcribed.
    """
    body = EstimateBody(
        **job.choices.model_dump(),
        photos=min(max(job.photo_count, 1), options.MAX_PHOTOS),
        description="x" * options.MAX_DESCRIPTION_CHARS,
        language=next(language for language in options.LANGUAGES if language not in ALIGNED),
    )
    return estimate(body, settings).cost_usd


def draft_cost_usd(description: str, settings: Settings) -> float:
    """Estimate the fee for a script draft."""
    prompt_tokens = PROMPT_TOKENS + len(description) // CHARS_PER_TOKEN
    return costs.chat_usd(settings.script_models[0], prompt_tokens, ANSWER_TOKENS)


def voice_sample_cost_usd(settings: Settings) -> float:
    """Estimate the fee for a voice sample, a sentence or two."""
    return costs.speech_usd(configured_models(settings)[Stage.TTS][0], VOICE_SAMPLE_CHARS)


class StageEstimate(NamedTuple):
    """A stage's duration and cost, split like the costs in a job's record."""

    stage: Stage
    seconds: float
    provider_usd: float
    compute_usd: float
    requests_usd: float
    storage_usd: float

    @property
    def cost_usd(self) -> float:
        return self.provider_usd + self.compute_usd + self.requests_usd + self.storage_usd


def _stage_estimate(stage: Stage, video_s: float, body: EstimateBody, provider_usd: float) -> StageEstimate:
    stage_usage = STAGE_USAGE[stage]
    seconds = stage_usage.seconds.of(video_s, body.photos, body.clips)
    usage = stage_usage.usage(video_s, body.photos, body.clips)
    compute_usd = costs.lambda_usd(stage_usage.memory_gib, seconds)
    return StageEstimate(stage, seconds, provider_usd, compute_usd, costs.requests_usd(usage), costs.storage_usd(usage))


def _line(stage: StageEstimate) -> EstimateLine:
    return EstimateLine(name=stage.stage.value, seconds=round(stage.seconds, 1), cost_usd=round(stage.cost_usd, 6))


def _fees(body: EstimateBody, settings: Settings, chars: int, spoken_s: float) -> dict[Stage, float]:
    """Fees of AI providers by stage.

    For the seller's own script, only its spoken form is paid for. Where forced alignment works, no transcription is.
    """
    fees = {Stage.TTS: costs.speech_usd(configured_models(settings)[Stage.TTS][0], chars)}
    if body.script:
        script_tokens = len(body.script) // CHARS_PER_TOKEN
        fees[Stage.SCRIPT] = costs.chat_usd(
            settings.script_models[0], SPOKEN_FORM_TOKENS + script_tokens, 2 * script_tokens
        )
    else:
        prompt_tokens = PROMPT_TOKENS + len(body.description) // CHARS_PER_TOKEN
        fees[Stage.SCRIPT] = costs.chat_usd(settings.script_models[0], prompt_tokens, ANSWER_TOKENS)
    if body.language not in ALIGNED or settings.captions_order.startswith("transcription"):
        fees[Stage.CAPTIONS] = costs.transcription_usd(settings.transcription_model, spoken_s)
    return fees
