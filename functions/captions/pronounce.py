"""Pronunciations of words that pocketsphinx's dictionary (CMU, 134,000 words) lacks: brands, models, compounds.

An aligner needs the right number of sounds of the right kind more than the exact vowel, so likely is good enough.
"""

from collections.abc import Callable
from typing import Final

from functions.captions.letter_to_sound import phones

Lookup = Callable[[str], str | None]
"""Phones of a dictionary word, separated by blanks; None for a word it does not have."""

_MIN_PART: Final = 3
"""Shorter dictionary entries are mostly abbreviations: taken as parts they would split any word."""
_VOICELESS: Final = frozenset({"P", "T", "K", "F", "TH"})
_SIBILANT: Final = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_ENDINGS: Final = {
    "ing": "IH NG",
    "er": "ER",
    "ers": "ER Z",
    "est": "AH S T",
    "ly": "L IY",
    "ness": "N AH S",
    "less": "L AH S",
}


def pronunciation(word: str, lookup: Lookup) -> str:
    """Phones of `word` for pocketsphinx's `add_word`: of its known stem, its known parts, its letters, or by rule."""
    plain = "".join(letter for letter in word if letter.isalpha())
    return (
        lookup(plain)
        or _inflected(word, lookup)
        or _compound(plain, lookup)
        or (_letters(plain, lookup) if not set(plain) & set("aeiouy") else "")
        or " ".join(phones(plain))
        or "AH"
    )


def _inflected(word: str, lookup: Lookup) -> str:
    """A known stem with an English ending: -s, -'s, -ed, -ing, -er, -est, -ly, -ness, -less."""
    for ending in ("'s", "s'", "s", "es"):
        stem = lookup(word.removesuffix(ending)) if word.endswith(ending) else None
        if stem:
            last = stem.split()[-1]
            return f"{stem} {'IH Z' if last in _SIBILANT else 'S' if last in _VOICELESS else 'Z'}"
    if word.endswith("ed") and (stem := lookup(word[:-2]) or lookup(word[:-1])):
        last = stem.split()[-1]
        return f"{stem} {'IH D' if last in {'T', 'D'} else 'T' if last in _VOICELESS | _SIBILANT else 'D'}"
    for ending, sounds in _ENDINGS.items():
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= _MIN_PART and (stem := lookup(bare) or lookup(f"{bare}e")):
            return f"{stem} {sounds}"
    return ""


def _compound(word: str, lookup: Lookup) -> str:
    """Two known words in one (`airfryer`): the split whose shorter part is longest."""
    cuts = range(_MIN_PART, len(word) - _MIN_PART + 1)
    for cut in sorted(cuts, key=lambda at: abs(2 * at - len(word))):
        head = lookup(word[:cut])
        tail = lookup(word[cut:]) or _inflected(word[cut:], lookup) if head else None
        if head and tail:
            return f"{head} {tail}"
    return ""


def _letters(word: str, lookup: Lookup) -> str:
    """The names of the letters one by one; the dictionary has them as `a.`, `b.`, …"""
    return " ".join(lookup(f"{letter}.") or lookup(letter) or "" for letter in word).strip()
