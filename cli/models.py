"""Models of the service's JSON responses: jobs, listings and `/api/options`."""

from datetime import UTC, datetime
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from cli.errors import Fault

COMPLETE: Final = "complete"
FINAL: Final = frozenset({COMPLETE, "error", "canceled"})
REVIEW: Final = "review"
"""Status of a job about which an operator decides."""
SECONDS_PER_MINUTE: Final = 60


class ApiModel(BaseModel):
    """Base of the models: camel case in JSON, and unknown fields are ignored."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)


class StageTime(ApiModel):
    name: str
    started_at: datetime | None = None
    seconds: float | None = None
    cost_usd: float | None = None
    reused: bool = False


class JobError(ApiModel):
    code: str = ""
    stage: str = ""
    message: str = ""
    retryable: bool = False


class Notice(ApiModel):
    code: str = ""
    message: str = ""


class Fallback(ApiModel):
    """A substitute's work, because the provider failed with the error `code`."""

    stage: str = ""
    provider: str = ""
    code: str = ""
    message: str = ""


class Choices(ApiModel):
    """Voice, music and format of a finished video."""

    voice: str = ""
    music: str = ""
    format: str = ""


class Listing(ApiModel):
    """A listing as its owner sees it."""

    ad_id: str
    status: str
    title: str
    price: float
    currency: str
    url: str


def rounded_wait(until: datetime) -> str:
    """Say how long it is until then: `about 2 min`."""
    minutes = round((until - datetime.now(UTC)).total_seconds() / SECONDS_PER_MINUTE)
    return f"about {minutes} min" if minutes >= 1 else "less than a minute"


class Job(ApiModel):
    job_id: str
    status: str
    progress: int = 0
    message: str = ""
    queue_position: int | None = None
    """Place among the jobs that wait to start, counted from 1."""
    estimated_start_at: datetime | None = None
    title: str | None = None
    created_at: datetime | None = None
    photo_count: int = 0
    stages: tuple[StageTime, ...] = ()
    video_url: str | None = None
    duration: float | None = None
    size: int | None = None
    """Bytes."""
    notices: tuple[Notice, ...] = ()
    """Warnings about the video that do not stop the job."""
    fallbacks: tuple[Fallback, ...] = ()
    """The work of substitutes."""
    error: JobError | None = None
    cost: dict[str, object] = Field(default_factory=dict)

    @property
    def state_text(self) -> str:
        """The job's current state, in a few words."""
        text = self.message or self.status
        if self.queue_position is None:
            return text
        place = f"{text}, number {self.queue_position} in the queue"
        return f"{place}, starts in {rounded_wait(self.estimated_start_at)}" if self.estimated_start_at else place

    @property
    def is_final(self) -> bool:
        return self.status in FINAL

    @property
    def in_review(self) -> bool:
        return self.status == REVIEW

    @property
    def total_usd(self) -> float:
        """Cost of the job so far, in US dollars."""
        total = self.cost.get("totalUsd")
        return float(total) if isinstance(total, int | float) else sum(stage.cost_usd or 0 for stage in self.stages)


class Version(Job):
    """A job as one version of its video."""

    language: str | None = None
    choices: Choices | None = None
    """Language and choices are None while the job runs, and once its files have expired."""


MIB: Final = 1024 * 1024
NONE: Final = "none"


class Limits(ApiModel):
    """Upper bounds of a request. The defaults apply when the service does not send its own."""

    max_photos: int = 10
    max_photo_bytes: int = 80 * MIB
    max_clip_bytes: int = 100 * MIB
    max_logo_bytes: int = 5 * MIB
    max_title_chars: int | None = None
    max_description_chars: int | None = None
    max_script_chars: int | None = None
    max_link_chars: int | None = None
    max_price: float | None = None


class Options(ApiModel):
    """The values that the service offers for each detail and choice, as `/api/options` returns them."""

    voices: tuple[str, ...] = ()
    music: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    caption_styles: tuple[str, ...] = ()
    overlays: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    durations: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    price_pattern: str = ""
    operator_contact: bool = True
    """Whether listings without a contact show the operator's. Older services do not send this field."""
    limits: Limits = Field(default_factory=Limits)
    auth: dict[str, Any] = Field(default_factory=dict)

    def allowed(self, name: str) -> tuple[str, ...]:
        """Return the allowed values of `name` (`voice`, `category`…); empty when any value is allowed."""
        lists: dict[str, tuple[object, ...]] = {
            "voice": self.voices,
            "music": self.music,
            "format": self.formats,
            "caption_style": self.caption_styles,
            "overlays": self.overlays,
            "language": self.languages,
            "duration": self.durations,
            "category": self.categories,
            "currency": self.currencies,
        }
        return tuple(str(value) for value in lists.get(name, ()))

    def fault_of_list(self, name: str, value: str) -> Fault | None:
        """Return the first fault in a comma-separated list of values; `none` stands for the empty list."""
        if value.strip().lower() == NONE:
            return None
        faults = (self.fault(name, part.strip()) for part in value.split(","))
        return next((fault for fault in faults if fault), None)

    def fault(self, name: str, value: str) -> Fault | None:
        """Return a fault with the allowed values if `value` is none of them."""
        allowed = self.allowed(name)
        if not allowed or value in allowed:
            return None
        return Fault(f"{value!r} is not one of {', '.join(allowed)}", name)
