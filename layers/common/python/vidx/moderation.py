"""Moderation: from the scores of a moderation model to a verdict, and what the seller reads about it.

The categories are OpenAI's: https://developers.openai.com/api/docs/guides/moderation
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from vidx.errors import ContentRefused

Part = Literal["text", "photo", "clip", "logo"]
OPERATORS: Final = "operators"
"""Group of the users who decide about content in review."""
REVIEW_MESSAGE: Final = "We look at your ad first. You need not do anything."
"""What sellers read while an operator decides."""
SUBJECTS: Final[Mapping[str, str]] = {
    "harassment": "insults or threats",
    "hate": "hate",
    "illicit": "something illegal or a weapon",
    "self-harm": "self-harm",
    "sexual": "sexual content",
    "violence": "violence",
}
"""Words for sellers, by the part of a category's name before the slash."""
OTHER_SUBJECT: Final = "something that is not allowed"


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105  # no password
    REVIEW = "review"
    """An operator decides."""
    REFUSE = "refuse"


class _Record(BaseModel):
    """Stored in rows and objects. Unknown fields are ignored, because an older or newer release may write them."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class Assessment(_Record):
    """What a moderation model says about one text or image.

    Attributes:
        scores: probability of each category, 0…1.
        flagged: categories that the model itself calls harmful.
    """

    scores: Mapping[str, float]
    flagged: tuple[str, ...] = ()


class AssessedPart(_Record):
    """A part of a job's content. `photo` is the number of a photo or clip, from 1; `digest` the SHA-256 of the part."""

    part: Part
    photo: int | None = None
    digest: str
    assessment: Assessment


class JobAssessment(_Record):
    """All parts of a job's content, stored at `keys.moderation`. It holds no content."""

    parts: tuple[AssessedPart, ...]


class Finding(_Record):
    """A part of the content that does not pass, with the categories that are the reason, the likeliest first."""

    part: Part
    photo: int | None = None
    digest: str
    verdict: Verdict
    categories: tuple[str, ...]
    score: float
    """Score of the first category."""


class Decision(_Record):
    """What an operator decided; `reason` is for the seller and is empty for an approval."""

    verdict: Literal[Verdict.PASS, Verdict.REFUSE]
    operator: str
    """The operator's user id."""
    decided_at: datetime
    reason: str = ""


class Review(_Record):
    """An operator's look at a job: why it is needed, and the decision, once there is one."""

    started_at: datetime
    findings: tuple[Finding, ...]
    decision: Decision | None = None


class Thresholds(NamedTuple):
    """Scores from which a verdict applies: one for all categories, and others for some."""

    general: float
    by_category: Mapping[str, float]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse `0.9,sexual/minors=0.2` (the pattern `vidx.settings.THRESHOLDS`)."""
        general, *others = text.split(",")
        pairs = (other.split("=") for other in others)
        return cls(float(general), {category: float(score) for category, score in pairs})

    def of(self, category: str) -> float:
        return self.by_category.get(category, self.general)


class Policy(NamedTuple):
    """Which scores lead to a refusal, and which to a review."""

    refuse: Thresholds
    review: Thresholds

    @classmethod
    def parse(cls, refuse: str, review: str) -> Self:
        return cls(Thresholds.parse(refuse), Thresholds.parse(review))

    def verdict(self, category: str, assessment: Assessment) -> Verdict:
        """A category that the model itself flags is reviewed at least."""
        score = assessment.scores.get(category, 0.0)
        if score >= self.refuse.of(category):
            return Verdict.REFUSE
        is_doubtful = score >= self.review.of(category) or category in assessment.flagged
        return Verdict.REVIEW if is_doubtful else Verdict.PASS


def find_violations(
    parts: Sequence[AssessedPart], policy: Policy, approved: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return the parts that do not pass, except those whose digests an operator has approved."""
    findings = (_finding(part, policy) for part in parts if part.digest not in approved)
    return tuple(finding for finding in findings if finding.verdict is not Verdict.PASS)


def _finding(part: AssessedPart, policy: Policy) -> Finding:
    assessment = part.assessment
    verdicts = {name: policy.verdict(name, assessment) for name in {*assessment.scores, *assessment.flagged}}
    worst = max(verdicts.values(), key=list(Verdict).index, default=Verdict.PASS)
    categories = sorted(
        (name for name, verdict in verdicts.items() if verdict is worst and worst is not Verdict.PASS),
        key=lambda name: (-assessment.scores.get(name, 0.0), name),
    )
    score = assessment.scores.get(categories[0], 0.0) if categories else 0.0
    return Finding(
        part=part.part,
        photo=part.photo,
        digest=part.digest,
        verdict=worst,
        categories=tuple(categories),
        score=round(score, 4),
    )


def refused(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.verdict is Verdict.REFUSE)


def refusal(findings: Sequence[Finding]) -> ContentRefused:
    """Return the error for content that is refused. Its message tells the seller what to change."""
    sentences = [f"{_name(finding)} seems to contain {subject(finding)}." for finding in findings]
    photos = {finding.photo for finding in findings}
    (photo,) = photos if len(photos) == 1 else (None,)
    remedy = "Videos here may not have that. Change it and start again."
    return ContentRefused(" ".join([*sentences, remedy]), field=f"photos[{photo - 1}]" if photo else None)


def rejection(reason: str) -> ContentRefused:
    """Return the error for content that an operator rejects."""
    return ContentRefused(f"We looked at your ad and cannot make this video: {reason.strip().rstrip('.')}.")


def subject(finding: Finding) -> str:
    """What the part seems to contain, in words for sellers."""
    return SUBJECTS.get(finding.categories[0].partition("/")[0], OTHER_SUBJECT)


def _name(finding: Finding) -> str:
    names = {"text": "Your text", "logo": "Your logo"}
    return names.get(finding.part, f"{finding.part.capitalize()} {finding.photo}")
