"""From a model's scores to a verdict, and what the seller reads."""

import pytest

from vidx.moderation import (
    HARMS,
    AssessedPart,
    Assessment,
    Finding,
    Part,
    Policy,
    Verdict,
    find_violations,
    refusal,
    rejection,
)
from vidx.settings import Settings

POLICY = Policy.parse("0.9,sexual/minors=0.2", "0.4")


def part(scores: dict[str, float], flagged: tuple[str, ...] = (), digest: str = "d") -> AssessedPart:
    return AssessedPart(part="text", digest=digest, assessment=Assessment(scores=scores, flagged=flagged))


@pytest.mark.parametrize(
    ("scores", "flagged", "verdict"),
    [
        ({"violence": 0.399}, (), None),
        ({"violence": 0.4}, (), Verdict.REVIEW),
        ({"violence": 0.899}, (), Verdict.REVIEW),
        ({"violence": 0.9}, (), Verdict.REFUSE),
        ({"violence": 0.1}, ("violence",), Verdict.REVIEW),
        ({"violence": 0.1}, ("a category of tomorrow",), Verdict.REVIEW),
        ({"sexual/minors": 0.2}, (), Verdict.REFUSE),
        ({"hate": 0.5, "violence": 0.95}, (), Verdict.REFUSE),
        ({}, (), None),
    ],
)
def test_a_score_leads_to_a_verdict(
    scores: dict[str, float], flagged: tuple[str, ...], verdict: Verdict | None
) -> None:
    findings = find_violations([part(scores, flagged)], POLICY)

    assert [finding.verdict for finding in findings] == ([verdict] if verdict else [])


def test_the_categories_of_the_worst_verdict_are_named_the_likeliest_first() -> None:
    (finding,) = find_violations([part({"hate": 0.91, "violence": 0.95, "sexual": 0.5})], POLICY)

    assert (finding.categories, finding.score) == (("violence", "hate"), 0.95)


def test_approved_content_passes() -> None:
    parts = [part({"violence": 0.95}, digest="approved"), part({"violence": 0.5}, digest="new")]

    assert [finding.digest for finding in find_violations(parts, POLICY, ["approved"])] == ["new"]


def test_the_default_thresholds_are_valid() -> None:
    policy = Policy.parse(Settings().moderation_refuse, Settings().moderation_review)

    assert policy.refuse.of("sexual/minors") < policy.refuse.of("sexual")
    assert all(policy.review.of(name) < policy.refuse.of(name) for name in ("sexual", "sexual/minors"))


def finding(kind: Part, photo: int | None, category: str) -> Finding:
    return Finding(part=kind, photo=photo, digest="d", verdict=Verdict.REFUSE, categories=(category,), score=0.95)


@pytest.mark.parametrize(
    ("findings", "start", "field"),
    [
        ([finding("text", None, "hate/threatening")], "Your text seems to contain hateful content.", None),
        ([finding("photo", 2, "sexual")], "Photo 2 seems to contain sexual content.", "photos[1]"),
        ([finding("clip", 1, "violence/graphic")], "Clip 1 seems to contain violence.", "photos[0]"),
        ([finding("logo", None, "self-harm")], "Your logo seems to contain self-harm.", None),
        ([finding("text", None, "of tomorrow")], "Your text seems to contain something that is not allowed.", None),
        (
            [finding("text", None, "hate"), finding("photo", 2, "violence")],
            "Your text seems to contain hateful content. Photo 2 seems to contain violence.",
            None,
        ),
    ],
)
def test_a_refusal_says_what_to_change(findings: list[Finding], start: str, field: str | None) -> None:
    error = refusal(findings)

    assert str(error) == f"{start} That is not allowed in videos here. Change it and start again."
    assert error.field == field


def test_a_rejection_has_the_operators_reason() -> None:
    assert str(rejection(" weapons are not sold here. ")).endswith("cannot make this video: weapons are not sold here.")


def test_every_group_of_openais_categories_has_words() -> None:
    from openai.types.moderation import CategoryScores

    names = {(field.alias or name).partition("/")[0] for name, field in CategoryScores.model_fields.items()}

    assert names == set(HARMS)
