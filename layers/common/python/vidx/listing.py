"""What a seller asks for: the listing's details and the choices for its video."""

import re
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from vidx import options

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")


def _readable(text: str) -> str:
    """Drop control characters and runs of blanks; refuse text with nothing to read aloud (emoji only)."""
    clean = _SPACES.sub(" ", _CONTROL.sub("", text)).strip()
    if not any(ch.isalnum() for ch in clean):
        raise ValueError("needs at least one word: letters or digits that can be read aloud")
    return clean


def _known_currency(code: str) -> str:
    if code.upper() not in options.CURRENCIES:
        raise ValueError(f"is not a known currency; use one of {', '.join(options.CURRENCIES)}")
    return code.upper()


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ValueError("is not a colour; write it as # and six hexadecimal digits, such as #FFD60A")
    return text.upper()


class Wire(BaseModel):
    """A model that crosses a process boundary as camelCase JSON and refuses unknown fields."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True, str_strip_whitespace=True
    )


Title = Annotated[str, StringConstraints(min_length=1, max_length=options.MAX_TITLE_CHARS), AfterValidator(_readable)]
Description = Annotated[
    str, StringConstraints(min_length=1, max_length=options.MAX_DESCRIPTION_CHARS), AfterValidator(_readable)
]
Price = Annotated[Decimal, Field(ge=0, le=options.MAX_PRICE, decimal_places=2)]
Colour = Annotated[str, AfterValidator(_colour)]
Currency = Annotated[str, AfterValidator(_known_currency)]


class Listing(Wire):
    """The product as its seller describes it.

    Raises:
        ValidationError: a field is missing, blank, too long, or out of range.
    """

    title: Title
    description: Description
    price: Price
    currency: Currency = "USD"
    category: options.Category = "other"
    language: options.Language = "en"


class VideoChoices(Wire):
    """How the video is to sound and look; every field has a default."""

    voice: options.Voice = "alloy"
    music: options.Music = "upbeat"
    format: options.Format = "9:16"
    duration: options.Duration = 15
    """Target length of the spoken script, in seconds."""
    caption_style: options.CaptionStyle = "pop"
    brand_colour: Colour = "#FFD60A"
    """Of what is lit in the captions; one too dark to be read is lightened."""


ScriptText = Annotated[
    str, StringConstraints(min_length=1, max_length=options.MAX_SCRIPT_CHARS), AfterValidator(_readable)
]


class JobRequest(Wire):
    """A job as the stages read it from `keys.job_request`: the one place where content travels."""

    job_id: str
    owner: str
    listing: Listing
    choices: VideoChoices
    photo_keys: tuple[str, ...]
    """Uploaded originals in the work bucket, in the order they are to be shown."""
    script: ScriptText | None = None
    """The seller's own script, spoken as it stands; None asks for one to be written."""
    earlier: tuple[str, ...] = ()
    """Jobs that this one is another version of, the latest first and the very first one last; what they made is
    taken over wherever it would come out the same."""

    @property
    def seed(self) -> str:
        """What the film's motion follows from: the same for all versions of a video, so that they move alike."""
        return self.earlier[-1] if self.earlier else self.job_id

    @model_validator(mode="after")
    def _photos_in_range(self) -> Self:
        if not 1 <= len(self.photo_keys) <= options.MAX_PHOTOS:
            raise ValueError(f"1 to {options.MAX_PHOTOS} photos are needed, not {len(self.photo_keys)}")
        return self
