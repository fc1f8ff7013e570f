"""How a script is read aloud: one reading, used by the voice and by the captions that follow it.

    tokens("Only $1,249.99!", "en")
    → Token(shown="Only", said="Only"), Token(shown="$1,249.99!", said="one thousand … ninety-nine cents!")

The voice speaks `say`, the aligner listens for each token's `words`, the captions show each token's `shown`.

Only what has one reading in its context is put in words for the voice, which reads its own language well. For anything
else (`10/12`) `say` leaves the text as it is written, and `in_words` and a token's `words` have the likeliest reading.
"""

from collections.abc import Mapping
from functools import lru_cache

from vidx.options import Language
from vidx.speech.context import NO_CONTEXT, Context
from vidx.speech.reading import Reading
from vidx.speech.tokens import Token, tokenize

__all__ = ["NO_CONTEXT", "Context", "Token", "in_words", "say", "symbols", "tokens"]


@lru_cache(maxsize=32)
def _reading(language: Language, context: Context) -> Reading:
    """The language's reading; made when it is first needed, since its patterns take a few hundredths of a second."""
    if language == "en":
        from vidx.speech.locales.en import reading_in

        return reading_in(context)
    from vidx.speech.locales.lexicons import lexicon_of
    from vidx.speech.locales.reading import reading_of

    return reading_of(lexicon_of(language), context)


def tokens(text: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
    """The script's words in order; their `shown`, joined by blanks, give `text` back (white space normalised).

    What is not spoken (an emoji, a lone dash) is shown with the word before it, or after it at the very start.
    Only a text without anything to speak yields a token without words.
    """
    return tokenize(text, _reading(language, context))


def say(text: str, language: Language, context: Context = NO_CONTEXT) -> str:
    """`text` as it is sent to a voice: in words where it has one reading, the punctuation of sentences kept."""
    return " ".join(token.said for token in tokens(text, language, context) if token.said)


def in_words(text: str, language: Language, context: Context = NO_CONTEXT) -> str:
    """`text` with every figure and symbol in its likeliest words: to compare texts and to estimate their length."""
    return " ".join(token.reading for token in tokens(text, language, context) if token.reading)


def symbols(language: Language, context: Context = NO_CONTEXT) -> Mapping[str, str]:
    """The names of single symbols."""
    return _reading(language, context).symbols
