"""The comment above a rule is an example of it: `# 2020–2023 → twenty twenty to twenty twenty-three`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, cast

import pytest

from vidx import speech
from vidx.options import CATEGORIES, Language

FOLDER: Final = Path(speech.__file__).parent
EXAMPLE: Final = re.compile(
    r"^ *# (?P<text>.+) → (?P<words>.+?)(?: \((?P<language>\w\w)\))?\n *(?:ambiguous_)?rule\(", re.MULTILINE
)
CURRENCIES: Final = (None, "USD", "EUR", "MXN", "PEN")


class Example(NamedTuple):
    """A text, what it is read as, and the file of the rule."""

    language: Language
    text: str
    words: str
    path: str


def find_examples() -> Iterator[Example]:
    for path in sorted(FOLDER.rglob("*.py")):
        for match in EXAMPLE.finditer(path.read_text("utf-8")):
            language = cast("Language", match["language"] or "en")
            yield Example(language, match["text"], match["words"], path.relative_to(FOLDER).as_posix())


EXAMPLES: Final = list(find_examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.path}: {example.text}")
def test_a_text_is_read_as_the_example_of_its_rule_says(example: Example) -> None:
    contexts = [speech.NO_CONTEXT]
    contexts += [speech.Context(category, currency) for currency in CURRENCIES for category in CATEGORIES]
    spoken_forms = (speech.verbalize(example.text, example.language, context) for context in contexts)

    assert any(example.words in spoken_form for spoken_form in spoken_forms)


def test_most_rules_have_an_example() -> None:
    assert len(EXAMPLES) > 200
