"""A moderation model, and the script function's moderation, in memory: certain words are harmful, and all images in
`harmful_images`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from vidx.errors import VidxError
from vidx.jobs.events import TextModerationInput, TextModerationResult
from vidx.moderation import AssessedPart, Assessment, Policy, find_violations
from vidx.ports.invocations import TextModerations
from vidx.ports.providers import Moderator
from vidx.settings import Settings

REFUSED_WORD: Final = "cocaine"
REVIEWED_WORD: Final = "rifle"
"""Words that the stand-in for OpenAI scores in the same way (local/openai_standin/moderation.py)."""
HARMLESS: Final = Assessment(scores={"illicit": 0.001, "illicit/violent": 0.001, "sexual": 0.001, "violence": 0.001})
POLICY: Final = Policy.parse(Settings().moderation_refuse, Settings().moderation_review)


def with_score(category: str, score: float) -> Assessment:
    flagged = (category,) if score >= 0.5 else ()
    return Assessment(scores={**HARMLESS.scores, category: score}, flagged=flagged)


@dataclass
class MemoryModerator:
    """Scores by words. Fails with the first of `errors`, as long as there are some. Counts its calls."""

    harmful_images: Mapping[bytes, Assessment] = field(default_factory=dict)
    errors: list[VidxError] = field(default_factory=list)
    image_errors: list[VidxError] = field(default_factory=list)
    """Like `errors`, for images alone."""
    texts: list[str] = field(default_factory=list)
    images: list[bytes] = field(default_factory=list)

    def assess_text(self, text: str) -> Assessment:
        self.texts.append(text)
        if self.errors:
            raise self.errors.pop(0)
        if REFUSED_WORD in text.lower():
            return with_score("illicit", 0.98)
        return with_score("illicit/violent", 0.6) if REVIEWED_WORD in text.lower() else HARMLESS

    def assess_image(self, image: bytes, content_type: str) -> Assessment:
        assert content_type in {"image/jpeg", "image/png"}
        self.images.append(image)
        if self.image_errors:
            raise self.image_errors.pop(0)
        return self.harmful_images.get(image, HARMLESS)


@dataclass
class MemoryTextModerations:
    """The script function's moderation of a text. Fails with `error` if there is one."""

    moderator: MemoryModerator = field(default_factory=MemoryModerator)
    error: VidxError | None = None

    def check(self, request: TextModerationInput) -> TextModerationResult:
        if self.error:
            raise self.error
        part = AssessedPart(part="text", digest="d", assessment=self.moderator.assess_text(request.text))
        return TextModerationResult(findings=find_violations([part], POLICY))


def _conforms(moderator: MemoryModerator, moderations: MemoryTextModerations) -> tuple[Moderator, TextModerations]:
    """Let the type checker compare the fakes with their ports. Never called."""
    return moderator, moderations
