"""Where a text's sentences end: not after short forms (`2. Hd.`, `Avda.`), nor before a small letter."""

import re
from functools import cache
from typing import Final

from vidx.options import Language

_END: Final = re.compile(r"(?<=[.!?…])[\"”»)]*\s+")
_LAST_WORD: Final = re.compile(r"[^\s(\"“«/]+$")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+")
_ORDINAL: Final = re.compile(r"\d{1,2}\.")
_COUNTED: Final = re.compile(r"\d\s?$")
_ENDS_ANYWAY: Final = frozenset({"etc.", "ecc.", "usw."})
"""Short forms after which a capital begins a sentence."""
_TITLES: Final = frozenset({"Mr.", "Mrs.", "Ms.", "Dr.", "Dra.", "Prof.", "Sr.", "Sra.", "Sig.", "Dott.", "Ing."})
"""Short forms that a name follows."""
_FIGURE_AHEAD: Final = re.compile(r"[€$£~]?\s?\d")
_BEFORE_FIGURES: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"(?:dep|elec|orig|utils?|pkg)\.", re.IGNORECASE),
    "de": re.compile(r"(?:mind|gar|vers|nk|kt|[^\Waeiouyäöü\d_]{2,4})\.", re.IGNORECASE),
    "fr": re.compile(r"(?:dépl|hon|gar|char|ch|forf|min|[^\Waeiouyéèàù\d_]{2,4})\.", re.IGNORECASE),
    "es": re.compile(r"(?:mtto|gtos|dom|\w{0,5}[bcfghjkmpqtvxz])\.", re.IGNORECASE),
    "pt": re.compile(r"(?:cond|dom|gar|\w{0,5}[bcdfghjkpqtvx])\.", re.IGNORECASE),
    "it": re.compile(r"\w{0,5}[bcdfghjkmpqstvxz]\.", re.IGNORECASE),
}
"""Words that are short forms when a figure follows: with endings that whole words of the language hardly have."""


def split_sentences(text: str, language: Language) -> list[str]:
    """The text's sentences in order; joined by blanks they give it back (white space normalised)."""
    text = " ".join(text.split())
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _ends(text, match.start(), match.end(), language):
            sentences.append(text[start : match.end()].rstrip())
            start = match.end()
    return [*sentences, text[start:]] if text[start:] else sentences


def _ends(text: str, end: int, following: int, language: Language) -> bool:
    """Whether the mark before `text[end:]` ends a sentence and not a short form."""
    if text[end - 1] != ".":
        return True
    if text[following : following + 1].islower():
        return False
    word = _LAST_WORD.search(text, 0, end)
    if word is None or word[0] in _ENDS_ANYWAY:
        return True
    is_ordinal = language == "de" and _ORDINAL.fullmatch(word[0])
    if is_ordinal or (_BEFORE_FIGURES[language].fullmatch(word[0]) and _FIGURE_AHEAD.match(text, following)):
        return False
    if language != "de" and _COUNTED.search(text, 0, word.start()):
        return True  # `3 hab. Muy luminoso`: nouns that a figure counts have small letters there
    return not (_INITIALS.fullmatch(word[0]) or word[0] in _TITLES or word[0] in short_forms(language))


@cache
def short_forms(language: Language) -> frozenset[str]:
    """The dotted short forms that the language's reading knows, in small letters and as at a sentence's beginning."""
    if language == "en":
        from vidx.speech.locales.en.abbreviations import DOTTED

        forms = set(DOTTED)
    else:
        from vidx.speech.locales.lexicons import lexicon_of

        lexicon = lexicon_of(language)
        forms = {*lexicon.dotted, *lexicon.counted, *lexicon.agreeing, *lexicon.ordinal_nouns}
    dotted = {form for form in forms if form.endswith(".")}
    return frozenset(part for form in dotted for part in (form, form.capitalize(), form.split()[-1]))
