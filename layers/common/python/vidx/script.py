"""The script: output of the script stage, input of the voice and captions stages."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from vidx.jobs.model import Fallback
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context, SpokenText, normalize


class Script(BaseModel):
    """The parts of a script in speaking order: hook, sentences, call to action.

    Attributes:
        spoken: the spoken form of each of `parts`; empty for a part that the text normalizer reads. An empty tuple
            means that no part has one, as in older scripts.
        estimated_s: estimated duration of the voice, in seconds.
        provider: who wrote it: `openai`, `template` or `seller`.
        fallbacks: the models that were skipped.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    hook: str
    sentences: tuple[str, ...]
    call_to_action: str
    spoken: tuple[str, ...] = ()
    word_count: int
    estimated_s: float
    provider: str
    model: str
    fallbacks: tuple[Fallback, ...] = ()

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
        """The written form of the whole script, as one paragraph."""
        return " ".join(self.parts)

    @property
    def _forms(self) -> tuple[tuple[str, str], ...]:
        """Each part with its spoken form. Parts are normalized one by one, since each ends a sentence: `2 hr min.`"""
        return tuple(zip(self.parts, self.spoken or ("",) * len(self.parts), strict=True))

    def spoken_text(self, language: Language, context: Context = NO_CONTEXT) -> SpokenText:
        """The script in its written and spoken forms, normalized once."""
        parts = [_spoken_part(part, form, language, context) for part, form in self._forms]
        return SpokenText(
            written_form=self.text,
            voice_text=" ".join(part.voice_text for part in parts),
            tokens=tuple(token for part in parts for token in part.tokens),
            language=language,
        )


def _spoken_part(part: str, form: str, language: Language, context: Context) -> SpokenText:
    if not form:
        return normalize(part, language, context)
    from vidx.speech.pairing import (
        distribute_words,
        pair_tokens,
    )  # num2words is slow to import, and the API needs none of it

    tokens = pair_tokens(part, form, language, context) or distribute_words(part, form, language, context)
    return SpokenText(part, form, tokens, language)
