"""Detects the language to write or speak."""

import re
from typing import Final

from vidx.options import LANGUAGE_NAMES, LANGUAGES, Language

_NAMES: Final = re.compile("|".join(re.escape(name) for name in LANGUAGE_NAMES.values()))
_CODES: Final[dict[str, Language]] = {LANGUAGE_NAMES[code]: code for code in LANGUAGES}
_COMMON: Final[dict[Language, frozenset[str]]] = {
    "en": frozenset(["the", "and", "of", "to", "is", "you", "for", "it", "with", "your", "at", "one", "all"]),
    "es": frozenset(["el", "los", "las", "y", "es", "con", "para", "tu", "por", "una", "del", "que", "más"]),
    "fr": frozenset(["le", "les", "et", "est", "vous", "pour", "une", "des", "du", "avec", "votre", "dans", "sur"]),
    "de": frozenset(["der", "die", "das", "und", "ist", "mit", "für", "ein", "eine", "dein", "auf", "im", "noch"]),
    "pt": frozenset(["o", "os", "as", "e", "é", "com", "para", "você", "uma", "do", "da", "em", "não"]),
    "it": frozenset(["il", "gli", "e", "è", "con", "per", "una", "del", "della", "che", "tuo", "di", "più"]),
}


def detect_language(instructions: str, text: str) -> Language:
    """Return the language that the instructions name, else the one whose common words the text has most of."""
    name = _NAMES.search(instructions)
    if name:
        return _CODES[name[0]]
    words = re.findall(r"[^\W\d_]+", text.lower())
    return max(_COMMON, key=lambda code: sum(word in _COMMON[code] for word in words))
