"""What a seller asks for: the listing's details and the choices for its video."""

import re
from decimal import Decimal
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.alias_generators import to_camel

from vidx import options
from vidx.categories import Category
from vidx.markup import plain_text
from vidx.price import EXAMPLES, in_smallest_units, parse_amount
from vidx.speech import Context

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and the marks by which text turns the direction of what follows it."""
_LINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
"""Ends of lines as word processors and phones have them; what they part stays apart."""
_BREAKS = re.compile(r"\s*[\r\n]\s*")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0]+")


def _readable(text: str) -> str:
    """Drop control characters and runs of blanks; refuse text with nothing to read aloud (emoji only)."""
    clean = _SPACES.sub(" ", _CONTROL.sub("", _LINES.sub("\n", text))).strip()
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


class JsonModel(BaseModel):
    """A model that crosses a process boundary as camelCase JSON and refuses unknown fields."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True, str_strip_whitespace=True
    )


def _plain(value: object) -> object:
    return plain_text(value) if isinstance(value, str) else value


def _plain_line(value: object) -> object:
    return _BREAKS.sub(" ", plain_text(value)) if isinstance(value, str) else value


Title = Annotated[
    str,
    StringConstraints(min_length=1, max_length=options.MAX_TITLE_CHARS),
    BeforeValidator(_plain_line),
    AfterValidator(_readable),
]
Description = Annotated[
    str,
    StringConstraints(min_length=1, max_length=options.MAX_DESCRIPTION_CHARS),
    BeforeValidator(_plain),
    AfterValidator(_readable),
]


def _amount(value: object) -> object:
    return parse_amount(value) if isinstance(value, str) else value


Price = Annotated[
    Decimal,
    BeforeValidator(_amount),
    Field(
        ge=0,
        le=options.MAX_PRICE,
        decimal_places=2,
        description=(
            f"A number, or a text such as {EXAMPLES}: `pricePattern` of `/api/options` tells which. Rounded in "
            "currencies without cents (CLP, JPY)."
        ),
    ),
]
Colour = Annotated[str, AfterValidator(_colour)]
Currency = Annotated[str, AfterValidator(_known_currency)]


class Listing(JsonModel):
    """The product as its seller describes it.

    Raises:
        ValidationError: a field is missing, blank, too long, or out of range.
    """

    title: Title
    description: Description
    currency: Currency = "USD"
    price: Price
    category: Category = "other"
    language: options.Language = "en"

    @field_validator("price")
    @classmethod
    def _in_smallest_units(cls, price: Decimal, info: ValidationInfo) -> Decimal:
        return in_smallest_units(price, info.data.get("currency", ""))

    @property
    def context(self) -> Context:
        """What decides how short forms in its texts are read."""
        return Context(self.category, self.currency)


def _listed(value: object) -> object:
    """A form has one text for the whole list: `title,price`, or `none`."""
    if not isinstance(value, str):
        return value
    return [] if value.strip().lower() == "none" else [part.strip() for part in value.split(",")]


def _each_once(pieces: tuple[options.Overlay, ...]) -> tuple[options.Overlay, ...]:
    """In the order of the video, so that the same choice is always written alike."""
    return tuple(piece for piece in options.OVERLAYS if piece in pieces)


Overlays = Annotated[tuple[options.Overlay, ...], BeforeValidator(_listed), AfterValidator(_each_once)]


def web_address(link: str) -> str:
    """An https address of a public host, as it may be shown and scanned."""
    parts = urlsplit(link)
    if parts.scheme != "https" or not _HOST.fullmatch(parts.hostname or "") or parts.username or not link.isascii():
        raise ValueError("must be an address that starts with https:// and a host name, as https://example.com/bike")
    if not link.isprintable() or " " in link:
        raise ValueError("must not contain blanks; write %20 for a blank")
    return link


Link = Annotated[str, StringConstraints(max_length=options.MAX_LINK_CHARS), AfterValidator(web_address)]


class VideoChoices(JsonModel):
    """How the video is to sound and look; every field has a default."""

    voice: options.Voice = "alloy"
    music: options.Music = "upbeat"
    format: options.Format = "9:16"
    duration: options.Duration = 15
    """Target length of the spoken script, in seconds."""
    caption_style: options.CaptionStyle = "pop"
    brand_colour: Colour = "#FFD60A"
    """Of what is lit in the captions; one too dark to be read is lightened."""
    overlays: Overlays = Field(
        default=options.OVERLAYS,
        description="What is written over the picture: the title first, then the price, the call to action at the end.",
    )
    link: Link | None = Field(
        default=None, description="Address to show at the end, in letters and as QR code, instead of the listing's own."
    )


ScriptText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=options.MAX_SCRIPT_CHARS),
    BeforeValidator(_plain),
    AfterValidator(_readable),
]


class VideoRequest(JsonModel):
    """A job as the stages read it from `keys.job_request`: the one place where content travels."""

    job_id: str
    owner: str
    listing: Listing
    choices: VideoChoices
    photo_keys: tuple[str, ...]
    """Uploaded originals in the work bucket, in the order they are to be shown."""
    logo_key: str | None = None
    """Uploaded logo in the work bucket, shown on title card and end card."""
    script: ScriptText | None = None
    """The seller's own script, spoken as it stands; None asks for one to be written."""
    ad_url: str | None = None
    """Where the job's listing is shown, when it has one from the start."""
    earlier: tuple[str, ...] = ()
    """Jobs that this one is another version of, the latest first and the very first one last; what they made is
    taken over wherever it would come out the same."""

    @model_validator(mode="after")
    def _photos_in_range(self) -> Self:
        if not 1 <= len(self.photo_keys) <= options.MAX_PHOTOS:
            raise ValueError(f"1 to {options.MAX_PHOTOS} photos are needed, not {len(self.photo_keys)}")
        return self

    @property
    def link(self) -> str | None:
        """The address that the end card shows, as text and QR code."""
        return self.choices.link or self.ad_url

    @property
    def seed(self) -> str:
        """What the video's motion follows from: the same for all versions of a video, so that they move alike."""
        return self.earlier[-1] if self.earlier else self.job_id
