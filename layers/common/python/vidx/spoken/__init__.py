"""How a script is read aloud: one reading, used by the voice and by the captions that follow it.

    tokens("Only $1,249.99!", "en")
    → Token(shown="Only", said="Only"), Token(shown="$1,249.99!", said="one thousand … ninety-nine cents!")

The voice speaks `say`, the aligner listens for each token's `words`, the captions show each token's `shown`.
"""

from functools import cache

from vidx.options import Language
from vidx.spoken.reading import Reading
from vidx.spoken.tokens import Token, tokenize

__all__ = ["Token", "say", "tokens"]


@cache
def _reading(language: Language) -> Reading:
    """The language's reading; made when it is first asked for, since its patterns take a few hundredths of a second."""
    if language == "en":
        from vidx.spoken.english import ENGLISH

        return ENGLISH
    from vidx.spoken.abroad.lexicons import LEXICONS
    from vidx.spoken.abroad.reading import reading_of

    return reading_of(LEXICONS[language])


def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """The script's words in order; their `shown`, joined by blanks, give `text` back (white space normalised).

    What is not spoken (an emoji, a lone dash) is shown with the word before it, or after it at the very start.
    Only a text without anything to speak yields a token without words.
    """
    return tokenize(text, _reading(language))


def say(text: str, language: Language) -> str:
    """`text` as it is sent to a voice: every figure and symbol in words, the punctuation of sentences kept."""
    return " ".join(token.said for token in tokens(text, language) if token.said)
