"""Read a list of listings (CSV or JSON Lines) and check every row before anything is sent."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from cli.config import Settings
from cli.details import CONTACT, DETAILS_FILE_FIELDS, LOGO, contact_fault, merge_details, plain_number, request_body
from cli.errors import Fault, InvalidRequest
from cli.models import Options
from cli.photos import Photo, inspect_logo, inspect_photos

PHOTOS: Final = "photos"
PUBLISH: Final = "publish"
COLUMNS: Final = (PHOTOS, *DETAILS_FILE_FIELDS, LOGO, PUBLISH, CONTACT)
PHOTO_SEPARATOR: Final = "|"
DELIMITERS: Final = ",;\t"
SIMILARITY: Final = 0.8
"""Ratio of `difflib` from which a column name counts as a misspelling of ours; 1 means equal."""
JSON_LINES: Final = frozenset({".jsonl", ".ndjson"})


def _normalized_name(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


_COLUMN_OF: Final = {_normalized_name(name): name for name in COLUMNS}


@dataclass(frozen=True)
class RawRow:
    """One row as text. `number` is the row's number in a spreadsheet, or the line number in JSON Lines."""

    number: int
    values: Mapping[str, str]
    """Cells of the columns that vidx defines, by column name."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Cells of all other columns, which are copied to the results file."""


def read_rows(path: Path) -> list[RawRow]:
    """Return the rows that are not empty, each with its cells that are not empty.

    Raises:
        InvalidRequest: the file is not a valid list, or a column name looks misspelled.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidRequest(
            Fault(f"cannot be read: {(error.strerror or 'unknown reason').lower()}", str(path))
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidRequest(Fault("is not in UTF-8; save it as 'CSV UTF-8'", str(path))) from error
    rows = list(_json_lines(text) if path.suffix.lower() in JSON_LINES else _csv(text))
    if not rows:
        raise InvalidRequest(
            Fault("holds no rows; the first line names the columns, every other is a video", str(path))
        )
    return rows


def _csv(text: str) -> Iterator[RawRow]:
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    header = [_column(name) for name in records[0]] if records else []
    faults = _column_faults(header)
    count = "is 1 column" if len(header) == 1 else f"are {len(header)} columns"
    faults += [
        Fault(f"has {len(record)} cells, but there {count}", f"row {number}")
        for number, record in enumerate(records[1:], start=2)
        if len(record) > len(header)
    ]
    if faults:
        raise InvalidRequest(*faults)
    for number, record in enumerate(records[1:], start=2):
        cells = {name: cell.strip() for name, cell in zip(header, record, strict=False) if name and cell.strip()}
        if cells:
            yield _raw_row(number, cells)


def _raw_row(number: int, cells: Mapping[str, str]) -> RawRow:
    values = {name: text for name, text in cells.items() if name in COLUMNS}
    return RawRow(number, values, {name: text for name, text in cells.items() if name not in COLUMNS})


def _column(name: str) -> str:
    """Return the canonical name of a column written as `Caption style` or `captionStyle`."""
    return _COLUMN_OF.get(_normalized_name(name), name.strip())


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first line into the most known columns."""

    def count_columns(delimiter: str) -> int:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        return sum(_column(name) in COLUMNS for name in header)

    return max(DELIMITERS, key=count_columns)


def _column_faults(header: list[str]) -> list[Fault]:
    """Return a fault for each duplicate column and each misspelled one."""
    faults = [_misspelled(name, near[0]) for name in header if (near := _similar_names(name))]
    return faults + [
        Fault("is there twice", name) for name in sorted({name for name in header if name and header.count(name) > 1})
    ]


def _similar_names(name: str) -> list[str]:
    return [] if name in COLUMNS else get_close_matches(_normalized_name(name), _COLUMN_OF, n=1, cutoff=SIMILARITY)


def _misspelled(name: str, near: str) -> Fault:
    return Fault(f"is not a vidx column; did you mean {_COLUMN_OF[near]}? If it is your own column, rename it", name)


def _json_lines(text: str) -> Iterator[RawRow]:
    lines = text.split("\n")  # splitlines() also splits at characters that JSON texts may contain
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            values = json.loads(line, parse_float=plain_number, parse_int=str)
        except json.JSONDecodeError as error:
            raise InvalidRequest(Fault(f"is not valid JSON: {error}", place)) from error
        if not isinstance(values, dict):
            raise InvalidRequest(Fault('must be a JSON object, such as {"title": "…"}', place))
        if faults := [Fault(f"{place}: {fault}") for fault in _column_faults([_column(name) for name in values])]:
            raise InvalidRequest(*faults)
        yield _raw_row(
            number,
            {_column(name): _text(value, f"{place}, {name}") for name, value in values.items() if value is not None},
        )


def _text(value: Any, place: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return PHOTO_SEPARATOR.join(value)
    if isinstance(value, str):
        return value.strip()
    raise InvalidRequest(Fault("is neither text nor number nor a list of file names", place))


YES: Final = frozenset({"yes", "true", "1", "x"})
NO: Final = frozenset({"no", "false", "0"})


@dataclass(frozen=True)
class Row:
    """A valid row: one video to make. `key` is a hash of details, photos and logo, which is equal in every run."""

    number: int
    key: str
    title: str
    photos: Sequence[Photo]
    body: Mapping[str, Any] = field(hash=False)
    logo: Photo | None = None
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class InvalidRow:
    """A row with faults."""

    raw: RawRow
    faults: Sequence[Fault]


@dataclass(frozen=True)
class RowChecker:
    """Checks rows against the service's options, and fills their empty cells from flags and settings."""

    folder: Path
    """Folder of the list; photo and logo paths are relative to it."""
    options: Options
    flags: Mapping[str, str | None]
    settings: Settings
    logo: Path | None = None
    """Logo of rows without one."""
    contact: str | None = None
    """Contact in the listings of rows without one."""

    def check(self, raw_rows: Sequence[RawRow]) -> tuple[list[Row], list[InvalidRow]]:
        """Return the valid rows and the invalid ones. Of equal rows, only the first is valid."""
        invalid: list[InvalidRow] = []
        rows: list[Row] = []
        first: dict[str, int] = {}
        for raw in raw_rows:
            try:
                row = self._row(raw)
            except InvalidRequest as error:
                invalid.append(
                    InvalidRow(raw, [Fault(fault.message, _place(raw, fault.field)) for fault in error.faults])
                )
                continue
            if row.key in first:
                invalid.append(InvalidRow(raw, [Fault(f"is the same as row {first[row.key]}", f"row {raw.number}")]))
                continue
            first[row.key] = raw.number
            rows.append(row)
        return rows, invalid

    def _row(self, raw: RawRow) -> Row:
        faults: list[Fault] = []
        body: dict[str, Any] = {}
        photos: list[Photo] = []
        logo: Photo | None = None
        try:
            body = request_body(merge_details(raw.values, self._set_flags(), self.settings), self.options)
        except InvalidRequest as error:
            faults += [Fault(_without_flags(fault.message), fault.field) for fault in error.faults]
        try:
            photos = inspect_photos(self._paths(raw.values.get(PHOTOS, "")), self.options.limits)
        except InvalidRequest as error:
            faults += [Fault(str(fault), PHOTOS) for fault in error.faults]
        try:
            logo = inspect_logo(self._logo(raw), self.options.limits)
        except InvalidRequest as error:
            faults += [Fault(str(fault), LOGO) for fault in error.faults]
        try:
            body |= self._publishing(raw)
        except InvalidRequest as error:
            faults += error.faults
        if faults:
            raise InvalidRequest(*faults)
        return Row(raw.number, _key(body, photos, logo), str(body["title"]), photos, body, logo, raw.extra)

    def _publishing(self, raw: RawRow) -> dict[str, Any]:
        """Return the part of the request body about the row's listing."""
        publish = raw.values.get(PUBLISH, "no").lower()
        faults = [] if publish in YES | NO else [Fault(f"{publish!r} is neither yes nor no", PUBLISH)]
        contact = raw.values.get(CONTACT)
        if contact and (fault := contact_fault(contact, CONTACT)):
            faults.append(fault)
        if faults:
            raise InvalidRequest(*faults)
        if publish not in YES:
            return {}
        contact = contact or self.contact
        return {PUBLISH: True, **({CONTACT: contact} if contact else {})}

    def _set_flags(self) -> dict[str, str]:
        return {name: value for name, value in self.flags.items() if value is not None}

    def _logo(self, raw: RawRow) -> Path | None:
        return self.folder / raw.values[LOGO] if raw.values.get(LOGO) else self.logo

    def _paths(self, names: str) -> list[Path]:
        return [self.folder / name.strip() for name in names.split(PHOTO_SEPARATOR) if name.strip()]


def _place(raw: RawRow, column: str | None) -> str:
    return f"row {raw.number}, {column}" if column else f"row {raw.number}"


def _without_flags(message: str) -> str:
    """Remove the advice about flags from a message of `request_body`."""
    return "is missing" if message.startswith("is missing") else message


def _key(body: Mapping[str, Any], photos: Sequence[Photo], logo: Photo | None) -> str:
    """Return the SHA-256 of the request body and the files."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode())
    for photo in photos:
        digest.update(hashlib.sha256(photo.path.read_bytes()).digest())
    if logo:
        digest.update(LOGO.encode() + hashlib.sha256(logo.path.read_bytes()).digest())
    return digest.hexdigest()
