"""docs/glossary.md has each term once, and no retired name comes back."""

import re
from pathlib import Path
from typing import Final

import pytest

from infra.settings import ROOT
from tests.contract.retired_names import RETIRED, identifiers, uses, words

GLOSSARY: Final = ROOT / "docs/glossary.md"
ROW: Final = re.compile(r"^\| (?!term|retired|---)([^|]+?) \| ([^|]+?) \|", re.MULTILINE)


def rows(heading: str) -> list[tuple[str, str]]:
    """First two cells of each row of the table below a heading."""
    text = GLOSSARY.read_text(encoding="utf-8").split(f"# {heading}\n", 1)[1]
    return [(first, second) for first, second in ROW.findall(text.split("\n## ", 1)[0])]


def test_terms_stand_once_and_in_alphabetical_order() -> None:
    terms = [term.casefold() for term, _ in rows("Glossary")]

    assert len(terms) > 40
    assert terms == sorted(set(terms))


def test_the_glossary_lists_every_retired_name_with_its_successor() -> None:
    assert dict(rows("Retired names")) == RETIRED


def test_no_term_is_retired() -> None:
    assert not {word for term, _ in rows("Glossary") for word in words(term)} & RETIRED.keys()


def test_no_identifier_or_file_name_holds_a_retired_word() -> None:
    assert uses(ROOT, set(RETIRED)) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("render_video", {"render", "video"}),
        ("FilmPlan", {"film", "plan"}),
        ("MAX_SHOT_S", {"max", "shot", "s"}),
        ("parseURLOnce", {"parse", "url", "once"}),
        ("job-ended.js", {"job", "ended", "js"}),
    ],
)
def test_names_are_split_into_words(name: str, expected: set[str]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.py", 'studio = "veil"  # lens\n', {"studio"}),
        ("a.js", 'const studio = "veil"; // lens\n/* hush */ hush(`film`);\n', {"const", "studio", "hush"}),
    ],
)
def test_comments_and_strings_hold_no_identifiers(file: str, text: str, expected: set[str]) -> None:
    assert set(identifiers(Path(file), text)) - {""} == expected
