"""A text that is normalized once, for the voice, for the check of its transcript and for the captions."""

from dataclasses import dataclass
from functools import cached_property

from vidx.options import Language
from vidx.speech.tokens import Token


@dataclass(frozen=True)
class SpokenText:
    """A text as it is shown and as it is spoken.

    Attributes:
        shown: as captions show it.
        spoken: as the voice gets it. What has several readings (`10/12`) stays as it is written.
        tokens: the words that are shown, in order, each with what is spoken for it.
    """

    shown: str
    spoken: str
    tokens: tuple[Token, ...]
    language: Language

    @classmethod
    def of_tokens(cls, tokens: tuple[Token, ...], language: Language) -> "SpokenText":
        """The text that consists of `tokens`."""
        shown = " ".join(token.shown for token in tokens)
        spoken = " ".join(token.said for token in tokens if token.said)
        return cls(shown, spoken, tokens, language)

    @cached_property
    def in_words(self) -> str:
        """The text with every figure and symbol in its likeliest words."""
        return " ".join(token.reading for token in self.tokens if token.reading)

    @cached_property
    def word_tokens(self) -> tuple[Token, ...]:
        """`in_words`, each word a token of its own, so that adjacent figures are separate numbers."""
        return tuple(Token(word, word) for word in self.in_words.split())
