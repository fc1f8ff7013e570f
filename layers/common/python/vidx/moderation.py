"""Turn the scores of a moderation model into a verdict and a message for the seller.

The categories are OpenAI's: https://developers.openai.com/api/docs/guides/moderation
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict

from vidx.errors import ContentRefused

Part = Literal["text", "script", "photo", "clip", "logo"]
"""`text` is all that the seller wrote, `script` the words that are spoken."""
OPERATORS: Final = "operators"
"""Group of the users who decide about content in review."""
REVIEW_MESSAGE: Final = "We are checking your ad before we make the video. You don't need to do anything."
"""What sellers read while an operator decides."""
HARMS: Final[Mapping[str, str]] = {
    "harassment": "insults or threats",
    "hate": "hateful content",
    "illicit": "something illegal or a weapon",
    "self-harm": "self-harm",
    "sexual": "sexual content",
    "violence": "violence",
}
"""Words for sellers, by the part of a category's name before the slash."""
OTHER_HARM: Final = "something that is not allowed"


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105  # no password
    REVIEW = "review"
    """An operator decides."""
    REFUSE = "refuse"


class _Record(BaseModel):
    """A model that is stored in rows and objects. It ignores unknown fields, which another release may write."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class Assessment(_Record):
    """The response of a moderation model to one text or image.

    Attributes:
        scores: probability of each category, 0…1.
        flagged: categories that the model itself marks as harmful.
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
    """A part of the content that does not pass, and the categories that cause this, the likeliest first."""

    part: Part
    photo: int | None = None
    digest: str
    verdict: Verdict
    categories: tuple[str, ...]
    score: float
    """Score of the first category."""


class Decision(_Record):
    """An operator's decision. `reason` is for the seller; it is empty for an approval."""

    verdict: Literal[Verdict.PASS, Verdict.REFUSE]
    operator: str
    """The operator's user id; empty if nobody decided in time."""
    decided_at: datetime
    reason: str = ""


class Review(_Record):
    """An operator's look at a job: why it is needed, and the decision, once there is one."""

    started_at: datetime
    findings: tuple[Finding, ...]
    decision: Decision | None = None


class Thresholds(NamedTuple):
    """Lowest scores of a verdict: one for all categories, and other ones for single categories."""

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
    """The thresholds of a refusal and of a review."""

    refuse: Thresholds
    review: Thresholds

    @classmethod
    def parse(cls, refuse: str, review: str) -> Self:
        return cls(Thresholds.parse(refuse), Thresholds.parse(review))

    def verdict(self, category: str, assessment: Assessment) -> Verdict:
        """Return the verdict on one category. If the model flags the category, it is at least `REVIEW`."""
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
    sentences = [f"{_name(finding)} seems to contain {harm(finding)}." for finding in findings]
    photos = {finding.photo for finding in findings}
    (photo,) = photos if len(photos) == 1 else (None,)
    remedy = "That is not allowed in videos here. Change it and start again."
    return ContentRefused(" ".join([*sentences, remedy]), field=f"photos[{photo - 1}]" if photo else None)


def rejection(reason: str) -> ContentRefused:
    """Return the error for content that an operator rejects."""
    return ContentRefused(f"We looked at your ad and cannot make this video: {reason.strip().rstrip('.')}.")


def expiry() -> ContentRefused:
    """Return the error for content that no operator has looked at in time."""
    return ContentRefused(
        "We could not check your ad in time, so we did not make the video. Nothing was published. "
        "You can start it again."
    )


def harm(finding: Finding) -> str:
    """Return what the part seems to contain, in words for sellers."""
    return HARMS.get(finding.categories[0].partition("/")[0], OTHER_HARM)


def _name(finding: Finding) -> str:
    names = {"text": "Your text", "script": "The script", "logo": "Your logo"}
    return names.get(finding.part, f"{finding.part.capitalize()} {finding.photo}")
