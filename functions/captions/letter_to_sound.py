"""How a word that no dictionary has is probably said: the NRL letter-to-sound rules, in `letter_to_sound.txt`."""

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_CONTEXT: Final = {
    "_": r"\b",
    "#": "[aeiouy]+",
    ":": "[^aeiouy']*",
    "^": "[^aeiouy']",
    ".": "[bdvgjlmnrwz]",
    "+": "[eiy]",
    "%": "(?:ing|ely|e[rsd]?)(?![a-z])",
    "&": "(?:[cs]h|[scgzxj])",
    "@": "(?:[tsc]h|[tsrdlznj])",
}


class _Rule(NamedTuple):
    letters: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    phones: tuple[str, ...]


def phones(word: str) -> tuple[str, ...]:
    """CMU phones of `word` (letters a–z and apostrophes), without stress; a letter no rule fits is silent."""
    found: list[str] = []
    at = 0
    while at < len(word):
        rule = _first_match(word, at)
        found.extend(rule.phones if rule else ())
        at += len(rule.letters) if rule else 1
    return tuple(found)


def _first_match(word: str, at: int) -> _Rule | None:
    for rule in _rules().get(word[at], ()):
        end = at + len(rule.letters)
        if word.startswith(rule.letters, at) and rule.before.search(word[:at]) and rule.after.match(word, end):
            return rule
    return None


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """The rules by the first letter they consume, in the order of the file."""
    lines = Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    rules = [_rule(line) for line in lines if line and not line.startswith("# ")]
    return {first: tuple(rule for rule in rules if rule.letters[0] == first) for first in {r.letters[0] for r in rules}}


def _rule(line: str) -> _Rule:
    left, _, rest = line.partition("[")
    letters, _, rest = rest.partition("]")
    right, _, sounds = rest.partition("=")
    before = "".join("^" if sign == "_" else _CONTEXT.get(sign, sign) for sign in left)
    after = "".join("$" if sign == "_" else _CONTEXT.get(sign, sign) for sign in right)
    return _Rule(letters, re.compile(f"(?:{before})$"), re.compile(after), tuple(sounds.split()))
