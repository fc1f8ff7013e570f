"""A seller's request: the listing, the choices for its video, and their validation."""

import re
from decimal import Decimal
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.alias_generators import to_camel

from vidx import options
from vidx.categories import Category
from vidx.markup import plain_text
from vidx.price import EXAMPLES, PATTERN, in_smallest_units, parse_amount, parse_number
from vidx.speech import Context

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, zero-width characters and marks that change the direction of text."""
_LINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
"""Line ends of word processors and phones."""
_LINE_BREAK = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
READABLE: Final = r"[\p{L}\p{N}]"
"""`_clean_text`'s rule as a pattern of JSON Schema, for the API's description."""
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
WEB_ADDRESS: Final = (
    r"https://([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9](:[0-9]{1,5})?"
    r"([/?#][!-~]*)?"
)
"""`check_web_address`'s rule as a pattern of JSON Schema, for the API's description."""
_SPACES = re.compile(r"[ \t\u00a0]+")


def _clean_text(text: str) -> str:
    """Remove control characters and repeated spaces; refuse text without letters or digits, such as emoji only."""
    clean = _SPACES.sub(" ", _CONTROL.sub("", _LINES.sub("\n", text))).strip()
    if not any(ch.isalnum() for ch in clean):
        raise ValueError("needs at least one word: letters or digits that can be read aloud")
    return clean


def _check_currency(code: str) -> str:
    if code.upper() not in options.CURRENCIES:
        raise ValueError(f"is not a known currency; use one of {', '.join(options.CURRENCIES)}")
    return code.upper()


def _check_colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise ValueError("is not a colour; write it as # and six hexadecimal digits, such as #FFD60A")
    return text.upper()


class JsonModel(BaseModel):
    """A model that crosses a process boundary as camelCase JSON and refuses unknown fields."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )


def to_plain_text(value: object) -> object:
    """Return a text without HTML; leave any other value to the field's own check."""
    return plain_text(value) if isinstance(value, str) else value


def _to_plain_line(value: object) -> object:
    return _LINE_BREAK.sub(" ", plain_text(value)) if isinstance(value, str) else value


Title = Annotated[
    str,
    Field(json_schema_extra={"pattern": READABLE}),
    StringConstraints(min_length=1, max_length=options.MAX_TITLE_CHARS),
    BeforeValidator(_to_plain_line),
    AfterValidator(_clean_text),
]
Description = Annotated[
    str,
    Field(json_schema_extra={"pattern": READABLE}),
    StringConstraints(min_length=1, max_length=options.MAX_DESCRIPTION_CHARS),
    BeforeValidator(to_plain_text),
    AfterValidator(_clean_text),
]


def _to_amount(value: object) -> object:
    if isinstance(value, str):
        return parse_amount(value)
    return parse_number(value) if isinstance(value, int | float | Decimal) else value


def _price_schema(schema: dict[str, JsonValue]) -> None:
    """A request's number of whole cents, or one of the accepted texts; in responses it is a text."""
    if "anyOf" not in schema:
        return
    number: dict[str, JsonValue] = {"type": "number", "minimum": 0, "maximum": options.MAX_PRICE, "multipleOf": 0.01}
    schema["anyOf"] = [number, {"type": "string", "pattern": PATTERN}]


Price = Annotated[
    Decimal,
    BeforeValidator(_to_amount),
    Field(
        ge=0,
        le=options.MAX_PRICE,
        decimal_places=2,
        description=(
            f"A number, or a text such as {EXAMPLES}: `pricePattern` of `/api/options` tells which. Rounded in "
            "currencies without cents (CLP, JPY)."
        ),
        json_schema_extra=_price_schema,
    ),
]
Colour = Annotated[str, AfterValidator(_check_colour), Field(json_schema_extra={"pattern": f"^{_COLOUR.pattern}$"})]
Currency = Annotated[
    str, AfterValidator(_check_currency), Field(json_schema_extra={"enum": list[JsonValue](options.CURRENCIES)})
]


class Listing(JsonModel):
    """The product as its seller describes it."""

    title: Title
    description: Description
    currency: Currency = "USD"
    price: Price
    category: Category = "other"
    language: options.Language = "en"

    @field_validator("price")
    @classmethod
    def _round_price(cls, price: Decimal, info: ValidationInfo) -> Decimal:
        return in_smallest_units(price, info.data.get("currency", ""))

    @property
    def context(self) -> Context:
        """Context by which the text normalizer reads abbreviations and amounts."""
        return Context(self.category, self.currency)


def _split_list(value: object) -> object:
    """Split the text of a form field, `title,price` or `none`; leave a list as it is."""
    if not isinstance(value, str):
        return value
    return [] if value.strip().lower() == "none" else [part.strip() for part in value.split(",")]


def _sort_overlays(overlays: tuple[options.Overlay, ...]) -> tuple[options.Overlay, ...]:
    """Return each overlay once, in the order of the video, so that equal choices have equal fingerprints."""
    return tuple(overlay for overlay in options.OVERLAYS if overlay in overlays)


Overlays = Annotated[tuple[options.Overlay, ...], BeforeValidator(_split_list), AfterValidator(_sort_overlays)]


def check_web_address(link: str) -> str:
    """Return `link` if it is an https address with a host name, without a user name, in ASCII.

    Raises:
        ValueError: it is not.
    """
    parts = urlsplit(link)
    if parts.scheme != "https" or not _HOST.fullmatch(parts.hostname or "") or parts.username or not link.isascii():
        raise ValueError("must be an address that starts with https:// and a host name, as https://example.com/bike")
    if not link.isprintable() or " " in link:
        raise ValueError("must not contain blanks; write %20 for a blank")
    return link


Link = Annotated[
    str,
    StringConstraints(max_length=options.MAX_LINK_CHARS),
    AfterValidator(check_web_address),
    Field(json_schema_extra={"pattern": f"^{WEB_ADDRESS}$"}),
]


class VideoChoices(JsonModel):
    """Choices for sound and look of the video. Every field has a default."""

    voice: options.Voice = "alloy"
    music: options.Music = "upbeat"
    format: options.Format = "9:16"
    duration: options.Duration = 15
    """Target length of the spoken script, in seconds."""
    caption_style: options.CaptionStyle = "pop"
    brand_colour: Colour = "#FFD60A"
    """Colour of highlights in the captions. A colour that is too dark to read is lightened."""
    overlays: Overlays = Field(
        default=options.OVERLAYS,
        description="What is written over the picture: the title first, then the price, the call to action at the end.",
    )
    link: Link | None = Field(
        default=None, description="Address to show at the end, in letters and as QR code, instead of the listing's own."
    )


ScriptText = Annotated[
    str,
    Field(json_schema_extra={"pattern": READABLE}),
    StringConstraints(min_length=1, max_length=options.MAX_SCRIPT_CHARS),
    BeforeValidator(to_plain_text),
    AfterValidator(_clean_text),
]


class VideoRequest(JsonModel):
    """The request of a job, stored at `keys.job_request` for the stages. Events carry no content."""

    job_id: str
    owner: str
    listing: Listing
    choices: VideoChoices
    photo_keys: tuple[str, ...]
    """Keys of the uploaded originals in the work bucket, in display order."""
    logo_key: str | None = None
    """Key of the uploaded logo in the work bucket."""
    script: ScriptText | None = None
    """The seller's own script, which is spoken unchanged; None if the script stage writes one."""
    ad_url: str | None = None
    """URL of the job's listing, if the request publishes it."""
    earlier: tuple[str, ...] = ()
    """Jobs of the video's earlier versions, the latest first. Their artifacts are reused where the inputs are equal."""

    @model_validator(mode="after")
    def _photos_in_range(self) -> Self:
        if not 1 <= len(self.photo_keys) <= options.MAX_PHOTOS:
            raise ValueError(f"1 to {options.MAX_PHOTOS} photos are needed, not {len(self.photo_keys)}")
        return self

    @property
    def link(self) -> str | None:
        """URL that the end card shows, as text and QR code."""
        return self.choices.link or self.ad_url

    @property
    def seed(self) -> str:
        """Seed of the video's motion: the id of the first version's job, so that all versions move alike."""
        return self.earlier[-1] if self.earlier else self.job_id
