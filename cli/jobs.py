"""A job as `/api/video/status` describes it."""

from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

COMPLETE: Final = "complete"
FINAL: Final = frozenset({COMPLETE, "error", "canceled"})


class _Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)


class StageTime(_Wire):
    name: str
    started_at: datetime | None = None
    seconds: float | None = None
    cost_usd: float | None = None
    reused: bool = False


class JobError(_Wire):
    code: str = ""
    stage: str = ""
    message: str = ""
    retryable: bool = False


class Notice(_Wire):
    code: str = ""
    message: str = ""


class Choices(_Wire):
    """How a finished video sounds and looks."""

    voice: str = ""
    music: str = ""
    format: str = ""


class Listing(_Wire):
    """A listing as its owner sees it."""

    ad_id: str
    status: str
    title: str
    price: float
    currency: str
    url: str


class Job(_Wire):
    job_id: str
    status: str
    progress: int = 0
    message: str = ""
    title: str | None = None
    created_at: datetime | None = None
    photo_count: int = 0
    stages: tuple[StageTime, ...] = ()
    video_url: str | None = None
    duration: float | None = None
    size: int | None = None
    """Bytes."""
    notices: tuple[Notice, ...] = ()
    """What to know about a video that is made all the same."""
    error: JobError | None = None
    cost: dict[str, object] = Field(default_factory=dict)

    @property
    def final(self) -> bool:
        return self.status in FINAL

    @property
    def total_usd(self) -> float:
        """What the job has cost so far, in US dollars."""
        told = self.cost.get("totalUsd")
        return float(told) if isinstance(told, int | float) else sum(stage.cost_usd or 0 for stage in self.stages)


class Version(Job):
    """A job among the others of its video."""

    language: str | None = None
    choices: Choices | None = None
    """Both None while the video is being made, and once its files have expired."""
