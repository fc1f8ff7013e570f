"""The spoken script, as the script stage writes it and voice and captions read it."""

from pydantic import BaseModel, ConfigDict


class Script(BaseModel):
    """What is said, in order: hook, sentences, call to action.

    `provider` and `model` tell who wrote it: `openai` and the model's name, `template` or `seller`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    hook: str
    sentences: tuple[str, ...]
    call_to_action: str
    word_count: int
    estimated_s: float
    provider: str
    model: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The non-empty parts in speaking order."""
        return tuple(part for part in (self.hook, *self.sentences, self.call_to_action) if part)

    @property
    def text(self) -> str:
        """The whole script as one paragraph; exactly what is spoken and shown."""
        return " ".join(self.parts)
