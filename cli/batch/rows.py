"""Checks every row of a list before anything is sent, and gives each a name that follows from what it says."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cli.batch.reading import BETWEEN_PHOTOS, PHOTOS, PUBLISH, RawRow
from cli.contact import CONTACT, contact_fault
from cli.details import LOGO, assemble, request_body
from cli.errors import Fault, InvalidRequest
from cli.options import Options
from cli.photos import Photo, inspect_logo, inspect_photos
from cli.settings import Settings

YES: Final = frozenset({"yes", "true", "1", "x"})
NO: Final = frozenset({"no", "false", "0"})


@dataclass(frozen=True)
class Row:
    """One video wanted. `key` follows from details, photos and logo: the same row is the same video in every run."""

    number: int
    key: str
    title: str
    photos: Sequence[Photo]
    body: Mapping[str, Any] = field(hash=False)
    logo: Photo | None = None
    own: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Of the list's own columns."""


@dataclass(frozen=True)
class BadRow:
    """A row that cannot become a video, and why."""

    raw: RawRow
    faults: Sequence[Fault]


@dataclass(frozen=True)
class Checks:
    """What rows are held to, and what they take where they say nothing."""

    folder: Path
    """Photos and logos are named from here."""
    options: Options
    flags: Mapping[str, str | None]
    settings: Settings
    logo: Path | None = None
    """Of rows that name none."""
    contact: str | None = None
    """Of the listings of rows that name none."""

    def rows(self, found: Sequence[RawRow]) -> tuple[list[Row], list[BadRow]]:
        """The rows that are ready to be run, and those that are not; of equal ones the first is ready."""
        bad: list[BadRow] = []
        rows: list[Row] = []
        first: dict[str, int] = {}
        for raw in found:
            try:
                row = self._row(raw)
            except InvalidRequest as error:
                bad.append(BadRow(raw, [Fault(fault.message, _place(raw, fault.field)) for fault in error.faults]))
                continue
            if row.key in first:
                bad.append(BadRow(raw, [Fault(f"is the same as row {first[row.key]}", f"row {raw.number}")]))
                continue
            first[row.key] = raw.number
            rows.append(row)
        return rows, bad

    def _row(self, raw: RawRow) -> Row:
        faults: list[Fault] = []
        body: dict[str, Any] = {}
        photos: list[Photo] = []
        logo: Photo | None = None
        try:
            body = request_body(assemble(raw.values, self.flags_given(), self.settings), self.options)
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
        return Row(raw.number, _key(body, photos, logo), str(body["title"]), photos, body, logo, raw.own)

    def _publishing(self, raw: RawRow) -> dict[str, Any]:
        """What the request says about the row's listing."""
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

    def flags_given(self) -> dict[str, str]:
        return {name: value for name, value in self.flags.items() if value is not None}

    def _logo(self, raw: RawRow) -> Path | None:
        return self.folder / raw.values[LOGO] if raw.values.get(LOGO) else self.logo

    def _paths(self, named: str) -> list[Path]:
        return [self.folder / name.strip() for name in named.split(BETWEEN_PHOTOS) if name.strip()]


def _place(raw: RawRow, column: str | None) -> str:
    return f"row {raw.number}, {column}" if column else f"row {raw.number}"


def _without_flags(message: str) -> str:
    """`request_body` explains what is missing in words for flags."""
    return "is missing" if message.startswith("is missing") else message


def _key(body: Mapping[str, Any], photos: Sequence[Photo], logo: Photo | None) -> str:
    """SHA-256 of what the row asks for and of the files' bytes."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode())
    for photo in photos:
        digest.update(hashlib.sha256(photo.path.read_bytes()).digest())
    if logo:
        digest.update(LOGO.encode() + hashlib.sha256(logo.path.read_bytes()).digest())
    return digest.hexdigest()
