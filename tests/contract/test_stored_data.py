"""Rows and objects that an earlier release has stored can be read, and a later release's unknown fields are ignored.

`tests/data/stored` has one file for each recorded release: rows as DynamoDB has them, and JSON objects by key. Record
one more before a release that changes what is stored; never change one.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from pydantic import BaseModel

from infra.settings import ROOT
from vidx import options
from vidx.adapters.dynamodb.items import from_item
from vidx.admission.queue import QueueState
from vidx.ads import Ad
from vidx.categories import Category
from vidx.jobs.model import Job, JobSnapshot
from vidx.jobs.request import VideoRequest
from vidx.moderation import JobAssessment
from vidx.script import Script
from vidx.stored import parse_object
from vidx.webhooks.model import Webhook
from vidx.words import WordTimings

RELEASES: Final = sorted((ROOT / "tests/data/stored").glob("*.json"))
TABLES: Final[dict[str, tuple[type[BaseModel], ...]]] = {
    "jobs": (Job, JobSnapshot),
    "ads": (Ad,),
    "webhooks": (Webhook,),
    "admission": (QueueState,),
}
OBJECTS: Final[dict[str, type[BaseModel]]] = {
    "job.json": VideoRequest,
    "script.json": Script,
    "moderation.json": JobAssessment,
    "words.json": WordTimings,
}
UNKNOWN: Final = "added_by_a_later_release"


def rows(release: Path) -> Iterator[tuple[type[BaseModel], dict[str, Any]]]:
    for table, stored in json.loads(release.read_text(encoding="utf-8"))["tables"].items():
        yield from ((form, row) for form in TABLES.get(table, ()) for row in stored)


def objects(release: Path) -> Iterator[tuple[type[BaseModel], Any]]:
    for key, stored in json.loads(release.read_text(encoding="utf-8"))["objects"].items():
        yield OBJECTS[key.rpartition("/")[2]] if key.startswith("jobs/") else Script, stored


def with_unknown_fields(stored: Any) -> Any:
    """Add a field to every object in a stored value."""
    if isinstance(stored, list):
        return [with_unknown_fields(each) for each in stored]
    if isinstance(stored, dict):
        return {**{name: with_unknown_fields(each) for name, each in stored.items()}, UNKNOWN: "x"}
    return stored


def row_with_unknown_fields(row: dict[str, Any]) -> dict[str, Any]:
    """Add an attribute to a row, and to every map in it that is no map of ids."""

    def changed(name: str, attribute: dict[str, Any]) -> dict[str, Any]:
        if "L" in attribute:
            return {"L": [changed(name, each) for each in attribute["L"]]}
        if "M" not in attribute:
            return attribute
        inner = {key: changed(key, each) for key, each in attribute["M"].items()}
        by_id = name in {"stages", "leases", "turns", "running", "scores"}
        return {"M": inner if by_id else {**inner, UNKNOWN: {"S": "x"}}}

    return {name: changed(name, attribute) for name, attribute in row.items()} | {UNKNOWN: {"S": "x"}}


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_everything_that_a_release_has_stored_is_readable(release: Path) -> None:
    read = [from_item(row, form) for form, row in rows(release)]
    read += [parse_object(form, json.dumps(stored)) for form, stored in objects(release)]

    assert {type(each) for each in read} == {*OBJECTS.values(), *(form for forms in TABLES.values() for form in forms)}
    jobs = [each for each in read if isinstance(each, Job)]
    assert all(job.listing for job in jobs)


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_an_earlier_release_ignores_what_a_later_one_has_added(release: Path) -> None:
    """A rollback leaves rows and objects of the later release."""
    for form, row in rows(release):
        assert from_item(row_with_unknown_fields(row), form) == from_item(row, form)
    for form, stored in objects(release):
        added = stored if form is JobAssessment else with_unknown_fields(stored)  # its scores are by category
        assert parse_object(form, json.dumps(added)) == parse_object(form, json.dumps(stored))


CHOICES: Final[dict[Any, set[object]]] = {
    options.Voice: {
        "alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage", "shimmer",
        "verse",
    },
    options.Music: {"upbeat", "calm", "corporate", "acoustic", "electronic", "cinematic", "none"},
    options.Format: {"9:16", "1:1", "16:9"},
    options.CaptionStyle: {"pop", "karaoke", "clean"},
    options.Language: {"en", "es", "fr", "de", "pt", "it"},
    options.Duration: {15, 30},
    options.Overlay: {"title", "price", "end"},
    Category: {
        "vehicles", "property", "electronics", "furniture", "home", "fashion", "sports", "toys", "pets", "services",
        "other",
    },
}  # fmt: skip


def test_no_choice_of_an_earlier_video_disappears() -> None:
    """A row with an unknown choice cannot be read: not listed, not swept, not deleted with its account."""
    for kind, earlier in CHOICES.items():
        assert earlier <= set(get_args(kind)), kind
