"""Puts listing and choices together from flags, details file and settings, and checks them before any upload."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pydantic.alias_generators import to_camel, to_snake

from cli.errors import Fault, InvalidRequest
from cli.options import Options
from cli.settings import Settings

LISTING: Final = ("title", "description", "price", "currency", "category", "language")
CHOICES: Final = ("voice", "music", "format", "duration", "caption_style", "brand_colour", "overlays", "link")
REQUIRED: Final = ("title", "description", "price")
IN_FILE: Final = (*LISTING, *CHOICES, "script")
TEXTS: Final = ("title", "description", "script", "link")
LOGO: Final = "logo"
"""A file's name, from the folder of whatever names it."""
FROM_SETTINGS: Final = ("currency", "category", "language", *CHOICES)
_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")
_SCHEME: Final = "https://"
_FILE_NAME: Final = re.compile(
    r"(?:[\w.~-]+[/\\])*[\w() .~-]*[\w)]\.(?:txt|text|md|markdown|rtf|docx?|odt|pdf|pages|csv|json|html?|srt|vtt)",
    re.IGNORECASE,
)
"""A text that is nothing but the name of a text file."""
_MOST_WORDS_OF_FILE_NAME: Final = 4
_NO_COLOUR: Final = "{!r} is not a colour; write it as # and six hexadecimal digits, such as '#FFD60A'"


def read_details(path: Path | None) -> dict[str, str]:
    """The values of a details file as text.

    Raises:
        InvalidRequest: it cannot be read, is not a JSON object, or holds something that is not a detail.
    """
    if path is None:
        return {}
    try:
        values = json.loads(_text(path, "details"), parse_float=plain_number, parse_int=str)
    except json.JSONDecodeError as error:
        raise InvalidRequest(Fault(f"{path} is not valid JSON: {error}", "details")) from error
    if not isinstance(values, dict):
        raise InvalidRequest(Fault(f'{path} must hold one JSON object, such as {{"title": "…"}}', "details"))
    values = {to_snake(name): value for name, value in values.items()}
    known = (*IN_FILE, LOGO)
    wrong = [name for name, value in values.items() if name not in known or not isinstance(value, str)]
    if wrong:
        allowed = ", ".join(to_camel(name) for name in known)
        raise InvalidRequest(
            *(Fault(f"{name!r} in {path} is not a text or number named one of {allowed}", "details") for name in wrong)
        )
    return values


def plain_number(text: str) -> str:
    """A JSON number as a person writes it: the text `45.000` may mean 45000, the number does not."""
    return f"{Decimal(text).normalize():f}"


def read_script(path: Path | None) -> str | None:
    return None if path is None else _text(path, "script").strip()


def assemble(flags: Mapping[str, str | None], file: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Every detail that somebody gives: flag, else details file, else setting."""
    given: dict[str, str | None] = {}
    for name in IN_FILE:
        preset = settings.get(name) if name in FROM_SETTINGS else None
        flag = flags.get(name)
        given[name] = flag if flag is not None else file.get(name, preset)
    return {name: value for name, value in given.items() if value is not None}


def request_body(given: Mapping[str, str], options: Options, required: Sequence[str] = REQUIRED) -> dict[str, Any]:
    """The details as the API takes them.

    Raises:
        InvalidRequest: with one fault for everything that is missing or not valid.
    """
    faults = [
        Fault(f"is missing; give --{name} or put it into the --details file", name)
        for name in required
        if not given.get(name, "").strip()
    ]
    faults += [fault for name, value in given.items() if value and (fault := _fault(name, value, options))]
    if faults:
        raise InvalidRequest(*faults)
    body: dict[str, Any] = dict(given)
    if "price" in body:
        body["price"] = float(_amount(given["price"]))
    if "duration" in body:
        body["duration"] = int(given["duration"])
    if "currency" in body:
        body["currency"] = given["currency"].upper()
    return {to_camel(name): value for name, value in body.items()}


def _fault(name: str, value: str, options: Options) -> Fault | None:
    if name == "price":
        return _price_fault(value, options)
    if name == "overlays":
        return options.fault_of_list(name, value)
    if name in TEXTS:
        return _text_fault(name, value, options)
    if name == "brand_colour":
        return None if _COLOUR.fullmatch(value) else Fault(_NO_COLOUR.format(value), name)
    return options.fault(name, value.upper() if name == "currency" else value)


def _text_fault(name: str, value: str, options: Options) -> Fault | None:
    if name == "link" and not value.startswith(_SCHEME):
        return Fault(f"{value!r} is not a web address; it must start with {_SCHEME}", name)
    if name in {"script", "description"} and is_file_name(value):
        return Fault(f"{value!r} is the name of a file; put the text itself here", name)
    limits = options.limits
    limit = {
        "title": limits.max_title_chars,
        "description": limits.max_description_chars,
        "script": limits.max_script_chars,
        "link": limits.max_link_chars,
    }[name]
    too_long = limit and len(value) > limit
    return Fault(f"has {len(value):,} characters; at most {limit:,} are possible", name) if too_long else None


def is_file_name(text: str) -> bool:
    """Whether `text` names a text file where the text itself belongs (`script.txt`, `texts/script 2.md`)."""
    return len(text.split()) <= _MOST_WORDS_OF_FILE_NAME and bool(_FILE_NAME.fullmatch(text.strip()))


def _price_fault(value: str, options: Options) -> Fault | None:
    if not re.match(options.price_pattern, value.strip()):
        return Fault(f"{value!r} is not an amount of money; write it like 1299.50, without a currency sign", "price")
    most = options.limits.max_price
    if most is not None and _amount(value) > most:
        return Fault(f"{value} is too much; at most {most:,.0f} is possible", "price")
    return None


def _amount(text: str) -> Decimal:
    """The amount that a text of the service's pattern writes."""
    whole, *cents = re.split(r"[.,]([0-9]{1,2})$", text.strip())
    units = re.sub("[^0-9]", "", whole) or "0"
    return Decimal(f"{units}.{cents[0]}" if cents else units)


def _text(path: Path, field: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(Fault(f"{path} cannot be read: {error.strerror}", field)) from error
    except UnicodeDecodeError as error:
        raise InvalidRequest(Fault(f"{path} is not a text file in UTF-8", field)) from error
