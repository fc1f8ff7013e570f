"""Build the request from flags, details file and settings, and check it before any upload."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pydantic.alias_generators import to_camel, to_snake

from cli.config import Settings
from cli.errors import CliError, Fault, InvalidRequest
from cli.flags import ChoiceFlags, DetailFlags
from cli.models import Options
from cli.photos import Photo, inspect_logo
from cli.session import Session

LISTING: Final = ("title", "description", "price", "currency", "category", "language")
CHOICES: Final = ("voice", "music", "format", "duration", "caption_style", "brand_colour", "overlays", "link")
REQUIRED: Final = ("title", "description", "price")
DETAILS_FILE_FIELDS: Final = (*LISTING, *CHOICES, "script")
TEXTS: Final = ("title", "description", "script", "link")
LOGO: Final = "logo"
"""Field with a file name, relative to the folder of the details file or list."""
FROM_SETTINGS: Final = ("currency", "category", "language", *CHOICES)
_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")
_SCHEME: Final = "https://"
_FILE_NAME: Final = re.compile(
    r"(?:[\w.~-]+[/\\])*[\w() .~-]*[\w)]\.(?:txt|text|md|markdown|rtf|docx?|odt|pdf|pages|csv|json|html?|srt|vtt)",
    re.IGNORECASE,
)
"""Name of a text file."""
_FILE_NAME_MAX_WORDS: Final = 4
"""A longer text is not a file name, even if it ends like one."""
_NO_COLOUR: Final = "{!r} is not a colour; write it as # and six hexadecimal digits, such as '#FFD60A'"

CONTACT: Final = "contact"
CONTACT_KINDS: Final = "a web address (https), an e-mail address or a phone number"
_CONTACT: Final = re.compile(
    r"https://\S+|(?:mailto:)?[^\s@:/]+@[^\s@/]+\.[^\s@/]+|(?:tel:)?\+?[0-9][0-9 .()-]+[0-9]", re.I
)
"""A rough check; the service checks more strictly."""
NO_CONTACT_HINT: Final = "Buyers have no way to reach you from this listing; add one with"


def read_details(path: Path | None) -> dict[str, str]:
    """Return the values of a details file as text.

    Raises:
        InvalidRequest: the file cannot be read, is not a JSON object, or holds an unknown field.
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
    fields = (*DETAILS_FILE_FIELDS, LOGO)
    invalid = [name for name, value in values.items() if name not in fields or not isinstance(value, str)]
    if invalid:
        allowed = ", ".join(to_camel(name) for name in fields)
        raise InvalidRequest(
            *(
                Fault(f"{name!r} in {path} is not a text or number named one of {allowed}", "details")
                for name in invalid
            )
        )
    return values


def plain_number(text: str) -> str:
    """Write a JSON number without trailing zeros: the number `45.000` is 45, but the text could mean 45000."""
    return f"{Decimal(text).normalize():f}"


def read_script(path: Path | None) -> str | None:
    return None if path is None else _text(path, "script").strip()


def merge_details(flags: Mapping[str, str | None], file: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Take each detail from its flag, else the details file, else the settings."""
    details: dict[str, str | None] = {}
    for name in DETAILS_FILE_FIELDS:
        setting = settings.get(name) if name in FROM_SETTINGS else None
        flag = flags.get(name)
        details[name] = flag if flag is not None else file.get(name, setting)
    return {name: value for name, value in details.items() if value is not None}


def request_body(details: Mapping[str, str], options: Options, required: Sequence[str] = REQUIRED) -> dict[str, Any]:
    """Return the details as the API expects them.

    Raises:
        InvalidRequest: with one fault for each value that is missing or not valid.
    """
    faults = [
        Fault(f"is missing; give --{name} or put it into the --details file", name)
        for name in required
        if not details.get(name, "").strip()
    ]
    faults += [fault for name, value in details.items() if value and (fault := _fault(name, value, options))]
    if faults:
        raise InvalidRequest(*faults)
    body: dict[str, Any] = dict(details)
    if "price" in body:
        body["price"] = float(_amount(details["price"]))
    if "duration" in body:
        body["duration"] = int(details["duration"])
    if "currency" in body:
        body["currency"] = details["currency"].upper()
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
    """Whether `text` is the name of a text file instead of the text itself (`script.txt`, `texts/script 2.md`)."""
    return len(text.split()) <= _FILE_NAME_MAX_WORDS and bool(_FILE_NAME.fullmatch(text.strip()))


def _price_fault(value: str, options: Options) -> Fault | None:
    if not re.match(options.price_pattern, value.strip()):
        return Fault(f"{value!r} is not an amount of money; write it like 1299.50, without a currency sign", "price")
    most = options.limits.max_price
    if most is not None and _amount(value) > most:
        return Fault(f"{value} is too much; at most {most:,.0f} is possible", "price")
    return None


def _amount(text: str) -> Decimal:
    """Parse a price that matches the service's pattern."""
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


def build_request(
    current: Session,
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: Path | None = None,
    *,
    required: Sequence[str] = REQUIRED,
    settings: Settings | None = None,
) -> dict[str, Any]:
    """Build the request body from flags, details file and settings.

    Args:
        required: details that must not be empty.
        settings: used instead of the session's settings.

    Raises:
        InvalidRequest: with one fault for each value that is missing or not valid.
    """
    flags = {**asdict(listing), **asdict(choices), "script": read_script(script)}
    return request_body(
        merge_details(flags, read_details(listing.details), settings or current.settings), current.options, required
    )


def find_logo(current: Session, flag: Path | None, details: Path | None) -> Photo | None:
    """Check and return the logo of the flag, or else of the details file (relative to that file's folder).

    Raises:
        InvalidRequest: the logo or the details file is not valid.
    """
    file_name = None if flag or details is None else read_details(details).get(LOGO)
    return inspect_logo(details.parent / file_name if details and file_name else flag, current.options.limits)


def run_checks(*checks: Callable[[], Any]) -> list[Any]:
    """Run all checks and return their results.

    Raises:
        InvalidRequest: with the faults of all checks, so that the user sees them together.
    """
    faults: list[Fault] = []
    results: list[Any] = []
    for check in checks:
        try:
            results.append(check())
        except InvalidRequest as error:
            faults += [fault for fault in error.faults if fault not in faults]
    if faults:
        raise InvalidRequest(*faults)
    return results


def script_source(flag: Path | None, details: Path | None) -> Path | None:
    """Return the file that contains the script: that of the flag, or else the details file."""
    return flag or (details if details and "script" in read_details(details) else None)


def name_files(error: CliError, photos: Sequence[Path | None], script: Path | None) -> CliError:
    """Replace the API's names in an error (`photos[2]`, `photo 3`, `clip 3`, `script`) with file names."""
    files = {f"photos[{index}]": (str(index + 1), str(path)) for index, path in enumerate(photos) if path}
    if script:
        files["script"] = ("", str(script))
    faults = []
    for fault in error.faults:
        number, path = files.get(fault.field or "", ("", fault.field))
        message = fault.message.removeprefix(f"photo {number} ").removeprefix(f"clip {number} ")
        faults.append(Fault(message, path))
    error.faults = faults
    return error


def resolve_contact(current: Session, flag: str | None, field: str = f"--{CONTACT}") -> str | None:
    """Return the contact of the flag, or else of the settings.

    Raises:
        InvalidRequest: it is not a web address, e-mail address or phone number.
    """
    contact = current.settings.get(CONTACT, flag)
    if contact and (fault := contact_fault(contact, field)):
        raise InvalidRequest(fault)
    return contact


def contact_fault(contact: str, field: str) -> Fault | None:
    if _CONTACT.fullmatch(contact.strip()):
        return None
    return Fault(f"{contact!r} is not {CONTACT_KINDS}", field)


def warn_if_no_contact(current: Session, contact: str | None, command: str) -> None:
    """Warn the seller when a listing shows no contact; `command` adds one."""
    if not contact and not current.options.operator_contact:
        current.screen.note(f"[label]{NO_CONTACT_HINT}[/] `{command}`[label].[/]")
