"""A normalized text: one value for the voice, for the check of its transcript and for the captions."""

from dataclasses import dataclass
from functools import cached_property

from vidx.options import Language
from vidx.speech.tokens import Token


@dataclass(frozen=True)
class SpokenText:
    """A text in its written and spoken forms.

    Attributes:
        written_form: as captions show it.
        voice_text: as the voice gets it: in words, but ambiguous tokens (`10/12`) as they are written.
        tokens: the words of the written form, in order, each with its spoken form.
    """

    written_form: str
    voice_text: str
    tokens: tuple[Token, ...]
    language: Language

    @classmethod
    def of_tokens(cls, tokens: tuple[Token, ...], language: Language) -> "SpokenText":
        """The text that consists of `tokens`."""
        written_form = " ".join(token.written_form for token in tokens)
        voice_text = " ".join(token.voice_text for token in tokens if token.voice_text)
        return cls(written_form, voice_text, tokens, language)

    @cached_property
    def spoken_form(self) -> str:
        """The text in words, ambiguous tokens in their likeliest ones."""
        return " ".join(token.spoken_form for token in self.tokens if token.spoken_form)

    @cached_property
    def word_tokens(self) -> tuple[Token, ...]:
        """The spoken form, each word a token of its own, so that adjacent numbers are separate."""
        return tuple(Token(word, word) for word in self.spoken_form.split())
