"""Pronunciations of words that pocketsphinx's dictionary (CMU, 134,000 words) lacks: brands, models, compounds.

An aligner needs the right number of sounds of the right kind more than the exact vowel, so a likely pronunciation is
enough. Words without a known part follow the NRL letter-to-sound rules in `letter_to_sound.txt`.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

Lookup = Callable[[str], str | None]
"""Returns the phones of a dictionary word, separated by spaces; None for a word that it lacks."""

_MIN_PART_CHARS: Final = 3
"""Shorter dictionary entries are mostly abbreviations; as parts they would split any word."""
_VOICELESS: Final = frozenset({"P", "T", "K", "F", "TH"})
_SIBILANTS: Final = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_SUFFIXES: Final = {
    "ing": "IH NG",
    "er": "ER",
    "ers": "ER Z",
    "est": "AH S T",
    "ly": "L IY",
    "ness": "N AH S",
    "less": "L AH S",
}
_CONTEXT_PATTERNS: Final = {
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


def pronounce(word: str, lookup: Lookup) -> str:
    """Return phones of `word` for pocketsphinx's `add_word`.

    They come from its known stem, its known parts, the names of its letters, or the letter-to-sound rules.
    """
    plain = "".join(letter for letter in word if letter.isalpha())
    return (
        lookup(plain)
        or _stem_with_suffix(word, lookup)
        or _compound(plain, lookup)
        or (_letter_names(plain, lookup) if not set(plain) & set("aeiouy") else "")
        or " ".join(phones_by_rule(plain))
        or "AH"
    )


def _stem_with_suffix(word: str, lookup: Lookup) -> str:
    """Return the phones of a known stem with an English suffix: -s, -'s, -ed, -ing, -er, -est, -ly, -ness, -less."""
    for suffix in ("'s", "s'", "s", "es"):
        stem = lookup(word.removesuffix(suffix)) if word.endswith(suffix) else None
        if stem:
            last = stem.split()[-1]
            return f"{stem} {'IH Z' if last in _SIBILANTS else 'S' if last in _VOICELESS else 'Z'}"
    if word.endswith("ed") and (stem := lookup(word[:-2]) or lookup(word[:-1])):
        last = stem.split()[-1]
        return f"{stem} {'IH D' if last in {'T', 'D'} else 'T' if last in _VOICELESS | _SIBILANTS else 'D'}"
    for suffix, phones in _SUFFIXES.items():
        bare = word.removesuffix(suffix)
        if bare != word and len(bare) >= _MIN_PART_CHARS and (stem := lookup(bare) or lookup(f"{bare}e")):
            return f"{stem} {phones}"
    return ""


def _compound(word: str, lookup: Lookup) -> str:
    """Return the phones of two known words in one (`airfryer`), split where the shorter part is longest."""
    cuts = range(_MIN_PART_CHARS, len(word) - _MIN_PART_CHARS + 1)
    for cut in sorted(cuts, key=lambda cut: abs(2 * cut - len(word))):
        head = lookup(word[:cut])
        tail = lookup(word[cut:]) or _stem_with_suffix(word[cut:], lookup) if head else None
        if head and tail:
            return f"{head} {tail}"
    return ""


def _letter_names(word: str, lookup: Lookup) -> str:
    """Return the names of the letters one by one; the dictionary lists them as `a.`, `b.`, …"""
    return " ".join(lookup(f"{letter}.") or lookup(letter) or "" for letter in word).strip()


def phones_by_rule(word: str) -> tuple[str, ...]:
    """Return the CMU phones of `word` (letters a–z and apostrophes), without stress. A letter that no rule fits is
    silent.
    """
    phones: list[str] = []
    position = 0
    while position < len(word):
        rule = _first_match(word, position)
        phones.extend(rule.phones if rule else ())
        position += len(rule.letters) if rule else 1
    return tuple(phones)


def _first_match(word: str, start: int) -> _Rule | None:
    for rule in _rules().get(word[start], ()):
        end = start + len(rule.letters)
        if word.startswith(rule.letters, start) and rule.before.search(word[:start]) and rule.after.match(word, end):
            return rule
    return None


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """Return the rules by the first letter that they consume, in the order of the file."""
    lines = Path(__file__).with_name("letter_to_sound.txt").read_text("utf-8").splitlines()
    rules = [_parse_rule(line) for line in lines if line and not line.startswith("# ")]
    first_letters = {rule.letters[0] for rule in rules}
    return {letter: tuple(rule for rule in rules if rule.letters[0] == letter) for letter in first_letters}


def _parse_rule(line: str) -> _Rule:
    left, _, rest = line.partition("[")
    letters, _, rest = rest.partition("]")
    right, _, phones = rest.partition("=")
    before = "".join("^" if sign == "_" else _CONTEXT_PATTERNS.get(sign, sign) for sign in left)
    after = "".join("$" if sign == "_" else _CONTEXT_PATTERNS.get(sign, sign) for sign in right)
    return _Rule(letters, re.compile(f"(?:{before})$"), re.compile(after), tuple(phones.split()))
