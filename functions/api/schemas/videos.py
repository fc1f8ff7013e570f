"""Requests that lead to a video, and their responses."""

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic.fields import FieldInfo

from functions.api.detection import with_detected
from functions.api.schemas.common import DEFERRED, MAX_OBJECT_KEY_CHARS, UPLOAD_KEY, CostLines, ResponseModel, UploadKey
from functions.api.schemas.jobs import JobFallback
from vidx import options
from vidx.contact import Contact
from vidx.jobs.request import JsonModel, Listing, ScriptText, VideoChoices, to_plain_text

OVERLAYS_TEXT: Final = "^(none|({0})(,({0}))*)$".format("|".join(options.OVERLAYS))
"""Pattern of overlays in one text, as forms and pages send them."""
DETECTED: Final = ("language", "currency")
"""Fields that are detected if a request names none, or null."""


def _describe_overlays(schema: dict[str, Any]) -> None:
    """Describe what a request may have and a response never has: overlays in one text."""
    _add_choice(schema["properties"]["overlays"], {"type": "string", "pattern": OVERLAYS_TEXT})


def _describe_draft(schema: dict[str, Any]) -> None:
    """Describe, as well, null for what is detected."""
    _describe_overlays(schema)
    for name in DETECTED:
        _add_choice(schema["properties"][name], {"type": "null"})


def _add_choice(field: dict[str, Any], choice: dict[str, Any]) -> None:
    """Add one more form of the field's value."""
    names: tuple[str, ...] = ("title", "description", "default")
    about = {name: field.pop(name) for name in names if name in field}
    form = dict(field)
    field.clear()
    field.update({"anyOf": [*form.get("anyOf", [form]), choice]}, **about)


class UploadRequest(JsonModel):
    """A photo or video clip that the caller will upload."""

    model_config = DEFERRED

    name: Annotated[str, StringConstraints(min_length=1, max_length=255)] = Field(json_schema_extra={"pattern": r"\S"})
    content_type: str = Field(json_schema_extra={"enum": [*options.PHOTO_TYPES, *options.CLIP_TYPES]})
    size: StrictInt = Field(
        description="Size of the file in bytes; clips may be larger than photos, see `/api/options`.",
        json_schema_extra={"minimum": 1, "maximum": options.MAX_CLIP_BYTES},
    )


class UploadSlot(ResponseModel):
    key: str = Field(description="Give this to `photoKeys` once the file is uploaded.")
    url: str = Field(description="Accepts one PUT of exactly the announced type and size.")
    headers: dict[str, str] = Field(description="Headers that the PUT must carry.")
    expires_in: int = Field(description="Seconds for which the URL works.")


class UploadSlots(ResponseModel):
    uploads: list[UploadSlot]


class DraftBody(Listing, VideoChoices):
    """The product's details and the choices for its video.

    Without `language` or `currency` both are detected from title, description and script.
    """

    model_config = ConfigDict(defer_build=True, json_schema_extra=_describe_draft)

    @model_validator(mode="before")
    @classmethod
    def _detect(cls, data: Any) -> Any:
        return with_detected(data) if isinstance(data, dict) else data

    def listing(self) -> Listing:
        return Listing.model_validate(self.model_dump(include=set(Listing.model_fields)))

    def choices(self) -> VideoChoices:
        return VideoChoices.model_validate(self.model_dump(include=set(VideoChoices.model_fields)))


PLAIN: Final = BeforeValidator(to_plain_text)
OptionalDescription = Annotated[str, StringConstraints(max_length=options.MAX_DESCRIPTION_CHARS), PLAIN]


class DetectBody(JsonModel):
    """The texts of a listing, as far as they are written."""

    model_config = ConfigDict(extra="ignore", defer_build=True)

    title: Annotated[str, StringConstraints(max_length=options.MAX_TITLE_CHARS), PLAIN] = ""
    description: OptionalDescription = ""
    script: Annotated[str, StringConstraints(max_length=options.MAX_SCRIPT_CHARS), PLAIN] = ""


class Draft(ResponseModel):
    success: Literal[True] = True
    language: options.Language = Field(description="Of the script: as sent, else detected.")
    currency: str = Field(description="Of the price: as sent, else detected.")
    script: str
    estimated_duration: float = Field(description="Seconds that the script takes when spoken.")
    word_count: int
    cost: float = Field(description="US dollars paid for writing it.")
    fallbacks: list[JobFallback] = Field(description="What was skipped, if a substitute wrote it.")


class GenerateBody(DraftBody):
    """A request for a video: details, choices and uploaded photos."""

    photo_keys: tuple[UploadKey, ...] = Field(
        min_length=1,
        max_length=options.MAX_PHOTOS,
        description="Keys of photos and clips from `/api/uploads`, in the order of showing.",
    )
    logo_key: UploadKey | None = Field(
        default=None, description="Key of a logo from `/api/uploads`, shown on title card and end card."
    )
    script: ScriptText | None = Field(default=None, description="Your own script, spoken as it stands.")
    publish: StrictBool = Field(
        default=False, description="Create the listing too; it goes live when the video is ready."
    )
    publish_later: StrictBool = Field(
        default=False,
        description=(
            "The video is to be looked at first and published with `/api/ads/create`: its closing card shows the "
            "address that the listing is going to have."
        ),
    )
    contact: Contact | None = Field(
        default=None, description="With `publish`: link by which buyers reach the seller, see `AdBody`."
    )


class Detected(ResponseModel):
    language: options.Language | None
    currency: str | None


class Accepted(ResponseModel):
    success: Literal[True] = True
    job_id: str
    ad_id: str | None = Field(description="The listing that awaits the video, when `publish` asked for one.")
    ad_url: str | None = Field(default=None, description="The page of that listing, once the video is ready.")
    estimated_time: int = Field(
        description="Seconds until the video is likely to be ready, with the wait in the queue."
    )
    estimated_wait: int = Field(default=0, description="Seconds until the job is likely to start.")
    queue_position: int | None = Field(
        default=None, description="Place among the jobs that wait to start, counted from 1; null if it has started."
    )
    paused: bool = Field(
        default=False,
        description="Whether the operator has paused the making of videos. The job waits, and the times are not known.",
    )
    language: options.Language | None = Field(default=None, description="Of the script: as sent, else detected.")
    currency: str | None = Field(default=None, description="Of the price: as sent, else detected.")
    status_url: str


class EstimateBody(VideoChoices):
    """The choices for a video. Every field has a default, and details of the product may be added."""

    model_config = ConfigDict(extra="ignore", defer_build=True, json_schema_extra=_describe_overlays)

    description: OptionalDescription = ""
    language: options.Language = "en"
    script: ScriptText | None = None
    photos: StrictInt = Field(default=5, ge=1, le=options.MAX_PHOTOS, description="Number of photos and clips.")
    clips: StrictInt = Field(default=0, ge=0, le=options.MAX_PHOTOS, description="How many of them are video clips.")


class EstimateLine(ResponseModel):
    name: str
    seconds: float
    cost_usd: float


class Estimate(ResponseModel):
    duration: float = Field(description="Length of the finished video in seconds.")
    estimated_time: int = Field(description="Seconds from request to finished video.")
    cost_usd: float = Field(description="All in all, as `cost.totalUsd`.")
    cost: CostLines
    stages: list[EstimateLine]
    prices_as_of: str


def _photo(value: Any) -> str | int:
    if isinstance(value, str) and 1 <= len(value) <= MAX_OBJECT_KEY_CHARS:
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    raise ValueError("must be the key of an upload, or the number of a photo of the earlier video, counted from 1")


PHOTO_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": "string", "maxLength": MAX_OBJECT_KEY_CHARS, "pattern": UPLOAD_KEY},
        {"type": "integer", "minimum": 1},
    ]
}
Photo = Annotated[str | int, PlainValidator(_photo), WithJsonSchema(PHOTO_SCHEMA)]


def _optional(field: FieldInfo) -> tuple[Any, Any]:
    """The field with the same limits, None when it is left out."""
    plain: Any = field.annotation
    limited: Any = Annotated[plain, *field.metadata, Field(json_schema_extra=field.json_schema_extra)]
    return limited | None, Field(default=None, description=field.description)


class _DeferredModel(JsonModel):
    model_config = ConfigDict(defer_build=True, json_schema_extra=_describe_overlays)


if TYPE_CHECKING:
    _Changes = JsonModel
else:  # made from the two models, so that a new detail or choice can be changed without being named here
    _FIELDS = Listing.model_fields | VideoChoices.model_fields
    _Changes = create_model(
        "_Changes", __base__=_DeferredModel, **{name: _optional(of) for name, of in _FIELDS.items()}
    )


class RemakeBody(_Changes):
    """Changes of the new version. Fields that are left out stay unchanged."""

    photos: tuple[Photo, ...] | None = Field(
        default=None,
        min_length=1,
        max_length=options.MAX_PHOTOS,
        description=(
            "All photos of the new version in the order of showing: numbers of the earlier video's photos, counted "
            "from 1, and keys from `/api/uploads`."
        ),
    )
    logo_key: UploadKey | None = Field(
        default=None, description="Key of another logo from `/api/uploads`; null leaves the earlier video's out."
    )
    script: ScriptText | None = Field(
        default=None, description="Your own script, spoken as it stands; null has one written instead of your earlier."
    )
    publish: StrictBool = Field(
        default=False,
        description=(
            "Show the new version in the listing of the earlier one, from when it is ready; the address and the text "
            "stay. Without such a listing one is created."
        ),
    )

    def changed(self, part: type[Listing] | type[VideoChoices]) -> dict[str, Any]:
        """Values in the request for the fields of `part`."""
        fields = self.model_dump(exclude_none=True)
        return {name: value for name, value in fields.items() if name in part.model_fields}
