"""How a script is read aloud: one reading, used by the voice and by the captions that follow it.

    tokens("Only $1,249.99!", "en")
    → Token(shown="Only", said="Only"), Token(shown="$1,249.99!", said="one thousand … ninety-nine cents!")

The voice speaks `say`, the aligner listens for each token's `words`, the captions show each token's `shown`.
"""

from vidx.options import Language
from vidx.spoken.english import ENGLISH
from vidx.spoken.reading import Reading
from vidx.spoken.tokens import Token, tokenize

__all__ = ["Token", "say", "tokens"]

_READINGS: dict[str, Reading] = {"en": ENGLISH}


def tokens(text: str, language: Language) -> tuple[Token, ...]:
    """The script's words in order; their `shown`, joined by blanks, give `text` back (white space normalised).

    What is not spoken (an emoji, a lone dash) is shown with the word before it, or after it at the very start.
    Only a text without anything to speak yields a token without words.
    """
    return tokenize(text, _READINGS[language])


def say(text: str, language: Language) -> str:
    """`text` as it is sent to a voice: every figure and symbol in words, the punctuation of sentences kept."""
    return " ".join(token.said for token in tokens(text, language) if token.said)
