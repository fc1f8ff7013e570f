"""Text normalization: figures, symbols and abbreviations in words, as a voice reads them.

    normalize("Only $1,249.99!", "en").tokens
    → Token(shown="Only", said="Only"), Token(shown="$1,249.99!", said="one thousand … ninety-nine cents!")

The voice gets `SpokenText.spoken`, the aligner each token's `words`, and the captions each token's `shown`.

Only text that has one reading in its context is put in words for the voice, which reads its own language well. Text
with several readings (`10/12`) stays as it is written in `spoken`; `in_words` and a token's `words` have the likeliest
reading.
"""

from collections.abc import Mapping
from functools import lru_cache

from vidx.options import Language
from vidx.speech.context import NO_CONTEXT, Context
from vidx.speech.reading import Reading
from vidx.speech.spoken_text import SpokenText
from vidx.speech.tokens import Token, tokenize

__all__ = ["NO_CONTEXT", "Context", "SpokenText", "Token", "in_words", "normalize", "say", "symbols", "tokens"]


@lru_cache(maxsize=32)
def _reading(language: Language, context: Context) -> Reading:
    """The language's reading; made when it is first needed, since its patterns take a few hundredths of a second."""
    if language == "en":
        from vidx.speech.locales.en import reading_in

        return reading_in(context)
    from vidx.speech.locales.lexicons import lexicon_of
    from vidx.speech.locales.reading import reading_of

    return reading_of(lexicon_of(language), context)


def normalize(text: str, language: Language, context: Context = NO_CONTEXT) -> SpokenText:
    """Normalize `text` once; callers that need more than one form of it hand the result on.

    The `shown` of its tokens, joined by blanks, equal `text` with white space normalized. What is not spoken (an emoji,
    a lone dash) is shown with the word before it, or after it at the start. Only a text that has nothing to speak gives
    a token without words.
    """
    return SpokenText.of_tokens(tokenize(text, _reading(language, context)), language)


def tokens(text: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
    """The tokens of `normalize`, for callers that need nothing else."""
    return normalize(text, language, context).tokens


def say(text: str, language: Language, context: Context = NO_CONTEXT) -> str:
    """The `spoken` form of `normalize`, for callers that need nothing else."""
    return normalize(text, language, context).spoken


def in_words(text: str, language: Language, context: Context = NO_CONTEXT) -> str:
    """The `in_words` form of `normalize`, for callers that need nothing else."""
    return normalize(text, language, context).in_words


def symbols(language: Language, context: Context = NO_CONTEXT) -> Mapping[str, str]:
    """The names of single symbols."""
    return _reading(language, context).symbols
