"""The spoken script, as the script stage writes it and voice and captions read it."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from vidx import speech
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context, Token


class Script(BaseModel):
    """What is said, in order: hook, sentences, call to action.

    `provider` and `model` tell who wrote it: `openai` and the model's name, `template` or `seller`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    hook: str
    sentences: tuple[str, ...]
    call_to_action: str
    spoken: tuple[str, ...] = ()
    """How each of `parts` is spoken, empty for one that the rules read; all empty: none, as in older scripts."""
    word_count: int
    estimated_s: float
    provider: str
    model: str

    @model_validator(mode="after")
    def _spoken_has_every_part(self) -> Self:
        if self.spoken and len(self.spoken) != len(self.parts):
            raise ValueError(f"{len(self.spoken)} spoken forms for {len(self.parts)} parts")
        return self

    @property
    def parts(self) -> tuple[str, ...]:
        """The non-empty parts in speaking order."""
        return tuple(part for part in (self.hook, *self.sentences, self.call_to_action) if part)

    @property
    def text(self) -> str:
        """The whole script as one paragraph, as it is shown."""
        return " ".join(self.parts)

    @property
    def _forms(self) -> tuple[tuple[str, str], ...]:
        """Each part with its spoken form. The rules read parts one by one: `2 hr min.` ends a sentence."""
        return tuple(zip(self.parts, self.spoken or ("",) * len(self.parts), strict=True))

    def aloud(self, language: Language, context: Context = NO_CONTEXT) -> str:
        """What the voice says."""
        return " ".join(form or speech.say(part, language, context) for part, form in self._forms)

    def tokens(self, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
        """The words shown, each with what is said for it."""
        return tuple(token for part, form in self._forms for token in _tokens(part, form, language, context))


def _tokens(part: str, form: str, language: Language, context: Context) -> tuple[Token, ...]:
    if not form:
        return speech.tokens(part, language, context)
    from vidx.speech.forms import pair, share_out  # num2words takes its time, and the API needs none of it

    return pair(part, form, language, context) or share_out(part, form, language, context)
