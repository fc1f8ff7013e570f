"""Every table of the code has an entry for each language, voice, caption style and music track."""

from collections.abc import Collection
from typing import Final

import pytest

from local.paths import ROOT
from tests.contract.choice_tables import Table, choice_tables
from tests.contract.guide import recipe
from vidx import options

CHOICES: Final[dict[str, Collection[str]]] = {
    "language": options.LANGUAGES,
    "voice": options.VOICES,
    "caption style": options.CAPTION_STYLES,
    "music track": options.MUSIC,
}
ALL_BUT_ENGLISH: Final = {
    ("layers/common/python/vidx/adapters/voices.py", "POLLY_VOICES"),
    ("layers/common/python/vidx/detection.py", "_LETTERS"),
    ("layers/common/python/vidx/speech/locales/currencies.py", "_TABLE"),
    ("local/openai_standin/espeak.py", "_ESPEAK_LANGUAGES"),
}
"""English has a table of its own there, or no special letters."""
WHERE_NEEDED: Final = {
    ("layers/common/python/vidx/guard/price_forms.py", "_BILLIONS"),
    ("layers/common/python/vidx/guard/price_forms.py", "_SLANG"),
    ("layers/common/python/vidx/speech/pairing/number_forms.py", "_HUNDRED"),
    ("layers/common/python/vidx/speech/pairing/number_forms.py", "_MORE_DIGITS"),
    ("layers/common/python/vidx/speech/pairing/number_forms.py", "_MORE_ORDINALS"),
    ("functions/tts/transcript_check.py", "_MORE_ORDINALS"),
}
"""Exceptions of some languages; a language without an entry has no such exception."""


def problems(choice: str, values: Collection[str]) -> list[str]:
    """What is missing, as `file: table lacks the language "xx"`."""
    return [
        f'{table.path}: {table.name} lacks the {choice} "{value}"'
        for table in choice_tables(ROOT, CHOICES[choice])
        for value in table.missing(values)
        if not _may_lack(table, value)
    ]


def _may_lack(table: Table, value: str) -> bool:
    place = (table.path, table.name)
    return place in WHERE_NEEDED or (place in ALL_BUT_ENGLISH and value == "en")


@pytest.mark.parametrize("choice", CHOICES)
def test_every_table_has_every_value(choice: str) -> None:
    assert problems(choice, CHOICES[choice]) == []


@pytest.mark.parametrize("choice", CHOICES)
def test_the_recipe_names_every_table(choice: str) -> None:
    paths = {table.path for table in choice_tables(ROOT, CHOICES[choice])}

    assert paths - recipe(f"Add a {choice}").paths == set()


@pytest.mark.parametrize(
    ("choice", "value", "path", "name"),
    [
        ("language", "xx", "layers/common/python/vidx/speech/pace.py", "PACES"),
        ("language", "xx", "layers/common/python/vidx/adapters/voices.py", "POLLY_VOICES"),
        ("language", "xx", "layers/common/python/vidx/guard/injected_instructions.py", "_BY_LANGUAGE"),
        ("language", "xx", "web/js/components/formatting.js", "FREE"),
        ("voice", "no-such", "layers/common/python/vidx/adapters/voices.py", "PROVIDER_VOICES"),
        ("caption style", "no-such", "functions/captions/theme.py", "STYLE_METRICS"),
        ("caption style", "no-such", "web/js/components/preview-layout.js", "CAPTIONS"),
        ("caption style", "no-such", "cli/flags.py", "metavar"),
        ("music track", "no-such", "web/js/components/formatting.js", "DESCRIPTIONS"),
    ],
)
def test_a_forgotten_table_is_named(choice: str, value: str, path: str, name: str) -> None:
    assert f'{path}: {name} lacks the {choice} "{value}"' in problems(choice, (*CHOICES[choice], value))


def test_every_exception_is_still_a_table() -> None:
    tables = {(table.path, table.name) for table in choice_tables(ROOT, options.LANGUAGES)}

    assert (ALL_BUT_ENGLISH | WHERE_NEEDED) - tables == set()
