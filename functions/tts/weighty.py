"""What a reading must not change: numbers, prices, names, and whether something is so or not."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from functions.tts.fidelity import plain_words
from functions.tts.meaning import meanings
from vidx import speech
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context
from vidx.speech.claims import claims

_NEGATIONS: Final[dict[Language, str]] = {
    "en": "no not never without none nothing nor neither",
    "es": "no nunca sin nada ningún ninguno ninguna ni tampoco jamás",
    "fr": "ne n pas jamais sans aucun aucune rien ni plus",
    "de": "nicht nie niemals ohne kein keine keinen keinem keiner keines nichts",
    "pt": "não nunca sem nada nenhum nenhuma nem jamais",
    "it": "non mai senza niente nulla nessun nessuno nessuna né",
}
_ENDS: Final = (".", "!", "?", ":", "…")
_LEAST_ALIKE: Final = 0.5
"""Share of words in common below which it is another text, whatever it says."""


def weighty(text: str, transcript: str, title: str, language: Language, context: Context = NO_CONTEXT) -> list[str]:
    """What `transcript` changes that matters, in words for the log; empty when captions may follow it.

    Args:
        text: what was to be read, in words.
        title: the listing's, every word of which counts as a name where `text` says it.
    """
    text = speech.in_words(text, language, context)
    transcript = speech.in_words(transcript, language, context)  # figures side by side are several numbers
    wanted, heard = plain_words(text, language), plain_words(transcript, language)
    found: list[str] = []
    if SequenceMatcher(None, wanted, heard, autojunk=False).ratio() < _LEAST_ALIKE:
        found.append("another text")
    for claim in _differing(Counter(claims(text, language)), Counter(claims(transcript, language))):
        found.append(f"number {claim}")
    for meaning in _differing(Counter(meanings(text, language)), Counter(meanings(transcript, language))):
        found.append(f"meaning {meaning}")
    titled = set(plain_words(title, language, context)) & set(wanted)
    found += [f"name {name}" for name in sorted(titled | _names(text, language)) if not _in(name, heard)]
    found += [f"name {name}" for name in sorted(_names(transcript, language)) if not _in(name, wanted)]
    negations = frozenset(_NEGATIONS[language].split())
    for word in _differing(_only(wanted, negations), _only(heard, negations)):
        found.append(f"negation {word}")
    return found


def _differing(one: Counter[object], other: Counter[object]) -> list[str]:
    return sorted(str(each) for each in {*one, *other} if one[each] != other[each])


def _only(words: list[str], kept: frozenset[str]) -> "Counter[object]":
    return Counter(word for word in words if word in kept)


def _in(name: str, words: list[str]) -> bool:
    """Also when it was taken apart or put together: `AeroPress`, `Aero Press`."""
    return name in words or (len(name) > 1 and name in "".join(words))


def _names(text: str, language: Language) -> set[str]:
    """Words in capitals, or with one inside (`iPhone`), and in the midst of a sentence those that begin with one.

    German nouns all begin with one: none of them may change, since any of them may be a name.
    """
    return {word.lower() for word, inside in _with_place(text, language) if _is_name(word, inside)}


def _is_name(word: str, inside: bool) -> bool:
    return any(map(str.isupper, word[1:])) or (inside and word[0].isupper() and word != "I")


def _with_place(text: str, language: Language) -> Iterator[tuple[str, bool]]:
    """Spoken words, and whether each stands within a sentence."""
    inside = False
    for token in speech.tokens(text, language):
        for word in token.words:
            for part in re.findall(r"[^\W_]+", word):
                yield part, inside
                inside = True
        if token.said.endswith(_ENDS):
            inside = False
