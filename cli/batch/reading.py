"""Reads a list of listings: CSV by any spreadsheet, or JSON Lines."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from cli.contact import CONTACT
from cli.details import IN_FILE, LOGO, plain_number
from cli.errors import Fault, InvalidRequest

PHOTOS: Final = "photos"
PUBLISH: Final = "publish"
COLUMNS: Final = (PHOTOS, *IN_FILE, LOGO, PUBLISH, CONTACT)
BETWEEN_PHOTOS: Final = "|"
DELIMITERS: Final = ",;\t"
LIKENESS: Final = 0.8
"""From which share of common letters on a column counts as misspelled; 1 is the same."""
JSON_LINES: Final = frozenset({".jsonl", ".ndjson"})


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


_COLUMN_OF: Final = {_bare(name): name for name in COLUMNS}


@dataclass(frozen=True)
class RawRow:
    """What a row says, as text; `number` is the row's in a spreadsheet, or the line's."""

    number: int
    values: Mapping[str, str]
    """Of the columns that vidx knows."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Of the list's own columns, which only the results file shows again."""


def read_rows(path: Path) -> list[RawRow]:
    """The rows that hold anything, each with the columns that are filled in.

    Raises:
        InvalidRequest: the file cannot be read as a list, or names a column nearly as vidx does.
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
    are = "is 1 column" if len(header) == 1 else f"are {len(header)} columns"
    faults += [
        Fault(f"has {len(record)} cells, but there {are}", f"row {number}")
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
    known = {name: text for name, text in cells.items() if name in COLUMNS}
    return RawRow(number, known, {name: text for name, text in cells.items() if name not in COLUMNS})


def _column(name: str) -> str:
    """The column's own name, however it is written: `Caption style`, `captionStyle`."""
    return _COLUMN_OF.get(_bare(name), name.strip())


def _delimiter(text: str) -> str:
    """The delimiter by which the first line names the most columns that exist."""

    def known(delimiter: str) -> int:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        return sum(_column(name) in COLUMNS for name in header)

    return max(DELIMITERS, key=known)


def _column_faults(header: list[str]) -> list[Fault]:
    """Columns that are there twice, and those whose names are so near to one of vidx's that they are misspelled."""
    faults = [_misspelled(name, near[0]) for name in header if (near := _near(name))]
    return faults + [
        Fault("is there twice", name) for name in sorted({name for name in header if name and header.count(name) > 1})
    ]


def _near(name: str) -> list[str]:
    return [] if name in COLUMNS else get_close_matches(_bare(name), _COLUMN_OF, n=1, cutoff=LIKENESS)


def _misspelled(name: str, near: str) -> Fault:
    return Fault(f"is no column that vidx knows; it is called {_COLUMN_OF[near]}. Rename it if it is your own", name)


def _json_lines(text: str) -> Iterator[RawRow]:
    for number, line in enumerate(text.split("\n"), start=1):  # others than this end no line of JSON Lines
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
        return BETWEEN_PHOTOS.join(value)
    if isinstance(value, str):
        return value.strip()
    raise InvalidRequest(Fault("is neither text nor number nor a list of file names", place))
